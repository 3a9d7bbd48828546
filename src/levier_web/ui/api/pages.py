"""Long answers, a part at a time: searched, filtered and sorted as the pages are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeVar

from ninja import Schema
from pydantic import Field

from levier_web.ui.api.problems import Invalid
from levier_web.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.db.models import QuerySet
    from django.http import HttpRequest

    from levier_web.ui.lists import ListTools

Item = TypeVar("Item")


class Page(Schema, Generic[Item]):
    """Some of the rows asked for."""

    count: int = Field(description="How many there are in all.")
    next: str | None = Field(description="The address of the following ones; null after the last.")
    items: list[Item]


class Asked(Schema):
    """Which rows of a list."""

    q: Annotated[str, Field(max_length=200, description="Words that all must be found.")] = ""
    sort: Annotated[
        str, Field(max_length=40, description="A word of the list; -word turns it round.")
    ] = ""
    limit: Annotated[int, Field(ge=1, le=200)] = 50
    offset: Annotated[int, Field(ge=0, le=10_000_000)] = 0


def paged(
    request: HttpRequest,
    asked: Asked,
    rows: QuerySet[Any],
    tools: ListTools | None = None,
    shown: Callable[[list[Any]], Iterable[Any]] = lambda part: part,
) -> dict[str, Any]:
    """Give a part of the rows, with the way to the following one.

    Parameters
    ----------
    tools
        The list of the page; without any the rows keep the order that they have.
    shown
        Turns the rows of this part into what the operation answers.

    Raises
    ------
    Invalid
        When it should be sorted by a word that this list does not know.
    """
    if tools is not None:
        if asked.sort and asked.sort.removeprefix("-") not in tools.sorts:
            words = ", ".join(tools.sorts)
            raise Invalid([("sort", "unknown_sort", say("ui.api.sorts", words=words))])
        rows = tools.narrowed(request, rows)
    count = rows.count()
    part = list(rows[asked.offset : asked.offset + asked.limit])
    after = asked.offset + asked.limit
    return {
        "count": count,
        "next": _following(request, after) if after < count else None,
        "items": list(shown(part)),
    }


def _following(request: HttpRequest, offset: int) -> str:
    address = request.GET.copy()
    address["offset"] = str(offset)
    return f"{request.path}?{address.urlencode()}"
