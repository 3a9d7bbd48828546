"""One design per file, by its full name: how the effect of a decision is identified."""
