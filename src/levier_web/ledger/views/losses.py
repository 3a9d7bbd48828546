"""The error ledger: losses, lessons, and what was recovered."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from levier_web.ledger.forms import LossForm, ReuseForm
from levier_web.ledger.models import Loss
from levier_web.ledger.queries.choices import decision_choices
from levier_web.ledger.queries.losses import on_record, recovered, standing_losses
from levier_web.ledger.services import losses as write
from levier_web.ledger.services.rebound import rebound
from levier_web.ui.doors import door
from levier_web.ui.lists import ListTools
from levier_web.ui.reader import reader
from levier_web.ui.refusals import Refusal
from levier_web.ui.words import say

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase


TOOLS = ListTools(("title", "cause", "lesson"), {"day": ("-found_on",)})


@door("ledger.finance")
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """List losses with what was recovered, and the time to rebound."""
    listing = TOOLS.shown(request, standing_losses())
    context = {
        "listing": listing,
        "losses": recovered(listing.page.object_list),
        "rebound": rebound(on_record()),
    }
    return render(request, "ledger/losses.html", context)


@door("ledger.losses")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponseBase:
    """Put a loss on record."""
    form = LossForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            loss = write.write_loss(reader(request), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("ledger:loss", pk=loss.pk)
    return render(
        request,
        "ledger/loss_new.html",
        {"form": form, "decision_choices": decision_choices()},
        status=422 if form.errors else 200,
    )


@door("ledger.finance", write="ledger.losses")
@require_http_methods(["GET", "HEAD", "POST"])
def loss(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show one loss and its lineage, and take one more line of it."""
    one = get_object_or_404(Loss.objects.select_related("decision", "product"), pk=pk)
    form = ReuseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        share = Decimal(data["percent"]) / 100
        try:
            write.write_reuse(reader(request), one, data["decision"], data["what"], share)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, say("ledger.losses.reuse_kept"))
            return redirect("ledger:loss", pk=pk)
    return render(
        request,
        "ledger/loss.html",
        {"one": recovered([one])[0], "form": form, "decision_choices": decision_choices()},
        status=422 if form.errors else 200,
    )


@door("ledger.losses")
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take a loss off the list, or put it back."""
    one = get_object_or_404(Loss, pk=pk)
    back = one.withdrawn_at is not None
    write.withdraw_loss(reader(request), one, back=back)
    messages.success(request, say("ledger.losses.put_back" if back else "ledger.losses.withdrawn"))
    return redirect("ledger:loss", pk=pk)
