"""Calls of programs about the learning: the board, lessons, reviews."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Schema
from pydantic import Field

from levier_web.decisions.queries.sheets import sheet_or_404
from levier_web.impact.queries import latest
from levier_web.learning import queries
from levier_web.learning.forms import LessonForm, ReviewForm
from levier_web.learning.models import Lesson
from levier_web.learning.services import lessons as write
from levier_web.learning.views.lessons import TOOLS
from levier_web.learning.views.reviews import QUARTER
from levier_web.learning.views.reviews import TOOLS as REVIEW_TOOLS
from levier_web.ui.api.addresses import addressed
from levier_web.ui.api.pages import Asked, Page, paged
from levier_web.ui.api.problems import filled
from levier_web.ui.api.rooms import Room, caller
from levier_web.ui.api.shapes import Answer, Done, In, Key, Slug, Slugged, found
from levier_web.ui.words import current_language

room = Room("learning")
addressed(learning_lesson="/learning/lessons/{id}")


class BoardOut(Schema):
    """Forecasts against measurements: people and AI side by side, nobody by name."""

    measurement: int | None
    sentences: list[str]
    forecasts: dict[str, Any] | None = Field(description="As the engine writes them.")


class LessonOut(Schema):
    """One lesson."""

    id: int
    title: str
    text: str
    decisions: list[str]
    voice: str = Field(description="Function and group of whoever wrote it.")
    at: datetime
    withdrawn_at: datetime | None

    @staticmethod
    def resolve_decisions(row: Any) -> list[str]:  # noqa: ANN401 - a lesson
        """Name the decisions that taught it, and those that used it."""
        return [one.slug for one in row.decisions.all()]


class LessonIn(In):
    """A lesson, and the decision that taught it."""

    title: Annotated[str, Field(min_length=1, max_length=200)]
    text: Annotated[str, Field(min_length=1, max_length=20_000)]
    decision: Annotated[str, Field(min_length=1, max_length=80)]


class UseIn(In):
    """A decision that used a lesson."""

    decision: Annotated[str, Field(min_length=1, max_length=80)]


class LessonWithdrawnIn(In):
    """Off the list, or back on it."""

    withdrawn: bool


class DueOut(Schema):
    """A decision whose review comes due."""

    slug: str
    title: str
    on: date


class ReviewOut(Schema):
    """One review that was held."""

    id: int
    decision: Slugged
    due_on: date | None
    held_on: date
    outcome: str
    seen: str
    next_on: date | None
    voice: str


class ReviewIn(In):
    """What a review saw."""

    outcome: Literal["go_on", "change", "stop", "later"]
    seen: Annotated[str, Field(min_length=1, max_length=20_000)]
    next_on: date | None = None
    lesson: Annotated[str, Field(max_length=20_000)] = ""


@room.get("/learning", "learning.read", BoardOut)
def read_board(request: HttpRequest) -> Answer:
    """Read forecasts against measurements."""
    measurement, told = latest(), queries.board(current_language())
    results = (measurement.results if measurement else None) or {}
    return {
        "measurement": measurement.pk if measurement else None,
        "sentences": told.sentences if told else [],
        "forecasts": results.get("portfolio", {}).get("forecasts"),
    }


@room.get("/learning/lessons", "learning.read", Page[LessonOut])
def list_lessons(request: HttpRequest, asked: Query[Asked]) -> Answer:
    """List the lessons."""
    return paged(request, asked, queries.lessons().distinct(), TOOLS)


@room.post("/learning/lessons", "learning.write", LessonOut, status=201)
def write_lesson(request: HttpRequest, said: LessonIn) -> Answer:
    """Write a lesson."""
    data = filled(LessonForm(said.model_dump()))
    return write.write_lesson(caller(request), data["title"], data["text"], [data["decision"]])


@room.get("/learning/lessons/{pk}", "learning.read", LessonOut)
def read_lesson(request: HttpRequest, pk: Key) -> Answer:
    """Read one lesson."""
    return found(Lesson, pk=pk)


@room.post("/learning/lessons/{pk}/uses", "learning.write", LessonOut)
def apply_lesson(request: HttpRequest, pk: Key, said: UseIn) -> Answer:
    """Note that a later decision used a lesson."""
    form = LessonForm(said.model_dump())
    del form.fields["title"], form.fields["text"]
    lesson = found(Lesson, pk=pk)
    write.apply_lesson(caller(request), lesson, filled(form)["decision"])
    return lesson


@room.post("/learning/lessons/{pk}/withdraw", "learning.write", Done)
def withdraw_lesson(request: HttpRequest, pk: Key, said: LessonWithdrawnIn) -> Answer:
    """Take a lesson off the list, or put it back."""
    write.withdraw_lesson(caller(request), found(Lesson, pk=pk), back=not said.withdrawn)
    return {}


@room.get("/learning/reviews", "learning.read", Page[DueOut])
def list_reviews_due(request: HttpRequest, asked: Query[Asked]) -> Answer:
    """List the reviews that come due within the quarter."""
    return paged(request, asked, queries.due(timezone.localdate(), QUARTER), REVIEW_TOOLS)


@room.get("/learning/reviews/{slug}", "learning.read", list[ReviewOut])
def list_reviews_held(request: HttpRequest, slug: Slug) -> Answer:
    """List the reviews of one decision."""
    rows = queries.held(sheet_or_404(caller(request), slug))
    return list(rows.select_related("decision"))


@room.post("/learning/reviews/{slug}", "learning.review", ReviewOut, status=201)
def hold_review(request: HttpRequest, slug: Slug, said: ReviewIn) -> Answer:
    """Keep what a review saw, and what follows."""
    decision = sheet_or_404(caller(request), slug)
    told = {name: "" if value is None else value for name, value in said.model_dump().items()}
    return write.hold_review(caller(request), decision, **filled(ReviewForm(told)))
