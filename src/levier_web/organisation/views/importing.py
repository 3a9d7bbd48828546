"""People from a file: brought, shown, applied, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from levier_web.organisation.forms import FileForm
from levier_web.organisation.models import PeopleImport
from levier_web.organisation.services import import_people as services
from levier_web.organisation.services.import_file import LARGEST
from levier_web.ui.doors import door
from levier_web.ui.reader import reader
from levier_web.ui.refusals import Refusal
from levier_web.ui.words import say, say_many

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

SHOWN = 200
"""Lines of each sort that the page shows; the counts are of all."""


@door("organisation.people")
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest) -> HttpResponseBase:
    """Take a file, and show what it would do."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            kept = services.keep_file(reader(request), form.cleaned_data["file"].read(LARGEST + 1))
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            if kept.sheet:
                messages.info(request, say("ui.workbook.sheet", sheet=kept.sheet))
            return redirect("organisation:import_preview", kept.pk)
    earlier = PeopleImport.objects.filter(applied_at__isnull=False)[:10]
    context = {"form": form, "earlier": earlier}
    status = 422 if request.method == "POST" else 200
    return render(request, "organisation/import.html", context, status=status)


@door("organisation.people")
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show what a file would do; apply it when told to."""
    waiting = PeopleImport.objects.filter(by=reader(request), applied_at__isnull=True)
    brought = get_object_or_404(waiting, pk=pk)
    if request.method == "POST":
        number = services.apply(reader(request), brought)
        messages.success(request, say_many("organisation.import.applied", number))
        return redirect("organisation:people")
    context = {"preview": services.preview(brought), "brought": brought, "shown": SHOWN}
    return render(request, "organisation/import_preview.html", context)


@door("organisation.people")
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take a file back."""
    services.undo(reader(request), get_object_or_404(PeopleImport, pk=pk))
    messages.success(request, say("organisation.import.undone"))
    return redirect("organisation:import")
