"""The way in, the search, the language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from levier_web.ui.doors import public, signed_in
from levier_web.ui.language_choice import COOKIE, KNOWN
from levier_web.ui.reader import reader
from levier_web.ui.registry import MENU, SEARCHES

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

A_YEAR = 365 * 24 * 3600
HITS = 8
"""How many things of one kind the search shows."""


@signed_in
@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """Go to the first page that this person's role opens."""
    for entry in MENU:
        if entry.permission is None or request.user.has_perm(entry.permission):
            return redirect(entry.address)
    return render(request, "ui/welcome.html")


@signed_in
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Search across everything that this person may see."""
    words = request.GET.get("q", "").strip()[:200]
    hits = (
        [hit for _, find in SEARCHES for hit in find(reader(request), words, HITS)] if words else []
    )
    template = "ui/search_hits.html" if getattr(request, "htmx", False) else "ui/search.html"
    return render(request, template, {"words": words, "hits": hits})


@public
@require_POST
def choose_language(request: HttpRequest) -> HttpResponseBase:
    """Remember the language of this browser, and of this person if signed in."""
    wish = request.POST.get("language", "")
    back = request.POST.get("back", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}):
        back = "/"
    response = redirect(back)
    if wish in KNOWN:
        response.set_cookie(COOKIE, wish, max_age=A_YEAR, samesite="Lax", httponly=True)
        if request.user.is_authenticated:
            from levier_web.organisation.services import speak

            speak(request.user, wish)
    return response
