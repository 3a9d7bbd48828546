# Written by scripts/make_client.py from docs/reference/openapi.json: never by hand.
"""Every operation of the programming interface."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

from levier_client.transport import Transport

if TYPE_CHECKING:
    from levier_client.shapes import (
        AccountsOut,
        ActiveIn,
        AgendaIn,
        AlertAnswerIn,
        AlertIn,
        AlertOut,
        AlertOutPage,
        AmendIn,
        AnewIn,
        AnswerIn,
        AnsweringOut,
        ArchivedIn,
        ArrangeIn,
        ArrivalOutPage,
        ArrivalRead,
        AuditChainOut,
        AuditOutPage,
        AwaitingOut,
        BoardOut,
        BranchOut,
        BudgetArchivedIn,
        BudgetLineIn,
        BudgetLineOut,
        BudgetLineOutPage,
        CalendarOut,
        CaptureLinkIn,
        CaptureLinkMade,
        CaptureLinkOut,
        CaptureLinkOutPage,
        ChannelIn,
        ChannelOut,
        ChannelOutPage,
        ChannelPauseIn,
        CommentIn,
        CommentOut,
        CompanyIn,
        CompanyOut,
        CostIn,
        CostOut,
        CostOutPage,
        DecideIn,
        DecisionOutPage,
        DecisionRead,
        DefinitionIn,
        DeliveryOutPage,
        Done,
        DueOutPage,
        EffectOutPage,
        EffectRead,
        EntriesChainOut,
        EntryOut,
        EntryOutPage,
        ErasureIn,
        ErasureOut,
        ErasureRequestOut,
        FateIn,
        FiguresOut,
        ForecastIn,
        ForecastOut,
        FunctionsIn,
        GateIn,
        GateOut,
        GroupOutPage,
        GroupRead,
        HangIn,
        HeldOut,
        HeldTokenOutPage,
        HitOut,
        ImportOutPage,
        ImportRead,
        InvitedOut,
        KeptIn,
        KeptOut,
        LatencyOut,
        LessonIn,
        LessonOut,
        LessonOutPage,
        LessonWithdrawnIn,
        LetterIn,
        LetterOut,
        LinkIn,
        LossIn,
        LossOut,
        LossOutPage,
        LossWithdrawnIn,
        MadeFileOut,
        MailOut,
        MailOutPage,
        MailPosted,
        MeasurementOut,
        MeasurementOutPage,
        MeOut,
        MergeIn,
        MessagesIn,
        MessagesOut,
        MetricOut,
        MetricOutPage,
        MetricRead,
        MoveIn,
        MoveMetricIn,
        MyErasureOut,
        NewBudgetLineIn,
        NodeChangeIn,
        NodeIn,
        NodeOut,
        NodeRead,
        NoticeOut,
        NoticeOutPage,
        OutlookOut,
        PartIn,
        PartOut,
        PartOutPage,
        PauseIn,
        PeopleImportOut,
        PersonChangeIn,
        PersonIn,
        PersonOut,
        PersonOutPage,
        PinIn,
        PositionOut,
        PrivacyOut,
        ProgressOut,
        ProofOut,
        PushedOut,
        PushTokenIn,
        PushTokenOut,
        RankingOut,
        ReasonIn,
        ReboundOut,
        ReconciledOut,
        RedefinitionIn,
        RefusalIn,
        RefuseIn,
        ReuseIn,
        ReviewIn,
        ReviewOut,
        RightIn,
        RightOut,
        RightsTableOut,
        RolesIn,
        RowsIn,
        SecretOut,
        SessionIn,
        SessionOut,
        SessionOutPage,
        SessionRead,
        SettledIn,
        SheetChangeIn,
        SheetIn,
        ShelfIn,
        SignalIn,
        SignalOut,
        SignalOutPage,
        SignalRead,
        SimilarOut,
        SourceIn,
        SourceOut,
        SourceOutPage,
        StanceIn,
        StandingOut,
        StepIn,
        StopIn,
        TextsIn,
        TextsOut,
        TitleIn,
        TokenOutPage,
        TotalOut,
        UseIn,
        ValuesOut,
        WebhookIn,
        WebhookMade,
        WebhookOut,
        WebhookOutPage,
    )


class Levier(Transport):
    """A company's Levier, for one access token."""

    def list_awaiting(self) -> list[AwaitingOut]:
        """List what awaits the caller, what is due first, first."""
        return cast("list[AwaitingOut]", self.call("GET", "/awaiting"))

    def list_budget_lines(
        self,
        *,
        q: str | None = None,
        sort: str | None = None,
        limit: int | None = None,
        offset: int | None = None,
    ) -> BudgetLineOutPage:
        """List the budget lines."""
        return cast(
            "BudgetLineOutPage",
            self.call(
                "GET", "/budgets", query={"q": q, "sort": sort, "limit": limit, "offset": offset}
            ),
        )

    def make_budget_line(self, body: NewBudgetLineIn, *, key: str | None = None) -> BudgetLineOut:
        """Make a line."""
        return cast("BudgetLineOut", self.call("POST", "/budgets", body=body, key=key))

    def list_alerts(
        self,
        *,
        q: str | None = None,
        sort: str | None = None,
        limit: int | None = None,
        offset: int | None = None,
        kind: Literal["overrun", "unexpected", "wrong", "saving"] | Literal[""] | None = None,
        own: bool | None = None,
    ) -> AlertOutPage:
        """List the alerts."""
        return cast(
            "AlertOutPage",
            self.call(
                "GET",
                "/budgets/alerts",
                query={
                    "q": q,
                    "sort": sort,
                    "limit": limit,
                    "offset": offset,
                    "kind": kind,
                    "own": own,
                },
            ),
        )

    def note_answers_read(self, *, key: str | None = None) -> Done:
        """Note that the answers to one's own alerts were read."""
        return cast("Done", self.call("POST", "/budgets/alerts/seen", key=key))

    def read_alert(self, pk: int) -> AlertOut:
        """Read one alert."""
        return cast("AlertOut", self.call("GET", f"/budgets/alerts/{pk}"))

    def answer_alert(self, pk: int, body: AlertAnswerIn, *, key: str | None = None) -> AlertOut:
        """Answer an alert."""
        return cast(
            "AlertOut", self.call("POST", f"/budgets/alerts/{pk}/answer", body=body, key=key)
        )

    def withdraw_alert(self, pk: int, *, key: str | None = None) -> Done:
        """Take one's own alert back."""
        return cast("Done", self.call("POST", f"/budgets/alerts/{pk}/withdraw", key=key))

    def read_answering(self) -> AnsweringOut | None:
        """Say how long alerts wait for an answer."""
        return cast("AnsweringOut | None", self.call("GET", "/budgets/answering"))

    def read_budget_line(self, pk: int) -> BudgetLineOut:
        """Read one line."""
        return cast("BudgetLineOut", self.call("GET", f"/budgets/{pk}"))

    def change_budget_line(
        self, pk: int, body: BudgetLineIn, *, key: str | None = None
    ) -> BudgetLineOut:
        """Change a line."""
        return cast("BudgetLineOut", self.call("PATCH", f"/budgets/{pk}", body=body, key=key))

    def raise_alert(self, pk: int, body: AlertIn, *, key: str | None = None) -> AlertOut:
        """Say what was seen on a line."""
        return cast("AlertOut", self.call("POST", f"/budgets/{pk}/alerts", body=body, key=key))

    def archive_budget_line(
        self, pk: int, body: BudgetArchivedIn, *, key: str | None = None
    ) -> Done:
        """Take a line off the list, or put it back."""
        return cast("Done", self.call("POST", f"/budgets/{pk}/archive", body=body, key=key))

    def list_committee_sessions(
        self,
        *,
        q: str | None = None,
        sort: str | None = None,
        limit: int | None = None,
        offset: int | None = None,
    ) -> SessionOutPage:
        """List the sessions."""
        return cast(
            "SessionOutPage",
            self.call(
                "GET", "/committee", query={"q": q, "sort": sort, "limit": limit, "offset": offset}
            ),
        )

    def convene_committee(self, body: SessionIn, *, key: str | None = None) -> SessionOut:
        """Set up a session."""
        return cast("SessionOut", self.call("POST", "/committee", body=body, key=key))

    def take_committee_pack(
        self,
        language: Literal["fr", "en"],
        form: Literal["pptx", "pdf", "xlsx"],
        *,
        session: int | None = None,
    ) -> bytes:
        """Take the pack away: slides, pages or a workbook."""
        return self.content("GET", f"/committee-pack/{language}/{form}", query={"session": session})

    def take_off_agenda(self, pk: int) -> None:
        """Take a line off."""
        self.call("DELETE", f"/committee/lines/{pk}")

    def answer_agenda(self, pk: int, body: AnswerIn, *, key: str | None = None) -> Done:
        """Write down what came out of a line: the decision takes the state that it says."""
        return cast("Done", self.call("POST", f"/committee/lines/{pk}/answer", body=body, key=key))

    def arrange_agenda(self, pk: int, body: ArrangeIn, *, key: str | None = None) -> Done:
        """Move a line of an agenda up or down."""
        return cast("Done", self.call("POST", f"/committee/lines/{pk}/arrange", body=body, key=key))

    def read_committee_session(self, pk: int) -> SessionRead:
        """Read one session with its agenda."""
        return cast("SessionRead", self.call("GET", f"/committee/{pk}"))

    def put_on_agenda(self, pk: int, body: AgendaIn, *, key: str | None = None) -> Done:
        """Put decisions on the agenda."""
        return cast("Done", self.call("POST", f"/committee/{pk}/agenda", body=body, key=key))

    def close_committee(self, pk: int, *, key: str | None = None) -> SessionOut:
        """Close a session."""
        return cast("SessionOut", self.call("POST", f"/committee/{pk}/close", key=key))

    def read_decision_latency(self) -> LatencyOut:
        """Say how long proposals wait for an answer."""
        return cast("LatencyOut", self.call("GET", "/decision-latency"))

    def check_decision_versions(self) -> ProofOut:
        """Check the chain of versions from its beginning."""
        return cast("ProofOut", self.call("GET", "/decision-versions/chain"))

    def list_decisions(
        self,
        *,
        q: str | None = None,
        sort: str | None = None,
        limit: int | None = None,
        offset: int | None = None,
        state: Literal["draft", "proposed", "decided", "refused", "sent_back", "stopped"]
        | None = None,
        stage: Literal[
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
        | None = None,
        kind: str | None = None,
        origin: str | None = None,
        team: int | None = None,
        product: int | None = None,
    ) -> DecisionOutPage:
        """List the decisions that the caller may see."""
        return cast(
            "DecisionOutPage",
            self.call(
                "GET",
                "/decisions",
                query={
                    "q": q,
                    "sort": sort,
                    "limit": limit,
                    "offset": offset,
                    "state": state,
                    "stage": stage,
                    "kind": kind,
                    "origin": origin,
                    "team": team,
                    "product": product,
                },
            ),
        )

    def begin_decision(self, body: SheetIn, *, key: str | None = None) -> DecisionRead:
        """Begin a sheet, from nothing or from a solution of the tree."""
        return cast("DecisionRead", self.call("POST", "/decisions", body=body, key=key))

    def read_decision_by_number(self, pk: int) -> DecisionRead:
        """Read one decision by its number, which tells nothing of its title."""
        return cast("DecisionRead", self.call("GET", f"/decisions/by-number/{pk}"))

    def read_decision(self, slug: str) -> DecisionRead:
        """Read one decision; another team's draft is not there."""
        return cast("DecisionRead", self.call("GET", f"/decisions/{slug}"))

    def change_decision(
        self, slug: str, body: SheetChangeIn, *, key: str | None = None
    ) -> DecisionRead:
        """Change a sheet while it is open."""
        return cast("DecisionRead", self.call("PATCH", f"/decisions/{slug}", body=body, key=key))

    def discard_decision(self, slug: str) -> None:
        """Throw a draft away that was never proposed."""
        self.call("DELETE", f"/decisions/{slug}")

    def amend_decision(self, slug: str, body: AmendIn, *, key: str | None = None) -> DecisionRead:
        """Add a version to a settled decision."""
        return cast(
            "DecisionRead", self.call("POST", f"/decisions/{slug}/amend", body=body, key=key)
        )

    def list_comments(self, slug: str) -> list[CommentOut]:
        """List what was said on a sheet, the oldest first."""
        return cast("list[CommentOut]", self.call("GET", f"/decisions/{slug}/comments"))

    def comment_decision(self, slug: str, body: CommentIn, *, key: str | None = None) -> CommentOut:
        """Say something on a sheet."""
        return cast(
            "CommentOut", self.call("POST", f"/decisions/{slug}/comments", body=body, key=key)
        )

    def reword_comment(
        self, slug: str, pk: int, body: CommentIn, *, key: str | None = None
    ) -> CommentOut:
        """Change one's own comment, within ten minutes."""
        return cast(
            "CommentOut", self.call("PATCH", f"/decisions/{slug}/comments/{pk}", body=body, key=key)
        )

    def withdraw_comment(self, slug: str, pk: int) -> None:
        """Take one's own comment back."""
        self.call("DELETE", f"/decisions/{slug}/comments/{pk}")

    def decide_decision(self, slug: str, body: DecideIn, *, key: str | None = None) -> DecisionRead:
        """Say yes: the sheet and its forecasts are frozen."""
        return cast(
            "DecisionRead", self.call("POST", f"/decisions/{slug}/decide", body=body, key=key)
        )

    def state_forecast(self, slug: str, body: ForecastIn, *, key: str | None = None) -> ForecastOut:
        """State a forecast."""
        return cast(
            "ForecastOut", self.call("POST", f"/decisions/{slug}/forecasts", body=body, key=key)
        )

    def restate_forecast(
        self, slug: str, pk: int, body: ForecastIn, *, key: str | None = None
    ) -> ForecastOut:
        """Change a forecast of an open sheet."""
        return cast(
            "ForecastOut",
            self.call("PATCH", f"/decisions/{slug}/forecasts/{pk}", body=body, key=key),
        )

    def remove_forecast(self, slug: str, pk: int) -> None:
        """Take a forecast off an open sheet."""
        self.call("DELETE", f"/decisions/{slug}/forecasts/{pk}")

    def note_gate(self, slug: str, body: GateIn, *, key: str | None = None) -> GateOut:
        """Note the result of a gate."""
        return cast("GateOut", self.call("POST", f"/decisions/{slug}/gates", body=body, key=key))

    def remove_gate(self, slug: str, pk: int) -> None:
        """Take the result of a gate off."""
        self.call("DELETE", f"/decisions/{slug}/gates/{pk}")

    def compose_letter(self, slug: str, body: LetterIn, *, key: str | None = None) -> TextsOut:
        """Compose a refusal letter in both languages; nothing is refused yet."""
        return cast("TextsOut", self.call("POST", f"/decisions/{slug}/letter", body=body, key=key))

    def rewrite_letter(self, slug: str, body: TextsIn, *, key: str | None = None) -> LetterOut:
        """Keep changed texts as the next letter; those before stay."""
        return cast(
            "LetterOut", self.call("POST", f"/decisions/{slug}/letters", body=body, key=key)
        )

    def propose_decision(self, slug: str, *, key: str | None = None) -> DecisionRead:
        """Put a sheet before those who decide."""
        return cast("DecisionRead", self.call("POST", f"/decisions/{slug}/propose", key=key))

    def refuse_decision(self, slug: str, body: RefuseIn, *, key: str | None = None) -> DecisionRead:
        """Refuse a proposal, with its letter."""
        return cast(
            "DecisionRead", self.call("POST", f"/decisions/{slug}/refuse", body=body, key=key)
        )

    def reopen_decision(self, slug: str, body: ReasonIn, *, key: str | None = None) -> DecisionRead:
        """Open a settled decision again."""
        return cast(
            "DecisionRead", self.call("POST", f"/decisions/{slug}/reopen", body=body, key=key)
        )

    def send_decision_back(
        self, slug: str, body: ReasonIn, *, key: str | None = None
    ) -> DecisionRead:
        """Say what is missing."""
        return cast(
            "DecisionRead", self.call("POST", f"/decisions/{slug}/send-back", body=body, key=key)
        )

    def stop_decision(self, slug: str, body: StopIn, *, key: str | None = None) -> DecisionRead:
        """Stop what runs."""
        return cast(
            "DecisionRead", self.call("POST", f"/decisions/{slug}/stop", body=body, key=key)
        )

    def withdraw_decision(self, slug: str, *, key: str | None = None) -> DecisionRead:
        """Take a proposal back."""
        return cast("DecisionRead", self.call("POST", f"/decisions/{slug}/withdraw", key=key))

    def list_arrivals(
        self,
        *,
        q: str | None = None,
        sort: str | None = None,
        limit: int | None = None,
        offset: int | None = None,
    ) -> ArrivalOutPage:
        """List the archives that were brought in."""
        return cast(
            "ArrivalOutPage",
            self.call(
                "GET",
                "/exchange/arrivals",
                query={"q": q, "sort": sort, "limit": limit, "offset": offset},
            ),
        )

    def bring_workspace(self, file: tuple[str, bytes], *, key: str | None = None) -> ArrivalRead:
        """Bring an archive in: shown first, nothing is changed yet."""
        return cast("ArrivalRead", self.call("POST", "/exchange/arrivals", file=file, key=key))

    def read_arrival(self, pk: int) -> ArrivalRead:
        """Read what an archive would change."""
        return cast("ArrivalRead", self.call("GET", f"/exchange/arrivals/{pk}"))

    def drop_arrival(self, pk: int) -> None:
        """Leave an archive aside."""
        self.call("DELETE", f"/exchange/arrivals/{pk}")

    def apply_arrival(self, pk: int, *, key: str | None = None) -> ArrivalRead:
        """Do what an archive would change."""
        return cast("ArrivalRead", self.call("POST", f"/exchange/arrivals/{pk}/apply", key=key))

    def export_workspace(self) -> bytes:
        """Take the whole workspace out as an archive."""
        return self.content("GET", "/exchange/workspace")

    def list_effects(
        self,
        *,
        q: str | None = None,
        sort: str | None = None,
        limit: int | None = None,
        offset: int | None = None,
        verdict: Literal["gain", "loss", "not_proven", "not_measured"] | None = None,
        design: Literal[
            "experiment", "rollout", "synthetic_control", "series", "before_after", "declared"
        ]
        | None = None,
        grade: Literal["A", "B", "C", "D", "E"] | None = None,
    ) -> EffectOutPage:
        """List what the last measurement says."""
        return cast(
            "EffectOutPage",
            self.call(
                "GET",
                "/impact/effects",
                query={
                    "q": q,
                    "sort": sort,
                    "limit": limit,
                    "offset": offset,
                    "verdict": verdict,
                    "design": design,
                    "grade": grade,
                },
            ),
        )

    def read_effect(self, pk: int) -> EffectRead:
        """Read the proof of one effect: data, method, checks."""
        return cast("EffectRead", self.call("GET", f"/impact/effects/{pk}"))

    def pin_design(self, pk: int, body: PinIn, *, key: str | None = None) -> Done:
        """Ask for one design from now on."""
        return cast("Done", self.call("POST", f"/impact/effects/{pk}/pin", body=body, key=key))

    def unpin_design(self, pk: int) -> None:
        """Leave the choice to the engine again."""
        self.call("DELETE", f"/impact/effects/{pk}/pin")

    def list_measurements(
        self,
        *,
        q: str | None = None,
        sort: str | None = None,
        limit: int | None = None,
        offset: int | None = None,
    ) -> MeasurementOutPage:
        """List every measurement, the last one first."""
        return cast(
            "MeasurementOutPage",
            self.call(
                "GET",
                "/impact/measurements",
                query={"q": q, "sort": sort, "limit": limit, "offset": offset},
            ),
        )

    def ask_measurement(self, *, key: str | None = None) -> MeasurementOut:
        """Ask for a measurement; one that still waits is given again."""
        return cast("MeasurementOut", self.call("POST", "/impact/measurements", key=key))

    def read_measurement(self, pk: int) -> MeasurementOut:
        """Read one measurement."""
        return cast("MeasurementOut", self.call("GET", f"/impact/measurements/{pk}"))

    def list_effects_of_measurement(
        self,
        pk: int,
        *,
        q: str | None = None,
        sort: str | None = None,
        limit: int | None = None,
        offset: int | None = None,
        verdict: Literal["gain", "loss", "not_proven", "not_measured"] | None = None,
        design: Literal[
            "experiment", "rollout", "synthetic_control", "series", "before_after", "declared"
        ]
        | None = None,
        grade: Literal["A", "B", "C", "D", "E"] | None = None,
    ) -> EffectOutPage:
        """List what one measurement said, as it was."""
        return cast(
            "EffectOutPage",
            self.call(
                "GET",
                f"/impact/measurements/{pk}/effects",
                query={
                    "q": q,
                    "sort": sort,
                    "limit": limit,
                    "offset": offset,
                    "verdict": verdict,
                    "design": design,
                    "grade": grade,
                },
            ),
        )

    def list_outlooks(self, slug: str) -> list[OutlookOut]:
        """List what it would take to measure a decision that is not taken yet."""
        return cast("list[OutlookOut]", self.call("GET", f"/impact/outlooks/{slug}"))

    def ask_outlook(self, slug: str, *, key: str | None = None) -> list[OutlookOut]:
        """Ask what it would take."""
        return cast("list[OutlookOut]", self.call("POST", f"/impact/outlooks/{slug}", key=key))

    def read_progress(self) -> ProgressOut:
        """Say how far the measurement is."""
        return cast("ProgressOut", self.call("GET", "/impact/progress"))

    def list_reconciled_metrics(self) -> list[str]:
        """List the metrics of which it is said why they moved."""
        return cast("list[str]", self.call("GET", "/impact/why"))

    def read_why_metric_moved(self, slug: str) -> ReconciledOut:
        """Say why one metric moved: trend, season, controls, decisions, and what nobody explains."""
        return cast("ReconciledOut", self.call("GET", f"/impact/why/{slug}"))

    def replay_delivery(self, pk: int, *, key: str | None = None) -> Done:
        """Send an event again, under its own number."""
        return cast("Done", self.call("POST", f"/integrations/deliveries/{pk}/replay", key=key))

    def list_my_tokens(
        self,
        *,
        q: str | None = None,
        sort: str | None = None,
        limit: int | None = None,
        offset: int | None = None,
    ) -> TokenOutPage:
        """List one's own tokens."""
        return cast(
            "TokenOutPage",
            self.call(
                "GET",
                "/integrations/tokens",
                query={"q": q, "sort": sort, "limit": limit, "offset": offset},
            ),
        )

    def list_all_tokens(
        self,
        *,
        q: str | None = None,
        sort: str | None = None,
        limit: int | None = None,
        offset: int | None = None,
    ) -> HeldTokenOutPage:
        """List everybody's tokens."""
        return cast(
            "HeldTokenOutPage",
            self.call(
                "GET",
                "/integrations/tokens/all",
                query={"q": q, "sort": sort, "limit": limit, "offset": offset},
            ),
        )

    def revoke_token(self, pk: int) -> None:
        """Revoke a token: one's own, or anybody's for the owner."""
        self.call("DELETE", f"/integrations/tokens/{pk}")

    def list_webhooks(
        self,
        *,
        q: str | None = None,
        sort: str | None = None,
        limit: int | None = None,
        offset: int | None = None,
    ) -> WebhookOutPage:
        """List the webhooks."""
        return cast(
            "WebhookOutPage",
            self.call(
                "GET",
                "/integrations/webhooks",
                query={"q": q, "sort": sort, "limit": limit, "offset": offset},
            ),
        )

    def register_webhook(self, body: WebhookIn, *, key: str | None = None) -> WebhookMade:
        """Register an address; its secret is given this once."""
        return cast("WebhookMade", self.call("POST", "/integrations/webhooks", body=body, key=key))

    def read_webhook(self, pk: int) -> WebhookOut:
        """Read one webhook."""
        return cast("WebhookOut", self.call("GET", f"/integrations/webhooks/{pk}"))

    def change_webhook(self, pk: int, body: WebhookIn, *, key: str | None = None) -> WebhookOut:
        """Change where it goes and what it is told."""
        return cast(
            "WebhookOut", self.call("PATCH", f"/integrations/webhooks/{pk}", body=body, key=key)
        )

    def remove_webhook(self, pk: int) -> None:
        """Send nothing there any more."""
        self.call("DELETE", f"/integrations/webhooks/{pk}")

    def list_deliveries(
        self,
        pk: int,
        *,
        q: str | None = None,
        sort: str | None = None,
        limit: int | None = None,
        offset: int | None = None,
    ) -> DeliveryOutPage:
        """List what was sent to one address, with each attempt."""
        return cast(
            "DeliveryOutPage",
            self.call(
                "GET",
                f"/integrations/webhooks/{pk}/deliveries",
                query={"q": q, "sort": sort, "limit": limit, "offset": offset},
            ),
        )

    def pause_webhook(self, pk: int, body: PauseIn, *, key: str | None = None) -> WebhookOut:
        """Hold deliveries back, or let them go again; letting go also ends a stop."""
        return cast(
            "WebhookOut",
            self.call("POST", f"/integrations/webhooks/{pk}/pause", body=body, key=key),
        )

    def renew_webhook_secret(self, pk: int, *, key: str | None = None) -> SecretOut:
        """Make a new secret; the one before signs nothing any more."""
        return cast("SecretOut", self.call("POST", f"/integrations/webhooks/{pk}/secret", key=key))

    def try_webhook(self, pk: int, *, key: str | None = None) -> Done:
        """Send an event that says nothing."""
        return cast("Done", self.call("POST", f"/integrations/webhooks/{pk}/try", key=key))

    def read_board(self) -> BoardOut:
        """Read forecasts against measurements."""
        return cast("BoardOut", self.call("GET", "/learning"))

    def list_lessons(
        self,
        *,
        q: str | None = None,
        sort: str | None = None,
        limit: int | None = None,
        offset: int | None = None,
    ) -> LessonOutPage:
        """List the lessons."""
        return cast(
            "LessonOutPage",
            self.call(
                "GET",
                "/learning/lessons",
                query={"q": q, "sort": sort, "limit": limit, "offset": offset},
            ),
        )

    def write_lesson(self, body: LessonIn, *, key: str | None = None) -> LessonOut:
        """Write a lesson."""
        return cast("LessonOut", self.call("POST", "/learning/lessons", body=body, key=key))

    def read_lesson(self, pk: int) -> LessonOut:
        """Read one lesson."""
        return cast("LessonOut", self.call("GET", f"/learning/lessons/{pk}"))

    def apply_lesson(self, pk: int, body: UseIn, *, key: str | None = None) -> LessonOut:
        """Note that a later decision used a lesson."""
        return cast(
            "LessonOut", self.call("POST", f"/learning/lessons/{pk}/uses", body=body, key=key)
        )

    def withdraw_lesson(self, pk: int, body: LessonWithdrawnIn, *, key: str | None = None) -> Done:
        """Take a lesson off the list, or put it back."""
        return cast(
            "Done", self.call("POST", f"/learning/lessons/{pk}/withdraw", body=body, key=key)
        )

    def list_reviews_due(
        self,
        *,
        q: str | None = None,
        sort: str | None = None,
        limit: int | None = None,
        offset: int | None = None,
    ) -> DueOutPage:
        """List the reviews that come due within the quarter."""
        return cast(
            "DueOutPage",
            self.call(
                "GET",
                "/learning/reviews",
                query={"q": q, "sort": sort, "limit": limit, "offset": offset},
            ),
        )

    def list_reviews_held(self, slug: str) -> list[ReviewOut]:
        """List the reviews of one decision."""
        return cast("list[ReviewOut]", self.call("GET", f"/learning/reviews/{slug}"))

    def hold_review(self, slug: str, body: ReviewIn, *, key: str | None = None) -> ReviewOut:
        """Keep what a review saw, and what follows."""
        return cast("ReviewOut", self.call("POST", f"/learning/reviews/{slug}", body=body, key=key))

    def read_ledger(self) -> StandingOut:
        """Read what stands, from the last measurement."""
        return cast("StandingOut", self.call("GET", "/ledger"))

    def read_accounts(self) -> AccountsOut:
        """Read the account of each product."""
        return cast("AccountsOut", self.call("GET", "/ledger/accounts"))

    def read_ledger_by(
        self, by: Literal["grade", "team", "product", "origin", "stage", "quarter"]
    ) -> list[TotalOut]:
        """Read the totals by group; no team under the floor is among them."""
        return cast("list[TotalOut]", self.call("GET", f"/ledger/by/{by}"))

    def list_costs(
        self,
        *,
        q: str | None = None,
        sort: str | None = None,
        limit: int | None = None,
        offset: int | None = None,
    ) -> CostOutPage:
        """List what was spent."""
        return cast(
            "CostOutPage",
            self.call(
                "GET",
                "/ledger/costs",
                query={"q": q, "sort": sort, "limit": limit, "offset": offset},
            ),
        )

    def put_cost_down(self, body: CostIn, *, key: str | None = None) -> CostOut:
        """Add a cost."""
        return cast("CostOut", self.call("POST", "/ledger/costs", body=body, key=key))

    def read_cost(self, pk: int) -> CostOut:
        """Read one line of what was spent."""
        return cast("CostOut", self.call("GET", f"/ledger/costs/{pk}"))

    def take_cost_back(self, pk: int, *, key: str | None = None) -> CostOut:
        """Write the same cost the other way."""
        return cast("CostOut", self.call("POST", f"/ledger/costs/{pk}/take-back", key=key))

    def list_entries(
        self,
        *,
        q: str | None = None,
        sort: str | None = None,
        limit: int | None = None,
        offset: int | None = None,
        team: str | None = None,
        product: str | None = None,
        origin: str | None = None,
        stage: str | None = None,
        year: str | None = None,
        standing: Literal["yes", ""] | None = None,
    ) -> EntryOutPage:
        """List every entry; those that were reversed stay readable."""
        return cast(
            "EntryOutPage",
            self.call(
                "GET",
                "/ledger/entries",
                query={
                    "q": q,
                    "sort": sort,
                    "limit": limit,
                    "offset": offset,
                    "team": team,
                    "product": product,
                    "origin": origin,
                    "stage": stage,
                    "year": year,
                    "standing": standing,
                },
            ),
        )

    def check_entries(self) -> EntriesChainOut:
        """Check the chain of entries from its beginning."""
        return cast("EntriesChainOut", self.call("GET", "/ledger/entries/chain"))

    def read_entry(self, pk: int) -> EntryOut:
        """Read one entry."""
        return cast("EntryOut", self.call("GET", f"/ledger/entries/{pk}"))

    def list_losses(
        self,
        *,
        q: str | None = None,
        sort: str | None = None,
        limit: int | None = None,
        offset: int | None = None,
    ) -> LossOutPage:
        """List the losses, with what was recovered."""
        return cast(
            "LossOutPage",
            self.call(
                "GET",
                "/ledger/losses",
                query={"q": q, "sort": sort, "limit": limit, "offset": offset},
            ),
        )

    def write_loss(self, body: LossIn, *, key: str | None = None) -> LossOut:
        """Put a loss on record."""
        return cast("LossOut", self.call("POST", "/ledger/losses", body=body, key=key))

    def read_rebound(self) -> ReboundOut:
        """Say how long losses take to be recovered."""
        return cast("ReboundOut", self.call("GET", "/ledger/losses/rebound"))

    def read_loss(self, pk: int) -> LossOut:
        """Read one loss and its lineage."""
        return cast("LossOut", self.call("GET", f"/ledger/losses/{pk}"))

    def write_reuse(self, pk: int, body: ReuseIn, *, key: str | None = None) -> LossOut:
        """Note that a decision draws on a loss."""
        return cast("LossOut", self.call("POST", f"/ledger/losses/{pk}/reuses", body=body, key=key))

    def withdraw_loss(self, pk: int, body: LossWithdrawnIn, *, key: str | None = None) -> Done:
        """Take a loss off the list, or put it back."""
        return cast("Done", self.call("POST", f"/ledger/losses/{pk}/withdraw", body=body, key=key))

    def read_position(self) -> PositionOut:
        """Read the five axes, and quarter by quarter."""
        return cast("PositionOut", self.call("GET", "/ledger/position"))

    def take_stance(self, body: StanceIn, *, key: str | None = None) -> Done:
        """Put down where the leaders see themselves."""
        return cast("Done", self.call("POST", "/ledger/position", body=body, key=key))

    def read_me(self) -> MeOut:
        """Say for whom this token calls."""
        return cast("MeOut", self.call("GET", "/me"))

    def list_channels(
        self,
        *,
        q: str | None = None,
        sort: str | None = None,
        limit: int | None = None,
        offset: int | None = None,
    ) -> ChannelOutPage:
        """List the rooms that are told."""
        return cast(
            "ChannelOutPage",
            self.call(
                "GET",
                "/messages/channels",
                query={"q": q, "sort": sort, "limit": limit, "offset": offset},
            ),
        )

    def register_channel(self, body: ChannelIn, *, key: str | None = None) -> ChannelOut:
        """Tell one more room; its address is never shown again."""
        return cast("ChannelOut", self.call("POST", "/messages/channels", body=body, key=key))

    def read_channel(self, pk: int) -> ChannelOut:
        """Read one room."""
        return cast("ChannelOut", self.call("GET", f"/messages/channels/{pk}"))

    def remove_channel(self, pk: int) -> None:
        """Tell this room nothing any more, and forget its address."""
        self.call("DELETE", f"/messages/channels/{pk}")

    def list_notices(
        self,
        pk: int,
        *,
        q: str | None = None,
        sort: str | None = None,
        limit: int | None = None,
        offset: int | None = None,
        state: Literal["", "waiting", "sent", "failed"] | None = None,
    ) -> NoticeOutPage:
        """List what one room was told."""
        return cast(
            "NoticeOutPage",
            self.call(
                "GET",
                f"/messages/channels/{pk}/notices",
                query={"q": q, "sort": sort, "limit": limit, "offset": offset, "state": state},
            ),
        )

    def pause_channel(self, pk: int, body: ChannelPauseIn, *, key: str | None = None) -> ChannelOut:
        """Hold notices back, or let them go again; letting go also ends a stop."""
        return cast(
            "ChannelOut", self.call("POST", f"/messages/channels/{pk}/pause", body=body, key=key)
        )

    def try_channel(self, pk: int, *, key: str | None = None) -> NoticeOut:
        """Have a trial sent within a minute; what came of it is read among its notices."""
        return cast("NoticeOut", self.call("POST", f"/messages/channels/{pk}/try", key=key))

    def list_capture_links(
        self,
        *,
        q: str | None = None,
        sort: str | None = None,
        limit: int | None = None,
        offset: int | None = None,
    ) -> CaptureLinkOutPage:
        """List the links for walls that are open."""
        return cast(
            "CaptureLinkOutPage",
            self.call(
                "GET",
                "/messages/links",
                query={"q": q, "sort": sort, "limit": limit, "offset": offset},
            ),
        )

    def open_capture_link(self, body: CaptureLinkIn, *, key: str | None = None) -> CaptureLinkMade:
        """Make a link for a wall; a program is given its address this once."""
        return cast("CaptureLinkMade", self.call("POST", "/messages/links", body=body, key=key))

    def read_capture_link(self, pk: int) -> CaptureLinkOut:
        """Read one link for a wall."""
        return cast("CaptureLinkOut", self.call("GET", f"/messages/links/{pk}"))

    def revoke_capture_link(self, pk: int) -> None:
        """Have a link take nothing any more."""
        self.call("DELETE", f"/messages/links/{pk}")

    def list_mails(
        self,
        *,
        q: str | None = None,
        sort: str | None = None,
        limit: int | None = None,
        offset: int | None = None,
    ) -> MailOutPage:
        """List the mails that wait for one."""
        return cast(
            "MailOutPage",
            self.call(
                "GET",
                "/messages/mails",
                query={"q": q, "sort": sort, "limit": limit, "offset": offset},
            ),
        )

    def bring_mail(self, file: tuple[str, bytes], *, key: str | None = None) -> MailOut:
        """Bring a mail saved as a file: its words wait, no signal is made yet."""
        return cast("MailOut", self.call("POST", "/messages/mails", file=file, key=key))

    def read_mail(self, pk: int) -> MailOut:
        """Read the words of a mail that waits."""
        return cast("MailOut", self.call("GET", f"/messages/mails/{pk}"))

    def discard_mail(self, pk: int) -> None:
        """Forget the words of a mail."""
        self.call("DELETE", f"/messages/mails/{pk}")

    def post_mail(self, pk: int, body: SettledIn, *, key: str | None = None) -> MailPosted:
        """Make a signal of a mail, in words that were settled on; once."""
        return cast(
            "MailPosted", self.call("POST", f"/messages/mails/{pk}/signal", body=body, key=key)
        )

    def read_my_messages(self) -> MessagesOut:
        """Read what one chose to be sent."""
        return cast("MessagesOut", self.call("GET", "/messages/mine"))

    def choose_my_messages(self, body: MessagesIn, *, key: str | None = None) -> MessagesOut:
        """Choose what one is sent, and the hours in which nothing comes."""
        return cast("MessagesOut", self.call("PATCH", "/messages/mine", body=body, key=key))

    def renew_my_calendar(self, *, key: str | None = None) -> CalendarOut:
        """Make a new address for one's calendar; the one before opens nothing any more."""
        return cast("CalendarOut", self.call("POST", "/messages/mine/calendar", key=key))

    def close_my_calendar(self) -> None:
        """Have no calendar any more."""
        self.call("DELETE", "/messages/mine/calendar")

    def list_metrics(
        self,
        *,
        q: str | None = None,
        sort: str | None = None,
        limit: int | None = None,
        offset: int | None = None,
        stage: Literal[
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
        | None = None,
        grain: Literal["day", "week", "month", "quarter", "year"] | None = None,
        archived: Literal["0", "1"] | None = None,
    ) -> MetricOutPage:
        """List the metrics."""
        return cast(
            "MetricOutPage",
            self.call(
                "GET",
                "/metrics",
                query={
                    "q": q,
                    "sort": sort,
                    "limit": limit,
                    "offset": offset,
                    "stage": stage,
                    "grain": grain,
                    "archived": archived,
                },
            ),
        )

    def define_metric(self, body: DefinitionIn, *, key: str | None = None) -> MetricOut:
        """Define a metric."""
        return cast("MetricOut", self.call("POST", "/metrics", body=body, key=key))

    def read_metric(self, slug: str) -> MetricRead:
        """Read one metric."""
        return cast("MetricRead", self.call("GET", f"/metrics/definitions/{slug}"))

    def redefine_metric(
        self, slug: str, body: RedefinitionIn, *, key: str | None = None
    ) -> MetricOut:
        """Change a definition, with its reason; the one before stays readable."""
        return cast(
            "MetricOut", self.call("PATCH", f"/metrics/definitions/{slug}", body=body, key=key)
        )

    def archive_metric(self, slug: str, body: ShelfIn, *, key: str | None = None) -> Done:
        """Put a metric away, or take it back."""
        return cast(
            "Done", self.call("POST", f"/metrics/definitions/{slug}/archive", body=body, key=key)
        )

    def move_metric(self, slug: str, body: MoveMetricIn, *, key: str | None = None) -> Done:
        """Hang a metric elsewhere in the tree."""
        return cast(
            "Done", self.call("POST", f"/metrics/definitions/{slug}/move", body=body, key=key)
        )

    def list_values(
        self,
        slug: str,
        *,
        since: str | None = None,
        until: str | None = None,
        limit: int | None = None,
        offset: int | None = None,
    ) -> ValuesOut:
        """List the values of a metric that stand."""
        return cast(
            "ValuesOut",
            self.call(
                "GET",
                f"/metrics/definitions/{slug}/values",
                query={"since": since, "until": until, "limit": limit, "offset": offset},
            ),
        )

    def list_imports(
        self,
        *,
        q: str | None = None,
        sort: str | None = None,
        limit: int | None = None,
        offset: int | None = None,
        state: str | None = None,
    ) -> ImportOutPage:
        """List the imports."""
        return cast(
            "ImportOutPage",
            self.call(
                "GET",
                "/metrics/imports",
                query={"q": q, "sort": sort, "limit": limit, "offset": offset, "state": state},
            ),
        )

    def bring_values(self, file: tuple[str, bytes], *, key: str | None = None) -> ImportRead:
        """Bring a file of values: shown first, nothing is in force yet."""
        return cast("ImportRead", self.call("POST", "/metrics/imports", file=file, key=key))

    def read_import(self, pk: int) -> ImportRead:
        """Read one import: how far it is, its faults, or what it changes."""
        return cast("ImportRead", self.call("GET", f"/metrics/imports/{pk}"))

    def discard_import(self, pk: int) -> None:
        """Throw a preview away."""
        self.call("DELETE", f"/metrics/imports/{pk}")

    def apply_import(self, pk: int, *, key: str | None = None) -> ImportRead:
        """Put a preview in force."""
        return cast("ImportRead", self.call("POST", f"/metrics/imports/{pk}/apply", key=key))

    def apply_import_again(self, pk: int, *, key: str | None = None) -> ImportRead:
        """Put a reversed import in force again."""
        return cast("ImportRead", self.call("POST", f"/metrics/imports/{pk}/apply-again", key=key))

    def reverse_import(self, pk: int, *, key: str | None = None) -> ImportRead:
        """Take an import out of force."""
        return cast("ImportRead", self.call("POST", f"/metrics/imports/{pk}/reverse", key=key))

    def withdraw_source_token(self, pk: int) -> None:
        """Withdraw such a token."""
        self.call("DELETE", f"/metrics/source-tokens/{pk}")

    def list_sources(
        self,
        *,
        q: str | None = None,
        sort: str | None = None,
        limit: int | None = None,
        offset: int | None = None,
        kind: Literal["folder", "query", "push"] | None = None,
        archived: Literal["0", "1"] | None = None,
    ) -> SourceOutPage:
        """List the sources, and how late each is."""
        return cast(
            "SourceOutPage",
            self.call(
                "GET",
                "/metrics/sources",
                query={
                    "q": q,
                    "sort": sort,
                    "limit": limit,
                    "offset": offset,
                    "kind": kind,
                    "archived": archived,
                },
            ),
        )

    def declare_source(self, body: SourceIn, *, key: str | None = None) -> SourceOut:
        """Declare a source."""
        return cast("SourceOut", self.call("POST", "/metrics/sources", body=body, key=key))

    def read_source(self, pk: int) -> SourceOut:
        """Read one source."""
        return cast("SourceOut", self.call("GET", f"/metrics/sources/{pk}"))

    def change_source(self, pk: int, body: SourceIn, *, key: str | None = None) -> SourceOut:
        """Change a source; its kind stays."""
        return cast("SourceOut", self.call("PATCH", f"/metrics/sources/{pk}", body=body, key=key))

    def archive_source(self, pk: int, body: ShelfIn, *, key: str | None = None) -> Done:
        """Stop asking a source, or take it up again."""
        return cast("Done", self.call("POST", f"/metrics/sources/{pk}/archive", body=body, key=key))

    def ask_source(self, pk: int, *, key: str | None = None) -> SourceOut:
        """Ask a source for its values now."""
        return cast("SourceOut", self.call("POST", f"/metrics/sources/{pk}/ask", key=key))

    def list_source_tokens(self, pk: int) -> list[PushTokenOut]:
        """List the tokens that only send values to this source."""
        return cast("list[PushTokenOut]", self.call("GET", f"/metrics/sources/{pk}/tokens"))

    def create_source_token(
        self, pk: int, body: PushTokenIn, *, key: str | None = None
    ) -> PushTokenOut:
        """Make such a token; its secret is given this once."""
        return cast(
            "PushTokenOut", self.call("POST", f"/metrics/sources/{pk}/tokens", body=body, key=key)
        )

    def push_values(self, pk: int, body: RowsIn, *, key: str | None = None) -> PushedOut:
        """Send values to a source that programs call."""
        return cast(
            "PushedOut", self.call("POST", f"/metrics/sources/{pk}/values", body=body, key=key)
        )

    def read_metric_tree(self) -> list[BranchOut]:
        """Read which metric hangs under which."""
        return cast("list[BranchOut]", self.call("GET", "/metrics/tree"))

    def read_opportunity_tree(self) -> list[NodeOut]:
        """Read the whole tree, each node after its parent."""
        return cast("list[NodeOut]", self.call("GET", "/opportunities"))

    def add_opportunity(self, body: NodeIn, *, key: str | None = None) -> NodeRead:
        """Add a node."""
        return cast("NodeRead", self.call("POST", "/opportunities", body=body, key=key))

    def rank_solutions(self) -> RankingOut:
        """Rank the solutions, with how firm their order is."""
        return cast("RankingOut", self.call("GET", "/opportunities/ranking"))

    def read_opportunity(self, pk: int) -> NodeRead:
        """Read one node."""
        return cast("NodeRead", self.call("GET", f"/opportunities/{pk}"))

    def write_opportunity(self, pk: int, body: NodeChangeIn, *, key: str | None = None) -> NodeRead:
        """Write on a node."""
        return cast("NodeRead", self.call("PATCH", f"/opportunities/{pk}", body=body, key=key))

    def archive_opportunity(self, pk: int, *, key: str | None = None) -> Done:
        """Put a node away, and all that is under it."""
        return cast("Done", self.call("POST", f"/opportunities/{pk}/archive", key=key))

    def link_evidence(self, pk: int, body: LinkIn, *, key: str | None = None) -> Done:
        """Link a group of signals as evidence."""
        return cast("Done", self.call("POST", f"/opportunities/{pk}/evidence", body=body, key=key))

    def unlink_evidence(self, pk: int, group: int) -> None:
        """Take a group of signals off."""
        self.call("DELETE", f"/opportunities/{pk}/evidence/{group}")

    def hang_opportunity(self, pk: int, body: HangIn, *, key: str | None = None) -> Done:
        """Put a node, with all that is under it, under another one."""
        return cast("Done", self.call("POST", f"/opportunities/{pk}/hang", body=body, key=key))

    def restore_opportunity(self, pk: int, *, key: str | None = None) -> Done:
        """Bring a node back."""
        return cast("Done", self.call("POST", f"/opportunities/{pk}/restore", key=key))

    def step_opportunity(self, pk: int, body: StepIn, *, key: str | None = None) -> Done:
        """Move a node up or down."""
        return cast("Done", self.call("POST", f"/opportunities/{pk}/step", body=body, key=key))

    def list_audit_lines(
        self,
        *,
        q: str | None = None,
        sort: str | None = None,
        limit: int | None = None,
        offset: int | None = None,
    ) -> AuditOutPage:
        """List who did what."""
        return cast(
            "AuditOutPage",
            self.call(
                "GET",
                "/organisation/audit",
                query={"q": q, "sort": sort, "limit": limit, "offset": offset},
            ),
        )

    def check_audit_log(self) -> AuditChainOut:
        """Check that nothing in the log was changed."""
        return cast("AuditChainOut", self.call("GET", "/organisation/audit/chain"))

    def read_company(self) -> CompanyOut:
        """Read what holds for the whole company."""
        return cast("CompanyOut", self.call("GET", "/organisation/company"))

    def change_company(self, body: CompanyIn, *, key: str | None = None) -> CompanyOut:
        """Change what holds for the whole company."""
        return cast("CompanyOut", self.call("PATCH", "/organisation/company", body=body, key=key))

    def list_people(
        self,
        *,
        q: str | None = None,
        sort: str | None = None,
        limit: int | None = None,
        offset: int | None = None,
        role: Literal["owner", "executive", "finance", "product", "member", "observer", "auditor"]
        | None = None,
        state: Literal["True", "False", ""] | None = None,
    ) -> PersonOutPage:
        """List who may sign in."""
        return cast(
            "PersonOutPage",
            self.call(
                "GET",
                "/organisation/people",
                query={
                    "q": q,
                    "sort": sort,
                    "limit": limit,
                    "offset": offset,
                    "role": role,
                    "state": state,
                },
            ),
        )

    def add_person(self, body: PersonIn, *, key: str | None = None) -> InvitedOut:
        """Add somebody; the link that lets them in is given this once."""
        return cast("InvitedOut", self.call("POST", "/organisation/people", body=body, key=key))

    def bring_people(self, file: tuple[str, bytes], *, key: str | None = None) -> PeopleImportOut:
        """Bring a list of people: shown first, nothing is changed yet."""
        return cast(
            "PeopleImportOut", self.call("POST", "/organisation/people/imports", file=file, key=key)
        )

    def apply_people(self, pk: int, *, key: str | None = None) -> Done:
        """Do what a list of people would do."""
        return cast("Done", self.call("POST", f"/organisation/people/imports/{pk}/apply", key=key))

    def undo_people(self, pk: int, *, key: str | None = None) -> Done:
        """Take a list of people back."""
        return cast("Done", self.call("POST", f"/organisation/people/imports/{pk}/undo", key=key))

    def read_person(self, pk: int) -> PersonOut:
        """Read what is known of somebody."""
        return cast("PersonOut", self.call("GET", f"/organisation/people/{pk}"))

    def change_person(self, pk: int, body: PersonChangeIn, *, key: str | None = None) -> PersonOut:
        """Correct what is known of somebody."""
        return cast(
            "PersonOut", self.call("PATCH", f"/organisation/people/{pk}", body=body, key=key)
        )

    def open_or_close_person(self, pk: int, body: ActiveIn, *, key: str | None = None) -> Done:
        """Close Levier to somebody, or open it again."""
        return cast(
            "Done", self.call("POST", f"/organisation/people/{pk}/active", body=body, key=key)
        )

    def invite_person(self, pk: int, *, key: str | None = None) -> InvitedOut:
        """Make a new link for somebody."""
        return cast("InvitedOut", self.call("POST", f"/organisation/people/{pk}/invite", key=key))

    def give_roles(self, pk: int, body: RolesIn, *, key: str | None = None) -> Done:
        """Give somebody their roles."""
        return cast(
            "Done", self.call("POST", f"/organisation/people/{pk}/roles", body=body, key=key)
        )

    def withdraw_invitation(self, pk: int, *, key: str | None = None) -> Done:
        """Close the links of somebody."""
        return cast(
            "Done", self.call("POST", f"/organisation/people/{pk}/withdraw-invitation", key=key)
        )

    def list_decision_rights(self) -> RightsTableOut:
        """List who recommends, decides, is consulted and informed."""
        return cast("RightsTableOut", self.call("GET", "/organisation/rights"))

    def write_decision_right(self, body: RightIn, *, key: str | None = None) -> RightOut:
        """Write one function's part down."""
        return cast("RightOut", self.call("POST", "/organisation/rights", body=body, key=key))

    def remove_decision_right(self, pk: int) -> None:
        """Take one function's part away."""
        self.call("DELETE", f"/organisation/rights/{pk}")

    def list_parts(
        self,
        of: Literal["tribes", "teams", "products", "clients"],
        *,
        q: str | None = None,
        sort: str | None = None,
        limit: int | None = None,
        offset: int | None = None,
        archived: Literal["True", "False", ""] | None = None,
    ) -> PartOutPage:
        """List tribes, teams, products or clients."""
        return cast(
            "PartOutPage",
            self.call(
                "GET",
                f"/organisation/{of}",
                query={
                    "q": q,
                    "sort": sort,
                    "limit": limit,
                    "offset": offset,
                    "archived": archived,
                },
            ),
        )

    def add_part(
        self,
        of: Literal["tribes", "teams", "products", "clients"],
        body: PartIn,
        *,
        key: str | None = None,
    ) -> PartOut:
        """Add a tribe, team, product or client."""
        return cast("PartOut", self.call("POST", f"/organisation/{of}", body=body, key=key))

    def change_part(
        self,
        of: Literal["tribes", "teams", "products", "clients"],
        pk: int,
        body: PartIn,
        *,
        key: str | None = None,
    ) -> PartOut:
        """Rename it, or put it under another parent."""
        return cast("PartOut", self.call("PATCH", f"/organisation/{of}/{pk}", body=body, key=key))

    def archive_part(
        self,
        of: Literal["tribes", "teams", "products", "clients"],
        pk: int,
        body: ArchivedIn,
        *,
        key: str | None = None,
    ) -> Done:
        """Put it away, or take it out again."""
        return cast(
            "Done", self.call("POST", f"/organisation/{of}/{pk}/archive", body=body, key=key)
        )

    def read_privacy(self) -> PrivacyOut:
        """Read the floor, the groups of teams and the state of the audit log."""
        return cast("PrivacyOut", self.call("GET", "/privacy"))

    def call_erasure_off(self, pk: int, *, key: str | None = None) -> Done:
        """Call a planned erasure off."""
        return cast("Done", self.call("POST", f"/privacy/erasures/{pk}/call-off", key=key))

    def list_privacy_files(self) -> list[MadeFileOut]:
        """List the last files of each kind."""
        return cast("list[MadeFileOut]", self.call("GET", "/privacy/files"))

    def make_privacy_file(
        self, kind: Literal["register", "assessment", "consultation"], *, key: str | None = None
    ) -> MadeFileOut:
        """Make a file of today's settings."""
        return cast("MadeFileOut", self.call("POST", f"/privacy/files/{kind}", key=key))

    def take_privacy_file(
        self, pk: int, language: Literal["fr", "en"], form: Literal["pdf", "html"]
    ) -> bytes:
        """Take a file, as a tagged PDF or as a page."""
        return self.content("GET", f"/privacy/files/{pk}/{language}/{form}")

    def show_functions(self, body: FunctionsIn, *, key: str | None = None) -> Done:
        """Show functions beside what people write, or no longer."""
        return cast("Done", self.call("POST", "/privacy/functions", body=body, key=key))

    def found_groups_anew(self, body: AnewIn, *, key: str | None = None) -> Done:
        """Found the groups of teams anew."""
        return cast("Done", self.call("POST", "/privacy/groups/anew", body=body, key=key))

    def read_my_erasure(self) -> MyErasureOut:
        """Read what became of one's own request for erasure."""
        return cast("MyErasureOut", self.call("GET", "/privacy/mine/erasure"))

    def ask_my_erasure(self, *, key: str | None = None) -> ErasureRequestOut:
        """Ask for the erasure of one's own name."""
        return cast("ErasureRequestOut", self.call("POST", "/privacy/mine/erasure", key=key))

    def withdraw_my_erasure(self) -> None:
        """Take one's own request for erasure back."""
        self.call("DELETE", "/privacy/mine/erasure")

    def take_my_data(self, *, key: str | None = None) -> HeldOut:
        """Take everything that is held of whoever the token belongs to."""
        return cast("HeldOut", self.call("POST", "/privacy/mine/export", key=key))

    def plan_erasure(self, pk: int, body: ErasureIn, *, key: str | None = None) -> ErasureOut:
        """Plan the erasure of a person's name."""
        return cast(
            "ErasureOut", self.call("POST", f"/privacy/people/{pk}/erasure", body=body, key=key)
        )

    def take_data_of_person(self, pk: int, *, key: str | None = None) -> HeldOut:
        """Take everything that is held of a person."""
        return cast("HeldOut", self.call("POST", f"/privacy/people/{pk}/export", key=key))

    def list_erasure_requests(self) -> list[ErasureRequestOut]:
        """List the requests for erasure that wait for an answer, what is due first, first."""
        return cast("list[ErasureRequestOut]", self.call("GET", "/privacy/requests"))

    def refuse_erasure_request(self, pk: int, body: RefusalIn, *, key: str | None = None) -> Done:
        """Refuse a request for erasure, with the reason that the person reads."""
        return cast("Done", self.call("POST", f"/privacy/requests/{pk}/refuse", body=body, key=key))

    def list_retention(self) -> list[KeptOut]:
        """List how long each kind of thing is kept, and how many would go now."""
        return cast("list[KeptOut]", self.call("GET", "/privacy/retention"))

    def change_retention(self, body: KeptIn, *, key: str | None = None) -> list[KeptOut]:
        """Set how long kinds of things are kept."""
        return cast("list[KeptOut]", self.call("PATCH", "/privacy/retention", body=body, key=key))

    def search(self, *, q: str, limit: int | None = None) -> list[HitOut]:
        """Search across everything that the caller may see; so many of each kind."""
        return cast("list[HitOut]", self.call("GET", "/search", query={"q": q, "limit": limit}))

    def list_signals(
        self,
        *,
        q: str | None = None,
        sort: str | None = None,
        limit: int | None = None,
        offset: int | None = None,
        kind: Literal["friction", "request", "idea", "observation", "committee"] | None = None,
        fate: Literal["received", "looked_at", "opportunity", "decision", "answered", "declined"]
        | None = None,
    ) -> SignalOutPage:
        """List every signal."""
        return cast(
            "SignalOutPage",
            self.call(
                "GET",
                "/signals",
                query={
                    "q": q,
                    "sort": sort,
                    "limit": limit,
                    "offset": offset,
                    "kind": kind,
                    "fate": fate,
                },
            ),
        )

    def post_signal(self, body: SignalIn, *, key: str | None = None) -> SignalOut:
        """Post a signal."""
        return cast("SignalOut", self.call("POST", "/signals", body=body, key=key))

    def read_signal_figures(self) -> FiguresOut:
        """Say what share of the signals led to something, and how long an answer takes."""
        return cast("FiguresOut", self.call("GET", "/signals/figures"))

    def list_signal_groups(
        self,
        *,
        q: str | None = None,
        sort: str | None = None,
        limit: int | None = None,
        offset: int | None = None,
    ) -> GroupOutPage:
        """List what keeps coming back, most voices first."""
        return cast(
            "GroupOutPage",
            self.call(
                "GET",
                "/signals/groups",
                query={"q": q, "sort": sort, "limit": limit, "offset": offset},
            ),
        )

    def read_signal_group(self, pk: int) -> GroupRead:
        """Read one group."""
        return cast("GroupRead", self.call("GET", f"/signals/groups/{pk}"))

    def rename_signal_group(self, pk: int, body: TitleIn, *, key: str | None = None) -> Done:
        """Give a group better words."""
        return cast("Done", self.call("PATCH", f"/signals/groups/{pk}", body=body, key=key))

    def answer_signal_group(self, pk: int, body: FateIn, *, key: str | None = None) -> Done:
        """Say what becomes of every signal of a group."""
        return cast("Done", self.call("POST", f"/signals/groups/{pk}/fate", body=body, key=key))

    def merge_signal_groups(self, pk: int, body: MergeIn, *, key: str | None = None) -> Done:
        """Bring the signals of another group into this one; gives the number of the merge."""
        return cast("Done", self.call("POST", f"/signals/groups/{pk}/merge", body=body, key=key))

    def list_signals_of_group(
        self,
        pk: int,
        *,
        q: str | None = None,
        sort: str | None = None,
        limit: int | None = None,
        offset: int | None = None,
    ) -> SignalOutPage:
        """List the signals of one group."""
        return cast(
            "SignalOutPage",
            self.call(
                "GET",
                f"/signals/groups/{pk}/signals",
                query={"q": q, "sort": sort, "limit": limit, "offset": offset},
            ),
        )

    def undo_signal_merge(self, pk: int, *, key: str | None = None) -> Done:
        """Take two groups apart again."""
        return cast("Done", self.call("POST", f"/signals/merges/{pk}/undo", key=key))

    def list_my_signals(
        self,
        *,
        q: str | None = None,
        sort: str | None = None,
        limit: int | None = None,
        offset: int | None = None,
    ) -> SignalOutPage:
        """List one's own signals, withdrawn ones too."""
        return cast(
            "SignalOutPage",
            self.call(
                "GET",
                "/signals/mine",
                query={"q": q, "sort": sort, "limit": limit, "offset": offset},
            ),
        )

    def find_similar_signals(self, *, text: str) -> list[SimilarOut]:
        """Find what others have said already."""
        return cast("list[SimilarOut]", self.call("GET", "/signals/similar", query={"text": text}))

    def read_signal(self, pk: int) -> SignalRead:
        """Read one signal."""
        return cast("SignalRead", self.call("GET", f"/signals/{pk}"))

    def answer_signal(self, pk: int, body: FateIn, *, key: str | None = None) -> Done:
        """Say what becomes of one signal."""
        return cast("Done", self.call("POST", f"/signals/{pk}/fate", body=body, key=key))

    def move_signal(self, pk: int, body: MoveIn, *, key: str | None = None) -> Done:
        """Put a signal into another group, or into one of its own."""
        return cast("Done", self.call("POST", f"/signals/{pk}/move", body=body, key=key))

    def withdraw_signal(self, pk: int, *, key: str | None = None) -> Done:
        """Take one's own signal back."""
        return cast("Done", self.call("POST", f"/signals/{pk}/withdraw", key=key))
