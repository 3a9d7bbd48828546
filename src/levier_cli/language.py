"""In which language a command speaks: the one asked for, or else that of the environment."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from levier.language.environment import language_of_environment

if TYPE_CHECKING:
    from levier.language import Language


class LanguageName(StrEnum):
    """The languages that ``--language`` takes."""

    FR = "fr"
    EN = "en"


LanguageOption = Annotated[
    LanguageName | None,
    typer.Option("--language", help="By default the language of the environment."),
]


def chosen_language(asked: LanguageName | None) -> Language:
    """Give the language asked for, or French in a French environment, or English."""
    if asked is not None:
        return "fr" if asked is LanguageName.FR else "en"
    return language_of_environment()
