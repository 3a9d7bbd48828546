"""The audit log: append-only, each line holding the fingerprint of the one before."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from levier_web.organisation.models.unchanging import Unchanging


class AuditLine(Unchanging):
    """One thing that somebody did."""

    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,  # the line outlives the person, and its fingerprint covers their number
        null=True,
        db_constraint=False,
        related_name="+",
    )
    team = models.ForeignKey(
        "organisation.Team",
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        related_name="+",
    )
    """Of the actor on that day: by the team of today a line would follow who moves, and name them.
    Empty in lines of before it was kept."""
    action = models.CharField(max_length=60)
    """``room.verb``: ``signal.posted``, ``decision.decided``…"""
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.CharField(max_length=60, blank=True)
    detail = models.JSONField(default=dict)
    salt = models.CharField(max_length=32, default="")
    """Drawn by chance, covered by the fingerprint and shown nowhere: without it, whoever reads a
    line could try which person makes its fingerprint. Empty in lines of before it was kept."""
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        """In the order in which things happened; one line follows one line."""

        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["previous"], name="audit_one_chain")
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action}"
