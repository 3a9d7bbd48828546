"""A form that asks a service for one thing: shown again, with all that was typed, if refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render

from levier_web.ui.refusals import Refusal
from levier_web.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django import forms
    from django.http import HttpRequest, HttpResponse

    from levier_web.decisions.models import Decision


@dataclass(frozen=True, slots=True)
class Act:
    """One page with one form: its words, what it does, and what it says once it is done."""

    key: str
    """Room of the catalogue that holds ``title`` and ``lead``."""
    done: str
    button: str
    work: Callable[[dict[str, Any]], object]
    template: str = "decisions/act.html"
    more: Mapping[str, Any] = field(default_factory=dict)
    danger: bool = False


def acted(request: HttpRequest, decision: Decision, form: forms.Form, act: Act) -> HttpResponse:
    """Show the form, or do what it asks and go back to the sheet."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                act.work(form.cleaned_data)
            except Refusal as refusal:
                form.add_error(None, str(refusal))
                status = refusal.status
            else:
                messages.success(request, say(f"decisions.done.{act.done}"))
                return redirect("decisions:sheet", slug=decision.slug)
    context = {"decision": decision, "form": form, "act": act, **act.more}
    context |= {
        "title": say(f"decisions.{act.key}.title"),
        "lead": say(f"decisions.{act.key}.lead"),
    }
    return render(request, act.template, context, status=status)


def done(
    request: HttpRequest, decision: Decision, message: str, work: Callable[[], object]
) -> HttpResponse:
    """Do one thing that asks for nothing, and go back to the sheet; a refusal is said there."""
    try:
        work()
    except Refusal as refusal:
        if refusal.status != 422:
            raise
        messages.error(request, str(refusal))
    else:
        messages.success(request, say(f"decisions.done.{message}"))
    return redirect("decisions:sheet", slug=decision.slug)
