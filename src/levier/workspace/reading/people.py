"""Nobody is followed by name: where teams, roles and clients stand, no address of a person may.

Only addresses are refused here: a client, a team or a product may well be two words with capitals,
as a person's name is. Customers heard (``interviews``) may be addresses: they are forgotten as soon
as read. Authors of forecasts are held to more (``authors``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from levier.workspace.reading.settings.section import Section
    from levier.workspace.reading.sheet import Sheet

CODE = "person_named"
ADDRESS = r"\S@[\w\-]+\.\w"
GROUPS: Mapping[str, tuple[str, ...]] = {
    "decisions": ("team", "owner", "origin"),
    "costs": ("team",),
    "opportunities": ("team",),
    "usage": ("consumer",),
    "disputes": ("consumer", "charged_to"),
    "invoices": ("client",),
    "interviews": ("segment",),
    "tasks": ("profile",),
    "reviews": ("function",),
    "past_forecasts": ("team",),
    "phases": ("product",),
    "sessions": ("title", "next_owner"),
}
"""The columns that name groups, roles or companies, by file."""


def refuse_addresses(sheets: Mapping[str, Sheet]) -> None:
    """Note every address that stands where a group should."""
    for stem, columns in GROUPS.items():
        if stem in sheets:
            for column in columns:
                cells = sheets[stem].table.frame[column]
                sheets[stem].fault(cells.str.contains(ADDRESS), column, CODE)


def refuse_address_names(section: Section, names: Iterable[str]) -> None:
    """Note every address among the names of a table of ``levier.toml``."""
    for name in names:
        if is_address(name):
            section.fault(name, name, CODE)


def is_address(text: str) -> bool:
    """Tell whether a text holds an e-mail address."""
    return re.search(ADDRESS, text) is not None
