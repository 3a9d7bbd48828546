"""The company and what it is divided into."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower


class Company(models.Model):
    """The one company of this installation."""

    name = models.CharField(max_length=200)
    currency = models.CharField(max_length=3, default="EUR")
    country = models.CharField(max_length=2, blank=True, default="FR")
    settings = models.JSONField(default=dict, blank=True)
    """The tables of ``levier.toml`` that no page edits yet, kept as they came."""
    floor = models.PositiveSmallIntegerField(default=5)
    """The smallest group of which anything is shown."""
    functions_shown = models.BooleanField(default=False)
    """Whether a function stands beside what somebody wrote: in a team it may be one person."""
    measured_as_of = models.DateField(null=True, blank=True)
    """Pretend that it is that day; empty: the last day observed."""

    class Meta:
        """One row, and a floor that no setting takes under three."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(pk=1), name="company_only_one"),
            models.CheckConstraint(condition=models.Q(floor__gte=3), name="company_floor_three"),
        ]

    def __str__(self) -> str:
        return self.name


class Named(models.Model):
    """Something with a name that files and pages write."""

    name = models.CharField(max_length=200)
    archived = models.BooleanField(default=False)

    class Meta:
        """Names are unique whatever their case; each table declares it for itself."""

        abstract = True
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Tribe(Named):
    """A group of teams: the smallest unit of which answers of people are ever shown."""

    class Meta(Named.Meta):
        """One name, one tribe."""

        constraints: ClassVar = [models.UniqueConstraint(Lower("name"), name="tribe_name_once")]


class Team(Named):
    """The smallest unit of which results are ever shown."""

    tribe = models.ForeignKey(Tribe, models.SET_NULL, null=True, blank=True, related_name="teams")

    class Meta(Named.Meta):
        """One name, one team."""

        constraints: ClassVar = [models.UniqueConstraint(Lower("name"), name="team_name_once")]


class Product(Named):
    """What is sold or used."""

    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="products")

    class Meta(Named.Meta):
        """One name, one product."""

        constraints: ClassVar = [models.UniqueConstraint(Lower("name"), name="product_name_once")]


class ProductPhase(models.Model):
    """One stretch of a product's life; the one that began last is where it stands."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="phases")
    phase = models.CharField(max_length=60)
    """In the company's own words."""
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    comment = models.TextField(blank=True)

    class Meta:
        """In the order in which they came; a product enters a phase once on a day."""

        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["product", "phase", "starts_on"], name="product_phase_once"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["product", "starts_on"], name="product_phase_by_start")
        ]

    def __str__(self) -> str:
        return f"{self.product_id} {self.phase}"


class Client(Named):
    """A client company; never a person."""

    class Meta(Named.Meta):
        """One name, one client."""

        constraints: ClassVar = [models.UniqueConstraint(Lower("name"), name="client_name_once")]
