"""Forms of the integrations."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from unicodedata import combining, normalize

from django import forms
from django.utils import timezone

from levier_web.integrations.events import KINDS
from levier_web.integrations.services.tokens import LONGEST
from levier_web.ui.api.rooms import READ, ROOMS, WRITE, known_scopes
from levier_web.ui.words import known, say

QUARTER = timedelta(days=90)


class Worded(forms.Form):
    """A form whose labels and help come from the catalogue."""

    helped: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = say(f"integrations.field.{name}")
        for name in self.helped:
            self.fields[name].help_text = say(f"integrations.help.{name}")


class TokenForm(Worded):
    """A token for one program."""

    name = forms.CharField(max_length=120)
    last_day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    scopes = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    helped = ("name", "last_day", "scopes")

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        ends = {"min": today.isoformat(), "max": (today + LONGEST).isoformat()}
        self.fields["last_day"].widget.attrs.update(ends)
        self.fields["last_day"].initial = today + QUARTER
        scopes = self.fields["scopes"]
        assert isinstance(scopes, forms.MultipleChoiceField)  # noqa: S101 - declared just above
        scopes.choices = [(scope, scope) for scope in known_scopes()]

    def rooms(self) -> list[tuple[str, list[tuple[str, bool]]]]:
        """Give the rows of the table of scopes: a room, then reading and writing."""
        chosen = set(self["scopes"].value() or [])
        return [
            (
                room_said(room),
                [
                    (f"{room}:{use}" if use in ROOMS[room].uses else "", f"{room}:{use}" in chosen)
                    for use in (READ, WRITE)
                ],
            )
            for room in sorted(ROOMS, key=lambda room: _in_order(room_said(room)))
        ]


class WebhookForm(Worded):
    """An address that is told what happens."""

    name = forms.CharField(max_length=120)
    address = forms.CharField(
        max_length=500, widget=forms.URLInput(attrs={"placeholder": "https://"})
    )
    kinds = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    helped = ("address", "kinds")

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        kinds = self.fields["kinds"]
        assert isinstance(kinds, forms.MultipleChoiceField)  # noqa: S101 - declared just above
        kinds.choices = [(kind, kind) for listed in KINDS.values() for kind in listed]

    def rooms(self) -> list[tuple[str, list[tuple[str, str, bool]]]]:
        """Give the kinds by room, with their words and whether they are chosen."""
        chosen = set(self["kinds"].value() or [])
        return [
            (
                room_said(room),
                [(kind, kind_said(kind), kind in chosen) for kind in kinds],
            )
            for room, kinds in KINDS.items()
        ]


def _in_order(word: str) -> str:
    """Give what a word is sorted by: é stands where e does."""
    return "".join(one for one in normalize("NFKD", word.casefold()) if not combining(one))


def room_said(room: str) -> str:
    """Give the words of a room: those of the menu, or our own for what the menu does not have."""
    key = f"integrations.room.{room}"
    return say(key if known(key) else f"{room}.menu")


def kind_said(kind: str) -> str:
    """Give the words of one kind of event."""
    return say(f"integrations.kind.{kind.replace('.', '_')}")
