"""The workspace in and out: a folder or an archive brought in, and written out again."""
