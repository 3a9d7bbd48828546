"""Who there is: people, roles, tribes, teams, products, clients, sign-in, decision rights, the audit log."""
