"""The demonstration company as an application: its people, what they said, what they decided."""
