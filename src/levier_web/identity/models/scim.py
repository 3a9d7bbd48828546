"""What the company's directory keeps of people here, and the tokens with which it writes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from levier_web.organisation.models import Person


class ScimToken(models.Model):
    """One key of the directory; only its fingerprint is kept."""

    name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    used_on = models.DateField(null=True, blank=True)

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.name


class ScimPerson(models.Model):
    """What the directory said of a person, beside what the person is here."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="scim")
    user_name = models.CharField(max_length=254)
    external_id = models.CharField(max_length=200, blank=True)
    said = models.JSONField(default=dict)
    """Names and addresses as the directory writes them."""
    removed_at = models.DateTimeField(null=True, blank=True)
    """When the directory removed them: Levier is closed to them, what they decided stays."""
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        """A name of the directory is one person."""

        constraints: ClassVar = [
            models.UniqueConstraint(models.functions.Lower("user_name"), name="scim_user_name_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id}"
