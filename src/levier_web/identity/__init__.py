"""Who comes in, and how: passwords, second factors, the company's own sign-in, SCIM."""
