"""Ratios and error rates, measured in one run on this machine; one file per claim of the README."""
