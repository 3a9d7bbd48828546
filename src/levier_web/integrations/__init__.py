"""How programs come in and go out: access tokens, the programming interface, webhooks."""
