"""Forms of the organisation."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from levier_web.organisation.models import Part, Person, Role, Team
from levier_web.ui.words import say


class Worded(forms.Form):
    """A form whose labels and hints come from the catalogue."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = say(f"organisation.field.{name}")


class TeamField(forms.CharField):
    """A team by its name."""

    def clean(self, value: Any) -> Any:  # noqa: ANN401 - a team or nothing
        name = super().clean(value)
        if not name:
            return None
        team = Team.objects.filter(name__iexact=name).first()
        if team is None:
            raise forms.ValidationError(say("organisation.refused.unknown_parent", name=name))
        return team


class DetailsForm(Worded):
    """Who a person is."""

    name = forms.CharField(max_length=200)
    function = forms.CharField(max_length=120, required=False)
    team = TeamField(
        max_length=200, required=False, widget=forms.TextInput(attrs={"list": "teams"})
    )

    @classmethod
    def of(cls, person: Person) -> DetailsForm:
        """Show a person as they are."""
        team = person.team.name if person.team else ""
        return cls(initial={"name": person.name, "function": person.function, "team": team})


class PersonForm(DetailsForm):
    """Somebody new."""

    email = forms.EmailField(max_length=254)
    language = forms.ChoiceField(choices=[("fr", "Français"), ("en", "English")])
    roles = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, initial=[Role.MEMBER])
    field_order = ("email", "name", "function", "team", "language", "roles")

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        _offer(self.fields["roles"], roles())


class RolesForm(Worded):
    """What a person does in Levier."""

    roles = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        _offer(self.fields["roles"], roles())


class RightForm(Worded):
    """One function's part in a kind of decision."""

    kind = forms.CharField(max_length=60, widget=forms.TextInput(attrs={"list": "kinds"}))
    threshold = forms.DecimalField(
        max_digits=16, decimal_places=2, min_value=Decimal(0), initial=Decimal(0)
    )
    function = forms.CharField(max_length=120, widget=forms.TextInput(attrs={"list": "functions"}))
    part = forms.ChoiceField()
    escalates_to = forms.CharField(
        max_length=120, required=False, widget=forms.TextInput(attrs={"list": "functions"})
    )
    answer_days = forms.IntegerField(min_value=1, max_value=365, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        _offer(self.fields["part"], [(p.value, say(f"organisation.part.{p.value}")) for p in Part])


class CompanyForm(Worded):
    """What holds for the whole company."""

    name = forms.CharField(max_length=200)
    currency = forms.CharField(max_length=3, min_length=3)
    country = forms.CharField(max_length=2, required=False)
    floor = forms.IntegerField(min_value=3, max_value=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.fields["floor"].help_text = say("organisation.help.floor")


class FileForm(Worded):
    """A file of people."""

    file = forms.FileField(widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,text/csv"}))


class WelcomeForm(Worded):
    """What somebody chooses when they come in for the first time."""

    name = forms.CharField(max_length=200, required=False)
    email = forms.EmailField(max_length=254, required=False)
    password = forms.CharField(
        max_length=200, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, introduce: bool, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = say("organisation.help.password")
        if not introduce:
            del self.fields["name"], self.fields["email"]
        else:
            self.fields["name"].required = self.fields["email"].required = True


def roles() -> list[tuple[str, str]]:
    """Give the roles with their words."""
    return [(role.value, say(f"organisation.role.{role.value}")) for role in Role]


def _offer(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared as one
    field.choices = choices
