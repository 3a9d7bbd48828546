"""Short texts in French and English: which of them say the same thing."""
