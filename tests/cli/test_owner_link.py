"""``levier owner-link``: a way in for an owner, and for nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from levier_cli.main import app
from levier_web.organisation.models import Company, Membership, Person, Role

if TYPE_CHECKING:
    from django.test import Client


@pytest.mark.django_db
def test_an_owner_gets_a_link_that_opens_and_nobody_else(client: Client) -> None:
    Company.objects.create(pk=1, name="Compas & Filoche")
    olga = Person.objects.create_user("olga@example.org", name="Olga")
    Membership.objects.create(person=olga, role=Role.OWNER)
    made = CliRunner().invoke(app, ["owner-link", "olga@example.org", "--language", "en"])
    assert made.exit_code == 0, made.output
    path = made.output.strip().rpartition(" ")[2]
    assert client.get(path).status_code == 200
    refused = CliRunner().invoke(app, ["owner-link", "ana@example.org", "--language", "en"])
    assert refused.exit_code == 1
    assert "no owner" in refused.output
