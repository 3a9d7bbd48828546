"""What holds for the whole company, and the log of who did what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from levier_web.organisation.audit import first_broken
from levier_web.organisation.forms import CompanyForm
from levier_web.organisation.models import AuditLine
from levier_web.organisation.queries import company, groups_shown
from levier_web.organisation.services import structure as services
from levier_web.ui.doors import door
from levier_web.ui.lists import Column, ListTools
from levier_web.ui.naming import details
from levier_web.ui.reader import reader
from levier_web.ui.refusals import Refusal
from levier_web.ui.words import say

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from levier_web.organisation.queries import Shown


@door("organisation.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: HttpRequest) -> HttpResponseBase:
    """Set the company's name, currency, country and floor."""
    now = company()
    start = {name: getattr(now, name) for name in ("name", "currency", "country", "floor")}
    form = CompanyForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            services.settle(reader(request), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, say("organisation.settings.kept"))
            return redirect("organisation:settings")
    status = 422 if request.method == "POST" else 200
    return render(request, "organisation/settings.html", {"form": form}, status=status)


@door("organisation.audit")
@require_safe
def audit_log(request: HttpRequest) -> HttpResponse:
    """Show who did what, and whether the log is whole."""
    rows = AuditLine.objects.select_related("actor")
    tools = ListTools(("action", "object_type", "object_id"), {"at": ("-pk",)})
    if request.GET.get("export") == "csv":
        return tools.exported(request, rows, _columns(groups_shown()), "audit")
    listing = tools.shown(request, rows)
    shown = groups_shown()
    lines = [
        (line, _who(line, shown), details(line.action, line.detail))
        for line in listing.page.object_list
    ]
    context = {"listing": listing, "rows": lines, "exportable": True, "broken": first_broken()}
    return render(request, "organisation/audit.html", context)


def said_of(lines: list[AuditLine]) -> list[AuditLine]:
    """Say of each line who did it, as ``who``."""
    shown = groups_shown()
    for line in lines:
        line.who = _who(line, shown)  # type: ignore[attr-defined]
    return lines


def _who(line: AuditLine, shown: Shown) -> str:
    """Name who ran the organisation; of the chain say a group, never a person nor a function."""
    if line.actor is None:
        return ""
    if line.object_type.startswith("organisation."):
        return str(line.actor)
    return shown.get(line.team_id or 0, "")


def _columns(shown: Shown) -> list[Column]:
    return [
        Column("at", lambda line: line.at),
        Column("actor", lambda line: _who(line, shown)),
        Column("action", lambda line: line.action),
        Column("object", lambda line: f"{line.object_type} {line.object_id}".strip()),
        Column("detail", lambda line: line.detail or ""),
        Column("digest", lambda line: line.digest),
        Column("previous", lambda line: line.previous),
    ]
