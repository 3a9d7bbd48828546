"""Forms of the way in."""

from __future__ import annotations

from typing import Any

from django import forms

from levier_web.organisation.forms import TeamField, roles
from levier_web.organisation.models import Role
from levier_web.ui.words import say


class Worded(forms.Form):
    """A form whose labels and hints come from the catalogue."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = say(f"identity.field.{name}")

    def offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        """Set what a field offers."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared as one
        field.choices = choices


class PolicyForm(Worded):
    """How people may come in."""

    second_factor_roles = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, required=False
    )
    sso_only = forms.BooleanField(required=False)
    creates_people = forms.BooleanField(required=False)
    new_role = forms.ChoiceField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.offer("second_factor_roles", roles())
        self.offer("new_role", [one for one in roles() if one[0] != Role.OWNER])


class GroupForm(Worded):
    """What a group of the directory gives."""

    name = forms.CharField(max_length=200)
    role = forms.ChoiceField(required=False)
    team = TeamField(
        max_length=200, required=False, widget=forms.TextInput(attrs={"list": "teams"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.offer("role", [("", say("identity.group.no_role")), *roles()])


class TokenForm(Worded):
    """A key for the directory."""

    key_name = forms.CharField(max_length=120)
    days = forms.IntegerField(min_value=1, max_value=730, initial=365)
