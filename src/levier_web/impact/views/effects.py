"""The list of effects, and the proof of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from levier_web.impact import queries
from levier_web.impact.models import Effect
from levier_web.impact.services import pictures, pinning
from levier_web.ui.doors import door
from levier_web.ui.lists import Column, Filter, ListTools
from levier_web.ui.reader import reader
from levier_web.ui.refusals import Refusal
from levier_web.ui.words import current_language, say

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

VERDICTS = ("gain", "loss", "not_proven", "not_measured")
DESIGNS = ("experiment", "rollout", "synthetic_control", "series", "before_after", "declared")


def tools() -> ListTools:
    """Say how the list of effects may be asked."""
    return ListTools(
        searched=("decision__title", "metric__title", "decision__slug"),
        sorts={
            "money": ("-money_p50", "-p50"),
            "effect": ("-p50",),
            "decision": ("decision__title",),
            "metric": ("metric__title",),
            "grade": ("grade",),
        },
        filters=(
            _choice("verdict", "verdict", VERDICTS, "ui.verdict"),
            _choice("design", "design", DESIGNS, "impact.design"),
            Filter("grade", say("ui.grade.word"), "grade", [(g, g) for g in "ABCDE"]),
        ),
    )


def _choice(name: str, field: str, values: tuple[str, ...], words: str) -> Filter:
    label = say(f"impact.filter.{name}")
    return Filter(name, label, field, [(value, say(f"{words}.{value}")) for value in values])


COLUMNS = (
    Column("decision", lambda row: row.decision.slug),
    Column("title", lambda row: row.decision.title),
    Column("metric", lambda row: row.metric.slug),
    Column("arm", lambda row: row.arm),
    Column("design", lambda row: row.design),
    Column("grade", lambda row: row.grade),
    Column("verdict", lambda row: row.verdict),
    Column("scale", lambda row: row.scale),
    Column("p10", lambda row: row.p10),
    Column("p50", lambda row: row.p50),
    Column("p90", lambda row: row.p90),
    Column("money_p10", lambda row: row.money_p10),
    Column("money_p50", lambda row: row.money_p50),
    Column("money_p90", lambda row: row.money_p90),
    Column("in_total", lambda row: row.in_total),
)


@door("impact.read")
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """List what the last measurement says."""
    measurement = queries.latest()
    rows = queries.effects(measurement.pk if measurement else None)
    if request.GET.get("export") == "csv":
        return tools().exported(request, rows, COLUMNS, "effects")
    low, high = queries.scale_of(rows)
    return render(
        request,
        "impact/list.html",
        {
            "listing": tools().shown(request, rows),
            "measurement": measurement,
            "moving": queries.under_way(),
            "failure": queries.last_failure(),
            "low": low,
            "high": high,
        },
    )


@door("impact.read")
@require_safe
def effect(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the proof of one effect: data, method, checks, author, time."""
    return _proof(request, pk)


def _proof(request: HttpRequest, pk: int, wrong: Refusal | None = None) -> HttpResponse:
    """Show a proof; when pinning was refused, what was typed is kept beside the reason why."""
    one = get_object_or_404(
        Effect.objects.select_related("measurement", "decision__team", "metric"), pk=pk
    )
    return render(
        request,
        "impact/effect.html",
        {
            "effect": one,
            "wrong": wrong,
            "typed": request.POST,
            "drawn": pictures.effect_drawn(one.pk, current_language()),
            "pin": queries.standing_pin(one),
            "designs": pinning.DESIGNS,
            "earlier": queries.earlier(one)[:10],
            "current": one.measurement_id == queries.latest_key(),
        },
        status=wrong.status if wrong else 200,
    )


@door("impact.pin")
@require_POST
def pin_design(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Pin a design, or leave the choice to the engine again."""
    one = get_object_or_404(Effect.objects.select_related("decision", "metric"), pk=pk)
    design = request.POST.get("design", "")
    if design:
        reason = request.POST.get("reason", "")
        try:
            pinning.pin(reader(request), one.decision, one.metric, design, reason)
        except Refusal as refusal:
            return _proof(request, pk, refusal)
        messages.success(request, say("impact.pin.done"))
    else:
        pinning.unpin(reader(request), one.decision, one.metric)
        messages.success(request, say("impact.pin.withdrawn"))
    return redirect("impact:effect", pk=pk)
