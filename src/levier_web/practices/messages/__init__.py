"""What Levier sends, and signals that reach it by link and by mail."""
