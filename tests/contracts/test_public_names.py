"""What ``import levier`` gives, and nothing else."""

from __future__ import annotations

import inspect
import subprocess
import sys
from typing import TYPE_CHECKING

import levier
from levier import whole_practices
from levier.errors import InvalidArgument, InvalidWorkspace, LevierError, NotMeasurable
from levier.single_series import impact
from levier.whole_workspace import measure, plan

if TYPE_CHECKING:
    from collections.abc import Callable


PRACTICES = {"allocate", "build_or_buy", "choose", "client_exit", "forecast", "gate", "pnl"}


def test_the_names_exported_are_these() -> None:
    assert set(levier.__all__) == {"__version__", "impact", "measure", "plan"} | PRACTICES
    for name in levier.__all__:
        assert getattr(levier, name) is not None


def test_the_functions_are_the_ones_documented() -> None:
    assert levier.measure is measure
    assert levier.plan is plan
    assert callable(levier.impact)
    assert all(getattr(levier, name) is getattr(whole_practices, name) for name in PRACTICES)
    assert inspect.signature(impact).parameters["start"].default is inspect.Parameter.empty


def test_everything_but_the_data_is_given_by_name() -> None:
    by_position: tuple[tuple[Callable[..., object], list[str]], ...] = (
        (measure, ["workspace"]),
        (plan, ["workspace"]),
        (impact, ["frame", "start"]),
        *((getattr(whole_practices, name), ["workspace"]) for name in sorted(PRACTICES)),
    )
    for function, given in by_position:
        parameters = inspect.signature(function).parameters.values()
        named = [one.name for one in parameters if one.kind is not one.KEYWORD_ONLY]
        assert named == given


def test_importing_levier_loads_nothing_heavy() -> None:
    script = "import sys, levier; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert set(done.stdout.split()).isdisjoint({"numpy", "scipy", "polars", "altair", "narwhals"})


def test_errors_form_one_tree() -> None:
    for error in (InvalidWorkspace, InvalidArgument, NotMeasurable):
        assert issubclass(error, LevierError)
    assert issubclass(InvalidArgument, ValueError)


def test_the_version_is_that_of_the_package() -> None:
    from importlib.metadata import version

    assert levier.__version__ == version("levier")
