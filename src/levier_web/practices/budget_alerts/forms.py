"""Forms of budgets."""

from __future__ import annotations

from typing import Any

from django import forms

from levier_web.organisation.models import Product
from levier_web.practices.budget_alerts.models import Alert, BudgetLine
from levier_web.ui.words import say

DAY = {"type": "date"}


class LineForm(forms.ModelForm[BudgetLine]):
    """A budget line."""

    class Meta:
        """Every field that a person sets."""

        model = BudgetLine
        fields = (
            "title",
            "amount",
            "starts_on",
            "ends_on",
            "category",
            "product",
            "owner",
            "answer_days",
            "open_amounts",
        )
        widgets = {  # noqa: RUF012 - as Django asks
            "starts_on": forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
            "ends_on": forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
            "owner": forms.TextInput(attrs={"list": "functions", "autocomplete": "off"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        product = self.fields["product"]
        assert isinstance(product, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        product.queryset = Product.objects.filter(archived=False).order_by("name")
        for name, field in self.fields.items():
            field.label = say(f"budget_alerts.field.{name}")
        for name in ("category", "product", "owner", "open_amounts"):
            self.fields[name].help_text = say(f"budget_alerts.help.{name}")


class AlertForm(forms.Form):
    """One line: what was seen."""

    kind = forms.ChoiceField()
    text = forms.CharField(max_length=500)
    amount = forms.DecimalField(required=False, min_value=0, max_digits=16, decimal_places=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101 - for the type checker
        kind.choices = [(one.value, say(f"budget_alerts.kind.{one.value}")) for one in Alert.Kind]
        for name, field in self.fields.items():
            field.label = say(f"budget_alerts.field.{name}")


class AnswerForm(forms.Form):
    """What is done about an alert, and why."""

    answer = forms.ChoiceField()
    text = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        said = self.fields["answer"]
        assert isinstance(said, forms.ChoiceField)  # noqa: S101 - for the type checker
        said.choices = [
            (one.value, say(f"budget_alerts.answered.{one.value}")) for one in Alert.Answer
        ]
        said.label = say("budget_alerts.field.answer")
        self.fields["text"].label = say("budget_alerts.field.reason")
