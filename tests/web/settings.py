"""Settings of the tests: a database and files of their own, jobs at once, quick passwords."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("LEVIER_DATA", tempfile.mkdtemp(prefix="levier-tests-"))

from levier_web.config.settings import *  # noqa: F403

STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
GUARD_CHAINS = False  # tests break chains on purpose, and empty tables between them
SECRET_KEY = "tests"  # noqa: S105 - of the tests only
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
