"""Lessons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from levier_web.learning import queries
from levier_web.learning.forms import LessonForm
from levier_web.learning.models import Lesson
from levier_web.learning.services import lessons as write
from levier_web.ledger.queries.choices import decision_choices
from levier_web.ui.doors import door
from levier_web.ui.lists import Column, ListTools
from levier_web.ui.reader import reader
from levier_web.ui.words import say

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

TOOLS = ListTools(
    searched=("title", "text", "decisions__title"),
    sorts={"written": ("-pk",), "title": ("title",)},
)
COLUMNS = (
    Column("title", lambda row: row.title),
    Column("text", lambda row: row.text),
    Column("decisions", lambda row: " ".join(one.slug for one in row.decisions.all())),
    Column("written_by", lambda row: row.voice),
    Column("written_at", lambda row: row.at),
)


@door("learning.read")
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """List lessons."""
    rows = queries.lessons().distinct()
    if request.GET.get("export") == "csv":
        return TOOLS.exported(request, rows, COLUMNS, "lessons")
    return render(request, "learning/lessons.html", {"listing": TOOLS.shown(request, rows)})


@door("learning.write")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponseBase:
    """Write a lesson."""
    form = LessonForm(request.POST or None, initial={"decision": request.GET.get("decision", "")})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        one = write.write_lesson(reader(request), data["title"], data["text"], [data["decision"]])
        return redirect("learning:lesson", pk=one.pk)
    return render(
        request,
        "learning/lesson_new.html",
        {"form": form, "decision_choices": decision_choices()},
        status=422 if form.errors else 200,
    )


@door("learning.read", write="learning.write")
@require_http_methods(["GET", "HEAD", "POST"])
def lesson(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show a lesson, and link it to a decision that used it."""
    one = get_object_or_404(Lesson.objects.prefetch_related("decisions"), pk=pk)
    form = LessonForm(request.POST or None)
    del form.fields["title"], form.fields["text"]
    if request.method == "POST" and form.is_valid():
        write.apply_lesson(reader(request), one, form.cleaned_data["decision"])
        messages.success(request, say("learning.lesson.applied"))
        return redirect("learning:lesson", pk=pk)
    return render(
        request,
        "learning/lesson.html",
        {
            "lesson": one,
            "form": form,
            "decision_choices": decision_choices(),
            "may_withdraw": write.may_withdraw(reader(request), one),
        },
        status=422 if form.errors else 200,
    )


@door("learning.write")
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take a lesson off the list, or put it back."""
    one = get_object_or_404(Lesson, pk=pk)
    back = one.withdrawn_at is not None
    write.withdraw_lesson(reader(request), one, back=back)
    messages.success(request, say("learning.lesson.back" if back else "learning.lesson.withdrawn"))
    return redirect("learning:lesson", pk=pk)
