"""People, their roles, and how they are let in."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower

from levier_web.organisation.models.company import Team


class Role(models.TextChoices):
    """What a person does in Levier; the doors of each are in ``organisation.roles``."""

    OWNER = "owner"
    EXECUTIVE = "executive"
    FINANCE = "finance"
    PRODUCT = "product"
    MEMBER = "member"
    OBSERVER = "observer"
    AUDITOR = "auditor"


class People(BaseUserManager["Person"]):
    """Finds and makes people."""

    def create_user(self, email: str, password: str | None = None, **fields: object) -> Person:
        """Make a person; without a password nobody can sign in as them."""
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> Person:
        """Find a person by address, whatever its case."""
        return self.get(email__iexact=username or "")


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody who may sign in; never measured, never scored."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    function = models.CharField(max_length=120, blank=True)
    """Their trade, as shown beside what they write: "product manager"."""
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="people")
    language = models.CharField(max_length=2, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[People] = People()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]

    class Meta:
        """An address is one person, whatever its case."""

        ordering: ClassVar = ["name"]
        constraints: ClassVar = [models.UniqueConstraint(Lower("email"), name="person_email_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def first_words(self) -> str:
        """The short name of the menu."""
        return self.name.split()[0] if self.name else self.email

    @property
    def role_names(self) -> frozenset[str]:
        """Their roles, read once per request."""
        if not hasattr(self, "_roles"):
            self._roles = frozenset(self.memberships.values_list("role", flat=True))
        return self._roles


class Membership(models.Model):
    """One role of one person."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)

    class Meta:
        """A role is held once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "role"], name="membership_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role}"


class Invitation(models.Model):
    """A way in for one person, for a few days; only the fingerprint of its link is kept."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="invited"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.person_id}"
