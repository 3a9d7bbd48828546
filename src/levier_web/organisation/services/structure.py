"""Tribes, teams, products and clients: added, renamed, put away and taken out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from levier_web.organisation import audit
from levier_web.organisation.floors.settling import soon
from levier_web.organisation.models import Client, Company, Product, Team, Tribe
from levier_web.organisation.permission import demand
from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from levier_web.organisation.models import Person
    from levier_web.organisation.models.company import Named

STRUCTURE: dict[str, type[Named]] = {
    "tribes": Tribe,
    "teams": Team,
    "products": Product,
    "clients": Client,
}
PARENT: dict[str, tuple[str, type[Named]]] = {
    "teams": ("tribe", Tribe),
    "products": ("team", Team),
}
"""What a thing belongs to: the field, and where its name is looked for."""


def add(actor: Person, of: str, name: str, parent: str = "") -> Named:
    """Add a tribe, team, product or client."""
    demand(actor, "organisation.manage")
    model, words = STRUCTURE[of], _free(of, name)
    belongs = _belongs(of, parent)
    with transaction.atomic():
        made = model._default_manager.create(name=words, **belongs)
        audit.record(actor, "structure.added", made)
    return made


def change(actor: Person, of: str, thing: Named, name: str, parent: str = "") -> None:
    """Rename it, or put it under another parent."""
    demand(actor, "organisation.manage")
    words, belongs = _free(of, name, thing), _belongs(of, parent)
    with transaction.atomic():
        STRUCTURE[of]._default_manager.filter(pk=thing.pk).update(name=words, **belongs)
        audit.record(actor, "structure.changed", thing)


def archive(actor: Person, thing: Named, *, away: bool) -> None:
    """Put it away, or take it out again; nothing that names it is lost."""
    demand(actor, "organisation.manage")
    with transaction.atomic():
        type(thing)._default_manager.filter(pk=thing.pk).update(archived=away)
        audit.record(actor, "structure.archived" if away else "structure.restored", thing)


def settle(actor: Person, *, name: str, currency: str, country: str, floor: int) -> None:
    """Set what holds for the whole company."""
    demand(actor, "organisation.manage")
    money, land = currency.strip().upper(), country.strip().upper()
    if not name.strip():
        raise Refusal("organisation.refused.name")
    if not (len(money) == 3 and money.isascii() and money.isalpha()):
        raise Refusal("organisation.refused.currency")
    if land and not (len(land) == 2 and land.isascii() and land.isalpha()):
        raise Refusal("organisation.refused.country")
    if not 3 <= floor <= 100:
        raise Refusal("organisation.refused.floor")
    values = {"name": name.strip(), "currency": money, "country": land, "floor": floor}
    with transaction.atomic():
        kept, _ = Company.objects.update_or_create(pk=1, defaults=values)
        soon()
        audit.record(actor, "company.settled", kept, currency=money, country=land, floor=floor)


def _free(of: str, name: str, but: Named | None = None) -> str:
    words = " ".join(name.split())
    if not words or len(words) > 200:
        raise Refusal("organisation.refused.name")
    same = STRUCTURE[of]._default_manager.filter(name__iexact=words)
    if but is not None:
        same = same.exclude(pk=but.pk)
    if same.exists():
        raise Refusal("organisation.refused.name_taken", name=words)
    return words


def _belongs(of: str, parent: str) -> dict[str, Named | None]:
    if of not in PARENT:
        return {}
    field, model = PARENT[of]
    if not parent.strip():
        return {field: None}
    found = model._default_manager.filter(name__iexact=parent.strip()).first()
    if found is None:
        raise Refusal("organisation.refused.unknown_parent", name=parent.strip())
    return {field: found}
