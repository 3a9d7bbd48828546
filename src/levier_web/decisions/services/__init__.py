"""Every write of the decisions, one subject per module."""
