"""Groups of the company's directory, and the roles that they give."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower

from levier_web.organisation.models import Person, Role, Team


class Source(models.TextChoices):
    """Who said that a person is in a group."""

    SIGN_IN = "sign_in"
    SCIM = "scim"


class Group(models.Model):
    """One group of the directory, as it is called there."""

    name = models.CharField(max_length=200)
    external_id = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=20, choices=Role, blank=True)
    """What it gives; nothing until the owner says so."""
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="+")
    """Where its people are put."""
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        """A name is one group, whatever its case."""

        ordering: ClassVar = ["name"]
        constraints: ClassVar = [models.UniqueConstraint(Lower("name"), name="group_name_once")]

    def __str__(self) -> str:
        return self.name


class GroupMembership(models.Model):
    """One person in one group, according to one source."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.CASCADE, related_name="groups_of_directory")
    source = models.CharField(max_length=10, choices=Source)

    class Meta:
        """Said once by each source."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["group", "person", "source"], name="group_member_once")
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.person_id}"


class GivenRole(models.Model):
    """A role that a group gave: it goes when the group goes; roles given by hand stay."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="roles_of_directory")
    role = models.CharField(max_length=20, choices=Role)

    class Meta:
        """A role is given once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "role"], name="given_role_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role}"


class GivenTeam(models.Model):
    """The team that a group gave to a person, and the one that it took the place of."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="team_of_directory")
    team = models.ForeignKey(Team, models.CASCADE, related_name="+")
    before = models.ForeignKey(Team, models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.person_id} {self.team_id}"
