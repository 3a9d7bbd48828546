"""Whose row it is: every address that names a row, with who is let in and who is kept out.

A page, an operation and a tool of the same row stand on one line. Where nobody in particular is
named it is Zed, who has every role, belongs to another team and made nothing himself: what opens to
him opens to whoever has the permission of the door, which other tests try for each role. Yan has
every role but the owner's, Ana wrote what is somebody's own, Bob is of another team.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from levier_web.decisions.models import (
    AgendaItem,
    Comment,
    CommitteeSession,
    Cost,
    Decision,
    Expectation,
    GateResult,
    Opportunity,
    RefusalLetter,
)
from levier_web.exchange.models import Arrival
from levier_web.identity.models import FailureCount, Group, ScimToken
from levier_web.impact.models import Effect, Measurement
from levier_web.integrations.models import AccessToken, Delivery, Preview, Webhook
from levier_web.learning.models import Lesson
from levier_web.ledger.models import Entry, Loss
from levier_web.metrics.models import Import, Metric, PushToken, Source
from levier_web.organisation.models import Company, DecisionRight, PeopleImport, Person, Product
from levier_web.practices.budget_alerts.models import Alert, BudgetLine
from levier_web.practices.messages.models import CaptureLink, Channel, MailFile
from levier_web.practices.privacy.models import Erasure, ErasureRequest, MadeFile
from levier_web.signals.models import Group as Heap
from levier_web.signals.models import Merge, Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.db.models import Model

ANYBODY = "zed"
"""Has every role."""


@dataclass(frozen=True)
class Kind:
    """Rows of one kind, and the addresses that name one."""

    what: str
    row: Callable[[], Model]
    places: str
    """Names of pages and operations; the tool of an operation has its name."""
    keeps_out: str = ""
    """Who has every permission asked for and is kept out all the same; nobody where it is empty."""
    lets_in: str = ANYBODY
    writing_only: bool = False
    """Whoever is kept out may read it."""
    words: Mapping[str, str] = field(default_factory=dict)
    """Words of the program that stand in these addresses."""

    def holes(self, row: Model) -> dict[str, Any]:
        """Give what stands in an address that names this row."""
        decision = getattr(row, "decision", None)
        slug = getattr(row, "slug", None) or getattr(decision, "slug", "")
        number = getattr(row, "number", row.pk)
        named = {"pk": row.pk, "key": row.pk, "group": row.pk, "slug": slug, "number": number}
        return {**named, "place": 1, **WORDS, **self.words}


def first(model: type[Model], **which: object) -> Callable[[], Model]:
    """Give the way to the oldest row of a kind."""
    return lambda: model._default_manager.filter(**which).earliest("pk")


WORDS = {"of": "products", "by": "team", "language": "fr", "form": "html", "kind": "register"}


"""Parts of addresses that are words of the program and name no row."""

OPENED_OTHERWISE = {
    "account_reset_password_from_key": "a link that opens once",
    "organisation:invitation": "a link that opens once",
    "messages:calendar": "a secret in the address",
    "messages:say": "a secret in the address",
    "messages:stop": "a signed word in the address",
    "openid_connect_": "the company's sign-in",
    "saml_": "the company's sign-in",
    "identity:attempt": "the company's sign-in",
    "scim:": "the key of the directory",
}
"""Addresses whose parts are the way in themselves, by how their names begin."""

SHEET = (
    "decisions:edit decisions:autosave decisions:discard decisions:propose decisions:withdraw"
    " decisions:amend decisions:forecast_new decisions:gate change_decision discard_decision"
    " propose_decision withdraw_decision amend_decision state_forecast note_gate"
)
SETTLING = (
    "decisions:decide decisions:send_back decisions:refuse decide_decision send_decision_back"
    " refuse_decision"
)
SETTLED = "decisions:stop decisions:reopen stop_decision reopen_decision"
FORECAST = "decisions:forecast decisions:forecast_remove restate_forecast remove_forecast"
GATE = "decisions:gate_remove remove_gate"
READ_SHEET = (
    "decisions:sheet decisions:comment read_decision read_decision_by_number list_comments"
    " comment_decision list_outlooks list_reviews_held compose_letter"
)
ABOUT_SHEET = "impact:outlook ask_outlook learning:review hold_review"
LETTERS = "decisions:letter decisions:letter_print rewrite_letter"
TREE = (
    "decisions:node decisions:node_rename decisions:node_hang decisions:node_archive"
    " decisions:node_restore decisions:node_link decisions:node_groups read_opportunity"
    " write_opportunity archive_opportunity link_evidence unlink_evidence hang_opportunity"
    " restore_opportunity step_opportunity"
)
METRIC = (
    "metrics:metric metrics:values metrics:change metrics:move metrics:archive read_metric"
    " redefine_metric archive_metric move_metric list_values"
)
IMPORT = (
    "metrics:import metrics:import_file metrics:import_apply metrics:import_reverse"
    " metrics:import_again metrics:import_discard read_import discard_import apply_import"
    " apply_import_again reverse_import"
)
SOURCE = (
    "metrics:source metrics:change_source metrics:archive_source metrics:ask_source"
    " metrics:create_token read_source change_source archive_source ask_source"
    " list_source_tokens create_source_token push_values"
)
WEBHOOK = (
    "integrations:webhook integrations:webhook_change integrations:webhook_secret"
    " integrations:webhook_pause integrations:webhook_try integrations:webhook_remove read_webhook"
    " change_webhook remove_webhook list_deliveries pause_webhook renew_webhook_secret try_webhook"
)
CHANNEL = (
    "messages:channel messages:channel_try messages:channel_pause messages:channel_remove"
    " read_channel remove_channel list_notices pause_channel try_channel"
)
PERSON = (
    "organisation:person organisation:invite organisation:withdraw_invitation read_person"
    " change_person invite_person withdraw_invitation privacy:person privacy:export plan_erasure"
    " take_data_of_person"
)
HEAP = (
    "signals:group signals:group_fate signals:rename signals:merge read_signal_group"
    " rename_signal_group answer_signal_group merge_signal_groups list_signals_of_group"
)

ASKS = "read_why_metric_moved"
"""Answers only about a metric that decisions moved together: the tests of its room have one."""

own_draft = first(Decision, slug="own-draft")
proposed = first(Decision, slug="draft")
said = first(Signal, withdrawn_at=None)

KINDS = [
    # One's own, whatever roles others have.
    Kind(
        "a session", first(UserSession, session_key="s" * 32), "identity:end_session", "zed", "ana"
    ),
    Kind("a passkey", first(Authenticator, user__name="Ana"), "mfa_remove_webauthn", "zed", "ana"),
    Kind(
        "what an assistant wants to write",
        first(Preview),
        "integrations:preview integrations:preview_confirm integrations:preview_refuse",
        "zed",
        "ana",
    ),
    Kind(
        "a mail that was brought",
        first(MailFile),
        "messages:mail_one messages:mail_discard read_mail discard_mail post_mail",
        "zed",
        "olga",
    ),
    Kind("a signal", said, "signals:withdraw withdraw_signal", "zed", "ana"),
    Kind(
        "a signal that was withdrawn",
        first(Signal, withdrawn_at__isnull=False),
        "signals:signal read_signal",
        "zed",
        "ana",
    ),
    Kind(
        "a comment",
        first(Comment, decision__slug="draft"),
        "decisions:comment_edit decisions:comment_withdraw reword_comment withdraw_comment",
        "zed",
        "ana",
    ),
    Kind("an alert", first(Alert), "budget_alerts:withdraw withdraw_alert", "zed", "ana"),
    Kind(
        "a list of people that waits",
        first(PeopleImport, applied_at=None),
        "organisation:import_preview apply_people",
        "zed",
        "olga",
    ),
    # One's own, and of whoever watches over it.
    Kind("an access token", first(AccessToken), "integrations:revoke revoke_token", "yan", "ana"),
    Kind("an access token", first(AccessToken), "integrations:revoke revoke_token"),
    Kind(
        "a lesson",
        first(Lesson),
        "learning:lesson_withdraw withdraw_lesson",
        "bob",
        "ana",
    ),
    Kind("a signal", said, "signals:move move_signal", "bob", "zed"),
    Kind("an alert", first(Alert), "budget_alerts:answer answer_alert", "bob", "fatou"),
    # The team's, until it is proposed; then the team writes and whoever decides settles.
    Kind("a draft", own_draft, f"{READ_SHEET} {SHEET} {SETTLING} {SETTLED} {ABOUT_SHEET}", "bob"),
    Kind("a draft's forecast", first(Expectation, decision__slug="own-draft"), FORECAST, "bob"),
    Kind("a draft's gate", first(GateResult, decision__slug="own-draft"), GATE, "bob"),
    Kind("a sheet", proposed, f"{SHEET} {SETTLING}", "bob", writing_only=True),
    Kind(
        "a sheet that is settled",
        first(Decision, slug="checkout"),
        SETTLED,
        "bob",
        writing_only=True,
    ),
    Kind(
        "a forecast", first(Expectation, decision__slug="draft"), FORECAST, "bob", writing_only=True
    ),
    Kind("a gate", first(GateResult, decision__slug="draft"), GATE, "bob", writing_only=True),
    Kind("a sheet", proposed, READ_SHEET, "", "bob"),
    Kind("a letter", first(RefusalLetter, decision__slug="draft"), LETTERS),
    # Owners are made and unmade by owners.
    Kind(
        "an owner",
        first(Person, email="olga@example.org"),
        "organisation:roles organisation:active give_roles open_or_close_person",
        "yan",
    ),
    # Of whoever has the permission.
    Kind("a person", first(Person, email="ana@example.org"), PERSON),
    Kind("a signal", said, "signals:signal signals:signal_fate read_signal answer_signal"),
    Kind("a group of signals", first(Heap), HEAP),
    Kind("a merge", first(Merge), "signals:undo_merge undo_signal_merge"),
    Kind("a branch of the tree", first(Opportunity), TREE),
    Kind(
        "a committee",
        first(CommitteeSession),
        "decisions:session decisions:session_close decisions:wall read_committee_session"
        " put_on_agenda close_committee",
    ),
    Kind(
        "a line of an agenda",
        first(AgendaItem),
        "decisions:agenda_arrange take_off_agenda answer_agenda arrange_agenda",
    ),
    Kind("a metric", first(Metric, slug="orders"), METRIC),
    Kind("an import", first(Import, source=None, name="values.csv"), IMPORT),
    Kind("a source", first(Source), SOURCE),
    Kind("a source's key", first(PushToken), "metrics:withdraw_token withdraw_source_token"),
    Kind(
        "an effect", first(Effect), "impact:effect impact:pin read_effect pin_design unpin_design"
    ),
    Kind(
        "a measurement",
        first(Measurement, state="done"),
        "impact:measurement read_measurement list_effects_of_measurement",
    ),
    Kind("an entry", first(Entry), "ledger:entry read_entry"),
    Kind("a cost", first(Cost), "ledger:take_back read_cost take_cost_back"),
    Kind(
        "a loss",
        first(Loss),
        "ledger:loss ledger:loss_withdraw read_loss write_reuse withdraw_loss",
    ),
    Kind("a lesson", first(Lesson), "learning:lesson read_lesson apply_lesson"),
    Kind("an alert", first(Alert), "read_alert"),
    Kind(
        "a budget line",
        first(BudgetLine),
        "budget_alerts:line budget_alerts:edit read_budget_line change_budget_line raise_alert"
        " archive_budget_line",
    ),
    Kind("a room", first(Channel), CHANNEL),
    Kind(
        "a wall's link",
        first(CaptureLink),
        "messages:link messages:link_revoke read_capture_link revoke_capture_link",
    ),
    Kind("a webhook", first(Webhook), WEBHOOK),
    Kind("a delivery", first(Delivery), "integrations:replay replay_delivery"),
    Kind(
        "a workspace brought in",
        first(Arrival),
        "exchange:arrival exchange:drop read_arrival drop_arrival apply_arrival",
    ),
    Kind(
        "a list of people",
        first(PeopleImport, applied_at__isnull=False),
        "organisation:import_undo undo_people",
    ),
    Kind(
        "a right to decide", first(DecisionRight), "organisation:remove_right remove_decision_right"
    ),
    Kind(
        "a part of the company",
        first(Product),
        "organisation:change_structure organisation:archive change_part archive_part",
    ),
    Kind("a wait after failures", first(FailureCount), "identity:unlock"),
    Kind("a key of the directory", first(ScimToken), "identity:revoke_token"),
    Kind("a group of the directory", first(Group), "identity:group identity:forget_group"),
    Kind("a file on privacy", first(MadeFile), "privacy:file take_privacy_file"),
    Kind("a wish to be erased", first(ErasureRequest), "privacy:refuse refuse_erasure_request"),
    Kind("an erasure", first(Erasure), "privacy:call_off call_erasure_off"),
    # No row is named.
    Kind(
        "words alone",
        first(Company),
        "ledger:by read_ledger_by privacy:make make_privacy_file organisation:structure list_parts"
        " add_part",
    ),
    Kind("a way to look", first(Company), "signals:names", words={"of": "product"}),
    Kind("a way to look", first(Company), "decisions:pick", words={"what": "metric"}),
    Kind("an example", first(Company), "metrics:example", words={"style": "comma"}),
    Kind("a new source", first(Company), "metrics:declare_source", words={"kind": "folder"}),
    Kind(
        "a pack",
        first(Company),
        "committee_pack:document take_committee_pack",
        words={"form": "xlsx"},
    ),
    Kind("a metric that moved", first(Metric, slug="orders"), ASKS),
]
