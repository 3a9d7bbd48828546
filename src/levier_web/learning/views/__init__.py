"""Pages of the learning."""
