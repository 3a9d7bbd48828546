"""Founds the company of the load test in bulk, and lets some of its people in.

Run in a process of its own, with the environment of the server: it prints the keys of sessions.
"""

from __future__ import annotations

import json
import sys

DECISIONS, TEAMS = 5_000, 167
"""Six people in each team: a thousand and two."""


def main(people: int) -> None:
    """Fill the database and print the session of so many people."""
    from levier_web.config.environment import set_up

    set_up("nothing")
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from tests.web.scale.company import fill

    from levier_web.organisation.models import Company, Membership, Person, Role

    Company.objects.create(pk=1, name="Load", currency="EUR", country="FR")
    owner = Person.objects.create_user("owner@example.org", "a long enough password", name="Owner")
    Membership.objects.create(person=owner, role=Role.OWNER)
    fill(owner, DECISIONS, teams=TEAMS, products=TEAMS, metrics=100)
    among = Person.objects.exclude(pk=owner.pk).order_by("pk")[:people]
    print(json.dumps([_session(one) for one in among]))


def _session(person: object) -> str:
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")  # type: ignore[arg-type]
    return client.cookies["sessionid"].value


if __name__ == "__main__":
    main(int(sys.argv[1]))
