"""The gates of a workspace, each answered from its own rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier import __version__
from levier.errors import InvalidArgument
from levier.workspace.gating.contracts import contract_answer
from levier.workspace.gating.counts import count_answer
from levier.workspace.gating.prices import price_answer
from levier.workspace.gating.results import GateProvenance, Gates, StopDetail
from levier.workspace.gating.shares import share_answer
from levier.workspace.gating.task_sessions import task_answer
from levier.workspace.inputs.gates import GateKind
from levier.workspace.measurement.known_on import known_on

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray

    from levier.workspace.gating.results import GateAnswer
    from levier.workspace.inputs.gates import Gate
    from levier.workspace.model import Grain, Workspace


@dataclass(frozen=True, slots=True)
class GateOptions:
    """Which gate, and on which day.

    Attributes
    ----------
    gate
        Its id; None for all of them.
    as_of
        Pretend that it is that day; None: the last day of the data.
    """

    gate: str | None = None
    as_of: date | None = None


def run_gate(workspace: Workspace, options: GateOptions | None = None) -> Gates:
    """Answer the gates of a workspace.

    Parameters
    ----------
    workspace
        With ``[gates]`` and the files that they read.
    options
        Which, and as of when.

    Raises
    ------
    InvalidArgument
        When there is no gate, or none of the name asked for.
    """
    asked = options or GateOptions()
    gates = _chosen(workspace, asked.gate)
    answers = tuple(_Answering(workspace, one, asked.as_of).answer() for one in gates)
    return Gates(
        company=workspace.company.name,
        currency=workspace.company.currency,
        as_of=asked.as_of or _last_day(workspace, answers),
        gates=answers,
        provenance=GateProvenance(__version__, workspace.fingerprint, workspace.measurement.seed),
    )


def _chosen(workspace: Workspace, name: str | None) -> list[Gate]:
    if name is None:
        return list(workspace.gates.values())
    if name not in workspace.gates:
        expected = ", ".join(workspace.gates) or "none"
        raise InvalidArgument(f"no gate {name!r}; the workspace has {expected}")
    return [workspace.gates[name]]


def _last_day(workspace: Workspace, answers: tuple[GateAnswer, ...]) -> date | None:
    """Give the last day on which something was seen for a gate."""
    days: list[date | None] = [row.date for row in workspace.interviews]
    days += [one.detail.last_day for one in answers if isinstance(one.detail, StopDetail)]
    days += [row.date for row in workspace.tasks]
    days += [row.ends_on or row.starts_on for row in workspace.paid_tests]
    days += [row.reviewed_on for row in workspace.reviews]
    return max((one for one in days if one is not None), default=None)


@dataclass(frozen=True, slots=True)
class _Answering:
    """One gate, with the rows known on the day."""

    workspace: Workspace
    gate: Gate
    as_of: date | None

    def answer(self) -> GateAnswer:
        match self.gate.kind:
            case GateKind.PROBLEM_SHARE:
                rows = [r for r in self.workspace.interviews if self._own(r.gate, r.date)]
                return share_answer(self.gate, rows)
            case GateKind.PAID_TEST:
                paid = self.workspace.paid_tests
                tried = [r for r in paid if self._own(r.gate, r.ends_on or r.starts_on)]
                currency, seed = self.workspace.company.currency, self._seed
                return price_answer(self.gate, tried, currency, seed)
            case GateKind.TASK_SUCCESS:
                tasks = [r for r in self.workspace.tasks if self._own(r.gate, r.date)]
                return task_answer(self.gate, tasks)
            case GateKind.STOP_RULE:
                return count_answer(self.gate, *self._counts(), self._seed, self.as_of)
            case GateKind.CONTRACT:
                past = self.workspace.past_contracts
                return contract_answer(
                    self.gate,
                    [r for r in self.workspace.reviews if self._own(r.gate, r.reviewed_on)],
                    [r for r in past if self._own(r.gate, r.known_on)],
                )

    @property
    def _seed(self) -> int:
        return self.workspace.measurement.seed

    def _own(self, gate: str, day: date | None) -> bool:
        """Tell whether a row is of this gate, and known on the day."""
        return gate == self.gate.id and (self.as_of is None or day is None or day <= self.as_of)

    def _counts(self) -> tuple[list[tuple[date, float]], Grain | None]:
        if self.gate.metric:
            return self._metric_counts(), self.workspace.metrics[self.gate.metric].grain
        rows = [r for r in self.workspace.activations if self._own(r.gate, r.date)]
        return sorted((row.date, row.count) for row in rows), None

    def _metric_counts(self) -> list[tuple[date, float]]:
        """Add the units of a metric up, date by date."""
        known = self.workspace if self.as_of is None else known_on(self.workspace, self.as_of)
        found = known.observations.get(self.gate.metric)
        if found is None:
            return []
        days, places = np.unique(found.dates, return_inverse=True)
        sums = np.bincount(places, weights=found.values)
        return list(zip(_dates(days), (float(one) for one in sums), strict=True))


def _dates(days: NDArray[np.datetime64]) -> list[date]:
    found: list[date] = days.astype("datetime64[D]").tolist()
    return found
