"""The order of effects on the page, and the anchors by which its parts find one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from levier.workspace.results import Effect, Results


def ranked(results: Results) -> list[Effect]:
    """Sort effects by money, largest first, then those without money."""
    return sorted(results.effects, key=_rank)


def anchors(results: Results) -> dict[int, str]:
    """Give the anchor of each effect, by ``id(effect)``."""
    return {id(effect): f"effect-{rank}" for rank, effect in enumerate(results.effects, start=1)}


def _rank(effect: Effect) -> tuple[bool, float, str, str]:
    money = effect.money.p50 if effect.money is not None else 0.0
    return (effect.money is None, -money, effect.decision, effect.metric)
