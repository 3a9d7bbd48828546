"""From a workspace to build, buy or stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.portfolio.value_of_information import partial_information
from levier.valuation.scenarios.build_or_buy import DRAWS, STOP, Comparison, Way, compare_ways
from levier.valuation.scenarios.ranges import Range, draw_share
from levier.valuation.unit_economics import saved_time_value
from levier.workspace.accounts.product_account import span, waiting
from levier.workspace.simulating.asked import asked_about
from levier.workspace.simulating.results import BuildOrBuy, WayView, WorthKnowing

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from levier.workspace.inputs.clients import Tool, ToolWay
    from levier.workspace.model import Workspace

    Array = NDArray[np.float64]


_NONE = (
    "levier.toml has no [tools.ID]: say what the tool saves, and [tools.ID.build] or [tools.ID.buy]"
)


def run_build_or_buy(workspace: Workspace, tool: str | None = None) -> BuildOrBuy:
    """Compare building a tool, buying it, and stopping.

    Parameters
    ----------
    workspace
        With ``[tools.ID]``.
    tool
        Its id; may be left out when there is only one.

    Raises
    ------
    InvalidArgument
        When there is no such tool.
    """
    chosen = asked_about(workspace.tools, tool, "tools", "--tool", _NONE)
    generator = np.random.default_rng([workspace.measurement.seed, *chosen.id.encode()])
    benefit, inputs = _benefit(chosen, generator)
    ways = {name: _way(one) for name, one in chosen.ways.items()}
    found = compare_ways(benefit, ways, chosen.horizon_months, chosen.discount_rate, generator)
    means = {name: float(one.worth.mean()) for name, one in found.ways.items()} | {STOP: 0.0}
    return BuildOrBuy(
        company=workspace.company.name,
        currency=workspace.company.currency,
        fingerprint=workspace.fingerprint,
        tool=chosen.id,
        title=chosen.title,
        months=chosen.horizon_months,
        seed=workspace.measurement.seed,
        monthly_benefit=span(benefit),
        ways=tuple(_view(name, found) for name in found.ways),
        stop_best=found.best[STOP],
        recommended=max(means, key=lambda name: (means[name], name)),
        worth_knowing=_worth_knowing(inputs, found),
        spent=chosen.spent,
    )


def _benefit(tool: Tool, generator: np.random.Generator) -> tuple[Array, dict[str, Array]]:
    """Draw the monthly benefit, and what it was worked out from."""
    if tool.benefit is not None:
        benefit = Range(*tool.benefit).draw(generator, DRAWS)
        return benefit, {"benefit": benefit}
    nothing = (0.0, 0.0, 0.0)
    hours = Range(*(tool.hours_saved or nothing)).draw(generator, DRAWS)
    cost = Range(*(tool.hourly_cost or nothing)).draw(generator, DRAWS)
    used = draw_share(Range(*(tool.realisation or nothing)), generator, DRAWS)
    inputs = {"hours_saved": hours, "hourly_cost": cost, "realisation": used}
    return saved_time_value(hours, cost, used), inputs


def _way(given: ToolWay) -> Way:
    return Way(
        cost=Range(*given.cost),
        monthly_cost=Range(*given.monthly_cost),
        months_to_live=Range(*given.months_to_live),
        benefit_share=Range(*given.benefit_share),
        adoption_months=Range(*given.adoption_months),
    )


def _view(name: str, found: Comparison) -> WayView:
    one = found.ways[name]
    return WayView(
        way=name,
        worth=span(one.worth),
        cost_of_ownership=span(one.cost_of_ownership),
        best=found.best[name],
        positive=float(np.mean(one.worth > 0)),
        mean=float(one.worth.mean()),
        payback_months=waiting(one.payback),
        break_even_benefit=found.break_even_benefit[name],
    )


def _worth_knowing(inputs: dict[str, Array], found: Comparison) -> tuple[WorthKnowing, ...]:
    payoffs = np.array([*(one.worth for one in found.ways.values()), np.zeros(DRAWS)])
    known = dict(inputs)
    for name, one in found.ways.items():
        known[f"{name}_cost"] = one.cost_of_ownership
    worth = [
        WorthKnowing(name, partial_information(payoffs, draws))
        for name, draws in known.items()
        if float(np.ptp(draws)) > 0
    ]
    least = 0.001 * float(np.ptp(payoffs))
    shown = [one for one in worth if one.value > least]
    return tuple(sorted(shown, key=lambda one: (-one.value, one.input)))
