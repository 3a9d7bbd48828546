"""Opportunities and decisions: forecasts, versions, comments, refusals, the committee."""
