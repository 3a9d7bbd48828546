"""Lines, alerts, and where a line ends."""
