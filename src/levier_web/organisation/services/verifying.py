"""What ``levier audit verify`` says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier_web.organisation.chains import CHAINS, Verified, holds, verified
from levier_web.ui.words import say, say_many

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from levier.language import Language


def told(against: Iterable[str], language: Language) -> tuple[list[str], bool]:
    """Verify every chain and every noted fingerprint; give the sentences, and whether all holds."""
    found = [verified(chain) for chain in CHAINS.values()]
    said = [sentence for one in found for sentence in _chain(one, language)]
    sound = all(one.broken is None for one in found)
    for noted in against:
        there = holds(noted.strip().lower())
        if there is None:
            sound = False
            said.append(say("organisation.verify.missing", language, fingerprint=noted))
        else:
            name, number, at = there
            chain = say(f"organisation.verify.chain.{name}", language)
            said.append(
                say("organisation.verify.held", language, chain=chain, number=number, at=_at(at))
            )
    said.append(say(f"organisation.verify.{'sound' if sound else 'unsound'}", language))
    return said, sound


def _chain(one: Verified, language: Language) -> list[str]:
    chain = say(f"organisation.verify.chain.{one.name}", language)
    if one.broken is not None:
        return [
            say(
                "organisation.verify.broken",
                language,
                chain=chain,
                number=one.broken,
                at=_at(one.broken_at),
            )
        ]
    if one.first_at is None:
        return [say("organisation.verify.empty", language, chain=chain)]
    count = say_many("organisation.verify.rows", one.rows, language)
    spans = {"start": _at(one.first_at), "end": _at(one.last_at)}
    return [
        say("organisation.verify.whole", language, chain=chain, rows=count, **spans),
        say("organisation.verify.last", language, fingerprint=one.last),
    ]


def _at(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC" if moment else ""
