"""Deny by default: a view without a declared door opens to nobody.

``@door("signals.read", write="signals.post")`` says what reading and writing ask for; the role
table of ``organisation.roles`` says who has it. A test walks through every address and every
role, so that a new view cannot be forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec, Protocol

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied

from levier_web.ui.refusals import Refusal, refused_response

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

P = ParamSpec("P")
READING = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Door:
    """What a view asks of who comes; ``None`` asks only to be signed in."""

    read: str | None
    write: str | None
    public: bool = False

    def asked(self, method: str | None) -> str | None:
        """Give the permission that this request needs."""
        return self.read if method in READING else self.write


class View(Protocol):
    """A page: a request and the parts of its address in, a response out."""

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase: ...  # noqa: ANN401


def door(read: str, *, write: str | None = None) -> Callable[[Any], Any]:
    """Open a view to those who have a permission; ``write`` is asked of anything but reading."""
    return _marked(Door(read, write or read))


signed_in = lambda view: _marked(Door(None, None))(view)  # noqa: E731 - reads as a decorator
"""Open a view to everybody who is signed in."""


def public(view: Any) -> Any:  # noqa: ANN401 - a view
    """Open a view to the whole world."""
    return login_not_required(_marked(Door(None, None, public=True))(view))


def _marked(opened: Door) -> Callable[[Any], Any]:
    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401
            needed = opened.asked(request.method)
            if needed is not None and not request.user.has_perm(needed):
                raise PermissionDenied(needed)
            return view(request, *args, **kwargs)

        guarded.door = opened  # type: ignore[attr-defined]
        return guarded

    return decorate


class DoorsMiddleware:
    """Refuses every view that declares no door, and words what services refuse."""

    LIBRARIES = ("django.views.static", "whitenoise.", "ninja.")
    """Whose views guard themselves; the programming interface checks each of its operations."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self,
        _request: HttpRequest,
        view: Any,  # noqa: ANN401 - a view of any library
        _args: object,
        _kwargs: object,
    ) -> None:
        """Refuse what declares nothing."""
        module = getattr(view, "__module__", "")
        if not hasattr(view, "door") and not module.startswith(self.LIBRARIES):
            raise PermissionDenied("this page declares no door")

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        """Word a refusal of a service on a page."""
        return refused_response(request, error) if isinstance(error, Refusal) else None
