"""Operations and the doors they declare; one that declares none cannot be made.

``@room.get("/signals", "signals.read", Page[SignalOut])`` asks of the caller what a page asks of a
reader, and of the token that it may read this room. ``None`` asks only for a token of the scope.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from django.urls import get_resolver
from ninja import Router
from ninja.security import HttpBearer

from levier_web.ui.refusals import NotAllowed

if TYPE_CHECKING:
    from django.http import HttpRequest

    from levier_web.organisation.models import Person

Work = TypeVar("Work", bound="Callable[..., Any]")
READ, WRITE = "read", "write"
DOCUMENTS: list[Callable[[], dict[str, Any]]] = []
"""Gives the OpenAPI document, once the rooms are put together."""
ROOMS: dict[str, Room] = {}
"""Every room with operations, by its name."""


@dataclass(frozen=True, slots=True)
class Program:
    """What a call carries: the number of its token and what this token may be used for."""

    token: int
    scopes: frozenset[str]


class OutOfScope(NotAllowed):
    """The person may, the token may not."""


class NoToken(NotAllowed):
    """The call carries no token that opens anything."""

    status = 401


class BearerToken(HttpBearer):
    """The door of one operation: what it asks of the token, and of the person."""

    openapi_description = "An access token, made on the page of one's tokens."

    def __init__(self, permission: str | None, scope: str) -> None:
        super().__init__()
        self.permission = permission
        self.scope = scope

    def __call__(self, request: HttpRequest) -> Program:
        """Let the call in, or say why not."""
        program: Program | None = getattr(request, "program", None)
        if program is None:
            raise NoToken("ui.api.no_token")
        demand_scope(program, self.scope)
        if self.permission is not None and not caller(request).has_perm(self.permission):
            raise NotAllowed("ui.not_allowed")
        return program

    def authenticate(self, request: HttpRequest, token: str) -> None:
        """Recognise nothing: the middleware that met the token did."""


class Guarded(Router):
    """Takes no operation that declares no door."""

    def add_api_operation(
        self,
        path: str,
        methods: list[str],
        view_func: Callable[..., Any],
        **options: Any,  # noqa: ANN401 - those of the library
    ) -> None:
        """Add an operation."""
        if not isinstance(options.get("auth"), BearerToken):
            raise TypeError(f"{methods} {path} declares no door")
        super().add_api_operation(path, methods, view_func, **options)


class Room:
    """The operations of one room: its name is the first word of its scopes."""

    def __init__(self, name: str) -> None:
        if name in ROOMS:
            raise ValueError(f"the room {name} has its operations elsewhere already")
        self.name = name
        self.uses: set[str] = set()
        """Whether it has operations that read, and some that write."""
        self.router = Guarded(tags=[name])
        ROOMS[name] = self

    def get(self, path: str, permission: str | None, answers: Any) -> Callable[[Work], Work]:  # noqa: ANN401
        """Declare an operation that reads."""
        return self._declared("GET", path, permission, {200: answers}, READ)

    def post(
        self,
        path: str,
        permission: str | None,
        answers: Any,  # noqa: ANN401 - a type
        *,
        status: int = 200,
    ) -> Callable[[Work], Work]:
        """Declare an operation that makes or does something."""
        return self._declared("POST", path, permission, {status: answers}, WRITE)

    def patch(self, path: str, permission: str | None, answers: Any) -> Callable[[Work], Work]:  # noqa: ANN401
        """Declare an operation that changes what it is told to, and nothing else."""
        return self._declared("PATCH", path, permission, {200: answers}, WRITE)

    def binary(self, path: str, permission: str | None, media: str) -> Callable[[Work], Work]:
        """Declare an operation that gives a file."""
        content = {media: {"schema": {"type": "string", "format": "binary"}}}
        more = {"responses": {200: {"description": "The file", "content": content}}}
        return self._declared("GET", path, permission, {200: None}, READ, more)

    def delete(self, path: str, permission: str | None) -> Callable[[Work], Work]:
        """Declare an operation that takes something away and answers nothing."""
        return self._declared("DELETE", path, permission, {204: None}, WRITE)

    def _declared(
        self,
        method: str,
        path: str,
        permission: str | None,
        answers: dict[int, Any],
        use: str,
        more: dict[str, Any] | None = None,
    ) -> Callable[[Work], Work]:
        scope = f"{self.name}:{use}"
        self.uses.add(use)

        def declare(work: Work) -> Work:
            summary = (work.__doc__ or "").strip().splitlines()[0].rstrip(".")
            self.router.api_operation(
                [method],
                path,
                auth=BearerToken(permission, scope),
                response=answers,
                operation_id=work.__name__,
                summary=summary,
                openapi_extra={"x-permission": permission, "x-scope": scope, **(more or {})},
            )(work)
            return work

        return declare


def caller(request: HttpRequest) -> Person:
    """Give the person for whom a program calls."""
    return request.user  # type: ignore[return-value]


def demand_scope(program: Program, scope: str) -> None:
    """Refuse a token that may not be used for this.

    The door of an operation asks it; one that writes in two rooms asks for the other's, too.

    Raises
    ------
    OutOfScope
        With the scope that lacks.
    """
    if scope not in program.scopes:
        raise OutOfScope("ui.api.scope", scope=scope)


def known_scopes() -> list[str]:
    """Give every scope that a token may have."""
    get_resolver().url_patterns  # noqa: B018 - loads the rooms, once
    return [f"{name}:{use}" for name in sorted(ROOMS) for use in sorted(ROOMS[name].uses)]
