"""The configuration as it is at this moment, in plain values: what every file is made of."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings

from levier_web.identity.services import policy, providers
from levier_web.organisation.floors import groups
from levier_web.organisation.models import Membership, Person, Role
from levier_web.organisation.queries import company
from levier_web.organisation.roles import GRANTED
from levier_web.practices.privacy.services import erasing, retention

if TYPE_CHECKING:
    from collections.abc import Mapping

READS = (".read", ".own")
READING = frozenset({"ledger.finance", "organisation.audit"})
"""Doors that only show, whatever their name says."""
LOCAL_MAIL = "django.core.mail.backends.console.EmailBackend"


def configuration() -> dict[str, Any]:
    """Give what is in force, without the name of anybody but the company's."""
    held, rules, here = groups(), policy.remember(), company()
    found = {
        "company": here.name,
        "people": Person.objects.filter(is_active=True).count(),
        "roles": {
            str(role): Membership.objects.filter(role=role, person__is_active=True).count()
            for role in Role
        },
        "floor": held.floor,
        "groups": len(held.every),
        "teams": sum(len(one.teams) for one in held.every),
        "joint_groups": sum(len(one.teams) > 1 for one in held.every),
        "unknown_teams": sum(one.unknown for one in held.every),
        "functions_shown": here.functions_shown,
        "doors": {name: sorted(str(role) for role in roles) for name, roles in GRANTED.items()},
        "retention": retention.chosen(),
        "erasure_days": erasing.WAITS.days,
        "second_factor_roles": sorted(rules.second_factor_roles),
        "sso_only": rules.sso_only,
        "session_hours": settings.SESSION_HOURS,
        "https": settings.HTTPS,
        "database": settings.DATABASES["default"]["ENGINE"].rsplit(".", 1)[-1],
        "mail": "" if settings.EMAIL_BACKEND == LOCAL_MAIL else getattr(settings, "EMAIL_HOST", ""),
        "webhooks": _count("integrations", "Webhook", removed_at=None),
        "rooms": _count("levier_messages", "Channel", removed_at=None),
        "sign_in_elsewhere": bool(providers.configured()),
    }
    return json.loads(json.dumps(found))  # type: ignore[no-any-return]


def fingerprint(found: Mapping[str, Any]) -> str:
    """Give the fingerprint of a configuration: the same one, the same letters."""
    text = json.dumps(found, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def matrix(found: Mapping[str, Any]) -> list[tuple[str, list[str]]]:
    """Give, room by room, what each role does there: ``writes``, ``reads`` or nothing."""
    doors: Mapping[str, list[str]] = found["doors"]
    rooms = sorted({name.split(".")[0] for name in doors})
    return [(room, [_does(doors, room, str(role)) for role in Role]) for room in rooms]


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Give what differs between two configurations: the name, what it was, what it is."""
    old, new = dict(_flat(before)), dict(_flat(after))
    names = sorted(name for name in {*old, *new} if old.get(name) != new.get(name))
    return [(name, old.get(name, "—"), new.get(name, "—")) for name in names]


def _does(doors: Mapping[str, list[str]], room: str, role: str) -> str:
    mine = [name for name, roles in doors.items() if name.startswith(f"{room}.") and role in roles]
    if any(not name.endswith(READS) and name not in READING for name in mine):
        return "writes"
    return "reads" if mine else "nothing"


def _flat(found: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    told: list[tuple[str, str]] = []
    for name, value in found.items():
        if isinstance(value, dict):
            told += _flat(value, f"{prefix}{name}.")
        else:
            words = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
            told.append((f"{prefix}{name}", words or "—"))
    return told


def _count(label: str, model: str, **where: object) -> int:
    if model.lower() not in apps.all_models.get(label, {}):
        return 0
    return int(apps.get_model(label, model)._default_manager.filter(**where).count())
