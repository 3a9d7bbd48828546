"""Forecasts: stated, changed, removed, and drawn while they are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from levier_web.decisions.forms import ENDS, ForecastForm, as_typed
from levier_web.decisions.queries.sheets import sheet_or_404
from levier_web.decisions.services import curves, forecasts
from levier_web.decisions.views.acting import Act, acted, done
from levier_web.ui.doors import door
from levier_web.ui.reader import reader
from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict

    from levier_web.decisions.models import Expectation

TEMPLATE = "decisions/forecast.html"


@door("decisions.read", write="decisions.write")
@require_http_methods(["GET", "HEAD", "POST"])
def state(request: HttpRequest, slug: str) -> HttpResponse:
    """State a forecast."""
    decision = sheet_or_404(reader(request), slug)
    form = ForecastForm(_given(request), functions=[reader(request).function])

    def work(_values: dict[str, Any]) -> object:
        return forecasts.state(reader(request), decision, forecasts.Stated(**form.stated()))

    more = {"late": not decision.open_to_change, **_preview(form)}
    act = Act("forecast", "forecast", "forecast.save", work, TEMPLATE, more)
    return acted(request, decision, form, act)


@door("decisions.read", write="decisions.write")
@require_http_methods(["GET", "HEAD", "POST"])
def restate(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """Change a forecast of an open sheet."""
    decision = sheet_or_404(reader(request), slug)
    row = get_object_or_404(decision.expectations.select_related("metric", "decision"), pk=key)
    functions = [row.author, reader(request).function]
    form = ForecastForm(_given(request), initial=_typed(row), functions=functions)

    def work(_values: dict[str, Any]) -> object:
        return forecasts.restate(reader(request), row, forecasts.Stated(**form.stated()))

    more = {"row": row, "curve": curves.curve_of(row), **_preview(form)}
    act = Act("forecast", "forecast", "forecast.save", work, TEMPLATE, more)
    return acted(request, decision, form, act)


@door("decisions.read", write="decisions.write")
@require_POST
def remove(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """Take a forecast off an open sheet."""
    decision = sheet_or_404(reader(request), slug)
    row = get_object_or_404(decision.expectations.select_related("metric", "decision"), pk=key)
    work = lambda: forecasts.remove(reader(request), row)  # noqa: E731 - one line says it
    return done(request, decision, "forecast_removed", work)


def _given(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


@door("decisions.read")
@require_safe
def curve(request: HttpRequest) -> HttpResponse:
    """Draw what is being typed; say what is wrong with it."""
    return render(request, "decisions/curve_part.html", _preview(ForecastForm(request.GET)))


def _preview(form: ForecastForm) -> dict[str, Any]:
    """Give the curve of a form as far as it is filled in, or the sentence that says why not."""
    if not form.is_bound:
        return {}
    form.is_valid()
    held = form.cleaned_data
    if held.get("metric") is None or any(held.get(end) is None for end in ENDS):
        return {"waiting": True}
    values = form.stated() | {"scale": held.get("scale") or "relative"}
    kept = {name: values[name] for name in ("metric", "scale", *ENDS)}
    try:
        return {"curve": curves.curve_of(forecasts.Stated(**kept).checked())}
    except Refusal as refusal:
        return {"fault": str(refusal)}


def _typed(row: Expectation) -> dict[str, Any]:
    """Write a forecast as people type it: shares as percentages."""
    by = 100 if row.scale == "relative" else 1
    ends = {e: None if getattr(row, e) is None else round(getattr(row, e) * by, 10) for e in ENDS}
    others = ("metric", "scale", "author", "shape", "ramp_days", "half_life_days")
    found = ends | {name: getattr(row, name) for name in others}
    return {name: as_typed(value) for name, value in found.items()}
