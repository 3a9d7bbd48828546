"""Forms of the ledger."""

from __future__ import annotations

from typing import Any

from django import forms

from levier_web.decisions.forms import PickField
from levier_web.decisions.models import Decision
from levier_web.ui.words import say


class DayInput(forms.DateInput):
    """A day, chosen in the browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class Worded(forms.Form):
    """A form whose labels come from the catalogue: ``ledger.<form>.<field>``."""

    words = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = say(f"ledger.{self.words}.{name}")


class CostForm(Worded):
    """One amount spent on a decision, a product or a team."""

    words = "cost_form"
    day = forms.DateField(widget=DayInput())
    amount = forms.CharField(max_length=40)
    category = forms.CharField(max_length=60, required=False)
    decision = forms.CharField(
        max_length=80, required=False, widget=forms.TextInput({"list": "decision-names"})
    )
    product = PickField("product", required=False)
    team = PickField("team", required=False)

    def clean_decision(self) -> Decision | None:
        """Find the decision by its short name; a draft is nobody's but its team's."""
        slug = self.cleaned_data["decision"].strip()
        if not slug:
            return None
        found = Decision.objects.exclude(state=Decision.State.DRAFT).filter(slug=slug).first()
        if found is None:
            raise forms.ValidationError(say("ledger.cost_form.no_decision"))
        return found

    def clean(self) -> dict[str, Any]:
        """Ask for exactly one thing that it was spent on."""
        data: dict[str, Any] = super().clean() or {}
        spent = [data.get(name) for name in ("decision", "product", "team")]
        if "decision" in data and sum(one is not None for one in spent) != 1:
            raise forms.ValidationError(say("ledger.cost_form.one"))
        data["spent_on"] = next((one for one in spent if one is not None), None)
        return data


class LossForm(Worded):
    """A failed bet."""

    words = "loss_form"
    title = forms.CharField(max_length=200)
    amount = forms.DecimalField(max_digits=16, decimal_places=2, min_value=0)
    found_on = forms.DateField(widget=DayInput())
    decision = forms.CharField(
        max_length=80, required=False, widget=forms.TextInput({"list": "decision-names"})
    )
    product = PickField("product", required=False)
    cause = forms.CharField(widget=forms.Textarea({"rows": 3}))
    lesson = forms.CharField(widget=forms.Textarea({"rows": 3}))
    clean_decision = CostForm.clean_decision


class ReuseForm(Worded):
    """A decision that uses what a loss left."""

    words = "reuse_form"
    decision = forms.CharField(max_length=80, widget=forms.TextInput({"list": "decision-names"}))
    what = forms.CharField(max_length=300)
    percent = forms.IntegerField(min_value=1, max_value=100)
    clean_decision = CostForm.clean_decision
