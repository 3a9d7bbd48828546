# Written by scripts/make_client.py from docs/reference/openapi.json: never by hand.
"""What the programming interface takes and gives."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict


class AccountsOut(TypedDict):
    """The accounts of the products, as the page says them and as figures."""

    sentences: list[str]
    figures: dict[str, Any]


class ActiveIn(TypedDict):
    """Whether somebody may sign in."""

    active: bool


class AgendaIn(TypedDict):
    """Decisions to put on the agenda, by their numbers."""

    decisions: list[int]


class AlertAnswerIn(TypedDict):
    """What is done about it, and why."""

    answer: Literal["corrected", "accepted", "stopped", "explained"]
    text: str


class AlertIn(TypedDict):
    """What was seen."""

    kind: Literal["overrun", "unexpected", "wrong", "saving"]
    text: str
    amount: NotRequired[float | str | None]


class AlertOut(TypedDict):
    """One alert; of whoever raised it only the group."""

    id: int
    line: int
    kind: str
    text: str
    amount: str | None
    voice: str
    raised_at: str
    due_on: str
    answer: str
    answer_text: str
    answered_at: str | None


class AmendIn(TypedDict):
    """What a new version changes, and a note that says why."""

    note: str
    owner: NotRequired[str | None]
    stage: NotRequired[
        Literal[
            "",
            "acquisition",
            "activation",
            "retention",
            "expansion",
            "revenue",
            "satisfaction",
            "delivery",
            "reliability",
            "people",
            "cost",
        ]
        | None
    ]
    review_on: NotRequired[str | None]
    starts_on: NotRequired[str | None]
    planned_cost: NotRequired[float | str | None]
    reason: NotRequired[str | None]


class AnewIn(TypedDict):
    """Why the groups are founded anew."""

    reason: str


class AnswerIn(TypedDict):
    """What came out of one line."""

    outcome: Literal["decided", "refused", "sent_back", "postponed", "continued", "stopped"]
    reason: str
    next_owner: NotRequired[str]
    next_on: NotRequired[str | None]


class AnsweringOut(TypedDict):
    """How long alerts wait for an answer, in days, and the share answered when due."""

    raised: int
    answered: int
    median: int | None
    low: int | None
    high: int | None
    on_time: float | None


class ArchivedIn(TypedDict):
    """Put away, or taken out again."""

    archived: bool


class ArrangeIn(TypedDict):
    """How far down (or up, negative)."""

    step: int


class ArrivalOut(TypedDict):
    """One archive that was brought in."""

    id: int
    state: str
    name: str
    fingerprint: str
    at: str
    applied_at: str | None


class ArrivalRead(TypedDict):
    """The same with what it would change, or its faults."""

    id: int
    state: str
    name: str
    fingerprint: str
    at: str
    applied_at: str | None
    summary: dict[str, Any]
    faults: list[dict[str, Any]]


class AttemptOut(TypedDict):
    """One attempt."""

    at: str
    status: int | None
    fault: str
    milliseconds: int


class AuditChainOut(TypedDict):
    """Whether the log is whole."""

    whole: bool
    first_broken: int | None


class AuditOut(TypedDict):
    """One line of the audit log; of the chain it names groups, never people."""

    id: int
    at: str
    who: str
    action: str
    object_type: str
    object_id: str
    detail: dict[str, Any]
    digest: str
    previous: str


class AwaitingOut(TypedDict):
    """One thing that awaits the caller."""

    sentence: str
    address: str
    due: str | None


class AxisOut(TypedDict):
    """One axis: a share, its range, and what it is made of."""

    name: str
    share: float | None
    low: float | None
    high: float | None
    counted: int
    of: int


class BoardOut(TypedDict):
    """Forecasts against measurements: people and AI side by side, nobody by name."""

    measurement: int | None
    sentences: list[str]
    forecasts: dict[str, Any] | None


class BranchOut(TypedDict):
    """One metric of the tree."""

    slug: str
    title: str
    depth: int


class BudgetArchivedIn(TypedDict):
    """Off the list, or back on it."""

    archived: bool


class BudgetLineIn(TypedDict):
    """What changes of a line."""

    title: NotRequired[str | None]
    amount: NotRequired[float | str | None]
    starts_on: NotRequired[str | None]
    ends_on: NotRequired[str | None]
    category: NotRequired[str | None]
    product: NotRequired[str | None]
    owner: NotRequired[str | None]
    answer_days: NotRequired[int | None]
    open_amounts: NotRequired[bool | None]


class BudgetLineOut(TypedDict):
    """One budget line; amounts are null where they are not open to the caller."""

    id: int
    title: str
    starts_on: str
    ends_on: str
    category: str
    product: str | None
    owner: str
    answer_days: int
    waiting: int
    amount: str | None
    spent: str | None
    share: float


class CalendarOut(TypedDict):
    """The address of the calendar, which this answer alone holds."""

    address: str


class CaptureLinkIn(TypedDict):
    """What it is called, and the team at which it hangs."""

    name: str
    team: NotRequired[str]


class CaptureLinkMade(TypedDict):
    """The same with its address, which this answer alone holds."""

    id: int
    name: str
    team: str | None
    made_at: str
    address: str


class CaptureLinkOut(TypedDict):
    """A link for a wall, without the address that lets one post."""

    id: int
    name: str
    team: str | None
    made_at: str


class ChangePartOut(TypedDict):
    """One part of the change."""

    name: str
    kind: str
    amount: float
    low: float | None
    high: float | None


class ChannelIn(TypedDict):
    """A room, and the kinds of events that it is told."""

    name: str
    kind: Literal["slack", "teams"]
    address: str
    language: NotRequired[Literal["fr", "en"]]
    team: NotRequired[str]
    kinds: list[
        Literal[
            "committee.closed",
            "committee.convened",
            "cost.put_down",
            "cost.taken_back",
            "decision.amended",
            "decision.decided",
            "decision.proposed",
            "decision.refused",
            "decision.reopened",
            "decision.sent_back",
            "decision.stopped",
            "import.applied",
            "import.reversed",
            "ledger.written",
            "lesson.written",
            "loss.written",
            "measurement.done",
            "measurement.failed",
            "metric.defined",
            "metric.redefined",
            "review.held",
            "signal.fate",
            "signal.groups_merged",
            "signal.posted",
            "signal.withdrawn",
        ]
    ]


class ChannelOut(TypedDict):
    """A room that is told what happens, without the address that lets one write into it."""

    id: int
    name: str
    kind: str
    language: str
    team: str | None
    kinds: list[str]
    paused_at: str | None
    stopped_at: str | None
    waiting: int
    failed: int


class ChannelPauseIn(TypedDict):
    """Held back, or let go again."""

    paused: bool


class CommentIn(TypedDict):
    """Something to say."""

    text: str


class CommentOut(TypedDict):
    """Something said on a sheet; of its author only function and group."""

    id: int
    voice: str
    text: str
    at: str
    edited_at: str | None


class CompanyIn(TypedDict):
    """What changes for the whole company."""

    name: NotRequired[str | None]
    currency: NotRequired[str | None]
    country: NotRequired[str | None]
    floor: NotRequired[int | None]


class CompanyOut(TypedDict):
    """What holds for the whole company."""

    name: str
    currency: str
    country: str
    floor: int


class ConversionOut(TypedDict):
    """Of the signals of one sort: how many, what share led to something, how long until heard."""

    name: str
    signals: int
    acted: int
    low: float
    share: float
    high: float
    answered: int
    median_days: float | None


class CostIn(TypedDict):
    """A cost on one decision (its slug), one product or one team (their names)."""

    day: str
    amount: float | str
    category: NotRequired[str]
    decision: NotRequired[str]
    product: NotRequired[str]
    team: NotRequired[str]


class CostOut(TypedDict):
    """One line of what was spent."""

    id: int
    day: str
    amount: str
    category: str
    decision: str | None
    product: str | None
    team: str | None
    reverses: int | None


class DecideIn(TypedDict):
    """A yes: why, and from which day on."""

    reason: NotRequired[str]
    starts_on: NotRequired[str | None]


class DecisionOut(TypedDict):
    """One decision, as a list shows it."""

    id: int
    slug: str
    title: str
    state: str
    kind: str
    origin: str
    team: str | None
    product: str | None
    owner: str
    stage: str
    planned_cost: str | None
    starts_on: str | None
    decided_on: str | None
    ends_on: str | None
    review_on: str | None
    changed_at: str


class DecisionRead(TypedDict):
    """One decision with all that its sheet shows."""

    id: int
    slug: str
    title: str
    state: str
    kind: str
    origin: str
    team: str | None
    product: str | None
    owner: str
    stage: str
    planned_cost: str | None
    starts_on: str | None
    decided_on: str | None
    ends_on: str | None
    review_on: str | None
    changed_at: str
    context: str
    reason: str
    stop_reason: str
    options: list[WayOut]
    forecasts: list[ForecastOut]
    gates: list[GateOut]
    steps: list[StepOut]
    versions: list[VersionOut]
    letters: list[LetterOut]
    rights: RightsOut
    overdue_days: int
    may_edit: bool
    may_decide: bool
    missing: list[str]


class DefinitionIn(TypedDict):
    """A definition; other metrics are named by their slug, a team by its name."""

    slug: str
    title: str
    unit: str
    grain: NotRequired[Literal["day", "week", "month", "quarter", "year"]]
    direction: NotRequired[Literal["up", "down"]]
    kind: NotRequired[Literal["sum", "mean", "ratio", "count"]]
    stage: NotRequired[
        Literal[
            "",
            "acquisition",
            "activation",
            "retention",
            "expansion",
            "revenue",
            "satisfaction",
            "delivery",
            "reliability",
            "people",
            "cost",
        ]
    ]
    value_low: NotRequired[float | None]
    value_mid: NotRequired[float | None]
    value_high: NotRequired[float | None]
    parent: NotRequired[str]
    controls: NotRequired[list[str]]
    team: NotRequired[str]


class DefinitionVersionOut(TypedDict):
    """One version of a definition."""

    number: int
    at: str
    by: str
    reason: str
    changes: list[dict[str, Any]]


class DeliveryOut(TypedDict):
    """One event on its way, with each attempt."""

    id: int
    message: str
    kind: str
    payload: dict[str, Any]
    state: str
    tries: int
    due_at: str
    created_at: str
    attempts: list[AttemptOut]


class Done(TypedDict):
    """That it was done, and how many things it touched."""

    done: bool
    count: int


class DueOut(TypedDict):
    """A decision whose review comes due."""

    slug: str
    title: str
    on: str


class EffectOut(TypedDict):
    """What one decision did to one metric: a range, with grade, design and verdict."""

    id: int
    decision: str | None
    metric: str | None
    arm: str
    design: str
    grade: str
    verdict: str
    scale: str
    effect: Range
    money: Range
    in_total: bool
    forecast: float | None


class EffectRead(TypedDict):
    """One effect with its proof, as the engine wrote it, and what was said of it before."""

    id: int
    decision: str | None
    metric: str | None
    arm: str
    design: str
    grade: str
    verdict: str
    scale: str
    effect: Range
    money: Range
    in_total: bool
    forecast: float | None
    measurement: int
    current: bool
    detail: dict[str, Any]
    pin: PinOut | None
    earlier: list[EffectOut]


class Ends(TypedDict):
    """Three ends."""

    low: NotRequired[float | None]
    mid: NotRequired[float | None]
    high: NotRequired[float | None]


class EntriesChainOut(TypedDict):
    """Whether no entry was changed."""

    whole: bool
    entries: int
    first_broken: int | None


class EntryOut(TypedDict):
    """One entry: never changed, only reversed."""

    id: int
    sort: str
    decision: str | None
    metric: str | None
    arm: str
    p10: str
    p50: str
    p90: str
    grade: str
    verdict: str
    in_total: bool
    effect: int
    reverses: int | None
    at: str
    previous: str
    digest: str


class ErasureIn(TypedDict):
    """The person's address, typed so that nobody is erased by a slip."""

    email: str


class ErasureOut(TypedDict):
    """An erasure that is planned; until that moment it can be called off."""

    id: int
    person: int
    due_at: str


class ErasureRequestOut(TypedDict):
    """What somebody asked, and the day by which it is answered (GDPR, article 12)."""

    id: int
    person: int
    asked_at: str
    due_on: str
    refused_at: str | None
    reason: str


class EvidenceOut(TypedDict):
    """A group of signals linked to a node."""

    id: int
    title: str
    voices: int


class ExpectedOut(TypedDict):
    """What one decision expects of the metric."""

    decision: str | None
    scale: str
    low: float | None
    mid: float | None
    high: float | None


class FateIn(TypedDict):
    """What becomes of a signal, and why."""

    fate: Literal["looked_at", "opportunity", "decision", "answered", "declined"]
    sentence: str


class FateOut(TypedDict):
    """One thing said about what becomes of a signal."""

    fate: str
    sentence: str
    address: str
    voice: str
    at: str


class FaultOut(TypedDict):
    """One thing that is wrong with a file, and what to do."""

    line: int | None
    column: str | None
    value: str
    code: str
    sentence: str


class FieldFault(TypedDict):
    """What is wrong with one field."""

    field: str
    code: str
    sentence: str


class FiguresOut(TypedDict):
    """What becomes of signals."""

    whole: ConversionOut | None
    by_kind: list[ConversionOut]
    by_team: list[ConversionOut]
    teams_left_out: int


class ForecastIn(TypedDict):
    """Three ends on one metric, named by its slug; relative ones are shares: 0.02 is two in 100."""

    metric: str
    low: float
    mid: float
    high: float
    scale: NotRequired[Literal["relative", "absolute"]]
    author: NotRequired[Literal["human", "ai"]]
    shape: NotRequired[Literal["", "step", "ramp", "pulse"]]
    ramp_days: NotRequired[float | None]
    half_life_days: NotRequired[float | None]


class ForecastOut(TypedDict):
    """What a decision expects of one metric; relative ends are shares."""

    id: int
    metric: str | None
    scale: str
    low: float | None
    mid: float | None
    high: float | None
    author: str
    shape: str
    ramp_days: float | None
    half_life_days: float | None
    stated_on: str | None


class FunctionsIn(TypedDict):
    """Whether functions are shown beside what people write."""

    shown: bool


class GateIn(TypedDict):
    """The result of one gate."""

    name: str
    verdict: Literal["passed", "failed", "not_enough"]
    figure: NotRequired[str]
    link: NotRequired[str]


class GateOut(TypedDict):
    """The result of one gate."""

    id: int
    name: str
    verdict: str
    figure: str
    link: str
    stated_on: str


class GroupOut(TypedDict):
    """Signals about one thing."""

    id: int
    title: str
    voices: int
    teams: int
    awaiting: int
    acted: int
    last_at: str | None


class GroupRead(TypedDict):
    """A group with its trend and what was said of it."""

    id: int
    title: str
    voices: int
    teams: int
    awaiting: int
    acted: int
    last_at: str | None
    weeks: list[int]
    trend: str
    history: list[FateOut]
    open_merges: list[int]


class HangIn(TypedDict):
    """Under which node; null takes it to the top."""

    parent: NotRequired[int | None]


class HeldOut(TypedDict):
    """What is held of a person: who they are, and each row that points at them, by table."""

    person: dict[str, Any]
    rows: dict[str, list[dict[str, Any]]]


class HeldTokenOut(TypedDict):
    """A token of anybody: what it opens and until when, not whether it is used."""

    id: int
    name: str
    holder: str
    roles: list[str]
    scopes: list[str]
    expires_at: str


class HitOut(TypedDict):
    """One thing found, with the address of its page."""

    kind: str
    title: str
    address: str
    line: str


class ImportOut(TypedDict):
    """One import of values."""

    id: int
    state: str
    name: str
    source: str | None
    rows: int
    first_day: str | None
    last_day: str | None
    done: int
    at: str
    applied_at: str | None
    reversed_at: str | None


class ImportRead(TypedDict):
    """One import with what it changes, or its faults."""

    id: int
    state: str
    name: str
    source: str | None
    rows: int
    first_day: str | None
    last_day: str | None
    done: int
    at: str
    applied_at: str | None
    reversed_at: str | None
    new: int
    changed: int
    unchanged: int
    faults: list[FaultOut]


class InvitedOut(TypedDict):
    """A person with the path of the link that lets them in, given this once."""

    id: int
    path: str


class ItemOut(TypedDict):
    """One line of an agenda, with its outcome."""

    id: int
    decision: str | None
    position: int
    purpose: str
    outcome: str
    outcomes: list[str]
    reason: str
    next_owner: str
    next_on: str | None
    answered_at: str | None


class KeptIn(TypedDict):
    """Days by kind; a kind that is left out stays as it is."""

    days: dict[str, int]


class KeptOut(TypedDict):
    """How long one kind of thing is kept, and how many would go now."""

    kind: str
    days: int
    count: int


class LateOut(TypedDict):
    """One proposal whose answer is late."""

    decision: str | None
    days: int


class LatencyOut(TypedDict):
    """How long answers take: over the company, by kind, by amount, by team that may be shown."""

    company: WaitOut | None
    by_kind: list[WaitOut]
    by_level: list[WaitOut]
    by_team: list[WaitOut]
    late: list[LateOut]
    late_count: int


class LessonIn(TypedDict):
    """A lesson, and the decision that taught it."""

    title: str
    text: str
    decision: str


class LessonOut(TypedDict):
    """One lesson."""

    id: int
    title: str
    text: str
    decisions: list[str]
    voice: str
    at: str
    withdrawn_at: str | None


class LessonWithdrawnIn(TypedDict):
    """Off the list, or back on it."""

    withdrawn: bool


class LetterIn(TypedDict):
    """Why a proposal is refused, and what would change the answer."""

    about: NotRequired[Literal["proposal", "request", "contract"]]
    client: NotRequired[str]
    criteria: list[
        Literal[
            "value",
            "cost",
            "gate",
            "evidence",
            "strategy",
            "capacity",
            "few_clients",
            "product_limits",
            "risk",
            "law",
        ]
    ]
    reasons: str
    would_change: NotRequired[str]


class LetterOut(TypedDict):
    """One refusal letter, in both languages."""

    number: int
    about: str
    client: str | None
    criteria: list[str]
    french: str
    english: str
    voice: str
    at: str


class LinkIn(TypedDict):
    """A group of signals."""

    group: int


class LossIn(TypedDict):
    """A loss to put on record."""

    title: str
    amount: float | str
    found_on: str
    decision: NotRequired[str]
    product: NotRequired[str]
    cause: str
    lesson: str


class LossOut(TypedDict):
    """One loss with what was recovered."""

    id: int
    title: str
    decision: str | None
    product: str | None
    amount: str
    found_on: str
    cause: str
    lesson: str
    withdrawn_at: str | None
    recovered_low: str
    recovered_mid: str
    recovered_high: str
    days_to_rebound: int | None
    lines: list[ReuseOut]


class LossWithdrawnIn(TypedDict):
    """Off the list, or back on it."""

    withdrawn: bool


class MadeFileOut(TypedDict):
    """A file made of the settings of its day."""

    id: int
    kind: str
    at: str
    fingerprint: str


class MailOut(TypedDict):
    """The words of a mail that waits for somebody to make a signal of it."""

    id: int
    line: str
    detail: str
    sender_known: bool
    from_folder: bool
    brought_at: str


class MailPosted(TypedDict):
    """The number of the signal that was made."""

    signal: int


class MeOut(TypedDict):
    """Who calls, and with which token."""

    name: str
    function: str
    team: str | None
    language: str
    roles: list[str]
    scopes: list[str]


class MeasurementOut(TypedDict):
    """One run of the engine."""

    id: int
    state: str
    asked_at: str
    started_at: str | None
    finished_at: str | None
    done: int
    total: int
    step: str
    fingerprint: str
    seed: int | None
    engine: str
    as_of: str | None


class MergeIn(TypedDict):
    """The group whose signals come over."""

    other: int


class MessagesIn(TypedDict):
    """What is left out stays as it is."""

    digest: NotRequired[Literal["never", "weekly", "daily"] | None]
    reminders: NotRequired[bool | None]
    quiet_from: NotRequired[int | None]
    quiet_until: NotRequired[int | None]


class MessagesOut(TypedDict):
    """What one is sent, the hours in which nothing comes, whether one has a calendar."""

    digest: str
    reminders: bool
    quiet_from: int
    quiet_until: int
    next_on: str | None
    calendar: bool


class MetricOut(TypedDict):
    """One metric: how it is defined, and how far its values reach."""

    slug: str
    title: str
    unit: str
    grain: str
    direction: str
    kind: str
    stage: str
    value: Range
    parent: str | None
    team: str | None
    archived: bool
    rows: int
    units: int
    first_day: str | None
    last_day: str | None


class MetricRead(TypedDict):
    """One metric with its history and what is expected of it."""

    slug: str
    title: str
    unit: str
    grain: str
    direction: str
    kind: str
    stage: str
    value: Range
    parent: str | None
    team: str | None
    archived: bool
    rows: int
    units: int
    first_day: str | None
    last_day: str | None
    controls: list[str]
    children: list[str]
    history: list[DefinitionVersionOut]
    expected: list[ExpectedOut]


class MoveIn(TypedDict):
    """Into which group; null founds one."""

    group: NotRequired[int | None]


class MoveMetricIn(TypedDict):
    """Under which metric, and why."""

    parent: NotRequired[str]
    reason: str


class MyErasureOut(TypedDict):
    """What became of one's own request."""

    request: ErasureRequestOut | None
    planned: ErasureOut | None


class NewBudgetLineIn(TypedDict):
    """A new line; its product is named by its name."""

    title: str
    amount: float | str
    starts_on: str
    ends_on: str
    category: NotRequired[str]
    product: NotRequired[str]
    owner: str
    answer_days: NotRequired[int]
    open_amounts: NotRequired[bool]


class NodeChangeIn(TypedDict):
    """What is written on a node; metrics are named by title, teams and products by name."""

    title: NotRequired[str | None]
    note: NotRequired[str | None]
    metric: NotRequired[str | None]
    target: NotRequired[float | None]
    threshold: NotRequired[str | None]
    team: NotRequired[str | None]
    product: NotRequired[str | None]
    reach: NotRequired[Ends | None]
    impact: NotRequired[Ends | None]
    confidence: NotRequired[Ends | None]
    effort: NotRequired[Ends | None]


class NodeIn(TypedDict):
    """A node to add."""

    level: Literal["outcome", "opportunity", "solution", "test"]
    title: str
    parent: NotRequired[int | None]


class NodeOut(TypedDict):
    """One node of the tree."""

    id: int
    level: str
    title: str
    parent: int | None
    depth: int
    faults: list[str]


class NodeRead(TypedDict):
    """One node with all that is written on it; its confidence as shares."""

    id: int
    level: str
    title: str
    parent: int | None
    note: str
    metric: str | None
    target: float | None
    threshold: str
    team: str | None
    product: str | None
    decision: str | None
    reach: Range
    impact: Range
    confidence: Range
    effort: Range
    evidence: list[EvidenceOut]
    archived_at: str | None


class NoticeOut(TypedDict):
    """One event on its way to one room."""

    id: int
    kind: str
    state: str
    tries: int
    fault: str
    due_at: str
    created_at: str


class OutlookOut(TypedDict):
    """What it would take to measure a decision on one metric."""

    id: int
    metric: str | None
    state: str
    asked_at: str
    effect: float
    scale: str
    plan: dict[str, Any] | None


class AlertOutPage(TypedDict):
    """Page_AlertOut_."""

    count: int
    next: str | None
    items: list[AlertOut]


class ArrivalOutPage(TypedDict):
    """Page_ArrivalOut_."""

    count: int
    next: str | None
    items: list[ArrivalOut]


class AuditOutPage(TypedDict):
    """Page_AuditOut_."""

    count: int
    next: str | None
    items: list[AuditOut]


class BudgetLineOutPage(TypedDict):
    """Page_BudgetLineOut_."""

    count: int
    next: str | None
    items: list[BudgetLineOut]


class CaptureLinkOutPage(TypedDict):
    """Page_CaptureLinkOut_."""

    count: int
    next: str | None
    items: list[CaptureLinkOut]


class ChannelOutPage(TypedDict):
    """Page_ChannelOut_."""

    count: int
    next: str | None
    items: list[ChannelOut]


class CostOutPage(TypedDict):
    """Page_CostOut_."""

    count: int
    next: str | None
    items: list[CostOut]


class DecisionOutPage(TypedDict):
    """Page_DecisionOut_."""

    count: int
    next: str | None
    items: list[DecisionOut]


class DeliveryOutPage(TypedDict):
    """Page_DeliveryOut_."""

    count: int
    next: str | None
    items: list[DeliveryOut]


class DueOutPage(TypedDict):
    """Page_DueOut_."""

    count: int
    next: str | None
    items: list[DueOut]


class EffectOutPage(TypedDict):
    """Page_EffectOut_."""

    count: int
    next: str | None
    items: list[EffectOut]


class EntryOutPage(TypedDict):
    """Page_EntryOut_."""

    count: int
    next: str | None
    items: list[EntryOut]


class GroupOutPage(TypedDict):
    """Page_GroupOut_."""

    count: int
    next: str | None
    items: list[GroupOut]


class HeldTokenOutPage(TypedDict):
    """Page_HeldTokenOut_."""

    count: int
    next: str | None
    items: list[HeldTokenOut]


class ImportOutPage(TypedDict):
    """Page_ImportOut_."""

    count: int
    next: str | None
    items: list[ImportOut]


class LessonOutPage(TypedDict):
    """Page_LessonOut_."""

    count: int
    next: str | None
    items: list[LessonOut]


class LossOutPage(TypedDict):
    """Page_LossOut_."""

    count: int
    next: str | None
    items: list[LossOut]


class MailOutPage(TypedDict):
    """Page_MailOut_."""

    count: int
    next: str | None
    items: list[MailOut]


class MeasurementOutPage(TypedDict):
    """Page_MeasurementOut_."""

    count: int
    next: str | None
    items: list[MeasurementOut]


class MetricOutPage(TypedDict):
    """Page_MetricOut_."""

    count: int
    next: str | None
    items: list[MetricOut]


class NoticeOutPage(TypedDict):
    """Page_NoticeOut_."""

    count: int
    next: str | None
    items: list[NoticeOut]


class PartOutPage(TypedDict):
    """Page_PartOut_."""

    count: int
    next: str | None
    items: list[PartOut]


class PersonOutPage(TypedDict):
    """Page_PersonOut_."""

    count: int
    next: str | None
    items: list[PersonOut]


class SessionOutPage(TypedDict):
    """Page_SessionOut_."""

    count: int
    next: str | None
    items: list[SessionOut]


class SignalOutPage(TypedDict):
    """Page_SignalOut_."""

    count: int
    next: str | None
    items: list[SignalOut]


class SourceOutPage(TypedDict):
    """Page_SourceOut_."""

    count: int
    next: str | None
    items: list[SourceOut]


class TokenOutPage(TypedDict):
    """Page_TokenOut_."""

    count: int
    next: str | None
    items: list[TokenOut]


class WebhookOutPage(TypedDict):
    """Page_WebhookOut_."""

    count: int
    next: str | None
    items: list[WebhookOut]


class PartIn(TypedDict):
    """A name, and what it belongs to, by its name."""

    name: str
    parent: NotRequired[str]


class PartOut(TypedDict):
    """A tribe, team, product or client."""

    id: int
    name: str
    parent: str | None
    people: int | None
    archived: bool


class PauseIn(TypedDict):
    """Held back, or let go again."""

    paused: bool


class PeopleImportOut(TypedDict):
    """What a list of people would do."""

    id: int
    ready: bool
    new: int
    changed: int
    unchanged: int
    teams: list[str]
    faults: list[str]
    sheet: str


class PersonChangeIn(TypedDict):
    """What is known of somebody."""

    name: NotRequired[str | None]
    function: NotRequired[str | None]
    team: NotRequired[str | None]


class PersonIn(TypedDict):
    """Somebody to let in."""

    email: str
    name: str
    function: NotRequired[str]
    team: NotRequired[str]
    language: NotRequired[Literal["fr", "en"]]
    roles: NotRequired[
        list[Literal["owner", "executive", "finance", "product", "member", "observer", "auditor"]]
    ]


class PersonOut(TypedDict):
    """Somebody who may sign in."""

    id: int
    email: str
    name: str
    function: str
    team: str | None
    language: str
    roles: list[str]
    is_active: bool
    invited_until: str | None


class PinIn(TypedDict):
    """A design, and why."""

    design: Literal[
        "experiment", "rollout", "synthetic_control", "series", "before_after", "declared"
    ]
    reason: str


class PinOut(TypedDict):
    """A design that a person chose, with their reason."""

    design: str
    reason: str
    at: str


class PositionOut(TypedDict):
    """Where technology and product stand."""

    axes: list[AxisOut]
    trend: list[QuarterOut]


class PrivacyOut(TypedDict):
    """The floor in force, the groups of teams, and whether the audit log is whole."""

    floor: int
    groups: list[TeamGroupOut]
    functions: bool
    audit_log_whole: bool


class Problem(TypedDict):
    """What went wrong."""

    type: str
    title: str
    status: int
    code: str
    fields: list[FieldFault]


class ProgressOut(TypedDict):
    """How far the measurement is, and whether the last one failed."""

    moving: MeasurementOut | None
    latest: MeasurementOut | None
    failure: list[str]


class ProofOut(TypedDict):
    """Whether no frozen version was changed."""

    whole: bool
    versions: int
    first_broken: int | None


class PushTokenIn(TypedDict):
    """A token that only sends values to this source."""

    name: str
    scope: NotRequired[Literal["send", "check"]]
    days: NotRequired[int]


class PushTokenOut(TypedDict):
    """A token of a source; its secret is given once."""

    id: int
    name: str
    scope: str
    hint: str
    expires_at: str
    withdrawn_at: str | None
    secret: str | None


class PushedOut(TypedDict):
    """What became of values that were sent."""

    import_id: int | None
    state: str
    rows: int
    new: int
    changed: int
    unchanged: int


class QuarterOut(TypedDict):
    """The axes over the decisions that started in one quarter."""

    name: str
    axes: list[AxisOut]


class Range(TypedDict):
    """A range: one in ten lies under ``low``, one in ten over ``high``."""

    low: float | None
    mid: float | None
    high: float | None


class RankedOut(TypedDict):
    """One solution in the order of what it is worth, and how firm its place is."""

    id: int
    title: str
    low: float
    mid: float
    high: float
    place: int
    top: float
    first: float


class RankingOut(TypedDict):
    """The solutions in their order."""

    rows: list[RankedOut]
    tangled: int
    pairs: int
    draws: int
    missing: int


class ReasonIn(TypedDict):
    """A reason."""

    reason: str


class ReboundOut(TypedDict):
    """The median number of days from a loss to the first gain drawn from it."""

    median_days: float | None


class ReconciledOut(TypedDict):
    """Why one metric moved: the parts add up to its change."""

    metric: str | None
    parts: list[ChangePartOut]


class RedefinitionIn(TypedDict):
    """What changes in a definition, and why."""

    reason: str
    slug: NotRequired[str | None]
    title: NotRequired[str | None]
    unit: NotRequired[str | None]
    grain: NotRequired[Literal["day", "week", "month", "quarter", "year"] | None]
    direction: NotRequired[Literal["up", "down"] | None]
    kind: NotRequired[Literal["sum", "mean", "ratio", "count"] | None]
    stage: NotRequired[
        Literal[
            "",
            "acquisition",
            "activation",
            "retention",
            "expansion",
            "revenue",
            "satisfaction",
            "delivery",
            "reliability",
            "people",
            "cost",
        ]
        | None
    ]
    value_low: NotRequired[float | None]
    value_mid: NotRequired[float | None]
    value_high: NotRequired[float | None]
    parent: NotRequired[str | None]
    controls: NotRequired[list[str] | None]
    team: NotRequired[str | None]


class RefusalIn(TypedDict):
    """Why, for the person to read."""

    reason: str


class RefuseIn(TypedDict):
    """A refusal; texts left empty are composed from the reasons."""

    french: NotRequired[str]
    english: NotRequired[str]
    about: NotRequired[Literal["proposal", "request", "contract"]]
    client: NotRequired[str]
    criteria: list[
        Literal[
            "value",
            "cost",
            "gate",
            "evidence",
            "strategy",
            "capacity",
            "few_clients",
            "product_limits",
            "risk",
            "law",
        ]
    ]
    reasons: str
    would_change: NotRequired[str]


class ReuseIn(TypedDict):
    """A decision that draws on a loss, and what part of its value is owed to it."""

    decision: str
    what: str
    share: float | str


class ReuseOut(TypedDict):
    """One later decision that drew on a loss."""

    decision: str | None
    what: str
    share: str
    counted: bool
    low: str
    mid: str
    high: str


class ReviewIn(TypedDict):
    """What a review saw."""

    outcome: Literal["go_on", "change", "stop", "later"]
    seen: str
    next_on: NotRequired[str | None]
    lesson: NotRequired[str]


class ReviewOut(TypedDict):
    """One review that was held."""

    id: int
    decision: str | None
    due_on: str | None
    held_on: str
    outcome: str
    seen: str
    next_on: str | None
    voice: str


class RightIn(TypedDict):
    """A part to write down."""

    kind: str
    threshold: NotRequired[float | str]
    function: str
    part: Literal["recommends", "decides", "consulted", "informed"]
    escalates_to: NotRequired[str]
    answer_days: NotRequired[int | None]


class RightOut(TypedDict):
    """One function's part in one kind of decision."""

    id: int
    kind: str
    threshold: str
    function: str
    part: str
    escalates_to: str
    answer_days: int | None


class RightsOut(TypedDict):
    """Which functions do what in this decision."""

    recommends: list[str]
    decides: list[str]
    consulted: list[str]
    informed: list[str]
    escalates_to: list[str]
    answer_days: int | None


class RightsTableOut(TypedDict):
    """Every decision right, and the kinds in use of which nothing is said."""

    rights: list[RightOut]
    faults: dict[str, list[str]]
    orphans: list[str]


class RolesIn(TypedDict):
    """The roles that somebody has from now on."""

    roles: list[
        Literal["owner", "executive", "finance", "product", "member", "observer", "auditor"]
    ]


class RowIn(TypedDict):
    """One value of one metric on one day."""

    date: str
    metric: str
    value: float
    unit: NotRequired[str | None]
    weight: NotRequired[float | None]
    published_on: NotRequired[str | None]


class RowsIn(TypedDict):
    """Values to bring in, or only to check."""

    rows: list[RowIn]
    check_only: NotRequired[bool]


class SecretOut(TypedDict):
    """A secret, given this once."""

    secret: str


class SessionIn(TypedDict):
    """A session to set up."""

    title: str
    day: str


class SessionOut(TypedDict):
    """One session."""

    id: int
    title: str
    day: str
    closed_at: str | None


class SessionRead(TypedDict):
    """One session with its agenda, and what could be put on it."""

    id: int
    title: str
    day: str
    closed_at: str | None
    items: list[ItemOut]
    candidates: list[DecisionOut]


class SettledIn(TypedDict):
    """The words of the signal, as whoever read the mail settled on them."""

    text: str


class SheetChangeIn(TypedDict):
    """What changes on a sheet; teams and products are named by their names."""

    title: NotRequired[str | None]
    context: NotRequired[str | None]
    kind: NotRequired[str | None]
    origin: NotRequired[str | None]
    stage: NotRequired[
        Literal[
            "",
            "acquisition",
            "activation",
            "retention",
            "expansion",
            "revenue",
            "satisfaction",
            "delivery",
            "reliability",
            "people",
            "cost",
        ]
        | None
    ]
    owner: NotRequired[str | None]
    team: NotRequired[str | None]
    product: NotRequired[str | None]
    reason: NotRequired[str | None]
    planned_cost: NotRequired[float | str | None]
    starts_on: NotRequired[str | None]
    review_on: NotRequired[str | None]
    options: NotRequired[list[WayIn] | None]


class SheetIn(TypedDict):
    """A sheet to begin."""

    title: str
    context: NotRequired[str | None]
    kind: NotRequired[str | None]
    origin: NotRequired[str | None]
    stage: NotRequired[
        Literal[
            "",
            "acquisition",
            "activation",
            "retention",
            "expansion",
            "revenue",
            "satisfaction",
            "delivery",
            "reliability",
            "people",
            "cost",
        ]
        | None
    ]
    owner: NotRequired[str | None]
    team: NotRequired[str | None]
    product: NotRequired[str | None]
    reason: NotRequired[str | None]
    planned_cost: NotRequired[float | str | None]
    starts_on: NotRequired[str | None]
    review_on: NotRequired[str | None]
    options: NotRequired[list[WayIn] | None]
    solution: NotRequired[int | None]


class ShelfIn(TypedDict):
    """Put away, or taken back."""

    archived: bool


class SignalIn(TypedDict):
    """A signal in one line; all the rest is optional, and things are named by their names."""

    text: str
    kind: NotRequired[Literal["friction", "request", "idea", "observation", "committee"]]
    detail: NotRequired[str]
    screen: NotRequired[str]
    step: NotRequired[str]
    effect: NotRequired[str]
    client: NotRequired[str]
    product: NotRequired[str]
    metric: NotRequired[str]
    function: NotRequired[str]
    team: NotRequired[str]
    origin: NotRequired[str]
    group: NotRequired[int | None]
    token: NotRequired[str]


class SignalOut(TypedDict):
    """One signal; its author is never named."""

    id: int
    text: str
    kind: str
    detail: str
    voice: str
    client: str | None
    product: str | None
    metric: str | None
    screen: str
    step: str
    effect: str
    origin: str
    group: int
    fate: str
    created_at: str
    answered_at: str | None


class SignalRead(TypedDict):
    """One signal with what was said of it."""

    id: int
    text: str
    kind: str
    detail: str
    voice: str
    client: str | None
    product: str | None
    metric: str | None
    screen: str
    step: str
    effect: str
    origin: str
    group: int
    fate: str
    created_at: str
    answered_at: str | None
    history: list[FateOut]


class SimilarOut(TypedDict):
    """A group that says something alike, by its closest signal."""

    id: int
    text: str
    voices: int


class SourceIn(TypedDict):
    """A source to declare; only the fields of its kind are taken."""

    name: str
    kind: Literal["folder", "query", "push"]
    team: NotRequired[str]
    path: NotRequired[str]
    connection: NotRequired[str]
    query: NotRequired[str]
    cadence: NotRequired[Literal["", "hourly", "daily", "weekly"]]
    applies_alone: NotRequired[bool]


class SourceOut(TypedDict):
    """Where values come from."""

    id: int
    name: str
    kind: str
    team: str | None
    path: str
    connection: str
    query: str
    cadence: str
    applies_alone: bool
    archived: bool
    due_at: str | None
    succeeded_at: str | None
    late_since: str | None
    failures: int


class StanceIn(TypedDict):
    """Where the leaders see themselves, and the fact on which they rest it."""

    level: int
    fact: str


class StandingOut(TypedDict):
    """What stands: value against cost, over everything that was measured."""

    currency: str
    measurement: int
    as_of: str | None
    value: Range
    net: Range
    cost: float
    sentences: list[str]
    counts: dict[str, int]
    grades: list[TotalOut]


class StepIn(TypedDict):
    """Up or down among those of the same parent."""

    direction: Literal["up", "down"]


class StepOut(TypedDict):
    """One change of state."""

    before: str
    after: str
    reason: str
    escalated: bool
    voice: str
    at: str


class StopIn(TypedDict):
    """A stop: why, and until which day."""

    reason: str
    ends_on: str


class TeamGroupOut(TypedDict):
    """Teams that are told as one."""

    label: str
    shown: bool


class TextsIn(TypedDict):
    """The two texts of a letter."""

    french: NotRequired[str]
    english: NotRequired[str]


class TextsOut(TypedDict):
    """The two texts of a letter."""

    french: str
    english: str


class TitleIn(TypedDict):
    """Better words."""

    title: str


class TokenOut(TypedDict):
    """One of one's own tokens."""

    id: int
    name: str
    scopes: list[str]
    hint: str
    created_at: str
    expires_at: str
    used_on: str | None
    revoked_at: str | None


class TotalOut(TypedDict):
    """Value and cost of one team, product, origin, tag, quarter or grade."""

    name: str
    value: Range
    cost: float
    net: float
    effects: int


class UseIn(TypedDict):
    """A decision that used a lesson."""

    decision: str


class ValueOut(TypedDict):
    """One value that stands."""

    day: str
    unit: str | None
    value: float
    weight: float | None
    published: str | None


class ValuesOut(TypedDict):
    """Some of the values of a metric, the first day first."""

    count: int
    next: str | None
    items: list[ValueOut]


class VersionOut(TypedDict):
    """One frozen version, with the fingerprint of the one before."""

    number: int
    content: dict[str, Any]
    note: str
    at: str
    previous: str
    digest: str


class WaitOut(TypedDict):
    """How long the proposals of one group waited for an answer, in days."""

    name: str
    proposals: int
    answered: int
    median: float | None
    low: float | None
    high: float | None


class WayIn(TypedDict):
    """One option."""

    title: str
    pros: NotRequired[str]
    cons: NotRequired[str]


class WayOut(TypedDict):
    """One option."""

    title: str
    pros: str
    cons: str


class WebhookIn(TypedDict):
    """An address, and the kinds of events that it wants."""

    name: str
    address: str
    kinds: list[
        Literal[
            "committee.closed",
            "committee.convened",
            "cost.put_down",
            "cost.taken_back",
            "decision.amended",
            "decision.decided",
            "decision.proposed",
            "decision.refused",
            "decision.reopened",
            "decision.sent_back",
            "decision.stopped",
            "import.applied",
            "import.reversed",
            "ledger.written",
            "lesson.written",
            "loss.written",
            "measurement.done",
            "measurement.failed",
            "metric.defined",
            "metric.redefined",
            "review.held",
            "signal.fate",
            "signal.groups_merged",
            "signal.posted",
            "signal.withdrawn",
        ]
    ]


class WebhookMade(TypedDict):
    """The same with its secret, given this once."""

    id: int
    name: str
    address: str
    kinds: list[str]
    paused_at: str | None
    stopped_at: str | None
    created_at: str
    waiting: int
    failed: int
    secret: str


class WebhookOut(TypedDict):
    """One address that is told what happens."""

    id: int
    name: str
    address: str
    kinds: list[str]
    paused_at: str | None
    stopped_at: str | None
    created_at: str
    waiting: int
    failed: int
