"""A part of the report that stands by itself: what one practice has to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Part:
    """One section of the page.

    Attributes
    ----------
    anchor
        Where a link finds it: letters and dashes.
    title
        As the contents list it.
    html
        What stands under the title, made by a template; its headings are ``h3`` and below.
    """

    anchor: str
    title: str
    html: Markup
