"""Processes killed (signal 9) with all of their work written and nothing committed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.web.apart import kill

if TYPE_CHECKING:
    from tests.web.apart import Apart

STEPS = "tests.web.operations.killed"
NOTHING = {"signal.posted": 0, "import.applied": 0, "workspace.applied": 0}


def test_nothing_is_lost_and_nothing_doubled(installation: Apart) -> None:
    installation.step(STEPS, "prepare")
    for name in ("signal", "values", "workspace"):
        process = installation.start_step(STEPS, name)
        assert process.stdout is not None
        assert process.stdout.readline() == "in the middle\n"
        kill(process)
        assert process.returncode == -9
    before, after = json.loads(installation.step(STEPS, "again"))
    assert before == {
        "signals": 0, "values": 0, "workspaces": 0, "lines": NOTHING, "whole": True,
        "import": "applying",
    }  # fmt: skip
    assert after["lines"]["signal.posted"] == after["lines"]["workspace.applied"] == 1
    assert (after["signals"], after["values"], after["workspaces"]) == (1, 2, 1)
    assert after["import"] == "applied"
    assert after["whole"]
