"""Who recommends, who decides, who is consulted: per kind of decision and amount at stake."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Part(models.TextChoices):
    """What a function does in a decision."""

    RECOMMENDS = "recommends"
    DECIDES = "decides"
    CONSULTED = "consulted"
    INFORMED = "informed"


class DecisionRight(models.Model):
    """One function's part in one kind of decision, from an amount at stake on."""

    kind = models.CharField(max_length=60)
    """As decisions write it (``pricing``, ``technical``…)."""
    threshold = models.DecimalField(max_digits=16, decimal_places=2, default=0)
    """From this cost on, until the next threshold of this kind."""
    function = models.CharField(max_length=120)
    """A function of the company, never a person: "product manager"."""
    part = models.CharField(max_length=20, choices=Part)
    escalates_to = models.CharField(max_length=120, blank=True)
    """Who settles when those who decide do not agree, or do not answer in time."""
    answer_days = models.PositiveSmallIntegerField(null=True, blank=True)
    """Days within which an answer is owed before it escalates."""

    class Meta:
        """A function has one part at one threshold."""

        ordering: ClassVar = ["kind", "threshold", "part", "function"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "threshold", "function"], name="decision_right_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.threshold} {self.function} {self.part}"
