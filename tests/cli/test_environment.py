"""An environment that cannot be stops a command with one sentence, and never with a password."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.identity_providers.saml_config import certify

from levier_web.config import variables
from levier_web.config.environment import make_folder
from levier_web.config.key_pairs import key_pair

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def stopped(read: Callable[[], object]) -> str:
    with pytest.raises(SystemExit) as said:
        read()
    return str(said.value)


@pytest.mark.parametrize("given", ["ten", "0", "-1", "1.5", "٣٫"])
def test_a_number_is_whole_and_large_enough(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    monkeypatch.setenv("LEVIER_SESSION_HOURS", given)
    said = stopped(lambda: variables.whole("LEVIER_SESSION_HOURS", 168))
    assert said.startswith(f"LEVIER_SESSION_HOURS vaut «\u202f{given}\u202f»")
    assert "168" in said


def test_an_empty_variable_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEVIER_SESSION_HOURS", "")
    monkeypatch.setenv("LEVIER_TIME_ZONE", "")
    assert variables.whole("LEVIER_SESSION_HOURS", 168) == 168
    assert variables.time_zone("LEVIER_TIME_ZONE", "Europe/Paris") == "Europe/Paris"


@pytest.mark.parametrize("given", ["Mars/Olympus", "../../etc/passwd", "/etc/localtime"])
def test_a_time_zone_is_one(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEVIER_TIME_ZONE", given)
    assert given in stopped(lambda: variables.time_zone("LEVIER_TIME_ZONE", "Europe/Paris"))


@pytest.mark.parametrize(
    "given",
    ["nonsense", "mysql://u:secret@db/levier", "postgres://u:secret@db", "http://u:secret@db/x"],
)
def test_an_address_of_no_database_is_refused_without_its_password(
    given: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", given)
    said = stopped(lambda: variables.database("DATABASE_URL", ""))
    assert "DATABASE_URL" in said
    assert "secret" not in said


def test_nobody_else_looks_into_the_folder_of_the_data(tmp_path: Path) -> None:
    make_folder(tmp_path / "company" / "data")
    assert (tmp_path / "company" / "data").stat().st_mode & 0o077 == 0
    (tmp_path / "shared").mkdir(mode=0o750)
    make_folder(tmp_path / "shared")  # somebody's own choice stands
    assert (tmp_path / "shared").stat().st_mode & 0o777 == 0o750


def test_a_key_and_its_certificate_are_read_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("LEVIER_SAML_KEY", "LEVIER_SAML_CERTIFICATE")
    certify(tmp_path, "ours")
    certify(tmp_path, "theirs")
    assert key_pair(*names) == ("", "")
    monkeypatch.setenv(names[0], str(tmp_path / "ours.pem"))
    assert "go together" in stopped(lambda: key_pair(*names))
    monkeypatch.setenv(names[1], str(tmp_path / "ours.crt"))
    assert "PRIVATE KEY" in key_pair(*names)[0]
    monkeypatch.setenv(names[1], str(tmp_path / "theirs.crt"))
    assert "is not that of the certificate" in stopped(lambda: key_pair(*names))
    for wrong in ("ours.pem", "nowhere.crt"):
        monkeypatch.setenv(names[1], str(tmp_path / wrong))
        assert wrong in stopped(lambda: key_pair(*names))


def run(folder: Path, *words: str, **environment: str) -> tuple[int, str]:
    without = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("LEVIER_", "DJANGO_", "DATABASE_URL", "LC_", "LANG"))
    }
    done = subprocess.run(
        [sys.executable, "-m", "levier_cli", *words],
        cwd=folder,
        env=without | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


def test_a_folder_without_levier_is_named_and_stays_as_it_is(tmp_path: Path) -> None:
    code, said = run(tmp_path, "backup", "company.zip")
    assert code == 1
    assert said.startswith("There is no Levier in ")
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_does_not_answer_is_named(tmp_path: Path) -> None:
    address = "postgres://levier:secret@localhost:1/levier"
    code, said = run(tmp_path, "audit", "verify", DATABASE_URL=address, LANG="fr_FR.UTF-8")
    assert code == 1
    assert said.startswith("La base localhost/levier ne répond pas")
    assert "secret" not in said
    assert said.count("\n") == 1
