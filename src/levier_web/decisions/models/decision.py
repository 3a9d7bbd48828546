"""A decision: a draft anybody of the team may change, then frozen for good."""

from __future__ import annotations

import re
from typing import ClassVar

from django.conf import settings
from django.db import models

from levier_web.metrics.models.choices import Stage
from levier_web.organisation.models import Product, Team
from levier_web.organisation.models.unchanging import Unchanging


class Decision(models.Model):
    """One decision as it stands today; what was decided is in its versions."""

    class State(models.TextChoices):
        """Where it is on its way."""

        DRAFT = "draft"
        PROPOSED = "proposed"
        DECIDED = "decided"
        REFUSED = "refused"
        STOPPED = "stopped"
        SENT_BACK = "sent_back"
        """Proposed, and to be worked on before it is proposed again."""

    slug = models.CharField(max_length=100, unique=True)
    """Its id in a workspace."""
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT, db_index=True)
    status = models.CharField(max_length=60, blank=True)
    """The word that the folder used, kept for its export."""
    kind = models.CharField(max_length=60, blank=True)
    origin = models.CharField(max_length=60, blank=True)
    """Who had the idea: team, client, sales, board, ai…"""
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="decisions")
    product = models.ForeignKey(
        Product, models.SET_NULL, null=True, blank=True, related_name="decisions"
    )
    owner = models.CharField(max_length=120, blank=True)
    """A function, never a person."""
    stage = models.CharField(max_length=20, choices=Stage, blank=True)
    context = models.TextField(blank=True)
    options = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    planned_cost = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    proposed_at = models.DateTimeField(null=True, blank=True)
    """First proposed: the clock of its latency starts."""
    awaiting_since = models.DateTimeField(null=True, blank=True)
    """Proposed and not answered yet; empty otherwise."""
    settled_at = models.DateTimeField(null=True, blank=True)
    """Decided or refused: the clock stops."""
    stop_reason = models.TextField(blank=True)
    decided_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    covers = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="+")
    """The decisions that a holdout holds back."""
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    position = models.PositiveIntegerField(default=0)
    """Its place in the folder it came from."""

    class Meta:
        """Latest start first."""

        ordering: ClassVar = ["-starts_on", "slug"]
        indexes: ClassVar = [
            models.Index(fields=["starts_on"], name="decision_by_start"),
            models.Index(fields=["review_on"], name="decision_by_review"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def open_to_change(self) -> bool:
        """Whether its sheet may still be edited; afterwards versions are added."""
        return self.state in {self.State.DRAFT, self.State.PROPOSED, self.State.SENT_BACK}

    @property
    def options_listed(self) -> list[str]:
        """The options that a file says in one text: one a line, or between bars or semicolons."""
        return [one.strip() for one in re.split(r"[|;\n]", self.options) if one.strip()]


class DecisionVersion(Unchanging):
    """The whole sheet as it was decided, then each version added to it.

    Versions of all decisions are one chain: each holds the fingerprint of the one before.
    """

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    salt = models.CharField(max_length=32, default="")
    """Drawn by chance, covered by the fingerprint and shown nowhere: without it, whoever reads a
    version could try which team makes its fingerprint. Empty in versions of before it was kept."""
    note = models.TextField(blank=True)
    """Why this version was added."""
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        """Numbered from one; one version follows one version."""

        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "number"], name="decision_version_once"),
            models.UniqueConstraint(fields=["previous"], name="decision_version_one_chain"),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.number}"
