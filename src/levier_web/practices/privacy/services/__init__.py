"""Everything that is written about people's data."""
