"""The planted effects of the demonstration lie inside their intervals, as often as they should."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import levier
from levier.errors import InvalidWorkspace
from levier.workspace.demonstration import write
from levier.workspace.measurement.planted_truth import with_planted_truth
from levier.workspace.results import Design, Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from levier.workspace.results import Effect, Results

LEAST_INSIDE = 0.85
"""About 64 effects in two seeds. At a true coverage of 95 % fewer than 85 % would be seen once in
500 times, if they were independent; effects on one metric share its series, so a little more."""


@pytest.fixture(scope="module")
def known(
    demo: Results, demo_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> list[Effect]:
    other = write(tmp_path_factory.mktemp("other"), seed=2, language="en")
    both = (
        with_planted_truth(demo, demo_folder),
        with_planted_truth(levier.measure(other, draws=400), other),
    )
    return [
        effect
        for results in both
        for effect in results.effects
        if effect.design is not Design.DECLARED
    ]


def test_every_measured_effect_has_its_truth(known: list[Effect]) -> None:
    assert len(known) > 55
    assert all(effect.truth is not None for effect in known)


def test_planted_effects_are_inside_their_intervals(known: list[Effect]) -> None:
    inside = [
        effect.effect.low95 <= effect.truth <= effect.effect.high95
        for effect in known
        if effect.truth is not None
    ]
    assert sum(inside) >= LEAST_INSIDE * len(known)


def test_no_verdict_has_the_wrong_sign(known: list[Effect]) -> None:
    """At 2.5 % on each side, one in sixty could; a gain that is a loss would be worse than that."""
    wrong = [
        effect
        for effect in known
        if effect.verdict is not Verdict.NOT_PROVEN
        and effect.truth is not None
        and effect.truth * effect.effect.p50 < 0
    ]
    assert wrong == []


def test_what_does_nothing_is_rarely_called_something(known: list[Effect]) -> None:
    nothing = [effect for effect in known if effect.truth == 0]
    assert len(nothing) >= 6
    claimed = [effect for effect in nothing if effect.verdict is not Verdict.NOT_PROVEN]
    assert len(claimed) <= 1


def test_a_folder_without_truth_is_said(demo: Results, tmp_path: Path) -> None:
    with pytest.raises(InvalidWorkspace) as missing:
        with_planted_truth(demo, tmp_path)
    assert missing.value.faults[0].file == "truth.csv"
    assert "truth.csv" in missing.value.faults[0].sentence("en")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", (1, "decision")),
        ("decision,metric,arm,effect\nchange,orders,,0.1\n", (1, "scale")),
        ("decision,metric,arm,scale,effect\nchange,orders,,relative,much\n", (2, "effect")),
        ("decision,metric,arm,scale,effect\nchange,orders\n", (2, "effect")),
    ],
)
def test_a_truth_that_cannot_be_read_is_said(
    demo: Results, tmp_path: Path, text: str, place: tuple[int, str]
) -> None:
    (tmp_path / "truth.csv").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidWorkspace) as spoilt:
        with_planted_truth(demo, tmp_path)
    first = spoilt.value.faults[0]
    assert (first.line, first.column) == place
    assert first.sentence("fr") != first.sentence("en")
