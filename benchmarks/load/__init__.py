"""The application under load: 5,000 decisions, 1,000 people, 100 of them at once."""
