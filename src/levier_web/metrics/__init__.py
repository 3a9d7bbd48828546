"""What is counted: definitions with their history, sources, imports, observations."""
