"""The name under which a team stands on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from levier_web.organisation.floors import groups

if TYPE_CHECKING:
    from django.template.context import Context

register = template.Library()
KEPT = "groups_of_teams"


@register.simple_tag(takes_context=True)
def group_of(context: Context, team: int | None) -> str:
    """Write the group of a team, by its key; read once for a page."""
    if team is None:
        return ""
    request = context.get("request")
    held = getattr(request, KEPT, None) or groups()
    if request is not None:
        setattr(request, KEPT, held)
    return held.label(team)
