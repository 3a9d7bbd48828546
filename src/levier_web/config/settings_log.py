"""Settings of what the application writes about itself."""

from __future__ import annotations

from levier_web.config import variables

LOG_FORMAT = variables.one_of("LEVIER_LOG_FORMAT", "line", ("line", "json"))
LEVEL = variables.one_of("LEVIER_LOG", "WARNING", variables.LEVELS)
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
            "formatter": LOG_FORMAT,
        }
    },
    "root": {
        "handlers": ["console"],
        "level": variables.one_of("LEVIER_LOG", "WARNING", variables.LEVELS),
    },
}
