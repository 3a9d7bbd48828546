"""Both languages say the same things, and French is set as French is."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

import levier.language
from levier.language.catalogue import load_subject

FOLDER = Path(levier.language.__file__).parent
SUBJECTS = sorted({path.stem for path in FOLDER.glob("??/*.toml")})


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("subject", SUBJECTS)
def test_both_languages_have_the_same_sentences(subject: str) -> None:
    assert set(load_subject(subject, "en")) == set(load_subject(subject, "fr"))


@pytest.mark.parametrize("subject", SUBJECTS)
def test_both_languages_use_the_same_fields(subject: str) -> None:
    english, french = load_subject(subject, "en"), load_subject(subject, "fr")
    differing = [path for path in english if fields(english[path]) != fields(french[path])]
    assert differing == []


@pytest.mark.parametrize("subject", SUBJECTS)
def test_no_sentence_is_empty(subject: str) -> None:
    for language in ("en", "fr"):
        assert all(text.strip() for text in load_subject(subject, language).values())


@pytest.mark.parametrize("subject", ["ledger", "report", "table"])
@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(r"[^\u202f\u00a0]«|«[^\u202f]|[^\u202f]»", id="guillemets"),
        pytest.param(r"[^\u202f\s][;!?%](?!\w)| [;:!?%]", id="narrow space before ; : ! ? %"),
        pytest.param(r"[^\u202f/]:(?= |$)", id="narrow space before a colon"),
        pytest.param(r"\w'\w", id="curly apostrophe"),
        pytest.param(r"\.\.\.", id="ellipsis in one character"),
        pytest.param("\u202f(?![;:!?%»]|\\S)", id="a narrow space at a loose end"),
    ],
)
def test_french_typography(subject: str, fault: str) -> None:
    wrong = {
        path: text
        for path, text in load_subject(subject, "fr").items()
        if re.search(fault, text.replace(" «", "\u00a0«"))
    }
    assert wrong == {}
