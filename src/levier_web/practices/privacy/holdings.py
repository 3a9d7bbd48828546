"""Every place where something of a person is held, and what becomes of it when their name goes.

A test walks through every table that points at a person: one that is not told here fails it.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model, QuerySet


@dataclass(frozen=True, slots=True)
class Holding:
    """One column that points at a person.

    Attributes
    ----------
    goes
        The row is theirs alone (a sign-in, a session, a role) and is removed with their name.
        Otherwise the row stays and points at a pseudonym: figures, versions and chains hold.
    texts
        What they alone wrote there: read by a person before it stays or goes.
    """

    table: str
    field: str
    goes: bool = False
    texts: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        """Whether this installation has the table."""
        label, _, name = self.table.partition(".")
        return name.lower() in apps.all_models.get(label, {})

    @property
    def model(self) -> type[Model]:
        """Give the table."""
        return apps.get_model(self.table)

    def rows(self, person: int) -> QuerySet[Model]:
        """Give what is held of a person there."""
        return self.model._default_manager.filter(**{self.field: person}).order_by("pk")


def _goes(*columns: str) -> tuple[Holding, ...]:
    return tuple(Holding(one.table, one.field, goes=True) for one in _stays(*columns))


def _stays(*columns: str) -> tuple[Holding, ...]:
    parts = (column.rpartition(".") for column in columns)
    return tuple(Holding(table, field) for table, _, field in parts)


HOLDINGS = (
    *_goes(
        "organisation.Membership.person",
        "organisation.Invitation.person",
        "identity.GroupMembership.person",
        "identity.GivenRole.person",
        "identity.GivenTeam.person",
        "identity.ScimPerson.person",
        "integrations.AccessToken.person",
        "integrations.Preview.person",
        "levier_messages.Choice.person",
        "levier_messages.Letter.person",
        "levier_messages.MailFile.brought_by",
        "account.EmailAddress.user",
        "mfa.Authenticator.user",
        "usersessions.UserSession.user",
        "socialaccount.SocialAccount.user",
    ),
    *_stays(
        "organisation.AuditLine.actor",
        "organisation.FloorsFounding.by",
        "organisation.PeopleImport.by",
        "organisation.Invitation.invited_by",
        "identity.ScimToken.made_by",
        "integrations.Webhook.created_by",
        "levier_messages.Channel.created_by",
        "levier_messages.CaptureLink.made_by",
        "levier_messages.MailFile.sender",
        "metrics.MetricVersion.author",
        "metrics.Source.created_by",
        "metrics.PushToken.created_by",
        "metrics.Import.by",
        "metrics.Import.applied_by",
        "signals.Merge.by",
        "decisions.Decision.created_by",
        "decisions.DecisionVersion.author",
        "decisions.StateChange.by",
        "decisions.RefusalLetter.author",
        "impact.Measurement.asked_by",
        "impact.Outlook.asked_by",
        "impact.DesignPin.by",
        "ledger.Reuse.written_by",
        "ledger.Stance.by",
        "exchange.Arrival.by",
        "privacy.Erasure.person",
        "privacy.ErasureRequest.person",
        "privacy.ErasureRequest.refused_by",
        "privacy.Erasure.asked_by",
        "privacy.MadeFile.by",
    ),
    Holding("signals.Signal", "author", texts=("text", "detail")),
    Holding("signals.FateChange", "by", texts=("sentence",)),
    Holding("decisions.Comment", "author", texts=("text",)),
    Holding("ledger.Loss", "written_by", texts=("title", "cause", "lesson")),
    Holding("learning.Lesson", "author", texts=("title", "text")),
    Holding("learning.Review", "author", texts=("seen",)),
    Holding("budget_alerts.Alert", "raised_by", texts=("text",)),
)
SECRET = frozenset(
    ["password", "digest", "secret_digest", "salt", "data", "session_key", "token", "call_key",
     "previous", "content", "secret"]
)  # fmt: skip
"""Columns that no export holds: they open something, or are somebody else's."""


def known_holdings() -> list[Holding]:
    """Give those of which this installation has the table."""
    return [one for one in HOLDINGS if one.known]
