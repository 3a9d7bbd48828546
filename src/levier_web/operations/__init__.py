"""Running Levier: backups, health, metrics of the service, its log."""
