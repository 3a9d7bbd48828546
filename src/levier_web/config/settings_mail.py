"""Settings of the mail server that takes the messages; without one they are only logged."""

from __future__ import annotations

import os

from levier_web.config import variables

_PORTS = {"starttls": 587, "tls": 465, "none": 25}
"""What may keep a mail from being read on its way, and the port where servers offer it."""
_HERE = {"localhost", "127.0.0.1", "::1"}

EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = os.environ.get("LEVIER_FROM", "levier@localhost")
EMAIL_TIMEOUT = 20  # seconds: a server that says nothing holds neither a page nor the worker

if os.environ.get("LEVIER_SMTP_HOST"):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = os.environ["LEVIER_SMTP_HOST"]
    EMAIL_HOST_USER = os.environ.get("LEVIER_SMTP_USER", "")
    EMAIL_HOST_PASSWORD = os.environ.get("LEVIER_SMTP_PASSWORD", "")
    _SECURITY = variables.one_of("LEVIER_SMTP_SECURITY", "starttls", tuple(_PORTS))
    EMAIL_PORT = variables.whole("LEVIER_SMTP_PORT", _PORTS[_SECURITY])
    if _SECURITY == "none" and EMAIL_HOST_PASSWORD and EMAIL_HOST not in _HERE:
        variables.stop("readable_password")
    EMAIL_USE_TLS, EMAIL_USE_SSL = _SECURITY == "starttls", _SECURITY == "tls"
