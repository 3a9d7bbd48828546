"""Pages of sources and their tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from levier_web.metrics import queries
from levier_web.metrics.forms import SourceForm, TokenForm
from levier_web.metrics.models import PushToken, Source
from levier_web.metrics.services import refreshing, sources, tokens
from levier_web.metrics.services.faults import worded
from levier_web.metrics.services.sources import SourceWish
from levier_web.ui.doors import door
from levier_web.ui.lists import Filter, ListTools
from levier_web.ui.reader import reader
from levier_web.ui.refusals import Refusal
from levier_web.ui.words import say

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

FORM = "metrics/source_form.html"


def kinds_worded() -> list[tuple[str, str]]:
    """Give the kinds of sources with their words."""
    return [(one.value, say(f"metrics.source_kind.{one.value}")) for one in Source.Kind]


def tools() -> ListTools:
    """Say by what sources are searched, sorted and filtered."""
    shelves = [("0", say("metrics.list.in_use")), ("1", say("metrics.list.archived"))]
    return ListTools(
        searched=("name", "team__name"),
        sorts={"name": ("name",), "due": ("due_at",), "success": ("succeeded_at",)},
        filters=(
            Filter("kind", say("metrics.column.kind"), "kind", kinds_worded()),
            Filter("archived", say("metrics.list.shelf"), "archived", shelves),
        ),
    )


@door("metrics.read")
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show the sources and how late each is."""
    kinds = kinds_worded()
    rows = queries.sources_listed()
    if request.GET.get("archived") != "1":
        rows = rows.filter(archived=False)
    shown = tools().shown(request, rows)
    return render(request, "metrics/sources.html", {"listing": shown, "kinds": kinds})


@door("metrics.read")
@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one source: where it reads, how it goes, what it brought, its tokens."""
    source = get_object_or_404(Source.objects.select_related("team"), pk=pk)
    return render(request, "metrics/source.html", _page(request, source))


def _page(request: HttpRequest, source: Source, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return {
        "source": source,
        "failure": worded([source.failure]) if source.failure else [],
        "imports": list(queries.imports_listed().filter(source=source)[:20]),
        "feeds": list(source.feeds.all()[:50]),
        "tokens": list(source.tokens.all()[:50]),
        "token_form": TokenForm(),
        "push_address": request.build_absolute_uri("/metrics/push/"),
        **more,
    }


@door("metrics.sources")
@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: HttpRequest, kind: str) -> HttpResponse:
    """Declare a source."""
    if kind not in Source.Kind.values:
        raise Http404
    form = SourceForm(request.POST or None, kind=kind)
    if request.method == "POST" and form.is_valid():
        try:
            made = sources.declare(reader(request), SourceWish(kind=kind, **form.cleaned_data))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, say("metrics.done.declared", source=made.name))
            return redirect("metrics:source", made.pk)
    status = 422 if form.errors else 200
    return render(request, FORM, {"form": form, "kind": kind}, status=status)


@door("metrics.sources")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a source."""
    source = get_object_or_404(Source.objects.select_related("team"), pk=pk)
    fields = ("name", "path", "connection", "query", "cadence", "applies_alone")
    initial = {name: getattr(source, name) for name in fields}
    initial["team"] = source.team.name if source.team else ""
    form = SourceForm(request.POST or None, kind=source.kind, initial=initial)
    if request.method == "POST" and form.is_valid():
        wish = SourceWish(kind=source.kind, **form.cleaned_data)
        try:
            sources.change(reader(request), source, wish)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, say("metrics.done.source_changed", source=wish.name))
            return redirect("metrics:source", pk)
    status = 422 if form.errors else 200
    context = {"form": form, "kind": source.kind, "source": source}
    return render(request, FORM, context, status=status)


@door("metrics.sources")
@require_POST
def archive(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a source away, or take it up again."""
    source = get_object_or_404(Source, pk=pk)
    archived = request.POST.get("archived") != "0"
    sources.archive(reader(request), source, archived=archived)
    key = "metrics.done.source_archived" if archived else "metrics.done.source_back"
    messages.success(request, say(key, source=source.name))
    return redirect("metrics:source", pk)


@door("metrics.sources")
@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a source now."""
    source = get_object_or_404(Source, pk=pk)
    refreshing.ask_now(reader(request), source, timezone.now())
    if source.failure:
        messages.error(request, worded([source.failure])[0].sentence)
    else:
        messages.success(request, say("metrics.done.asked", source=source.name))
    return redirect("metrics:source", pk)


@door("metrics.sources")
@require_POST
def create_token(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a token and show it, this once."""
    source = get_object_or_404(Source.objects.select_related("team"), pk=pk)
    form = TokenForm(request.POST)
    clear = ""
    if form.is_valid():
        data = form.cleaned_data
        _, clear = tokens.create(
            reader(request), source, data["token_name"], data["scope"], data["days"]
        )
    page = _page(request, source, clear=clear, **({} if clear else {"token_form": form}))
    response = render(request, "metrics/source.html", page, status=200 if clear else 422)
    response["Cache-Control"] = "no-store"
    return response


@door("metrics.sources")
@require_POST
def withdraw_token(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a token."""
    token = get_object_or_404(PushToken, pk=pk)
    tokens.withdraw(reader(request), token)
    messages.success(request, say("metrics.done.withdrawn", token=token.name))
    return redirect("metrics:source", token.source_id)
