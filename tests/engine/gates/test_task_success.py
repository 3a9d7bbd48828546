"""Tasks held against the threshold: the weakest named, the list not failing by its length."""

from __future__ import annotations

import numpy as np
import pytest

from levier.errors import InvalidArgument
from levier.gates.task_success import TaskTried, task_success
from levier.gates.verdict import Verdict


def test_the_weakest_task_comes_first() -> None:
    found = task_success([TaskTried("pay", 12, 11), TaskTried("share", 12, 5)], 0.78)
    assert found.weakest.tried.task == "share"
    assert found.verdict is Verdict.FAIL
    assert found.weakest.more is None


def test_few_good_sessions_are_not_enough() -> None:
    found = task_success([TaskTried("pay", 6, 6)], 0.78)
    assert found.verdict is Verdict.NOT_ENOUGH
    assert found.more is not None
    settled = task_success([TaskTried("pay", 6 + found.more, 6 + found.more)], 0.78)
    assert settled.verdict is Verdict.PASS


def test_groups_of_sessions_of_one_task_are_added() -> None:
    split = task_success([TaskTried("pay", 6, 5), TaskTried("pay", 4, 3)])
    assert split == task_success([TaskTried("pay", 10, 8)])


def test_a_long_list_does_not_fail_by_chance() -> None:
    """Ten tasks at 0.85 against 0.78, 12 sessions each: at most 5 % of lists may fail."""
    generator = np.random.default_rng(4)
    failed = 0
    for _ in range(400):
        successes = generator.binomial(12, 0.85, 10)
        tasks = [TaskTried(str(k), 12, int(one)) for k, one in enumerate(successes)]
        failed += task_success(tasks, 0.78).verdict is Verdict.FAIL
    assert failed <= 0.05 * 400


@pytest.mark.parametrize(
    ("tried", "threshold", "said"),
    [
        ([TaskTried("pay", 5, 6)], 0.78, "6 of 5"),
        ([], 0.78, "at least one session"),
        ([TaskTried("pay", 5, 5)], 78, "between 0 and 1"),
    ],
)
def test_what_cannot_be_is_refused(tried: list[TaskTried], threshold: float, said: str) -> None:
    with pytest.raises(InvalidArgument, match=said):
        task_success(tried, threshold)
