"""Where values come from: files that people bring, folders, queries, calls."""
