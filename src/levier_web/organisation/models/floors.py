"""Which teams stand together wherever something is told by team."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from levier_web.organisation.models.company import Team
from levier_web.organisation.models.unchanging import Unchanging


class TeamGroup(models.Model):
    """The group of one team: teams of the same number are told as one, and never apart again."""

    team = models.OneToOneField(Team, models.CASCADE, primary_key=True, related_name="grouped")
    number = models.BigIntegerField()
    """The smallest key among the teams of the group."""
    peopled = models.BooleanField(default=False)
    """Somebody was registered in it once: its size is known from then on, be it zero."""
    settled = models.BooleanField(default=False)
    """Its group was reckoned; until then its people are still being registered."""
    touched_at = models.DateTimeField(null=True, blank=True)
    """When somebody was last registered in it, while it was not settled."""

    class Meta:
        """Group by group."""

        ordering: ClassVar = ["number", "team"]
        indexes: ClassVar = [models.Index(fields=["number"], name="team_group_by_number")]

    def __str__(self) -> str:
        return f"{self.team_id} in {self.number}"


class FloorsFounding(Unchanging):
    """One time that an owner had the groups reckoned again, and why."""

    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    reason = models.TextField()
    before = models.PositiveIntegerField()
    after = models.PositiveIntegerField()

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
