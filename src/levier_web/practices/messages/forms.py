"""Forms of the messages."""

from __future__ import annotations

from typing import Any

from django import forms

from levier_web.integrations.events import KINDS
from levier_web.integrations.forms import kind_said, room_said
from levier_web.organisation.models import Team
from levier_web.practices.messages.models import Channel, Choice
from levier_web.ui.words import say


class Worded(forms.Form):
    """A form whose labels and help come from the catalogue."""

    helped: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = say(f"messages.field.{name}")
        for name in self.helped:
            self.fields[name].help_text = say(f"messages.help.{name}")

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared by the form
        field.choices = choices


class ChoiceForm(Worded):
    """What I want to be sent."""

    digest = forms.ChoiceField(widget=forms.RadioSelect)
    reminders = forms.BooleanField(required=False)
    quiet_from = forms.TypedChoiceField(coerce=int)
    quiet_until = forms.TypedChoiceField(coerce=int)
    helped = ("reminders",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        words = [(one.value, say(f"messages.digest.{one.value}")) for one in Choice.Digest]
        self._offer("digest", words)
        hours = [(str(hour), say("messages.hour", hour=hour)) for hour in range(24)]
        self._offer("quiet_from", hours)
        self._offer("quiet_until", hours)


class TeamField(forms.CharField):
    """A team by its name, from a list of names as one types."""

    def clean(self, value: Any) -> Any:  # noqa: ANN401 - as Django has it
        words = super().clean(value)
        if not words:
            return None
        team = Team.objects.filter(name__iexact=words.strip(), archived=False).first()
        if team is None:
            raise forms.ValidationError(say("messages.refused.team", name=words))
        return team


class ChannelForm(Worded):
    """A room to be told."""

    name = forms.CharField(max_length=120)
    kind = forms.ChoiceField()
    address = forms.CharField(
        max_length=500,
        widget=forms.URLInput(attrs={"placeholder": "https://", "autocomplete": "off"}),
    )
    language = forms.ChoiceField()
    team = TeamField(
        max_length=200, required=False, widget=forms.TextInput(attrs={"list": "teams"})
    )
    kinds = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    helped = ("address", "team", "kinds")

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self._offer(
            "kind", [(one.value, say(f"messages.kind.{one.value}")) for one in Channel.Kind]
        )
        languages = [(one.value, say(f"messages.language.{one.value}")) for one in Channel.Language]
        self._offer("language", languages)
        self._offer("kinds", [(kind, kind) for listed in KINDS.values() for kind in listed])

    def rooms(self) -> list[tuple[str, list[tuple[str, str, bool]]]]:
        """Give the kinds by room, with their words and whether they are chosen."""
        chosen = set(self["kinds"].value() or [])
        return [
            (room_said(room), [(kind, kind_said(kind), kind in chosen) for kind in kinds])
            for room, kinds in KINDS.items()
        ]


class LinkForm(Worded):
    """A link for a wall."""

    name = forms.CharField(max_length=120)
    team = TeamField(
        max_length=200, required=False, widget=forms.TextInput(attrs={"list": "teams"})
    )
    helped = ("team",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.fields["team"].label = say("messages.field.hung")


class LineForm(Worded):
    """One line."""

    text = forms.CharField(max_length=280, widget=forms.Textarea(attrs={"rows": 3}))
    token = forms.CharField(max_length=60, widget=forms.HiddenInput)


class MailForm(Worded):
    """A mail saved as a file."""

    file = forms.FileField(widget=forms.ClearableFileInput(attrs={"accept": ".eml"}))
    helped = ("file",)


class SettledForm(Worded):
    """The words of the signal, as its reader settles on them."""

    text = forms.CharField(max_length=280, widget=forms.Textarea(attrs={"rows": 3}))
