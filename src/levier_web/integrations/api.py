"""Calls of programs about programs: access tokens, webhooks."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Schema
from pydantic import Field

from levier_web.integrations import api_overview, queries
from levier_web.integrations.events import Kinds
from levier_web.integrations.models import AccessToken, Delivery, Webhook
from levier_web.integrations.services import tokens, webhooks
from levier_web.ui.api.pages import Asked, Page, paged
from levier_web.ui.api.rooms import Room, caller
from levier_web.ui.api.shapes import Answer, Done, In, Key, found
from levier_web.ui.lists import ListTools

room = Room("integrations")
overview = api_overview.room


class TokenOut(Schema):
    """One of one's own tokens."""

    id: int
    name: str
    scopes: list[str]
    hint: str
    created_at: datetime
    expires_at: datetime
    used_on: date | None
    revoked_at: datetime | None


class HeldTokenOut(Schema):
    """A token of anybody: what it opens and until when, not whether it is used."""

    id: int
    name: str
    holder: str
    roles: list[str]
    scopes: list[str]
    expires_at: datetime


class WebhookOut(Schema):
    """One address that is told what happens."""

    id: int
    name: str
    address: str
    kinds: list[str]
    paused_at: datetime | None
    stopped_at: datetime | None
    created_at: datetime
    waiting: int = 0
    failed: int = 0


class WebhookMade(WebhookOut):
    """The same with its secret, given this once."""

    secret: str


class WebhookIn(In):
    """An address, and the kinds of events that it wants."""

    name: Annotated[str, Field(min_length=1, max_length=120)]
    address: Annotated[str, Field(min_length=1, max_length=500)]
    kinds: Kinds


class PauseIn(In):
    """Held back, or let go again."""

    paused: bool


class AttemptOut(Schema):
    """One attempt."""

    at: datetime
    status: int | None
    fault: str
    milliseconds: int


class DeliveryOut(Schema):
    """One event on its way, with each attempt."""

    id: int
    message: str
    kind: str
    payload: dict[str, Any]
    state: str
    tries: int
    due_at: datetime
    created_at: datetime
    attempts: list[AttemptOut]


class SecretOut(Schema):
    """A secret, given this once."""

    secret: str


@room.get("/integrations/tokens", "integrations.tokens", Page[TokenOut])
def list_my_tokens(request: HttpRequest, asked: Query[Asked]) -> Answer:
    """List one's own tokens."""
    tools = ListTools(("name",), {"made": ("-pk",), "name": ("name",), "expires": ("expires_at",)})
    return paged(request, asked, queries.tokens_of(caller(request)), tools)


@room.get("/integrations/tokens/all", "integrations.oversee", Page[HeldTokenOut])
def list_all_tokens(request: HttpRequest, asked: Query[Asked]) -> Answer:
    """List everybody's tokens."""
    tools = ListTools(("name", "person__name"), {"made": ("-pk",), "expires": ("expires_at",)})
    return paged(request, asked, queries.all_tokens(), tools, _held)


@room.delete("/integrations/tokens/{pk}", "integrations.tokens")
def revoke_token(request: HttpRequest, pk: Key) -> None:
    """Revoke a token: one's own, or anybody's for the owner."""
    mine = queries.tokens_of(caller(request))
    everybody = caller(request).has_perm("integrations.oversee")
    tokens.revoke(caller(request), found(AccessToken if everybody else mine, pk=pk))


@room.get("/integrations/webhooks", "integrations.webhooks", Page[WebhookOut])
def list_webhooks(request: HttpRequest, asked: Query[Asked]) -> Answer:
    """List the webhooks."""
    tools = ListTools(("name", "address"), {"name": ("name",), "made": ("-pk",)})
    return paged(request, asked, queries.webhooks(), tools)


@room.post("/integrations/webhooks", "integrations.webhooks", WebhookMade, status=201)
def register_webhook(request: HttpRequest, said: WebhookIn) -> Answer:
    """Register an address; its secret is given this once."""
    hook, secret = webhooks.register(caller(request), said.name, said.address, said.kinds)
    return _hook(hook) | {"secret": secret}


@room.get("/integrations/webhooks/{pk}", "integrations.webhooks", WebhookOut)
def read_webhook(request: HttpRequest, pk: Key) -> Answer:
    """Read one webhook."""
    return found(queries.webhooks(), pk=pk)


@room.patch("/integrations/webhooks/{pk}", "integrations.webhooks", WebhookOut)
def change_webhook(request: HttpRequest, pk: Key, said: WebhookIn) -> Answer:
    """Change where it goes and what it is told."""
    kept = _webhook(pk)
    return webhooks.change(caller(request), kept, said.name, said.address, said.kinds)


@room.delete("/integrations/webhooks/{pk}", "integrations.webhooks")
def remove_webhook(request: HttpRequest, pk: Key) -> None:
    """Send nothing there any more."""
    webhooks.remove(caller(request), _webhook(pk))


@room.post("/integrations/webhooks/{pk}/secret", "integrations.webhooks", SecretOut)
def renew_webhook_secret(request: HttpRequest, pk: Key) -> Answer:
    """Make a new secret; the one before signs nothing any more."""
    return {"secret": webhooks.new_secret(caller(request), _webhook(pk))}


@room.post("/integrations/webhooks/{pk}/pause", "integrations.webhooks", WebhookOut)
def pause_webhook(request: HttpRequest, pk: Key, said: PauseIn) -> Answer:
    """Hold deliveries back, or let them go again; letting go also ends a stop."""
    return webhooks.pause(caller(request), _webhook(pk), on=said.paused)


@room.post("/integrations/webhooks/{pk}/try", "integrations.webhooks", Done)
def try_webhook(request: HttpRequest, pk: Key) -> Answer:
    """Send an event that says nothing."""
    webhooks.try_out(caller(request), _webhook(pk))
    return {}


@room.get("/integrations/webhooks/{pk}/deliveries", "integrations.webhooks", Page[DeliveryOut])
def list_deliveries(request: HttpRequest, pk: Key, asked: Query[Asked]) -> Answer:
    """List what was sent to one address, with each attempt."""
    tools = ListTools(("kind", "message"), {"made": ("-pk",)})
    return paged(request, asked, queries.deliveries(_webhook(pk)), tools)


@room.post("/integrations/deliveries/{pk}/replay", "integrations.webhooks", Done)
def replay_delivery(request: HttpRequest, pk: Key) -> Answer:
    """Send an event again, under its own number."""
    webhooks.replay(caller(request), found(Delivery.objects.select_related("webhook"), pk=pk))
    return {}


def _webhook(pk: int) -> Webhook:
    return found(queries.webhooks(), pk=pk)


def _hook(hook: Webhook) -> dict[str, Any]:
    made = ("waiting", "failed")
    return {n: getattr(hook, n) for n in WebhookOut.model_fields if n not in made}


def _held(rows: list[Any]) -> list[Any]:
    for row in rows:
        row.holder = row.person.name
        row.roles = sorted(one.role for one in row.person.memberships.all())
    return rows
