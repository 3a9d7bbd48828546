"""What assistants may do with signals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from levier_web.signals.api import room
from levier_web.signals.models import Group
from levier_web.ui.api.tools import previews, reads
from levier_web.ui.arguments import Argument, Call, Choice, Told, words

reads(
    room,
    "signals.tool.list_signal_groups",
    "signals.tool.read_signal_group",
    "signals.tool.find_similar_signals",
)


def _signal(arguments: Mapping[str, Any], answered: Mapping[str, Any]) -> str:  # noqa: ARG001 - as every place
    return reverse("signals:signal", args=[answered["id"]])


def _group(value: Any, call: Call) -> Told:  # noqa: ANN401 - of JSON
    row = Group.objects.filter(pk=value).first()
    if row is None:
        return words(value, call)
    return Told(str(row), reverse("signals:group", args=[row.pk]))


PLAIN = ("text", "detail", "screen", "step", "effect", "client", "product", "metric", "function")
previews(
    room,
    "signals.tool.post_signal",
    _signal,
    **{name: Argument(f"signals.field.{name}") for name in (*PLAIN, "team", "origin")},
    kind=Argument("signals.field.kind", Choice("signals.kind")),
    group=Argument("signals.field.group", _group),
    token=Argument("signals.argument.token"),
)
