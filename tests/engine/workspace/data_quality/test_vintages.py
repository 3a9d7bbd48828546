"""Publications: what was known when, how long data take to come in, when a definition changed."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engine.workspace.data_quality.made_series import (
    clean,
    day,
    kinds,
    metric,
    only,
    published,
    told_to,
    vintage_workspace,
)

from levier.workspace.data_finding import FindingKind, Handling
from levier.workspace.data_quality.examine import examine
from levier.workspace.data_quality.publications import choose
from levier.workspace.measurement.known_on import known_on
from levier.workspace.model import BreakHandling, Grain, PeriodKind, VintageChoice, Vintages

WEEKS = 60
FINAL = clean("gaussian", Grain.WEEK, WEEKS, 1)
LATE = (0.6, 0.85, 0.96, 1.0)
"""What has come in one, two, three and four weeks after the week's end."""


def every_week(shares: tuple[float, ...] = (1.0,), *, kept: int = 52, factor: float = 1.0,
               changed: int = 10_000) -> Vintages:  # fmt: skip
    """Publish all weeks each Monday, the last 52 of them; ``factor`` from one Monday on."""
    rows = []
    for monday in range(8, WEEKS + 1):
        for week in range(max(monday - kept, 0), monday):
            share = shares[min(monday - week - 1, len(shares) - 1)]
            scale = factor if monday >= changed else 1.0
            rows.append((week, 7 * monday, float(np.round(share * scale * FINAL[week]))))
    return published(rows)


def test_only_what_was_published_is_known() -> None:
    made = vintage_workspace(every_week(LATE))
    then = known_on(made, day(7 * 40))
    rows = then.observations["orders"]
    assert rows.dates[-1] == np.datetime64(day(7 * 39))
    assert rows.values[-4:] == pytest.approx(FINAL[36:40] * LATE[::-1], abs=1)
    assert known_on(made, day(7)).observations == {}


def test_late_data_are_learned_by_age_and_left_out() -> None:
    made = vintage_workspace(every_week(LATE))
    found = examine(made, day(7 * WEEKS))
    assert only(found, FindingKind.REVISIONS).figure == 3.0
    late = only(found, FindingKind.INCOMPLETE_LAST)
    assert (late.from_, late.handling) == (day(7 * (WEEKS - 3)), Handling.LEFT_OUT)
    assert late.figure == pytest.approx(-0.4, abs=0.02)
    assert len(found.workspace.observations["orders"].dates) == WEEKS - 3


def test_data_complete_at_once_are_left_alone() -> None:
    found = examine(vintage_workspace(every_week()), day(7 * WEEKS))
    assert kinds(found) == {FindingKind.REVISIONS}
    assert only(found, FindingKind.REVISIONS).figure == 0.0


@pytest.mark.parametrize(
    ("choice", "weeks", "share"),
    [(VintageChoice.LATEST, WEEKS, 1.0), (VintageChoice.FIRST, WEEKS, 0.6),
     (VintageChoice.MATURE, WEEKS - 3, 1.0)],
)  # fmt: skip
def test_the_publication_used_is_the_one_asked_for(
    choice: VintageChoice, weeks: int, share: float
) -> None:
    made = vintage_workspace(every_week(LATE), data=told_to(vintages=choice))
    rows = made.observations["orders"]
    assert len(rows.dates) == weeks
    assert rows.values[20] == pytest.approx(share * FINAL[20], abs=1)


def test_a_metric_too_young_to_be_mature_has_no_value() -> None:
    young = published([(week, 7 * week, FINAL[week]) for week in range(9)])
    rows = choose(young, metric(Grain.WEEK, data=told_to(vintages=VintageChoice.MATURE))).rows
    assert len(rows.dates) == 0


@pytest.mark.parametrize("shares", [(1.0,), LATE])
@pytest.mark.parametrize("factor", [0.96, 1.3])
def test_a_change_of_definition_is_found_with_its_dates_and_factor(
    shares: tuple[float, ...], factor: float
) -> None:
    found = examine(
        vintage_workspace(every_week(shares, factor=factor, changed=50)), day(7 * WEEKS)
    )
    one = only(found, FindingKind.REDEFINITION)
    assert (one.from_, one.to) == (day(7 * 49), day(7 * 50))
    assert one.figure == pytest.approx(factor - 1, abs=0.005)


def test_values_published_only_before_still_count_the_old_way() -> None:
    vintages = every_week(kept=20, factor=1.3, changed=50)
    shown = examine(vintage_workspace(vintages), day(7 * WEEKS))
    suggestion = only(shown, FindingKind.REDEFINITION).suggestion
    assert suggestion is not None
    assert f"starts_on = {day(7 * 30)}" in suggestion["en"]
    options = told_to(definition_breaks=BreakHandling.MODEL)
    modelled = examine(vintage_workspace(vintages, data=options), day(7 * WEEKS))
    (added,) = modelled.workspace.periods
    assert (added.kind, added.starts_on) == (PeriodKind.DEFINITION, day(7 * 30))


def test_corrections_both_ways_are_no_change_of_definition() -> None:
    random = np.random.default_rng(1)
    for _ in range(200):
        first = [(week, 7 * 30, FINAL[week]) for week in range(30)]
        noise = np.exp(0.02 * random.standard_normal(30))
        second = [(week, 7 * 31, FINAL[week] * noise[week]) for week in range(30)]
        found = examine(vintage_workspace(published(first + second)), day(7 * 31))
        assert FindingKind.REDEFINITION not in kinds(found)


def test_a_week_published_unfinished_is_told_from_its_next_publication() -> None:
    rows = [(week, 7 * 30, FINAL[week]) for week in range(30)]
    rows[-1] = (29, 7 * 30, 0.7 * FINAL[29])
    rows += [(week, 7 * 30 + 2, FINAL[week]) for week in range(30)]
    made = vintage_workspace(published(rows))
    one = only(examine(made, day(7 * 31)), FindingKind.UNFINISHED)
    assert (one.from_, one.handling) == (day(7 * 29), Handling.SHOWN)
    assert one.figure == pytest.approx(-0.3, abs=0.001)
    then = examine(known_on(made, day(7 * 30)), day(7 * 30))
    assert only(then, FindingKind.INCOMPLETE_LAST).handling is Handling.LEFT_OUT
