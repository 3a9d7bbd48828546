"""``task_success``: sessions to a verdict and the weakest task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.gates.task_success import TaskTried, task_success
from levier.gates.verdict import Verdict
from levier.workspace.gating.results import GateAnswer, NoVerdict, TaskDetail
from levier.workspace.gating.words import Count, Share, Threshold, both, range_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from levier.gates.task_success import TaskSuccess
    from levier.workspace.inputs.gates import Gate
    from levier.workspace.inputs.tasks import TaskRow

    Sentence = Mapping[str, str]


def task_answer(gate: Gate, rows: Sequence[TaskRow]) -> GateAnswer:
    """Answer a gate from the sessions of its tasks."""
    if not any(row.sessions for row in rows):
        told = both(
            "no_verdict.no_rows", file="tasks.csv", columns="gate, task, sessions, successes"
        )
        reason = NoVerdict.NO_ROWS
        return GateAnswer(gate.id, gate.title, gate.kind, None, reason, told, (), (), gate, None)
    tried = [TaskTried(row.task, row.sessions, row.successes) for row in rows]
    answer = task_success(tried, gate.threshold)
    return GateAnswer(
        id=gate.id,
        title=gate.title,
        kind=gate.kind,
        verdict=answer.verdict,
        reason=None,
        sentence=_sentence(answer),
        next=_next(answer),
        assumptions=(both("tasks.assume_profile"), both("tasks.assume_every")),
        gate=gate,
        detail=TaskDetail(answer),
    )


def _sentence(answer: TaskSuccess) -> Sentence:
    weakest = answer.weakest
    return both(
        f"tasks.{answer.verdict.value}",
        tasks=Count(len(answer.tasks), "task_count"),
        task=weakest.tried.task,
        share=Share(weakest.range.share),
        successes=Count(weakest.tried.successes),
        sessions=Count(weakest.tried.sessions),
        range=lambda language: range_of(weakest.range, language),
        threshold=Threshold(answer.threshold),
    )


def _next(answer: TaskSuccess) -> tuple[Sentence, ...]:
    if answer.verdict is Verdict.PASS:
        return (both("tasks.next_pass"),)
    if answer.verdict is Verdict.FAIL:
        return (both("tasks.next_fail", task=answer.weakest.tried.task),)
    if answer.more is None:
        return (both("tasks.too_close"),)
    return (both("tasks.more", more=Count(answer.more, "sessions")),)
