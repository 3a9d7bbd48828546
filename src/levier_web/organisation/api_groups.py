"""Teams in the answers to programs: told by their groups, as on the pages."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AliasChoices, BeforeValidator, Field, ValidationInfo

from levier_web.organisation.floors import Groups, groups
from levier_web.organisation.templatetags.teams import KEPT


def held_by(request: Any) -> Groups:  # noqa: ANN401 - a request, or nothing
    """Give the groups, read once for a call."""
    held: Groups = getattr(request, KEPT, None) or groups()
    if request is not None:
        setattr(request, KEPT, held)
    return held


def _label(value: Any, info: ValidationInfo) -> Any:  # noqa: ANN401 - a team, or its number
    number = getattr(value, "pk", value)
    if not isinstance(number, int):
        return value
    return held_by((info.context or {}).get("request")).label(number)


Grouped = Annotated[
    str | None,
    BeforeValidator(_label),
    Field(
        validation_alias=AliasChoices("team_id", "team"),
        description="The group of the team: never fewer people than the floor.",
    ),
]
