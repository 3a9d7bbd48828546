"""Calls about definitions, values, imports and sources."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import File, Query
from ninja.files import UploadedFile

from levier_web.metrics import queries
from levier_web.metrics.api.shapes import (
    BranchOut,
    DefinitionIn,
    ImportOut,
    ImportRead,
    ImportsAsked,
    MetricOut,
    MetricRead,
    MetricsAsked,
    MoveMetricIn,
    PushedOut,
    PushTokenIn,
    PushTokenOut,
    RedefinitionIn,
    RowsIn,
    ShelfIn,
    SourceIn,
    SourceOut,
    SourcesAsked,
    ValuesAsked,
    ValuesOut,
)
from levier_web.metrics.forms import MetricForm, MoveForm, SourceForm, initial_of
from levier_web.metrics.models import Import, Metric, PushToken, Source
from levier_web.metrics.services import (
    batches,
    definitions,
    imports,
    pushing,
    refreshing,
    sources,
    tokens,
)
from levier_web.metrics.services.comparing import total
from levier_web.metrics.services.faults import worded
from levier_web.metrics.services.sources import SourceWish
from levier_web.metrics.views import imports as imports_page
from levier_web.metrics.views import reading as metrics_page
from levier_web.metrics.views import sources as sources_page
from levier_web.ui.api.addresses import addressed
from levier_web.ui.api.pages import Page, paged
from levier_web.ui.api.problems import Invalid, filled
from levier_web.ui.api.rooms import Room, caller
from levier_web.ui.api.shapes import (
    Answer,
    Done,
    Key,
    Slug,
    changes,
    found,
)

room = Room("metrics")
addressed(metrics_import="/metrics/imports/{id}", metrics_source="/metrics/sources/{id}")


@room.get("/metrics", "metrics.read", Page[MetricOut])
def list_metrics(request: HttpRequest, asked: Query[MetricsAsked]) -> Answer:
    """List the metrics."""
    rows = queries.metrics_listed().select_related("parent")
    if asked.archived != "1":
        rows = rows.filter(archived=False)
    return paged(request, asked, rows, metrics_page.tools())


@room.post("/metrics", "metrics.write", MetricOut, status=201)
def define_metric(request: HttpRequest, said: DefinitionIn) -> Answer:
    """Define a metric."""
    form = MetricForm(_typed(said.model_dump()))
    filled(form)
    return definitions.define(caller(request), said.slug, form.wish())


@room.get("/metrics/tree", "metrics.read", list[BranchOut])
def read_metric_tree(request: HttpRequest) -> Answer:
    """Read which metric hangs under which."""
    branches = queries.branches()
    return [
        {"slug": one.metric.slug, "title": one.metric.title, "depth": one.depth} for one in branches
    ]


@room.get("/metrics/definitions/{slug}", "metrics.read", MetricRead)
def read_metric(request: HttpRequest, slug: Slug) -> Answer:
    """Read one metric."""
    rows = Metric.objects.select_related("team", "parent").prefetch_related("controls")
    metric: Answer = found(rows, slug=slug)
    metric.history = [asdict(version) for version in queries.history(metric)]
    metric.expected = queries.expected_of(metric)
    return metric


@room.patch("/metrics/definitions/{slug}", "metrics.write", MetricOut)
def redefine_metric(request: HttpRequest, slug: Slug, said: RedefinitionIn) -> Answer:
    """Change a definition, with its reason; the one before stays readable."""
    metric = found(Metric, slug=slug)
    now = initial_of(metric) | {"reason": said.reason}
    form = MetricForm(now | _typed(changes(said)), metric=metric)
    data = filled(form)
    return definitions.redefine(caller(request), metric, data["slug"], form.wish(), said.reason)


@room.post("/metrics/definitions/{slug}/move", "metrics.write", Done)
def move_metric(request: HttpRequest, slug: Slug, said: MoveMetricIn) -> Answer:
    """Hang a metric elsewhere in the tree."""
    data = filled(MoveForm(said.model_dump()))
    definitions.hang_under(caller(request), found(Metric, slug=slug), data["parent"], said.reason)
    return {}


@room.post("/metrics/definitions/{slug}/archive", "metrics.write", Done)
def archive_metric(request: HttpRequest, slug: Slug, said: ShelfIn) -> Answer:
    """Put a metric away, or take it back."""
    definitions.archive(caller(request), found(Metric, slug=slug), archived=said.archived)
    return {}


@room.get("/metrics/definitions/{slug}/values", "metrics.read", ValuesOut)
def list_values(request: HttpRequest, slug: Slug, asked: Query[ValuesAsked]) -> Answer:
    """List the values of a metric that stand."""
    metric = found(Metric, slug=slug)
    frame = queries.current_observations([metric.pk]).sort("day", "unit", "published")
    rows = [
        row
        for row in frame.iter_rows(named=True)
        if (asked.since is None or row["day"] >= asked.since)
        and (asked.until is None or row["day"] <= asked.until)
    ]
    after = asked.offset + asked.limit
    following = request.GET.copy()
    following["offset"] = str(after)
    more = f"{request.path}?{following.urlencode()}" if after < len(rows) else None
    return {"count": len(rows), "next": more, "items": rows[asked.offset : after]}


@room.get("/metrics/imports", "metrics.read", Page[ImportOut])
def list_imports(request: HttpRequest, asked: Query[ImportsAsked]) -> Answer:
    """List the imports."""
    return paged(request, asked, queries.imports_listed(), imports_page.tools())


@room.post("/metrics/imports", "metrics.sources", ImportRead, status=201)
def bring_values(request: HttpRequest, file: File[UploadedFile]) -> Answer:
    """Bring a file of values: shown first, nothing is in force yet."""
    return _read(imports.receive(caller(request), file))


@room.get("/metrics/imports/{pk}", "metrics.read", ImportRead)
def read_import(request: HttpRequest, pk: Key) -> Answer:
    """Read one import: how far it is, its faults, or what it changes."""
    return _read(found(queries.imports_listed(), pk=pk))


@room.post("/metrics/imports/{pk}/apply", "metrics.sources", ImportRead)
def apply_import(request: HttpRequest, pk: Key) -> Answer:
    """Put a preview in force."""
    imports.apply(caller(request), found(Import, pk=pk))
    return _read(found(queries.imports_listed(), pk=pk))


@room.post("/metrics/imports/{pk}/reverse", "metrics.sources", ImportRead)
def reverse_import(request: HttpRequest, pk: Key) -> Answer:
    """Take an import out of force."""
    batches.reverse(caller(request), found(Import, pk=pk))
    return _read(found(queries.imports_listed(), pk=pk))


@room.post("/metrics/imports/{pk}/apply-again", "metrics.sources", ImportRead)
def apply_import_again(request: HttpRequest, pk: Key) -> Answer:
    """Put a reversed import in force again."""
    batches.apply_again(caller(request), found(Import, pk=pk))
    return _read(found(queries.imports_listed(), pk=pk))


@room.delete("/metrics/imports/{pk}", "metrics.sources")
def discard_import(request: HttpRequest, pk: Key) -> None:
    """Throw a preview away."""
    imports.throw_away(caller(request), found(Import, pk=pk))


@room.get("/metrics/sources", "metrics.read", Page[SourceOut])
def list_sources(request: HttpRequest, asked: Query[SourcesAsked]) -> Answer:
    """List the sources, and how late each is."""
    rows = queries.sources_listed()
    if asked.archived != "1":
        rows = rows.filter(archived=False)
    return paged(request, asked, rows, sources_page.tools())


@room.post("/metrics/sources", "metrics.sources", SourceOut, status=201)
def declare_source(request: HttpRequest, said: SourceIn) -> Answer:
    """Declare a source."""
    return sources.declare(caller(request), _wish(said.kind, said.model_dump()))


@room.get("/metrics/sources/{pk}", "metrics.read", SourceOut)
def read_source(request: HttpRequest, pk: Key) -> Answer:
    """Read one source."""
    return found(Source.objects.select_related("team"), pk=pk)


@room.patch("/metrics/sources/{pk}", "metrics.sources", SourceOut)
def change_source(request: HttpRequest, pk: Key, said: SourceIn) -> Answer:
    """Change a source; its kind stays."""
    source = found(Source, pk=pk)
    return sources.change(caller(request), source, _wish(source.kind, said.model_dump()))


@room.post("/metrics/sources/{pk}/archive", "metrics.sources", Done)
def archive_source(request: HttpRequest, pk: Key, said: ShelfIn) -> Answer:
    """Stop asking a source, or take it up again."""
    sources.archive(caller(request), found(Source, pk=pk), archived=said.archived)
    return {}


@room.post("/metrics/sources/{pk}/ask", "metrics.sources", SourceOut)
def ask_source(request: HttpRequest, pk: Key) -> Answer:
    """Ask a source for its values now."""
    refreshing.ask_now(caller(request), found(Source, pk=pk), timezone.now())
    return found(Source.objects.select_related("team"), pk=pk)


@room.post("/metrics/sources/{pk}/values", "metrics.sources", PushedOut)
def push_values(request: HttpRequest, pk: Key, said: RowsIn) -> Answer:
    """Send values to a source that programs call."""
    body = json.dumps(said.model_dump(include={"rows"}, exclude_none=True)).encode()
    answer = pushing.push_as(
        caller(request), found(Source, pk=pk), body, check_only=said.check_only
    ).body
    if answer["faults"]:
        raise Invalid(
            (f"rows.{one['row']}.{one['field'] or ''}", one["code"], one["sentence"])
            for one in answer["faults"]
        )
    names = ("state", "rows", "new", "changed", "unchanged")
    return {name: answer.get(name, 0) for name in names} | {"import_id": answer.get("import")}


@room.get("/metrics/sources/{pk}/tokens", "metrics.sources", list[PushTokenOut])
def list_source_tokens(request: HttpRequest, pk: Key) -> Answer:
    """List the tokens that only send values to this source."""
    return list(found(Source, pk=pk).tokens.all()[:200])


@room.post("/metrics/sources/{pk}/tokens", "metrics.sources", PushTokenOut, status=201)
def create_source_token(request: HttpRequest, pk: Key, said: PushTokenIn) -> Answer:
    """Make such a token; its secret is given this once."""
    source = found(Source, pk=pk)
    made, secret = tokens.create(caller(request), source, said.name, said.scope, said.days)
    token: Answer = made
    token.secret = secret
    return token


@room.delete("/metrics/source-tokens/{pk}", "metrics.sources")
def withdraw_source_token(request: HttpRequest, pk: Key) -> None:
    """Withdraw such a token."""
    tokens.withdraw(caller(request), found(PushToken, pk=pk))


def _typed(said: dict[str, Any]) -> dict[str, Any]:
    """Write a body as the form takes it: what is left out of a PATCH stays as it was."""
    told = {name: "" if value is None else value for name, value in said.items()}
    if isinstance(told.get("controls"), list):
        told["controls"] = "\n".join(told["controls"])
    return told


def _wish(kind: str, said: dict[str, Any]) -> SourceWish:
    return SourceWish(kind=kind, **filled(SourceForm(said, kind=kind)))


def _read(batch: Any) -> Any:  # noqa: ANN401 - an import, as it is written out
    counts = total(batch.summary)
    plain = {name: getattr(batch, name) for name in ImportOut.model_fields}
    return {**plain, **{name: counts[name] for name in ("new", "changed", "unchanged")}} | {
        "faults": [
            {
                "line": one.line or None,
                "column": one.column or None,
                "value": str(one.value),
                "code": one.code,
                "sentence": one.sentence,
            }
            for one in worded(batch.faults)
        ]
    }
