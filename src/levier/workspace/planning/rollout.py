"""An order in which every unit is reached, such that the effect can be measured on the way."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from levier.errors import InvalidArgument
from levier.workspace.measurement.calendar_index import as_date
from levier.workspace.model import Grain
from levier.workspace.planning.horizons import extended
from levier.workspace.planning.results import Rollout, Wave
from levier.workspace.planning.unit_errors import longest_tried
from levier.workspace.planning.words import both, lasting, size

if TYPE_CHECKING:
    from levier.workspace.planning.asked import Asked
    from levier.workspace.planning.results import Seen
    from levier.workspace.planning.unit_outlooks import UnitsAsked

_USUAL_WAVES = 4
_FEWEST_WAVES = 2
_DAYS_IN = {Grain.DAY: 1, Grain.WEEK: 7}
_MONTHS_IN = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: 12}


def rollout_length(units: UnitsAsked) -> int | None:
    """Give how many periods pass until one more wave would be due; None for a single unit."""
    rhythm = _rhythm(units)
    return None if rhythm is None else rhythm[0] * rhythm[1]


def rollout(units: UnitsAsked, at_once: Seen | None) -> Rollout | None:
    """Deal the units into waves; None where no comparison would measure them."""
    rhythm = _rhythm(units)
    if rhythm is None:
        return None
    waves, every = rhythm
    members = _members(units)
    deal = units.best(_sizes(len(members), waves), members, every)
    seen = units.seen(deal.order(every), waves * every)
    if seen is None:
        return None
    grain = units.panel.metric.grain
    starts = first_day(units.asked)
    return Rollout(
        waves=tuple(
            Wave(wave + 1, later(starts, every * wave, grain), names)
            for wave, names in enumerate(deal.waves)
        ),
        every=every,
        seen=seen[0],
        at_once=at_once,
        drift=deal.grouping.drift,
        usual_drift=deal.grouping.usual_drift,
        tried=deal.grouping.tried,
        method=seen[1],
        sentence=_sentence(units, seen[0], at_once),
    )


def first_day(asked: Asked) -> date:
    """Give the first day of the decision, if it is still to come, or of the next period."""
    index = asked.question.series[asked.metric].index
    following = as_date(int(extended(index, 1).first_days[-1]))
    chosen = asked.options.starts_on or asked.decision.starts_on
    return max(following, chosen)


def later(day: date, periods: int, grain: Grain) -> date:
    """Give the day that many periods later; the last of the month where there is no such day."""
    if grain in _DAYS_IN:
        return day + timedelta(days=_DAYS_IN[grain] * periods)
    months = day.month - 1 + _MONTHS_IN[grain] * periods
    year, month = day.year + months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _members(units: UnitsAsked) -> tuple[int, ...]:
    wanted = units.asked.options.units or units.panel.names
    return tuple(rank for rank, name in enumerate(units.panel.names) if name in wanted)


def _rhythm(units: UnitsAsked) -> tuple[int, int] | None:
    """Give the number of waves and the periods between two of them; None for a single unit."""
    options, count = units.asked.options, len(_members(units))
    longest = longest_tried(units.quiet.shape[1])
    waves = options.waves or min(_USUAL_WAVES, count, longest // (options.every or 1))
    if options.waves is None and options.every is None and waves < _FEWEST_WAVES:
        return None
    if not _FEWEST_WAVES <= waves <= max(count, 1):
        raise InvalidArgument(f"waves must be from 2 to {count}, the number of units; got {waves}")
    every = options.every or max(min(units.reference, longest) // waves, 1)
    if waves * every > longest:
        raise InvalidArgument(
            f"{waves} waves every {every} periods last {waves * every}; "
            f"expected at most {longest}, half of the past"
        )
    return waves, every


def _sizes(count: int, waves: int) -> tuple[int, ...]:
    least, more = divmod(count, waves)
    return tuple(least + (wave < more) for wave in range(waves))


def _sentence(units: UnitsAsked, seen: Seen, at_once: Seen | None) -> dict[str, str]:
    metric, scale = units.panel.metric, units.assumed.scale
    told = {
        "waves": partial(size, seen.effect, scale, metric.unit),
        "after": partial(lasting, seen.periods, metric.grain.value),
    }
    if at_once is None:
        return both("rollout.alone", **told)
    told["at_once"] = partial(size, at_once.effect, scale, metric.unit)
    better = at_once.effect is None or (seen.effect is not None and seen.effect < at_once.effect)
    return both("rollout.better" if better else "rollout.worse", **told)
