"""Options of the words that need an application."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from allauth.mfa.models import Authenticator
from typer.testing import CliRunner

from levier_cli.main import app
from levier_web.config import serving
from levier_web.organisation import audit
from levier_web.organisation.models import AuditLine, Company, Membership, Person, Role

if TYPE_CHECKING:
    from levier_web.config.serving import Serving


@pytest.fixture
def olga(db: None) -> Person:
    Company.objects.create(pk=1, name="Compas & Filoche")
    olga = Person.objects.create_user("olga@example.org", name="Olga")
    Membership.objects.create(person=olga, role=Role.OWNER)
    return olga


def test_a_lost_second_factor_is_removed_only_when_asked(olga: Person) -> None:
    Authenticator.objects.create(user=olga, type=Authenticator.Type.TOTP, data={})
    for words, left in (((), 1), (("--without-second-factor",), 0)):
        done = CliRunner().invoke(app, ["owner-link", olga.email, *words])
        assert done.exit_code == 0, done.output
        assert Authenticator.objects.filter(user=olga).count() == left


def test_a_fingerprint_noted_before_must_still_be_there(olga: Person) -> None:
    audit.record(olga, "role.given", olga)
    noted = AuditLine.objects.latest("pk").digest
    verify = ["audit", "verify", "--language", "en", "--against"]
    held = CliRunner().invoke(app, [*verify, noted])
    assert held.exit_code == 0, held.output
    gone = CliRunner().invoke(app, [*verify, noted, "--against", "0" * 64])
    assert gone.exit_code == 1
    assert "0" * 64 in gone.output


def test_it_serves_on_the_address_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Serving] = []
    monkeypatch.setattr(serving, "run", asked.append)
    for words in ((), ("--host", "0.0.0.0")):  # noqa: S104 - only written down
        assert CliRunner().invoke(app, ["serve", *words]).exit_code == 0
    alone, network = ([*serving._server(one)] for one in asked)
    assert "--bind=127.0.0.1:8000" in alone
    assert "--bind=0.0.0.0:8000" in network
