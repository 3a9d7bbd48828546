"""Forms of the signals."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from django import forms

from levier_web.metrics.models import Metric
from levier_web.organisation.models import Client, Product, Team
from levier_web.signals.models import Fate, Group, Signal
from levier_web.ui.words import say

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

NAMED: dict[str, tuple[type[Model], str]] = {
    "client": (Client, "name"),
    "product": (Product, "name"),
    "team": (Team, "name"),
    "metric": (Metric, "title"),
}
"""What a signal may be about, found by its name as one types."""


def named(of: str, words: str) -> QuerySet[Any]:
    """Give what bears a name that holds these words."""
    model, field = NAMED[of]
    rows = model._default_manager.filter(archived=False, **{f"{field}__icontains": words})
    return rows.order_by(field)


class NameField(forms.CharField):
    """A thing of the company by its name; lists of thousands are searched, never printed."""

    def __init__(self, of: str) -> None:
        super().__init__(required=False, max_length=200)
        self.of = of
        self.widget.attrs.update({"list": f"names-{of}", "autocomplete": "off"})

    def clean(self, value: Any) -> Any:  # noqa: ANN401 - one of four models
        name = super().clean(value)
        if not name:
            return None
        model, field = NAMED[self.of]
        found = model._default_manager.filter(**{f"{field}__iexact": name}).first()
        if found is None:
            raise forms.ValidationError(say("signals.refused.unknown_name", name=name))
        return found


class SignalForm(forms.Form):
    """A signal in one line, with all the rest optional."""

    text = forms.CharField(max_length=280, widget=forms.TextInput(attrs={"autofocus": True}))
    kind = forms.ChoiceField(required=False)
    detail = forms.CharField(
        required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    screen = forms.CharField(required=False, max_length=120)
    step = forms.CharField(required=False, max_length=120)
    effect = forms.CharField(required=False, max_length=200)
    client = NameField("client")
    product = NameField("product")
    metric = NameField("metric")
    function = forms.CharField(required=False, max_length=120)
    team = NameField("team")
    origin = forms.URLField(required=False, max_length=500, assume_scheme="https")
    token = forms.CharField(widget=forms.HiddenInput, max_length=64)
    group = forms.ModelChoiceField(
        Group.objects.filter(merged_into__isnull=True), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(
            choices=kinds(), required=False, initial=Signal.Kind.OBSERVATION
        )
        for name, field in self.fields.items():
            field.label = say(f"signals.field.{name}")
            if name in {"effect", "function", "origin", "screen"}:
                field.help_text = say(f"signals.help.{name}")

    def clean_kind(self) -> str:
        """Take an observation for what says nothing."""
        return self.cleaned_data["kind"] or Signal.Kind.OBSERVATION

    @property
    def folded_open(self) -> bool:
        """Whether something beyond the line was filled in or is wrong."""
        folded = set(self.fields) - {"text", "kind", "token", "group"}
        return any(self.data.get(name) for name in folded) or bool(folded & self.errors.keys())


class FateForm(forms.Form):
    """What becomes of a signal, and why."""

    fate = forms.ChoiceField()
    sentence = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        fate = self.fields["fate"]
        assert isinstance(fate, forms.ChoiceField)  # noqa: S101 - declared just above
        fate.choices = [pair for pair in fates() if pair[0] != Fate.RECEIVED]
        fate.label = say("signals.field.fate")
        self.fields["sentence"].label = say("signals.field.sentence")
        self.fields["sentence"].help_text = say("signals.help.sentence")


def kinds() -> list[tuple[str, str]]:
    """Give the kinds with their words."""
    return [(kind.value, say(f"signals.kind.{kind.value}")) for kind in Signal.Kind]


def fates() -> list[tuple[str, str]]:
    """Give the fates with their words."""
    return [(fate.value, say(f"signals.fate.{fate.value}")) for fate in Fate]


def new_token() -> str:
    """Give a form what makes two clicks one signal."""
    return secrets.token_urlsafe(16)
