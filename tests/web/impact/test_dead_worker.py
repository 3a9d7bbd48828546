"""A worker that dies, or is taken for dead, in the middle of a measurement."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from tests.web.apart import Apart, kill, until

import levier
from levier_web.impact.folder import write_folder
from levier_web.impact.models import Effect, Measurement
from levier_web.impact.services import asking, storing

if TYPE_CHECKING:
    from pathlib import Path

STEPS = "tests.web.impact.dying"
FOLLOWED = "SELECT COUNT(*) FROM impact_measurement WHERE followed"


@pytest.mark.django_db
def test_the_answer_of_a_worker_taken_for_dead_is_left_aside(
    brought_in: None, tmp_path: Path
) -> None:
    asked = Measurement.objects.create(reason="asked")
    first = asking.begin(asked.pk)
    assert first is not None
    assert asking.begin(asked.pk) is None
    assert asking.revive(timezone.now() + timedelta(hours=1)) == 1
    second = asking.begin(asked.pk)
    assert second is not None
    write_folder(tmp_path)
    results = levier.measure(tmp_path, draws=200)
    assert not storing.keep(first, results)
    assert storing.keep(second, results)
    assert not storing.keep(first, results)
    assert Effect.objects.count() == len(results.effects) + len(results.not_measured)


def test_a_killed_worker_loses_nothing_and_doubles_nothing(
    installation: Apart, tmp_path: Path
) -> None:
    def states() -> list[str]:
        asked = "SELECT state FROM impact_measurement ORDER BY id"
        return [state for (state,) in installation.ask(asked)]

    def told() -> dict[str, Any]:
        said: dict[str, Any] = json.loads(installation.step(STEPS, "tell"))
        return said

    def killed_at(point: str) -> None:
        worker = installation.start_step(STEPS, "die", point)
        assert worker.stdout is not None
        assert worker.stdout.readline() == "in the middle\n"
        kill(worker)
        assert worker.returncode == -9

    installation.step(STEPS, "prepare", str(tmp_path / "company"))
    killed_at("kept")
    assert states() == ["running"]
    assert told() == {"effects": [], "told": [], "entries": 0, "lines": 0, "whole": True}

    installation.step(STEPS, "later", "11")
    killed_at("told")
    assert states() == ["done"]
    first = told()
    assert (first["effects"], first["told"], first["lines"]) == ([1], [0], 1)

    installation.step(STEPS, "later", "11")
    worker = installation.start("-m", "levier_cli", "worker")
    try:
        until(lambda: states() == ["done", "done"])
        until(lambda: installation.ask(FOLLOWED) == [(1,)])
    finally:
        kill(worker)
    last = told()
    assert last["effects"] == [1, 1]
    assert last["told"][0] == 0 < last["told"][1]
    assert last["entries"] == first["entries"] > 0
    assert last["whole"]
    installation.step(STEPS, "later", "22")
    assert states() == ["done", "done"]
