"""Forms of the learning."""

from __future__ import annotations

from typing import Any

from django import forms

from levier_web.decisions.models import Decision
from levier_web.learning.models import Review
from levier_web.ledger.forms import DayInput
from levier_web.ui.words import say


class LessonForm(forms.Form):
    """A lesson and the decision that taught it."""

    title = forms.CharField(max_length=200)
    text = forms.CharField(widget=forms.Textarea({"rows": 4}))
    decision = forms.CharField(max_length=80, widget=forms.TextInput({"list": "decision-names"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = say(f"learning.lesson_form.{name}")

    def clean_decision(self) -> Decision:
        """Find the decision by its short name."""
        settled = Decision.objects.exclude(state=Decision.State.DRAFT)
        found = settled.filter(slug=self.cleaned_data["decision"].strip()).first()
        if found is None:
            raise forms.ValidationError(say("ledger.cost_form.no_decision"))
        return found


class ReviewForm(forms.Form):
    """What a review saw."""

    outcome = forms.ChoiceField(widget=forms.RadioSelect)
    seen = forms.CharField(widget=forms.Textarea({"rows": 3}))
    next_on = forms.DateField(widget=DayInput(), required=False)
    lesson = forms.CharField(widget=forms.Textarea({"rows": 3}), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's
        super().__init__(*args, **kwargs)
        outcome = self.fields["outcome"]
        assert isinstance(outcome, forms.ChoiceField)  # noqa: S101 - for the type checker
        outcome.choices = [
            (one.value, say(f"learning.outcome.{one.value}")) for one in Review.Outcome
        ]
        for name, field in self.fields.items():
            field.label = say(f"learning.review_form.{name}")
