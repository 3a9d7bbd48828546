"""What is held of people, for how long, who sees it, and the documents that say so."""
