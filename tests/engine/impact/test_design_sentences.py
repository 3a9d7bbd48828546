"""Every reason of a roll-out and of a synthetic control has its sentence, in both languages."""

from __future__ import annotations

import pytest

from levier.impact.designs import difference_in_differences, synthetic_control
from levier.language import LANGUAGES, Language
from levier.language.catalogue import load_subject

REASONS = {
    "rollout.refusal": difference_in_differences.Refusal,
    "rollout.caution": difference_in_differences.Caution,
    "rollout.no_trend_test": difference_in_differences.NoTrendTest,
    "synthetic_control.refusal": synthetic_control.Refusal,
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("section", REASONS)
def test_reasons_and_sentences_are_the_same_list(section: str, language: Language) -> None:
    prefix = f"{section}."
    written = {
        key.removeprefix(prefix)
        for key in load_subject("designs", language)
        if key.startswith(prefix)
    }
    assert written == {str(reason) for reason in REASONS[section]}


def test_sentences_are_found_and_filled_in() -> None:
    refusal = synthetic_control.Refusal.TOO_FEW_DONORS.sentence("en", donors=2, fewest=3)
    assert refusal.startswith("2 unit(s) never reached remain to compare with; at least 3")
    rollout = difference_in_differences.Refusal.MISSING_OUTCOME
    assert "«\u202fLyon\u202f»" in rollout.sentence("fr", unit="Lyon", period=3)
    caution = difference_in_differences.Caution.LONE_CLUSTER.sentence("fr")
    assert "aucune fourchette" in caution
    assert (
        "Give earlier periods"
        in difference_in_differences.NoTrendTest.NO_EARLIER_PERIODS.sentence("en")
    )
