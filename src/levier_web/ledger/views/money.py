"""The finance pages: accounts of products, costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import Sum
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from levier_web.decisions.models import Cost
from levier_web.ledger.forms import CostForm
from levier_web.ledger.queries.choices import decision_choices
from levier_web.ledger.queries.told import accounts_told
from levier_web.ledger.services.costs import put_down
from levier_web.ledger.services.costs import take_back as reverse_cost
from levier_web.organisation.floors import groups
from levier_web.ui.doors import door
from levier_web.ui.lists import Column, ListTools
from levier_web.ui.reader import reader
from levier_web.ui.refusals import Refusal
from levier_web.ui.words import current_language, say

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from levier_web.organisation.floors import Groups

TOOLS = ListTools(
    searched=("category", "decision__title", "product__name"),
    sorts={"day": ("-day", "-pk"), "amount": ("-amount",), "category": ("category",)},
)


def _columns(held: Groups) -> tuple[Column, ...]:
    return (
        Column("date", lambda row: row.day),
        Column("amount", lambda row: row.amount),
        Column("decision", lambda row: row.decision.slug if row.decision else ""),
        Column("product", lambda row: row.product.name if row.product else ""),
        Column("team", lambda row: held.label(row.team_id)),
        Column("category", lambda row: row.category),
        Column("person_days", lambda row: row.person_days),
        Column("rate", lambda row: row.rate),
    )


@door("ledger.finance")
@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    """Show the account of each product, and which may fund the next."""
    told = accounts_told(current_language())
    return render(request, "ledger/accounts.html", {"told": told})


@door("ledger.finance", write="ledger.costs")
@require_http_methods(["GET", "HEAD", "POST"])
def costs(request: HttpRequest) -> HttpResponseBase:
    """List what was spent, and take one more line."""
    rows = Cost.objects.select_related("decision", "product", "team", "reversed_by")
    if request.GET.get("export") == "csv":
        return TOOLS.exported(request, rows, _columns(groups()), "costs")
    form = CostForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            put_down(
                reader(request),
                day=data["day"],
                amount=data["amount"],
                category=data["category"],
                spent_on=data["spent_on"],
            )
        except Refusal as refusal:
            form.add_error("amount", str(refusal))
        else:
            messages.success(request, say("ledger.costs.kept"))
            return redirect("ledger:costs")
    narrowed = TOOLS.narrowed(request, rows)
    return render(
        request,
        "ledger/costs.html",
        {
            "listing": TOOLS.shown(request, rows),
            "total": narrowed.aggregate(total=Sum("amount"))["total"],
            "form": form,
            "decision_choices": decision_choices(),
        },
        status=422 if form.errors else 200,
    )


@door("ledger.costs")
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write the same cost the other way."""
    reverse_cost(reader(request), get_object_or_404(Cost, pk=pk))
    messages.success(request, say("ledger.costs.taken_back"))
    return redirect("ledger:costs")
