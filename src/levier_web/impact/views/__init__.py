"""Pages of the impact."""
