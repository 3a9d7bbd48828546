"""The language of whoever started a command, as their terminal says it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from levier.language import Language


def language_of_environment() -> Language:
    """Give French in a French environment, or English."""
    named = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next((value for value in named if value), "")
    return "fr" if locale.lower().startswith("fr") else "en"
