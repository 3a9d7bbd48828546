"""Forms of this room; the words of the catalogue are read when a form is made."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.urls import reverse_lazy

from levier_web.metrics.definitions import Definition
from levier_web.metrics.models import Metric, PushToken, Source
from levier_web.metrics.models.choices import Direction, Grain, Kind, Stage
from levier_web.metrics.queries import named
from levier_web.organisation.models import Team
from levier_web.ui.words import current_language, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import TextChoices

THOUSANDS = re.compile(r"^-?\d{1,3}(,\d{3})+$")
PICKED = {
    "list": "picked",
    "autocomplete": "off",
    "hx-get": reverse_lazy("metrics:pick"),
    "hx-trigger": "input changed delay:200ms",
    "hx-target": "#picked",
}
"""A field that completes the name of a metric while it is typed."""


def worded(
    kind: Iterable[TextChoices], prefix: str, *, empty: bool = False
) -> list[tuple[str, str]]:
    """Give the choices of a closed list in the language of the page."""
    first = [("", say("metrics.form.none"))] if empty else []
    return first + [(one.value, say(f"metrics.{prefix}.{one.value}")) for one in kind]


class Amount(forms.FloatField):
    """A number written with a decimal comma or a decimal point, whatever the page's language."""

    def to_python(self, value: Any) -> Any:  # noqa: ANN401 - as Django declares
        """Read either style; the last mark is the decimal one, but for English thousands."""
        text = "".join(str(value or "").split())
        thousands = current_language() == "en" and THOUSANDS.match(text)
        if text.rfind(",") > text.rfind(".") and not thousands:
            text = text.replace(".", "").replace(",", ".")
        else:
            text = text.replace(",", "")
        return super().to_python(text)


class Worded(forms.Form):
    """A form whose labels and help are the sentences ``metrics.form.<field>``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django declares
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        for name, field in self.fields.items():
            field.label = say(f"metrics.form.{name}")
            field.error_messages["required"] = say("metrics.form.required")
            field.error_messages["invalid"] = say("metrics.form.invalid")

    def help(self, *names: str) -> None:
        """Give a line of help to some fields."""
        for name in names:
            self.fields[name].help_text = say(f"metrics.help.{name}")


class Teamed(Worded):
    """With a team, written by its name: a select of hundreds of teams helps nobody."""

    team = forms.CharField(
        max_length=200, required=False, widget=forms.TextInput(attrs={"list": "teams"})
    )

    def clean_team(self) -> Team | None:
        """Find the team by its name."""
        name = self.cleaned_data["team"].strip()
        if not name:
            return None
        found = Team.objects.filter(name__iexact=name).first()
        if found is None:
            raise forms.ValidationError(say("metrics.form.unknown_team", team=name))
        return found

    @staticmethod
    def teams() -> list[str]:
        """Give the names that the field completes."""
        return list(Team.objects.filter(archived=False).values_list("name", flat=True)[:500])


class MetricForm(Teamed):
    """A definition."""

    title = forms.CharField(max_length=200)
    slug = forms.CharField(max_length=80)
    unit = forms.CharField(max_length=60)
    grain = forms.ChoiceField()
    direction = forms.ChoiceField()
    kind = forms.ChoiceField()
    stage = forms.ChoiceField(required=False)
    value_low = Amount(required=False, localize=True)
    value_mid = Amount(required=False, localize=True)
    value_high = Amount(required=False, localize=True)
    parent = forms.CharField(max_length=200, required=False, widget=forms.TextInput(attrs=PICKED))
    controls = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))
    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 2}))
    field_order = (
        "title",
        "slug",
        "unit",
        "grain",
        "direction",
        "kind",
        "value_low",
        "value_mid",
        "value_high",
        "stage",
        "parent",
        "controls",
        "team",
        "reason",
    )

    def __init__(self, *args: Any, metric: Metric | None = None, **kwargs: Any) -> None:  # noqa: ANN401
        if metric is not None:
            kwargs.setdefault("initial", initial_of(metric))
        super().__init__(*args, **kwargs)
        choices = {"grain": Grain, "direction": Direction, "kind": Kind}
        for name, kind in choices.items():
            self._chosen(name, worded(kind, name))
        self._chosen("stage", worded(Stage, "stage", empty=True))
        self.help("slug", "unit", "kind", "value_mid", "parent", "controls")
        missing = say("metrics.define.reason_missing")
        self.fields["reason"].error_messages["required"] = missing
        if metric is None:
            del self.fields["reason"]
        elif metric.rows:
            self.fields["slug"].widget.attrs["readonly"] = True
            self.fields["slug"].help_text = say("metrics.help.slug_fixed")

    def _chosen(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type
        field.choices = choices

    def clean_parent(self) -> Metric | None:
        """Find the parent by id or title."""
        return _found(self.cleaned_data["parent"])

    def clean_controls(self) -> tuple[Metric, ...]:
        """Find the controls, one on each line or between commas."""
        words = self.cleaned_data["controls"].replace(",", "\n").splitlines()
        found = (_found(word) for word in words)
        return tuple({one.pk: one for one in found if one is not None}.values())

    def wish(self) -> Definition:
        """Give the definition that the form describes."""
        data = self.cleaned_data
        return Definition(
            data["title"],
            data["unit"],
            data["grain"],
            data["direction"],
            data["kind"],
            data["stage"],
            (data["value_low"], data["value_mid"], data["value_high"]),
            data["controls"],
            data["parent"],
            data["team"],
        )


class MoveForm(Worded):
    """Another place in the tree."""

    parent = forms.CharField(max_length=200, required=False, widget=forms.TextInput(attrs=PICKED))
    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django declares
        super().__init__(*args, **kwargs)
        self.help("parent")

    def clean_parent(self) -> Metric | None:
        """Find the parent by id or title."""
        return _found(self.cleaned_data["parent"])


class UploadForm(Worded):
    """A file of values."""

    file = forms.FileField(
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.gz,.parquet,.txt,.xlsx"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django declares
        super().__init__(*args, **kwargs)
        self.fields["file"].error_messages["empty"] = say("metrics.file.empty")
        self.help("file")


class SourceForm(Teamed):
    """A source; only the fields of its kind are asked for."""

    name = forms.CharField(max_length=200)
    path = forms.CharField(max_length=1000)
    connection = forms.CharField(max_length=500)  # what is no name is refused where it is kept
    query = forms.CharField(widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}))
    cadence = forms.ChoiceField(required=False)
    applies_alone = forms.BooleanField(required=False)
    field_order = ("name", "path", "connection", "query", "cadence", "team", "applies_alone")
    ASKED = {  # noqa: RUF012 - a constant
        Source.Kind.FOLDER: {"path", "cadence"},
        Source.Kind.QUERY: {"connection", "query", "cadence"},
        Source.Kind.PUSH: set(),
    }

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        asked = self.ASKED[Source.Kind(kind)] | {"name", "team", "applies_alone"}
        for name in set(self.fields) - asked:
            del self.fields[name]
        self.help(*(asked & {"path", "connection", "query", "applies_alone"}))
        if "cadence" in self.fields:
            field = self.fields["cadence"]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type
            nothing = [("", say("metrics.cadence.none"))]
            field.choices = nothing + worded(Source.Cadence, "cadence")


class TokenForm(Worded):
    """A token for a program."""

    token_name = forms.CharField(max_length=120)
    scope = forms.ChoiceField()
    days = forms.IntegerField(min_value=1, max_value=366, initial=90)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django declares
        super().__init__(*args, **kwargs)
        field = self.fields["scope"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type
        field.choices = worded(PushToken.Scope, "scope")


def _found(words: str) -> Metric | None:
    words = words.strip()
    if not words:
        return None
    found = named(words)
    if found is None:
        raise forms.ValidationError(say("metrics.form.unknown_metric", metric=words[:80]))
    return found


def initial_of(metric: Metric) -> dict[str, Any]:
    """Write a definition as its form shows it."""
    standing = Definition.standing(metric)
    return {
        **standing.fields(),
        "slug": metric.slug,
        "parent": metric.parent.slug if metric.parent else "",
        "controls": "\n".join(control.slug for control in standing.controls),
        "team": metric.team.name if metric.team else "",
    }
