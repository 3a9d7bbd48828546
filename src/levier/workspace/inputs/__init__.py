"""Rows of the files that the practices around the chain read: one subject, one file."""
