"""Pages of the second factor that are of use only to who has one: else one's account."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.shortcuts import redirect

from levier_web.identity.services import second_factors
from levier_web.ui.doors import signed_in
from levier_web.ui.reader import reader
from levier_web.ui.words import say

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


def unless_owed(view: Any) -> Any:  # noqa: ANN401 - a view of a library
    """Keep the last second factor of somebody whose role owes one."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401
        factor = Authenticator.objects.filter(user_id=request.user.pk)
        number = kwargs.get("pk") or factor.filter(type="totp").values_list("pk", flat=True).first()
        if number and not second_factors.may_remove(reader(request), number):
            messages.warning(request, say("identity.refused.demanded"))
            return redirect("identity:account")
        answer: HttpResponseBase = view(request, *args, **kwargs)
        return answer

    return guarded


@signed_in
def done(_request: HttpRequest) -> HttpResponseBase:
    """Lead to one's account, where allauth leads when something was set up or removed."""
    return redirect("identity:account")
