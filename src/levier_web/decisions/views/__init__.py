"""Pages of the decisions, one subject per module."""
