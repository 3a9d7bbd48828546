"""Forms of the decisions: what is wrong in them is said beside the field, nothing typed is lost."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.urls import reverse_lazy
from django.utils.functional import lazy

from levier_web.decisions.models import (
    Decision,
    DecisionOption,
    GateResult,
    Opportunity,
    RefusalLetter,
)
from levier_web.decisions.models.opportunity import RICE_FIELDS, RICE_INPUTS
from levier_web.decisions.queries.picking import PICKED
from levier_web.metrics.models.choices import Stage
from levier_web.ui.language_choice import KNOWN
from levier_web.ui.templatetags.words import t_choice
from levier_web.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

word = lazy(say, str)
ENDS = ("low", "mid", "high")
AUTHORS = ("human", "ai")
ORIGINS = ("team", "client", "sales", "board", "ai", "support")
"""Origins that have a word in each language; any other is written as it is."""


class PickField(forms.CharField):
    """Names one thing out of many: proposed while it is typed, a plain text field otherwise."""

    def __init__(self, what: str, **options: Any) -> None:  # noqa: ANN401 - as Django's field
        self.what = what
        super().__init__(label=word(f"decisions.field.{what}"), max_length=260, **options)
        self.widget.attrs.update(
            {
                "list": f"{what}-proposed",
                "autocomplete": "off",
                "hx-get": reverse_lazy("decisions:pick", args=[what]),
                "hx-trigger": "input changed delay:200ms, focus once",
                "hx-target": f"#{what}-proposed",
                "hx-swap": "innerHTML",
                "hx-include": "this",
            }
        )

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401 - a row or the words typed
        """Write the row as its words."""
        return (
            value if isinstance(value, str) or value is None else PICKED[self.what].written(value)
        )

    def clean(self, value: Any) -> Any:  # noqa: ANN401 - the row named
        """Find what was named."""
        words = super().clean(value)
        if not words:
            return None
        row = PICKED[self.what].found(words)
        if row is None:
            raise forms.ValidationError(say("decisions.refused.unknown", words=words))
        return row


class OriginField(forms.CharField):
    """Who had the idea: one's own words, or a known origin, which counts alike in each language."""

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401 - as Django's field
        """Write a known origin in the reader's language."""
        return t_choice("decisions.origin", value)

    def clean(self, value: Any) -> Any:  # noqa: ANN401 - as Django's field
        """Find the known origin that either language calls so."""
        words = super().clean(value)
        called = {
            say(f"decisions.origin.{one}", language).casefold(): one
            for one in ORIGINS
            for language in KNOWN
        }
        return called.get(words.casefold(), words)


def text(name: str, *, long: bool = False, helped: bool = False, **options: Any) -> forms.CharField:  # noqa: ANN401
    """Make a field of words."""
    widget = forms.Textarea(attrs={"rows": 4}) if long else forms.TextInput()
    help_text = word(f"decisions.help.{name}") if helped else ""
    return forms.CharField(
        label=word(f"decisions.field.{name}"), widget=widget, help_text=help_text, **options
    )


def figure(label: str, **options: Any) -> forms.FloatField:  # noqa: ANN401 - as Django's field
    """Make a field of a number, written with a comma or a point."""
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    return forms.FloatField(label=word(label), localize=True, widget=widget, **options)


def day(label: str, **options: Any) -> forms.DateField:  # noqa: ANN401 - as Django's field
    """Make a field of a day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=word(label), widget=widget, **options)


def as_typed(value: Any) -> Any:  # noqa: ANN401 - any value of a form
    """Write a number without idle zeros: 40000 rather than 40000,00."""
    if isinstance(value, float | Decimal) and value == value.__trunc__():
        return int(value)
    return value


def closed(values: Any, prefix: str, empty: str = "—") -> list[tuple[str, Any]]:  # noqa: ANN401
    """Give the words of a closed list, an empty one first."""
    return [("", empty), *((value, word(f"{prefix}.{value}")) for value in values)]


class SheetForm(forms.Form):
    """The text of a sheet."""

    title = text("title", helped=True, max_length=200)
    context = text("context", long=True, helped=True, required=False, max_length=20_000)
    kind = text("kind", helped=True, required=False, max_length=60)
    origin = OriginField(
        label=word("decisions.field.origin"),
        help_text=word("decisions.help.origin"),
        required=False,
        max_length=60,
    )
    stage = forms.ChoiceField(
        label=word("decisions.field.stage"),
        help_text=word("decisions.help.stage"),
        choices=lambda: closed(Stage.values, "decisions.stage"),
        required=False,
    )
    owner = text("owner", helped=True, required=False, max_length=120)
    team = PickField("team", required=False)
    product = PickField("product", required=False)
    reason = text("reason", long=True, helped=True, required=False, max_length=20_000)
    planned_cost = forms.DecimalField(
        label=word("decisions.field.planned_cost"),
        localize=True,
        required=False,
        min_value=0,
        max_digits=16,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    starts_on = day("decisions.field.starts_on", required=False)
    review_on = day("decisions.field.review_on", required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - as Django's form
        currency: str = "EUR",
        kinds: Sequence[str] = (),
        origins: Sequence[str] = (),
        **options: Any,  # noqa: ANN401 - as Django's form
    ) -> None:
        super().__init__(*args, **options)
        self.kinds, self.origins = kinds, origins
        cost = say("decisions.help.planned_cost", currency=currency)
        self.fields["planned_cost"].help_text = cost
        self.fields["kind"].widget.attrs["list"] = "kinds"
        self.fields["origin"].widget.attrs["list"] = "origins"


class WayForm(forms.Form):
    """One option of a sheet."""

    title = text("title", required=False, max_length=200)
    pros = forms.CharField(
        label=word("decisions.edit.pros"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    cons = forms.CharField(
        label=word("decisions.edit.cons"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


WaysForm = forms.formset_factory(WayForm, extra=2, max_num=12, absolute_max=20)


def ways_of(decision: Decision | None) -> list[dict[str, str]]:
    """Give the options of a sheet as the form shows them, those of a folder's text too."""
    if decision is None:
        return []
    rows: list[DecisionOption] = list(decision.ways.all())
    if rows:
        return [{"title": one.title, "pros": one.pros, "cons": one.cons} for one in rows]
    return [{"title": one[:200]} for one in decision.options_listed]


class ForecastForm(forms.Form):
    """Three figures on one metric."""

    metric = PickField("metric", help_text=word("decisions.help.metric"))
    scale = forms.ChoiceField(
        label=word("decisions.forecast.scale"),
        choices=lambda: closed(("relative", "absolute"), "decisions.scale")[1:],
    )
    low = figure("decisions.forecast.low")
    mid = figure("decisions.forecast.mid")
    high = figure("decisions.forecast.high")
    author = forms.ChoiceField(
        label=word("decisions.forecast.author"), help_text=word("decisions.help.author")
    )
    shape = forms.ChoiceField(
        label=word("decisions.forecast.shape"),
        choices=lambda: closed(
            ("step", "ramp", "pulse"), "decisions.shape", say("decisions.forecast.shape_none")
        ),
        required=False,
    )
    ramp_days = figure("decisions.forecast.ramp_days", required=False)
    half_life_days = figure("decisions.forecast.half_life_days", required=False)

    def __init__(self, *args: Any, functions: Sequence[str] = (), **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        others = dict.fromkeys(one for one in functions if one and one not in AUTHORS)
        known = closed(AUTHORS, "decisions.author")[1:]
        choices = [*known, *((one, one) for one in others)]
        self.fields["author"].choices = choices  # type: ignore[attr-defined]

    def stated(self) -> dict[str, Any]:
        """Give what was typed, percentages as shares."""
        found = dict(self.cleaned_data)
        if found["scale"] == "relative":
            found.update({end: found[end] / 100 for end in ENDS})
        return found


class GateForm(forms.Form):
    """The result of one gate."""

    name = forms.CharField(label=word("decisions.sheet.gate_name"), max_length=200)
    verdict = forms.ChoiceField(
        label=word("decisions.sheet.gate_verdict"),
        choices=lambda: closed(GateResult.Verdict.values, "decisions.gate")[1:],
    )
    figure = forms.CharField(
        label=word("decisions.sheet.gate_figure"), required=False, max_length=200
    )
    link = forms.URLField(
        label=word("decisions.sheet.gate_link"),
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )


class CommentForm(forms.Form):
    """Something to say."""

    text = forms.CharField(
        label=word("decisions.sheet.comment"),
        help_text=word("decisions.sheet.comment_lead"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReasonForm(forms.Form):
    """A reason."""

    reason = forms.CharField(
        label=word("decisions.sheet.reason_label"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class DecideForm(forms.Form):
    """A yes: why, and from which day on; when a reason is needed is the service's to say."""

    reason = forms.CharField(
        label=word("decisions.decide.reason"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    starts_on = day("decisions.sheet.starts_label", required=False)


class StopForm(ReasonForm):
    """A stop: why, and until which day."""

    ends_on = day("decisions.sheet.ends_on")


class AmendForm(forms.Form):
    """What a version may change."""

    owner = text("owner", helped=True, required=False, max_length=120)
    stage = SheetForm.base_fields["stage"]
    review_on = day("decisions.field.review_on", required=False)
    starts_on = day("decisions.field.starts_on", required=False)
    planned_cost = SheetForm.base_fields["planned_cost"]
    reason = text("reason", long=True, required=False, max_length=20_000)
    note = forms.CharField(
        label=word("decisions.amend.note"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class LetterForm(forms.Form):
    """Why something is refused, then the two texts."""

    about = forms.ChoiceField(
        label=word("decisions.letter.about"),
        choices=lambda: closed(RefusalLetter.About.values, "decisions.about")[1:],
    )
    client = PickField("client", required=False, help_text=word("decisions.help.client"))
    criteria = forms.MultipleChoiceField(
        label=word("decisions.letter.criteria_label"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reasons = forms.CharField(
        label=word("decisions.letter.reasons_label"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    would_change = forms.CharField(
        label=word("decisions.letter.would_change_label"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, criteria: Any = (), **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        known = closed(criteria, "decisions.letter.criterion")[1:]
        self.fields["criteria"].choices = known  # type: ignore[attr-defined]


class TextsForm(forms.Form):
    """The letter in both languages."""

    french = forms.CharField(
        label=word("decisions.letter.french"),
        required=False,
        max_length=40_000,
        widget=forms.Textarea(attrs={"rows": 18, "lang": "fr"}),
    )
    english = forms.CharField(
        label=word("decisions.letter.english"),
        required=False,
        max_length=40_000,
        widget=forms.Textarea(attrs={"rows": 18, "lang": "en"}),
    )


class NodeForm(forms.Form):
    """One node of the tree; what its level has not is left out."""

    title = text("title", max_length=200)
    note = text("note", long=True, required=False, max_length=20_000)
    metric = PickField("metric", required=False)
    target = figure("decisions.field.target", required=False)
    threshold = text("threshold", helped=True, required=False, max_length=200)
    team = PickField("team", required=False)
    product = PickField("product", required=False)

    def __init__(self, *args: Any, level: str, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        Level = Opportunity.Level
        if level != Level.OUTCOME:
            del self.fields["target"]
        if level != Level.TEST:
            del self.fields["threshold"]
        if level == Level.SOLUTION:
            for name in RICE_INPUTS:
                for end in ENDS:
                    self.fields[f"{name}_{end}"] = figure(f"decisions.tree.{end}", required=False)

    def plain(self) -> list[forms.BoundField]:
        """Give the fields outside the table of ranges."""
        return [self[name] for name in self.fields if name.split("_")[0] not in RICE_INPUTS]

    def ranges(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Give the rows of the table of ranges."""
        if "reach_low" not in self.fields:
            return []
        return [(name, [self[f"{name}_{end}"] for end in ENDS]) for name in RICE_INPUTS]

    def values(self) -> dict[str, Any]:
        """Give what was typed; confidence as a share."""
        found = dict(self.cleaned_data)
        for end in ENDS:
            if found.get(f"confidence_{end}") is not None:
                found[f"confidence_{end}"] /= 100
        return found


def node_typed(row: Opportunity) -> dict[str, Any]:
    """Write a node as its form shows it; confidence in per cent."""
    names = ("title", "note", "metric", "target", "threshold", "team", "product", *RICE_FIELDS)
    found = {name: getattr(row, name) for name in names}
    for end in ("low", "mid", "high"):
        share = found[f"confidence_{end}"]
        found[f"confidence_{end}"] = None if share is None else float(f"{100 * share:.6g}")
    return {name: as_typed(value) for name, value in found.items()}


class SessionForm(forms.Form):
    """A session to set up."""

    title = forms.CharField(label=word("decisions.committee.new_title"), max_length=200)
    day = day("decisions.committee.new_day")


class AnswerForm(forms.Form):
    """What came out of one line."""

    outcome = forms.CharField(max_length=10)
    reason = forms.CharField(
        label=word("decisions.committee.reason"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    next_owner = forms.CharField(
        label=word("decisions.committee.next"),
        help_text=word("decisions.help.next_owner"),
        required=False,
        max_length=120,
    )
    next_on = day("decisions.committee.next_on", required=False)
