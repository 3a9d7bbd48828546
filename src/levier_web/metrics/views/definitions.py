"""Pages that change definitions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from levier_web.metrics.forms import MetricForm, MoveForm
from levier_web.metrics.models import Metric
from levier_web.metrics.services import definitions
from levier_web.ui.doors import door
from levier_web.ui.reader import reader
from levier_web.ui.refusals import Refusal
from levier_web.ui.words import say

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

FORM = "metrics/form.html"


@door("metrics.write")
@require_http_methods(["GET", "HEAD", "POST"])
def define(request: HttpRequest) -> HttpResponse:
    """Define a metric."""
    form = MetricForm(request.POST or None, initial={"slug": request.GET.get("slug", "")[:80]})
    if request.method == "POST" and form.is_valid():
        try:
            made = definitions.define(reader(request), form.cleaned_data["slug"], form.wish())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, say("metrics.done.defined", metric=made.title))
            return redirect("metrics:metric", made.slug)
    return render(request, FORM, {"form": form}, status=422 if form.errors else 200)


@door("metrics.write")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """Change a definition, with its reason."""
    metric = get_object_or_404(Metric, slug=slug)
    form = MetricForm(request.POST or None, metric=metric)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            changed = definitions.redefine(
                reader(request), metric, data["slug"], form.wish(), data["reason"]
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, say("metrics.done.redefined", metric=changed.title))
            return redirect("metrics:metric", changed.slug)
    return render(
        request, FORM, {"form": form, "metric": metric}, status=422 if form.errors else 200
    )


@door("metrics.write")
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, slug: str) -> HttpResponse:
    """Hang a metric elsewhere in the tree."""
    metric = get_object_or_404(Metric.objects.select_related("parent"), slug=slug)
    parent = metric.parent.slug if metric.parent else ""
    form = MoveForm(request.POST or None, initial={"parent": parent})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            definitions.hang_under(reader(request), metric, data["parent"], data["reason"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, say("metrics.done.moved", metric=metric.title))
            return redirect("metrics:tree")
    status = 422 if form.errors else 200
    return render(request, "metrics/move.html", {"form": form, "metric": metric}, status=status)


@door("metrics.write")
@require_POST
def archive(request: HttpRequest, slug: str) -> HttpResponse:
    """Put a metric away, or take it back."""
    metric = get_object_or_404(Metric, slug=slug)
    archived = request.POST.get("archived") != "0"
    definitions.archive(reader(request), metric, archived=archived)
    key = "metrics.done.archived" if archived else "metrics.done.taken_back"
    messages.success(request, say(key, metric=metric.title))
    return redirect("metrics:metric", metric.slug)
