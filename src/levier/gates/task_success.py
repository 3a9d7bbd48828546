"""Can people who are no experts do it? Success per task, with few sessions.

Adjusted Wald interval (Agresti and Coull 1998; Sauro and Lewis 2005). The gate passes when every
task does, which needs no correction for several tasks (intersection-union test: Berger 1982,
*Technometrics* 24, 295-300); it fails when any task does, and there each of K tasks is held at
1 - 0.05 / K (Bonferroni), or a long list would fail by chance.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from levier.errors import InvalidArgument
from levier.gates.sample_needed import sample_needed
from levier.gates.share_interval import adjusted_wald
from levier.gates.verdict import Verdict, checked_count, checked_share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.gates.verdict import ShareRange

LEVEL = 0.95
MOST_SESSIONS = 200
"""Nobody holds more: a task that needs them is too close to the threshold to be settled."""
THRESHOLD = 0.78
"""Mean success over 1,189 tasks of usability tests (Sauro 2011): what users are used to."""


@dataclass(frozen=True, slots=True)
class TaskTried:
    """The sessions of one task."""

    task: str
    sessions: int
    successes: int


@dataclass(frozen=True, slots=True)
class TaskAnswer:
    """One task held against the threshold.

    Attributes
    ----------
    needed
        Sessions in all that would settle it if the share holds; None when settled, or none would.
    """

    tried: TaskTried
    range: ShareRange
    verdict: Verdict
    needed: int | None

    @property
    def more(self) -> int | None:
        """How many more sessions."""
        return None if self.needed is None else max(1, self.needed - self.tried.sessions)


@dataclass(frozen=True, slots=True)
class TaskSuccess:
    """All tasks.

    Attributes
    ----------
    tasks
        The weakest first: by what was seen, then by how many sessions.
    more
        Sessions still to hold until no task is open, each session with every task; None when all
        are settled, or one never would be.
    """

    tasks: tuple[TaskAnswer, ...]
    threshold: float
    verdict: Verdict
    more: int | None

    @property
    def weakest(self) -> TaskAnswer:
        """The task with the lowest success."""
        return self.tasks[0]


def task_success(tried: Sequence[TaskTried], threshold: float = THRESHOLD) -> TaskSuccess:
    """Hold the success of each task against the threshold.

    Parameters
    ----------
    tried
        One row per task and group of sessions; rows of one task are added.
    threshold
        Share of sessions that must succeed, strictly between 0 and 1.

    Raises
    ------
    InvalidArgument
        When there is no task, more successes than sessions, or the threshold is no share.
    """
    checked_share(threshold, "threshold")
    tasks = _added(tried)
    answers = [_answer(one, threshold, len(tasks)) for one in tasks]
    answers.sort(key=lambda one: (one.range.share, one.tried.sessions, one.tried.task))
    verdict = _together([one.verdict for one in answers])
    still = [one.more for one in answers if one.verdict is Verdict.NOT_ENOUGH]
    known = [one for one in still if one is not None]
    more = max(known) if known and len(known) == len(still) else None
    return TaskSuccess(tuple(answers), threshold, verdict, more)


def _added(tried: Sequence[TaskTried]) -> list[TaskTried]:
    sums: dict[str, tuple[int, int]] = {}
    for one in tried:
        checked_count(one.successes, one.sessions, f"successes of sessions of {one.task}")
        sessions, successes = sums.get(one.task, (0, 0))
        sums[one.task] = (sessions + one.sessions, successes + one.successes)
    found = [TaskTried(task, *counts) for task, counts in sums.items() if counts[0]]
    if not found:
        raise InvalidArgument("task_success needs at least one session, got none")
    return found


def _answer(tried: TaskTried, threshold: float, tasks: int) -> TaskAnswer:
    share = tried.successes / tried.sessions
    found = adjusted_wald(share, tried.sessions, LEVEL)
    severe = adjusted_wald(share, tried.sessions, 1 - (1 - LEVEL) / tasks)
    verdict = Verdict.NOT_ENOUGH
    if found.low95 >= threshold:
        verdict = Verdict.PASS
    elif severe.high95 < threshold:
        verdict = Verdict.FAIL
    needed = None
    if verdict is Verdict.NOT_ENOUGH:
        level = LEVEL if share >= threshold else 1 - (1 - LEVEL) / tasks
        needed = sample_needed(
            share, threshold, level=level, most=MOST_SESSIONS, interval=adjusted_wald
        )
    return TaskAnswer(tried, found, verdict, needed)


def _together(verdicts: Sequence[Verdict]) -> Verdict:
    if Verdict.FAIL in verdicts:
        return Verdict.FAIL
    return Verdict.NOT_ENOUGH if Verdict.NOT_ENOUGH in verdicts else Verdict.PASS
