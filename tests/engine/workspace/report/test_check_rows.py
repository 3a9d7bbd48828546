"""The rows behind a check, in words: every code that a check uses has its word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.engine.workspace.results_fixture import full_results

from levier.language import LANGUAGES, Language
from levier.language.catalogue import load_subject
from levier.workspace.report.check_rows import CheckRows, check_rows
from levier.workspace.report.wording import Wording
from levier.workspace.results import Check, CheckStatus

CHECKS = Path(__file__).parents[4] / "src" / "levier" / "impact" / "checks"


def shown(
    columns: tuple[str, ...],
    *rows: tuple[str | float, ...],
    name: str = "any",
    language: Language = "en",
) -> CheckRows:
    check = Check(name, CheckStatus.PASSED, 0.0, {}, columns, rows)
    found = check_rows(Wording(full_results(), language), "orders", check)
    assert found is not None
    return found


def texts(found: CheckRows) -> list[list[str]]:
    return [[cell.text for cell in row] for row in (found.columns, *found.rows)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_of_every_check_has_its_word(language: Language) -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in CHECKS.glob("*.py"))
    codes = set(re.findall(r'"(\w+)"', "".join(re.findall(r"columns=\(([^)]*)\)", source))))
    words = load_subject("report", language)
    assert len(codes) > 20
    assert [code for code in codes if f"check_column.{code}" not in words] == []
    left_out = [code for code in words if code.startswith("check_column.leave_one_out.")]
    assert len(left_out) == 4


def test_codes_dates_and_metrics_are_said_in_words() -> None:
    assert texts(shown(("design", "gap"), ("series", -1.234), language="fr")) == [
        ["Méthode", "Écart (erreurs types)"],
        ["série temporelle", "−1,23"],
    ]
    assert texts(shown(("prior", "move"), ("as used", 0.5)))[1] == ["as used", "+0.5"]
    assert texts(shown(("look", "users"), ("2026-04-19", 1060.0)))[1] == ["19 Apr 2026", "1,060"]
    assert texts(shown(("control", "score"), ("signups", 2.0)))[1] == ["Inscriptions", "+2"]


def test_a_period_is_told_by_its_day() -> None:
    first = full_results().series[0].dates[3]
    found = shown(("period", "score"), (3.0, 1.5), language="fr")
    assert found.rows[0][0].text == Wording(full_results(), "fr").short_day(first)
    assert [cell.figure for cell in found.columns] == [False, True]


def test_one_code_may_have_another_word_in_one_check() -> None:
    left = shown(("weeks", "score"), ("2025-03-03", 0.1), name="leave_one_out")
    assert left.columns[0].text == "Without the stretch that begins on"
    assert shown(("mean",), (1.0,), name="covariate_balance").columns[0].text == "Mean"
    assert (
        shown(("mean",), (1.0,), name="holdout_agreement").columns[0].text == "Effect (logarithm)"
    )


def test_what_has_no_word_is_shown_as_it_is_and_no_number_as_a_dash() -> None:
    found = shown(("unheard_of", "periods"), ("Quimper", float("nan")))
    assert texts(found)[0][0] == "unheard_of"
    assert texts(found)[1] == ["Quimper", "—"]


def test_a_check_without_rows_has_no_table() -> None:
    check = Check("power", CheckStatus.INFORMATIVE, 0.1, {})
    assert check_rows(Wording(full_results(), "en"), "orders", check) is None
