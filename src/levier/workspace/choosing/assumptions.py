"""What a choice rests on, said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.language.numbers import number, percent
from levier.workspace.choosing.results import Source
from levier.workspace.choosing.words import both

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from levier.language import Language
    from levier.workspace.choosing.drawn import DrawnSolution
    from levier.workspace.choosing.learned import Learned
    from levier.workspace.inputs.portfolio import PortfolioOptions


def assumptions(
    solutions: Sequence[DrawnSolution], options: PortfolioOptions, learned: Learned
) -> tuple[Mapping[str, str], ...]:
    """List them, those that hold for every choice first."""
    sources = {one.source for one in solutions}
    said = [
        both(
            "assumes.horizon",
            months=lambda language: number(options.horizon_months, language),
            rate=lambda language: percent(options.discount_rate, language),
        ),
        both("assumes.independent"),
        both("assumes.information"),
        both("assumes.effort"),
    ]
    if Source.FORECAST in sources:
        said.append(_forecasts(learned))
    if options.person_day_rate is None:
        said.append(both("assumes.paid"))
    if not options.capacity:
        said.append(both("assumes.no_capacity"))
    elif "" not in options.capacity and _teams(solutions) - set(options.capacity):
        teams = ", ".join(sorted(_teams(solutions) - set(options.capacity))) or "—"
        said.append(both("assumes.team_without", teams=teams))
    if options.opening_cash is not None:
        said.append(both("assumes.cash"))
    if options.risk_aversion or options.worst_case is not None:
        said += [both("assumes.risk"), both("assumes.neutral")]
    return tuple(said)


def _forecasts(learned: Learned) -> dict[str, str]:
    """Say how far forecasts of decisions are believed, and from what."""
    worth = learned.worth
    if worth is None:
        return both("assumes.forecast")
    told = {"share": worth.slope, "low": worth.low95, "high": worth.high95}
    shares: dict[str, Callable[[Language], str]] = {
        name: lambda language, value=value: percent(value, language)  # type: ignore[misc]
        for name, value in told.items()
    }
    key = "assumes.learned.one" if learned.pairs == 1 else "assumes.learned.other"
    return both(key, pairs=lambda language: number(learned.pairs, language), **shares)


def _teams(solutions: Sequence[DrawnSolution]) -> set[str]:
    return {one.row.team for one in solutions}
