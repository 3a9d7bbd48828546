"""What the publications of one metric say about each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.workspace.data_finding import DataFinding, FindingKind, Handling
from levier.workspace.data_quality.maturity import Maturity, adjusted, by_date, maturity
from levier.workspace.data_quality.period_ages import publications_of
from levier.workspace.data_quality.publications import choose
from levier.workspace.data_quality.redefinition import Redefinition, redefinitions
from levier.workspace.data_quality.told import (
    Dates,
    as_change,
    as_number,
    declaration,
    in_words,
    told,
)
from levier.workspace.model import BreakHandling, PeriodKind

if TYPE_CHECKING:
    from datetime import date

    from levier.workspace.data_quality.period_ages import Publications
    from levier.workspace.model import Metric, Vintages

LARGE = float(-np.log(0.9))
"""A revision worth naming: a tenth of the value."""
LISTED = 5
"""The largest revisions of one kind are listed, the others counted."""


@dataclass(frozen=True, slots=True)
class VintageFindings:
    """What was found, the maturity curve, and the days on which the series changes definition."""

    findings: tuple[DataFinding, ...]
    maturity: Maturity
    seams: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class _Revision:
    """One period, published at one value and then at another; ``size`` is a logarithm."""

    period: date
    known: date
    changed: date
    before: float
    after: float
    size: float
    was_last: bool


def study(vintages: Vintages, metric: Metric) -> VintageFindings:
    """Study every publication of one metric that is known."""
    publications = publications_of(vintages, metric)
    changes = redefinitions(publications)
    curve = maturity(publications, changes)
    seams = [_seam(choose(vintages, metric), change, publications) for change in changes]
    found = [_redefined(metric, one, seam) for one, seam in zip(changes, seams, strict=True)]
    revisions = _revisions(publications, changes)
    found += _listed(metric, [one for one in revisions if one.was_last], FindingKind.UNFINISHED)
    found += _listed(metric, [one for one in revisions if not one.was_last], FindingKind.REVISED)
    found.append(_curve(metric, publications, curve))
    return VintageFindings(tuple(found), curve, tuple(one for one in seams if one is not None))


def _seam(chosen: Vintages, change: Redefinition, publications: Publications) -> date | None:
    """Give the first period counted the new way, when those before are counted the old way."""
    new = chosen.published >= publications.instants[change.after]
    dates = chosen.rows.dates
    if new.all() or not new.any() or dates[~new].max() >= dates[new].min():
        return None  # all counted one way, or mixed so that no one step would tell them apart
    first: date = dates[new].min().item()
    return first


def _redefined(metric: Metric, change: Redefinition, seam: date | None) -> DataFinding:
    modelled = seam is not None and metric.data.definition_breaks is BreakHandling.MODEL
    key = "none" if seam is None else "modelled" if modelled else "shown"
    fields = {
        "periods": as_number(change.periods),
        "low": as_change(float(np.expm1(change.low))),
        "high": as_change(float(np.expm1(change.high))),
        "seam": in_words(seam or change.changed),
    }
    suggestion = None
    if seam is not None and not modelled:
        suggestion = declaration(metric, PeriodKind.DEFINITION, Dates(seam, seam), "definition")
    return told(
        metric,
        FindingKind.REDEFINITION,
        Dates(change.known, change.changed),
        change.factor,
        Handling.MODELLED if modelled else Handling.SHOWN,
        ("redefinition.found", f"redefinition.{key}"),
        fields,
        suggestion,
    )


def _revisions(publications: Publications, changes: tuple[Redefinition, ...]) -> list[_Revision]:
    """List the large revisions of single periods, changes of definition taken out."""
    logs = adjusted(publications, changes)
    last = np.zeros(len(publications.instants), dtype="datetime64[D]")
    np.maximum.at(last, publications.published, publications.dates)
    days = publications.instants.astype("datetime64[D]")
    found = []
    for rows in by_date(publications):
        moved = np.diff(logs[rows])
        for place in np.flatnonzero(np.abs(moved) > LARGE):
            old, new = rows[place], rows[place + 1]
            number = publications.published[old]
            newest = last[number] == publications.dates[old]
            found.append(
                _Revision(
                    publications.dates[old].item(),
                    days[number].item(),
                    days[publications.published[new]].item(),
                    float(publications.values[old]),
                    float(publications.values[new]),
                    float(moved[place]),
                    was_last=bool(newest and moved[place] > 0),
                )
            )
    return found


def _listed(metric: Metric, revisions: list[_Revision], kind: FindingKind) -> list[DataFinding]:
    ranked = sorted(revisions, key=lambda one: (-abs(one.size), one.period, one.known))
    found = [_revised(metric, one, kind) for one in ranked[:LISTED]]
    more = len(ranked) - LISTED
    if more > 0:
        first, last = min(one.period for one in ranked), max(one.period for one in ranked)
        fields = {"more": as_number(more)}
        keys = (f"{kind.value}.more",)
        dates = Dates(first, last)
        found.append(told(metric, kind, dates, float(more), Handling.SHOWN, keys, fields))
    return found


def _revised(metric: Metric, revision: _Revision, kind: FindingKind) -> DataFinding:
    """Tell one revision; its figure is how far the earlier value was from the later one."""
    fields = {
        "period": in_words(revision.period),
        "known": in_words(revision.known),
        "changed": in_words(revision.changed),
        "before": as_number(revision.before),
        "after": as_number(revision.after),
    }
    dates = Dates(revision.period, revision.period)
    figure = float(np.expm1(-revision.size))
    return told(metric, kind, dates, figure, Handling.SHOWN, (f"{kind.value}.found",), fields)


def _curve(metric: Metric, publications: Publications, curve: Maturity) -> DataFinding:
    days = publications.instants.astype("datetime64[D]")
    first = curve.ratios[0] if curve.ratios else float("nan")
    key = "unknown" if curve.settled is None else "late" if curve.settled else "at_once"
    fields = {
        "publications": as_number(len(days)),
        "settled": as_number(curve.settled or 0),
        "missing": as_change(first - 1),
    }
    return told(
        metric,
        FindingKind.REVISIONS,
        Dates(days[0].item(), days[-1].item()),
        float("nan") if curve.settled is None else float(curve.settled),
        Handling.SHOWN,
        ("revisions.found", f"revisions.{key}", f"revisions.{metric.data.vintages.value}"),
        fields,
    )
