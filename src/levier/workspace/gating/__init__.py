"""Gates of a workspace: the rows of each, its verdict, and what to do next."""
