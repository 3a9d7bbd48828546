"""What stands around every page: who it is about, its styles, its script and their policy."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from levier import __version__
from levier.language import translate
from levier.workspace.report.charts.theme import COLOURS
from levier.workspace.report.environment import asset

if TYPE_CHECKING:
    from levier.language import Language


@dataclass(frozen=True, slots=True)
class Frame:
    """The head of a page.

    The page holds its styles and one small script that sorts and filters; its content policy
    names that script by its hash and allows nothing else.

    Attributes
    ----------
    skip
        The words of the link that leads past the contents.
    script_hash
        By which the policy allows the script.
    """

    title: str
    company: str
    language: Language
    skip: str
    version: str
    style: Markup
    script: Markup
    script_hash: str


def frame(title: str, company: str, language: Language) -> Frame:
    """Make the head of a page."""
    script = asset("script.js")
    return Frame(
        title=title,
        company=company,
        language=language,
        skip=translate("report.page.skip", language),
        version=__version__,
        style=Markup(asset("style.css") + _chart_colours()),  # noqa: S704 - our own files
        script=Markup(script),  # noqa: S704 - our own file
        script_hash=_hash(script),
    )


def _chart_colours() -> str:
    """Map the fixed colours of the drawings to the variables of the style sheet."""
    rules = [
        f'svg [{kind}="{value}"]{{{kind}:var(--{name})}}'
        for name, value in COLOURS.items()
        for kind in ("fill", "stroke")
    ]
    return "\n".join(rules)


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return "sha256-" + base64.b64encode(digest).decode()
