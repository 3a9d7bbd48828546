"""What pages read of the decisions, one subject per module."""
