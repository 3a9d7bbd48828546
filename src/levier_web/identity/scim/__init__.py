"""SCIM 2.0: the company's directory writes its people and groups here (RFC 7643, RFC 7644)."""
