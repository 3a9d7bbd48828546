"""What signing in tells: kept in the audit log, without a word about the person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.signals import password_changed, password_reset, password_set
from allauth.account.signals import user_logged_in as came_in
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from allauth.usersessions.models import UserSession
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db.models.signals import pre_save
from django.dispatch import receiver

from levier_web.identity.devices import coarse, device
from levier_web.identity.models import Source
from levier_web.identity.services import arrivals, groups, sessions
from levier_web.organisation import audit
from levier_web.organisation.events import audited

if TYPE_CHECKING:
    from django.http import HttpRequest

    from levier_web.organisation.models import AuditLine, Person


@receiver(user_logged_in)
def _begin(request: HttpRequest | None, **_: Any) -> None:  # noqa: ANN401
    if request is None:
        return
    arrivals.arrived(request.session)
    if hasattr(request, "allauth"):  # a browser, by whatever way: in the list of one's devices
        UserSession.objects.create_from_request(request)


@receiver(came_in)
def _arrived(request: HttpRequest, user: Person, **told: Any) -> None:  # noqa: ANN401
    sociallogin = told.get("sociallogin")
    if sociallogin is not None:
        groups.say_groups(user, getattr(sociallogin, "groups_said", []), Source.SIGN_IN)
    records = get_authentication_records(request, user)
    ways = [one.get("type") or one.get("provider") or one["method"] for one in records]
    arrivals.signed_in(user, "+".join(dict.fromkeys(ways)))


@receiver(user_logged_out)
def _left(user: Person | None, **_: Any) -> None:  # noqa: ANN401
    if user is not None:
        audit.record(user, "sign_in.left", user)


@receiver(authentication_failed)
def _code_failed(user: Person, **_: Any) -> None:  # noqa: ANN401
    arrivals.refused(user, "second factor")


def _kept(action: str) -> Any:  # noqa: ANN401
    def keep(request: HttpRequest, user: Person, authenticator: Any, **_: Any) -> None:  # noqa: ANN401
        request.session.pop(arrivals.SETTLED, None)
        audit.record(user, action, user, type=str(authenticator.type))

    return keep


KEPT = {
    authenticator_added: _kept("second_factor.added"),
    authenticator_removed: _kept("second_factor.removed"),
    authenticator_reset: _kept("second_factor.renewed"),
}
for _signal, _keep in KEPT.items():
    _signal.connect(_keep)


@receiver([password_changed, password_set, password_reset])
def _password(request: HttpRequest, user: Person, **_: Any) -> None:  # noqa: ANN401
    audit.record(user, "password.changed", user)
    sessions.end_others(user, request.session.session_key, why="password changed")


@receiver(pre_save, sender=UserSession)
def _coarse(instance: UserSession, **_: Any) -> None:  # noqa: ANN401
    instance.user_agent = (
        device(instance.user_agent) if "/" in instance.user_agent else (instance.user_agent)
    )
    instance.ip = coarse(instance.ip)


@receiver(audited)
def _closed(line: AuditLine, **_: Any) -> None:  # noqa: ANN401
    """End the sessions of somebody to whom Levier was closed, wherever that was done."""
    if line.action == "person.deactivated":
        from levier_web.organisation.models import Person

        person = Person.objects.filter(pk=line.object_id).first()
        if person is not None:
            sessions.end_all(line.actor, person, why="closed")
