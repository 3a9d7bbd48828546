"""How people may come in."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from levier_web.organisation.models import Role


class SignInPolicy(models.Model):
    """What the owner decided about signing in; one row."""

    second_factor_roles = models.JSONField(default=list, blank=True)
    """Roles of which a second factor is demanded."""
    sso_only = models.BooleanField(default=False)
    """Whether only the company's own sign-in lets people in."""
    creates_people = models.BooleanField(default=False)
    """Whether somebody unknown, sent by the company's sign-in, is added."""
    new_role = models.CharField(max_length=20, choices=Role, default=Role.MEMBER)
    """The role of those who are added so."""

    class Meta:
        """One row."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(pk=1), name="sign_in_policy_only_one")
        ]

    def __str__(self) -> str:
        return "sign-in"
