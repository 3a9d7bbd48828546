"""Ways in: a link for one person, for a week, of which only the fingerprint is kept."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from levier_web.organisation import audit
from levier_web.organisation.models import Company, Invitation, Membership, Person, Role
from levier_web.organisation.permission import demand
from levier_web.ui.refusals import Refusal, Suspicious

LIVES = timedelta(days=7)
NOBODY_YET = "first-owner@levier.invalid"
"""The address of the first owner until they give their own."""


def invite(inviter: Person, person: Person) -> str:
    """Give the path of a new way in for a person; earlier ones open no longer."""
    demand(inviter, "organisation.people")
    if not person.is_active:
        raise Refusal("organisation.refused.inactive")
    with transaction.atomic():
        path = way_in(person, inviter)
        audit.record(inviter, "person.invited", person)
    return path


def withdraw(actor: Person, person: Person) -> None:
    """Close every way in of a person that was not used."""
    demand(actor, "organisation.people")
    with transaction.atomic():
        number = _close(person)
        audit.record(actor, "invitation.withdrawn", person, number=number)


def invite_first_owner() -> str | None:
    """Give the path of a way in for the first owner; None once somebody can sign in as one."""
    with transaction.atomic():
        owners = Person.objects.filter(memberships__role=Role.OWNER, is_active=True)
        if any(owner.has_usable_password() for owner in owners):
            return None
        Company.objects.get_or_create(pk=1, defaults={"name": "Levier"})
        person = owners.order_by("pk").first()
        if person is None:
            person = Person.objects.create_user(NOBODY_YET, name="")
            Membership.objects.create(person=person, role=Role.OWNER)
        path = way_in(person, None)
        audit.record(None, "person.invited", person)
    return path


def opened_by(token: str) -> Invitation | None:
    """Give the invitation that a link opens, if it still does."""
    found = Invitation.objects.select_related("person").filter(digest=_fingerprint(token)).first()
    if found is None or found.accepted_at or found.withdrawn_at or not found.person.is_active:
        return None
    return found if found.expires_at > timezone.now() else None


def accept(token: str, password: str, *, name: str = "", email: str = "") -> Person:
    """Let a person in, with the password they chose; a link is used once.

    Raises
    ------
    Refusal
        When the link opens no longer, the address is taken, or the password is too weak.
    """
    with transaction.atomic():
        found = opened_by(token)
        if found is None:
            raise Suspicious("organisation.refused.link")
        person = found.person
        if person.email == NOBODY_YET:
            _introduce(person, name, email)
        try:
            validate_password(password, person)
        except ValidationError as error:
            raise Refusal("organisation.refused.password", why=" ".join(error.messages)) from error
        person.set_password(password)
        person.save()
        Invitation.objects.filter(pk=found.pk).update(accepted_at=timezone.now())
        _close(person)
        audit.record(person, "invitation.accepted", person)
    return person


def _introduce(person: Person, name: str, email: str) -> None:
    address = email.strip().lower()
    if not address or not name.strip():
        raise Refusal("organisation.refused.who")
    if Person.objects.exclude(pk=person.pk).filter(email__iexact=address).exists():
        raise Refusal("organisation.refused.email_taken", email=address)
    person.email, person.name = address, name.strip()


def way_in(person: Person, inviter: Person | None, lives: timedelta = LIVES) -> str:
    """Give the path of a new link for a person; earlier ones close. Who may is asked above."""
    _close(person)
    token = secrets.token_urlsafe(32)
    Invitation.objects.create(
        person=person,
        digest=_fingerprint(token),
        invited_by=inviter,
        expires_at=timezone.now() + lives,
    )
    return reverse("organisation:invitation", args=[token])


def _close(person: Person) -> int:
    waiting = person.invitations.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)
    return waiting.update(withdrawn_at=timezone.now())


def _fingerprint(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
