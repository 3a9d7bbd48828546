"""What it was worth: append-only entries, the committee's page, accounts, losses."""
