"""Variables of the environment, read with care: what cannot be stops the start, in words.

No value is repeated that may hold a password.
"""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING, NoReturn
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import dj_database_url

from levier.language.environment import language_of_environment
from levier_web.ui.words import say

if TYPE_CHECKING:
    from dj_database_url import DBConfig

ENGINES = {"django.db.backends.sqlite3", "django.db.backends.postgresql"}
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


def stop(key: str, **fields: object) -> NoReturn:
    """End the start with a sentence, in the language of the terminal."""
    sys.exit(say(f"ui.environment.{key}", language_of_environment(), **fields))


def whole(name: str, otherwise: int, least: int = 1) -> int:
    """Read a whole number."""
    text = os.environ.get(name) or str(otherwise)
    if not text.strip().isdecimal() or int(text) < least:
        stop("number", name=name, given=text, least=least, otherwise=otherwise)
    return int(text)


def one_of(name: str, otherwise: str, among: tuple[str, ...]) -> str:
    """Read one of some words."""
    text = os.environ.get(name) or otherwise
    if text not in among:
        stop("word", name=name, given=text, among=", ".join(among))
    return text


def time_zone(name: str, otherwise: str) -> str:
    """Read the name of a time zone."""
    text = os.environ.get(name) or otherwise
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        stop("time_zone", name=name, given=text, otherwise=otherwise)
    return text


def database(name: str, otherwise: str) -> DBConfig:
    """Read the address of a database: of PostgreSQL, or of a file of SQLite."""
    text = os.environ.get(name) or otherwise
    try:
        read = dj_database_url.parse(text, conn_max_age=60, conn_health_checks=True)
    except (ValueError, KeyError):
        stop("database", name=name)
    if read.get("ENGINE") not in ENGINES or not read.get("NAME"):
        stop("database", name=name)
    if "postgresql" in str(read["ENGINE"]) and find_spec("psycopg") is None:
        stop("driver", name=name)
    return read
