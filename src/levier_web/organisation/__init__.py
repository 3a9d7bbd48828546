"""Who there is: people, roles, teams, products, clients, sign-in, rights, the audit log."""
