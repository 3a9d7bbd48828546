"""Decision rights: who recommends, who decides, what overlaps, what nobody decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from levier_web.organisation.forms import RightForm
from levier_web.organisation.models import DecisionRight
from levier_web.organisation.queries import functions_known
from levier_web.organisation.queries_rights import matrix
from levier_web.organisation.services import rights as services
from levier_web.ui.doors import door
from levier_web.ui.reader import reader
from levier_web.ui.refusals import Refusal
from levier_web.ui.words import say

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase


@door("organisation.read", write="organisation.rights")
@require_http_methods(["GET", "HEAD", "POST"])
def table(request: HttpRequest) -> HttpResponseBase:
    """Show the matrix of decision rights, and write one more."""
    form = RightForm(request.POST or None, initial={"kind": request.GET.get("kind", "")})
    if request.method == "POST" and form.is_valid():
        try:
            services.write_right(reader(request), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, say("organisation.rights.written"))
            return redirect("organisation:rights")
    context = {"matrix": matrix(), "form": form, "functions": functions_known()}
    status = 422 if request.method == "POST" else 200
    return render(request, "organisation/rights.html", context, status=status)


@door("organisation.rights")
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take one function's part away."""
    services.remove_right(reader(request), get_object_or_404(DecisionRight, pk=pk))
    messages.success(request, say("organisation.rights.removed"))
    return redirect("organisation:rights")
