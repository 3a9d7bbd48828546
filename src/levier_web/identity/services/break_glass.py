"""A way in for an owner when nothing else works: made on the server, for one hour, used once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from levier_web.identity.models import Kind
from levier_web.identity.services import lockout, second_factors
from levier_web.organisation import audit
from levier_web.organisation.models import Person, Role
from levier_web.organisation.services import invitations
from levier_web.ui.refusals import Refusal
from levier_web.ui.words import say

if TYPE_CHECKING:
    from levier.language import Language

LIVES = timedelta(hours=1)


def told(email: str, path: str, language: Language) -> str:
    """Say what to do with a link."""
    return say("identity.owner_link.made", language, email=email, link=path)


def owner_link(email: str, *, without_second_factor: bool = False) -> str:
    """Give the path of a way in for an owner, whatever the sign-in settings say."""
    with transaction.atomic():
        owners = Person.objects.filter(is_active=True, memberships__role=Role.OWNER)
        person = owners.filter(email__iexact=email.strip()).first()
        if person is None:
            raise Refusal("identity.refused.not_an_owner", email=email)
        path = invitations.way_in(person, None, LIVES)
        for kind, key in (
            (Kind.ACCOUNT, person.email),
            (Kind.CODE, str(person.pk)),
        ):
            lockout.succeeded(kind, key)
        if without_second_factor:
            second_factors.clear(None, person)
        audit.record(None, "owner.link_made", person)
    return path
