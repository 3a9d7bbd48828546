"""Results as files: JSON for programs, a spreadsheet for finance."""
