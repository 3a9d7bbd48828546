"""Template tags of decisions."""
