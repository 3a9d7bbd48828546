"""Programs that call the interface, for the tests of every room."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.test import Client
from django.utils import timezone

from levier_web.integrations.services import tokens
from levier_web.ui.api.rooms import known_scopes

if TYPE_CHECKING:
    from django.http import HttpResponse

    from levier_web.organisation.models import Person

ROOT = "/api/v1"


@dataclass
class Program:
    """A program with the token of a person."""

    secret: str
    language: str = "en"
    client: Client = field(default_factory=Client)

    def call(self, method: str, path: str, body: object = None, **headers: str) -> HttpResponse:
        sent = {"Authorization": f"Bearer {self.secret}", "Accept-Language": self.language}
        given: dict[str, Any] = {}
        if body is not None:
            given = {"data": json.dumps(body), "content_type": "application/json"}
        whole = path if path.startswith("/api/") else ROOT + path
        return self.client.generic(method, whole, headers={**sent, **headers}, **given)  # type: ignore[return-value]

    def get(self, path: str, **headers: str) -> Any:
        return self.told(self.call("GET", path, **headers), 200)

    def post(self, path: str, body: object = None, status: int = 200, **headers: str) -> Any:
        return self.told(self.call("POST", path, body, **headers), status)

    def patch(self, path: str, body: object, status: int = 200) -> Any:
        return self.told(self.call("PATCH", path, body), status)

    def delete(self, path: str, status: int = 204) -> Any:
        return self.told(self.call("DELETE", path), status)

    @staticmethod
    def told(answer: Any, status: int) -> Any:
        assert answer.status_code == status, (answer.status_code, answer.content[:2000])
        return json.loads(answer.content) if answer.content else None


def program_of(person: Person, scopes: list[str] | None = None, language: str = "en") -> Program:
    last = timezone.localdate() + timedelta(days=30)
    _, secret = tokens.create(person, "a program", scopes or known_scopes(), last)
    return Program(secret, language)
