"""Settings of the application; what differs between installations comes from the environment.

Every variable read here is described in ``docs/reference/settings``.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from levier_web.config import variables
from levier_web.config.settings_log import *  # noqa: F403
from levier_web.config.settings_mail import *  # noqa: F403
from levier_web.config.settings_sign_in import *  # noqa: F403

PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("LEVIER_DATA", "levier-data")).resolve()
"""Where the embedded database and the files brought in live."""

# Without a key of its own each start draws one: people then sign in again after a restart.
SECRET_KEY = os.environ.get("LEVIER_SECRET_KEY") or secrets.token_urlsafe(48)
DEBUG = False
HOSTS = os.environ.get("LEVIER_HOSTS", "localhost,127.0.0.1,[::1]")
ALLOWED_HOSTS = [host.strip() for host in HOSTS.split(",") if host.strip()]
HTTPS = os.environ.get("LEVIER_HTTPS", "") == "1"
SITE = os.environ.get("LEVIER_SITE", "http://localhost:8000").rstrip("/")
"""Where people open Levier: the beginning of the addresses in messages and calendars."""
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []
if SITE.startswith("https://"):
    CSRF_TRUSTED_ORIGINS.append(SITE)  # with its port, where it has one

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "rules.apps.AutodiscoverRulesConfig",
    "csp",
    "levier_web.ui",
    "levier_web.organisation",
    "levier_web.identity",
    "levier_web.integrations",
    "levier_web.metrics",
    "levier_web.signals",
    "levier_web.decisions",
    "levier_web.impact",
    "levier_web.ledger",
    "levier_web.learning",
    "levier_web.exchange",
    "levier_web.practices.budget_alerts",
    "levier_web.practices.committee_pack",
    "levier_web.practices.messages",
    "levier_web.practices.privacy",
    "levier_web.operations",
    "allauth",  # after the rooms, whose pages of signing in stand before its own
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.saml",
]

MIDDLEWARE = [
    "levier_web.operations.middleware.RequestsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "levier_web.operations.middleware.ProbesMiddleware",
    "levier_web.organisation.middleware.SuspicionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "levier_web.ui.language_choice.LanguageMiddleware",
    "levier_web.integrations.middleware.ProgramsMiddleware",
    "levier_web.ui.largest_request.LargestRequestMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "levier_web.identity.middleware.SessionLifeMiddleware",
    "levier_web.identity.middleware.SignInPolicyMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "levier_web.ui.doors.DoorsMiddleware",
    "levier_web.ui.unreadable.UnreadableMiddleware",
]

ROOT_URLCONF = "levier_web.config.urls"
WSGI_APPLICATION = "levier_web.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "levier_web.ui.templatetags.words",
                "levier_web.ui.templatetags.parts",
                "levier_web.organisation.templatetags.teams",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "levier_web.ui.context.page",
            ],
        },
    }
]

EMBEDDED = f"sqlite:///{DATA / 'levier.sqlite3'}"
DATABASES: dict[str, Any] = {"default": variables.database("DATABASE_URL", EMBEDDED)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",  # waits for its turn instead of failing at the first write
        "timeout": 10,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }

GUARD_CHAINS = True
"""The database refuses to change rows of the audit log, of versions and of the ledger."""

AUTH_USER_MODEL = "organisation.Person"
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = variables.time_zone("LEVIER_TIME_ZONE", "Europe/Paris")

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
MEDIA_ROOT = DATA / "files"
WHITENOISE_USE_FINDERS = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
UPLOAD_MAX_BYTES = variables.whole("LEVIER_UPLOAD_MAX_MB", 100) * 1024 * 1024
"""The largest file that may be brought in through a page."""
FOLDERS = [root for root in os.environ.get("LEVIER_FOLDERS", "").split(os.pathsep) if root]
"""The folders of the server, and no others, that a source of values may watch."""

API_PER_MINUTE = variables.whole("LEVIER_API_PER_MINUTE", 600)
"""Calls that one access token may make within a minute."""
OUTGOING = os.environ.get("LEVIER_OUTGOING_HOSTS", "")
OUTGOING_HOSTS = frozenset(host.strip().lower() for host in OUTGOING.split(",") if host.strip())
"""Hosts inside the company to which Levier may write, over http too; any other must be outside."""
METRICS_TOKEN = os.environ.get("LEVIER_METRICS_TOKEN", "")
"""What a program shows to read the metrics of the service; without one nobody reads them."""

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

CSRF_FAILURE_VIEW = "levier_web.ui.errors_shown.other_origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = False  # the proxy in front does it
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [SELF],
        "frame-ancestors": [NONE],
    }
}
