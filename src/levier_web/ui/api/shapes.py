"""Types that the operations of every room share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, TypeVar

from django.db.models import Manager, Model, QuerySet
from ninja import Path, Schema
from pydantic import BeforeValidator, ConfigDict, Field

from levier_web.ui.api.problems import Missing

if TYPE_CHECKING:
    from collections.abc import Sequence

Row = TypeVar("Row", bound=Model)
Answer: TypeAlias = Any
"""What an operation gives: rows, whose declared shape is checked when they are written out."""
MOST = 2**63 - 1
"""The largest number of a row that both databases know."""


def _named(value: Any) -> Any:  # noqa: ANN401 - a row, or its name
    return str(value) if isinstance(value, Model) else value


def _slug(value: Any) -> Any:  # noqa: ANN401 - a row, or its slug
    return getattr(value, "slug", value)


Key = Annotated[int, Path(ge=1, le=MOST)]
"""The number of a row, in an address."""
Slug = Annotated[str, Path(min_length=1, max_length=100, pattern=r"^[^/\x00]+$")]
"""The word of a row, in an address."""
Number = Annotated[int, Field(ge=1, le=MOST)]
"""The number of a row, in a body."""
Line = Annotated[str, Field(max_length=200)]
Word = Annotated[str, Field(max_length=120)]
Text = Annotated[str, Field(max_length=20_000)]
Figure = Annotated[float, Field(allow_inf_nan=False)]
Named = Annotated[str | None, BeforeValidator(_named)]
"""A row of which the name is given."""
Slugged = Annotated[str | None, BeforeValidator(_slug)]
"""A row of which the word is given."""


class In(Schema):
    """A body: what it does not know it refuses."""

    model_config = ConfigDict(extra="forbid")


class Range(Schema):
    """A range: one in ten lies under ``low``, one in ten over ``high``."""

    low: float | None
    mid: float | None
    high: float | None


class Done(Schema):
    """That it was done, and how many things it touched."""

    done: bool = True
    count: int = 1


def found(rows: QuerySet[Row] | type[Row] | Manager[Row], **by: Any) -> Row:  # noqa: ANN401
    """Give one row, or say that there is none.

    Raises
    ------
    Missing
        When there is none.
    """
    asked = rows._default_manager.all() if isinstance(rows, type) else rows
    row = asked.filter(**by).first()
    if row is None:
        raise Missing
    return row


def changes(said: Schema, only: Sequence[str] = ()) -> dict[str, Any]:
    """Give what a body says, and nothing of what it leaves out."""
    told = said.model_dump(exclude_unset=True)
    return {name: told[name] for name in only if name in told} if only else told
