"""Settings of what the application writes about itself."""

from __future__ import annotations

import os

LOG_FORMAT = os.environ.get("LEVIER_LOG_FORMAT", "line")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "levier_web.operations.log.LineFormatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        },
        "json": {"()": "levier_web.operations.log.JsonFormatter"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "json" if LOG_FORMAT == "json" else "line",
        }
    },
    "root": {"handlers": ["console"], "level": os.environ.get("LEVIER_LOG", "WARNING")},
}
