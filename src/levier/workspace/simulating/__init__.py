"""``levier simulate``: courses of what is hardly known, and what to learn first."""
