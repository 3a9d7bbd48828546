"""Decisions under thin data: ranges in, possible courses out."""
