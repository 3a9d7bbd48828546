"""Commands for the administrator, beside those of Django."""
