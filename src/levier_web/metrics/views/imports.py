"""Pages of imports: brought, previewed, applied, reversed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from levier_web.metrics import queries
from levier_web.metrics.examples import STYLES, example_rows
from levier_web.metrics.forms import UploadForm
from levier_web.metrics.models import Import
from levier_web.metrics.pictures import picture
from levier_web.metrics.services import batches, holding, imports
from levier_web.metrics.services.comparing import total
from levier_web.metrics.services.faults import worded
from levier_web.ui.doors import door
from levier_web.ui.lists import Filter, ListTools
from levier_web.ui.reader import reader
from levier_web.ui.refusals import Refusal
from levier_web.ui.words import current_language, say

if TYPE_CHECKING:
    from django.http import HttpRequest


def tools() -> ListTools:
    """Say by what imports are searched, sorted and filtered."""
    states = [(one.value, say(f"metrics.state.{one.value}")) for one in Import.State]
    return ListTools(
        searched=("name", "source__name"),
        sorts={"at": ("at",), "name": ("name",), "rows": ("rows",)},
        filters=(Filter("state", say("metrics.column.state"), "state", states),),
        default="-at",
    )


@door("metrics.read")
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show the imports."""
    shown = tools().shown(request, queries.imports_listed())
    return render(request, "metrics/imports.html", {"listing": shown})


@door("metrics.sources")
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest) -> HttpResponse:
    """Bring a file in."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            batch = imports.receive(reader(request), form.cleaned_data["file"])
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("metrics:import", batch.pk)
    status = 422 if form.errors else 200
    return render(request, "metrics/bring.html", {"form": form}, status=status)


@door("metrics.read")
@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an import: its work under way, its faults, or what it changes."""
    batch = get_object_or_404(queries.imports_listed(), pk=pk)
    busy = batch.state in holding.BUSY
    part = busy and getattr(request, "htmx", False)
    entries = [_drawn(entry) for entry in batch.summary.get("metrics", [])]
    context = {
        "batch": batch,
        "busy": busy,
        "lull": holding.lull(batch) if busy else "",
        "faults": worded(batch.faults),
        "entries": entries,
        "total": total(batch.summary),
        "twin": imports.twin_of(batch) if batch.state == Import.State.PREVIEW else None,
    }
    response = render(request, f"metrics/{'progress' if part else 'import'}.html", context)
    if getattr(request, "htmx", False) and not busy:
        response = HttpResponse(headers={"HX-Refresh": "true"})
    return response


def _drawn(entry: dict[str, Any]) -> dict[str, Any]:
    """Add to one metric of a summary its picture and its days."""
    days = {name: date.fromisoformat(entry[name]) for name in ("first", "last")}
    kept = entry.get("picture")
    if not kept:
        return {**entry, **days}
    on = [date.fromisoformat(day) for day in kept["days"]]
    drawn = picture(on, kept["before"], kept["after"])
    table = list(zip(on, kept["before"], kept["after"], strict=True))[:-61:-1]
    return {**entry, **days, "drawn": drawn, "table": table}


@door("metrics.sources")
@require_safe
def file(_request: HttpRequest, pk: int) -> FileResponse:
    """Give back the file of an import as it came, never to be shown by the browser."""
    batch = get_object_or_404(Import, pk=pk)
    if not batch.content:
        raise Http404
    return FileResponse(
        batch.content.open("rb"),
        as_attachment=True,
        filename=str(batch.content.name).rsplit("/", 1)[-1],
        content_type="application/octet-stream",
    )


@door("metrics.read")
@require_safe
def example(_request: HttpRequest, style: str) -> HttpResponse:
    """Give a file of values to begin with, in either style of CSV."""
    if style not in STYLES:
        raise Http404
    text = example_rows(style, current_language(), queries.picked("", most=2))
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{say("metrics.example.name")}.csv"'
    return response


@door("metrics.sources")
@require_POST
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a preview in force."""
    batch = get_object_or_404(Import, pk=pk)
    imports.apply(reader(request), batch)
    if batch.state == Import.State.APPLIED:
        messages.success(request, say("metrics.done.applied", name=batch.name))
    return redirect("metrics:import", pk)


@door("metrics.sources")
@require_POST
def reverse(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an import out of force."""
    batch = get_object_or_404(Import, pk=pk)
    batches.reverse(reader(request), batch)
    messages.success(request, say("metrics.done.reversed", name=batch.name))
    return redirect("metrics:import", pk)


@door("metrics.sources")
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a reversed import in force again."""
    batch = get_object_or_404(Import, pk=pk)
    batches.apply_again(reader(request), batch)
    messages.success(request, say("metrics.done.applied", name=batch.name))
    return redirect("metrics:import", pk)


@door("metrics.sources")
@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a preview away."""
    batch = get_object_or_404(Import, pk=pk)
    imports.throw_away(reader(request), batch)
    messages.success(request, say("metrics.done.discarded", name=batch.name))
    return redirect("metrics:imports")
