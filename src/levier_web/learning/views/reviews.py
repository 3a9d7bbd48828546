"""Reviews that come due, and those that were held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from levier_web.decisions.queries.sheets import sheet_or_404
from levier_web.learning import queries
from levier_web.learning.forms import ReviewForm
from levier_web.learning.models import Review
from levier_web.learning.services import lessons as write
from levier_web.ui.doors import door
from levier_web.ui.lists import ListTools
from levier_web.ui.reader import reader
from levier_web.ui.refusals import Refusal
from levier_web.ui.words import say

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

QUARTER = 92
"""Days ahead of which reviews are listed."""
TOOLS = ListTools(("title",), {"day": ("on",)})


@door("learning.read")
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """List reviews due and the last ones held."""
    today = timezone.localdate()
    return render(
        request,
        "learning/reviews.html",
        {
            "listing": TOOLS.shown(request, queries.due(today, QUARTER)),
            "today": today,
            "held": Review.objects.select_related("decision", "lesson")[:50],
        },
    )


@door("learning.review")
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Hold the review of one decision: forecast beside measurement, and what follows."""
    decision = sheet_or_404(reader(request), slug)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            write.hold_review(reader(request), decision, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, say("learning.review.kept"))
            return redirect("decisions:sheet", slug=slug)
    return render(
        request,
        "learning/review.html",
        {
            "decision": decision,
            "form": form,
            "effects": queries.effects_of(decision),
            "held": queries.held(decision),
        },
        status=422 if form.errors else 200,
    )
