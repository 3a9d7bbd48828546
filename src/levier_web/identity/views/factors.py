"""Pages of the second factor that are of use only to who has one: else one's account."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from django.shortcuts import redirect

from levier_web.ui.doors import signed_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase


def of_who_has(kind: str) -> Callable[[Any], Any]:
    """Show a page to who has this kind of factor, and lead the others to their account."""

    def decorate(view: Any) -> Any:  # noqa: ANN401 - a view of a library
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401
            if not Authenticator.objects.filter(user_id=request.user.pk, type=kind).exists():
                return redirect("identity:account")
            answer: HttpResponseBase = view(request, *args, **kwargs)
            return answer

        return signed_in(guarded)  # type: ignore[no-untyped-call]

    return decorate


@signed_in
def done(_request: HttpRequest) -> HttpResponseBase:
    """Lead to one's account, where allauth leads when something was set up or removed."""
    return redirect("identity:account")
