"""Writes ``docs/reference/lists.md`` and ``lists.fr.md``: what the application knows by name.

Run it whenever a role, a scope, an event, a tool, a figure or a length changes; a test compares
what it would write with what is there.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from levier.language import Language

ROOT = Path(__file__).resolve().parent.parent
PAGES: dict[Language, Path] = {
    "en": ROOT / "docs" / "reference" / "lists.md",
    "fr": ROOT / "docs" / "reference" / "lists.fr.md",
}
WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "lead": """# Lists

Roles, scopes, events, tools, figures and lengths of keeping, as this version has them: the page is
written from the program by `scripts/make_lists.py`. [Version française](lists.fr.md)
""",
        "doors": "Who may do what",
        "doors_lead": "Who has several roles may do what each of them may. Whose line or draft it "
        "is, is judged on top of this.",
        "everybody": "everybody",
        "right": "right | word | roles",
        "scopes": "Scopes of tokens",
        "scopes_lead": "A token does what its person may do, and of it what its scopes say.",
        "events": "Events of webhooks and rooms",
        "events_lead": "Nothing is told of drafts, nor of whatever is about people.",
        "event": "event | what happened",
        "tools": "Tools of assistants",
        "tools_lead": "A tool that prepares writes nothing before its person has confirmed.",
        "tool": "tool | what it is for | how",
        "reads": "reads",
        "writes": "prepares",
        "figures": "Figures for Prometheus",
        "figures_lead": "At `/service-metrics/`. Labels are routes and codes: never an address "
        "as it was asked for, never a person.",
        "figure": "figure | labels | what it is",
        "kept": "How long things are kept",
        "kept_lead": "In days, and between which bounds the owner may choose; the audit log, the "
        "versions of decisions and the ledger are kept for ever.",
        "length": "what | usual | at least | at most",
    },
    "fr": {
        "lead": """# Listes

Les rôles, portées, événements, outils, mesures et durées de conservation de cette version : la page
est écrite d’après le programme par `scripts/make_lists.py`. [English version](lists.md)
""",
        "doors": "Qui peut quoi",
        "doors_lead": "Qui a plusieurs rôles peut ce que permet chacun d’eux. Ce qui tient à "
        "l’auteur d’une ligne ou à l’équipe d’un brouillon se juge en plus.",
        "everybody": "tout le monde",
        "right": "droit | mot | rôles",
        "scopes": "Portées des jetons",
        "scopes_lead": "Un jeton fait ce que peut sa personne, dans la limite de ses portées.",
        "events": "Événements des webhooks et des salons",
        "events_lead": "Rien n’est dit des brouillons, ni de ce qui touche aux personnes.",
        "event": "événement | ce qui s’est passé",
        "tools": "Outils des assistants",
        "tools_lead": "Un outil qui prépare n’écrit rien avant que sa personne n’ait confirmé.",
        "tool": "outil | à quoi il sert | comment",
        "reads": "lit",
        "writes": "prépare",
        "figures": "Mesures pour Prometheus",
        "figures_lead": "À `/service-metrics/`. Les étiquettes sont des routes et des codes : "
        "jamais une adresse telle que demandée, jamais une personne.",
        "figure": "mesure | étiquettes | ce que c’est",
        "kept": "Durées de conservation",
        "kept_lead": "En jours, et entre quelles bornes le responsable choisit ; le journal "
        "d’audit, les versions des décisions et le registre sont gardés pour toujours.",
        "length": "quoi | d’ordinaire | au moins | au plus",
    },
}


def written() -> dict[Path, str]:
    """Give both pages as they should be."""
    return {path: _page(language) for language, path in PAGES.items()}


def _page(language: Language) -> str:
    words = WORDS[language]
    parts = [words["lead"]]
    for name, lines in (
        ("doors", _table(words["right"], _doors(language))),
        ("scopes", _scopes()),
        ("events", _table(words["event"], _events(language))),
        ("tools", _table(words["tool"], _tools(language))),
        ("figures", _table(words["figure"], _figures(language))),
        ("kept", _table(words["length"], _kept(language))),
    ):
        parts.append(f"## {words[name]}\n\n{words[f'{name}_lead']}\n\n{lines}\n")
    return "\n".join(parts)


def _table(heads: str, rows: Iterable[Iterable[object]]) -> str:
    lines = [f"| {heads} |", f"|{' --- |' * (heads.count('|') + 1)}"]
    return "\n".join([*lines, *(f"| {' | '.join(str(cell) for cell in row)} |" for row in rows)])


def _doors(language: Language) -> list[tuple[str, ...]]:
    from levier_web.organisation.roles import EVERYONE, GRANTED
    from levier_web.practices.privacy.services.wording import roles
    from levier_web.ui.words import say

    return [
        (
            say(f"privacy.door.{door}", language),
            f"`{door}`",
            WORDS[language]["everybody"] if held == EVERYONE else roles(map(str, held), language),
        )
        for door, held in sorted(GRANTED.items())
    ]


def _scopes() -> str:
    from levier_web.ui.api.rooms import known_scopes

    return ", ".join(f"`{scope}`" for scope in known_scopes())


def _events(language: Language) -> list[tuple[str, ...]]:
    from levier_web.integrations.events import KINDS
    from levier_web.ui.words import say

    return [
        (f"`{kind}`", say(f"{room}.logged.{kind}", language))
        for room, kinds in KINDS.items()
        for kind in kinds
    ]


def _tools(language: Language) -> list[tuple[str, ...]]:
    from levier_web.ui.api.tools import TOOLS
    from levier_web.ui.words import say

    how = WORDS[language]
    return [
        (f"`{name}`", say(tool.key, language), how["writes" if tool.writes else "reads"])
        for name, tool in sorted(TOOLS.items(), key=lambda one: (one[1].writes, one[0]))
    ]


def _figures(language: Language) -> list[tuple[str, ...]]:
    from levier_web.operations.measures import FIGURES
    from levier_web.ui.words import say

    return [
        (
            f"`levier_{name}`",
            ", ".join(f"`{label}`" for label in labels),
            say(f"operations.figure.{name}", language),
        )
        for name, labels in FIGURES.items()
    ]


def _kept(language: Language) -> list[tuple[object, ...]]:
    from levier_web.practices.privacy.services.kinds import KINDS
    from levier_web.ui.words import say

    return [
        (say(f"privacy.kind.{one.name}", language), one.days, one.least, one.most) for one in KINDS
    ]


if __name__ == "__main__":
    from levier_web.config.environment import set_up

    set_up("nothing")
    from levier_web.config.api import schema

    schema()  # loads every room
    for page, text in written().items():
        page.write_text(text, encoding="utf-8")
    sys.stdout.write("written\n")
