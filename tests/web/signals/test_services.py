"""Signals are kept once, answered with a sentence, grouped and taken apart, never lost."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from tests.web.signals.refused import refused

from levier_web.organisation.floors.settling import settle
from levier_web.organisation.models import AuditLine, Person, Role, Team
from levier_web.organisation.models.unchanging import ChangedForbidden
from levier_web.signals import awaiting, queries, services
from levier_web.signals.models import Fate, FateChange, Group, Signal
from levier_web.signals.services import Draft
from levier_web.ui.refusals import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    Said = Callable[..., Signal]


def test_two_clicks_are_one_signal(ana: Person) -> None:
    draft = Draft("Promo codes are refused on mobile", "the-same-form")
    first, second = services.post(ana, draft), services.post(ana, draft)
    assert first == second
    assert Signal.objects.count() == Group.objects.count() == 1
    assert AuditLine.objects.filter(action="signal.posted").count() == 1


def test_a_token_of_somebody_else_posts_nothing(ana: Person, bob: Person) -> None:
    services.post(ana, Draft("One", "the-same-form"))
    with refused("token"):
        services.post(bob, Draft("Two", "the-same-form"))


def test_the_voice_is_the_function_and_team_of_that_day(
    ana: Person, said: Said, search_team: Team
) -> None:
    signal = said(ana, "The funnel loses people at the address step")
    ana.team = search_team
    ana.save()
    assert (signal.function, signal.team.name) == ("developer", "Checkout")  # type: ignore[union-attr]


def test_what_was_heard_from_others_is_theirs(paul: Person, said: Said, search_team: Team) -> None:
    signal = said(paul, "We lose deals on the price list", function="sales", team=search_team)
    assert (signal.function, signal.team) == ("sales", search_team)


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"text": "  "}, "empty"),
        ({"text": "x" * 281}, "too_long"),
        ({"kind": "gossip"}, "kind"),
        ({"token": "short"}, "token"),
        ({"origin": "javascript:alert(1)"}, "origin"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_written(
    ana: Person, change: dict[str, str], key: str
) -> None:
    plain = {"text": "A line", "token": "long-enough"}
    with refused(key):
        services.post(ana, Draft(**(plain | change)))  # type: ignore[arg-type]
    assert not Group.objects.exists()


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.AUDITOR])
def test_readers_post_nothing(role: Role, by_role: dict[Role, Person]) -> None:
    with pytest.raises(NotAllowed):
        services.post(by_role[role], Draft("A line", "long-enough"))


def test_a_voice_joins_a_group_and_follows_it_where_it_was_merged(
    ana: Person, bob: Person, paul: Person, said: Said
) -> None:
    one, other = said(ana, "Invoices cannot be found"), said(bob, "Where are my invoices?")
    services.merge(paul, one.group, other.group)
    third = said(ana, "Invoices!", group=Group.objects.get(pk=other.group_id))
    assert third.group == one.group
    assert queries.groups().get().voices == 3  # type: ignore[attr-defined]


def test_a_merge_is_undone_without_touching_what_moved_since(
    ana: Person, bob: Person, paul: Person, said: Said
) -> None:
    kept, other, third = said(ana, "One"), said(bob, "Two"), said(bob, "Three")
    services.move(paul, third, other.group)
    done = services.merge(paul, kept.group, other.group)
    services.move(paul, third, None)
    assert services.undo_merge(paul, done) == other.group
    assert {g.title: g.voices for g in queries.groups()} == {"One": 1, "Two": 1, "Three": 1}  # type: ignore[attr-defined]
    with refused("undone_already"):
        services.undo_merge(paul, done)


def test_a_group_is_not_merged_into_itself_nor_twice(
    ana: Person, bob: Person, paul: Person, said: Said
) -> None:
    one, other = said(ana, "One"), said(bob, "Two")
    with refused("same_group"):
        services.merge(paul, one.group, one.group)
    services.merge(paul, one.group, other.group)
    with refused("merged_away"):
        services.merge(paul, one.group, other.group)


def test_only_those_who_handle_signals_group_them_but_an_author_may_join(
    ana: Person, bob: Person, said: Said
) -> None:
    one, other = said(ana, "One"), said(bob, "Two")
    with pytest.raises(NotAllowed):
        services.merge(ana, one.group, other.group)
    with pytest.raises(NotAllowed):
        services.move(ana, other, one.group)
    assert services.move(ana, one, other.group) == other.group
    with pytest.raises(NotAllowed):
        services.move(ana, one, None)


def test_every_fate_has_a_sentence_and_its_authors_learn_it(
    ana: Person, bob: Person, paul: Person, said: Said
) -> None:
    one = said(ana, "One")
    other = said(bob, "Two", group=one.group)
    with refused("no_sentence"):
        services.set_fate(paul, one.group, Fate.DECLINED, "  ")
    services.set_fate(paul, one.group, Fate.DECLINED, "Costs more than it brings: 3 people a year.")
    assert [queries.news_count(p) for p in (ana, bob, paul)] == [1, 1, 0]
    assert "1 " in awaiting.asks(ana)[0].sentence
    services.seen(ana)
    assert [queries.news_count(p) for p in (ana, bob)] == [0, 1]
    assert [c.sentence for c in queries.history(other)] == [
        "Costs more than it brings: 3 people a year."
    ]
    assert len(queries.group_history(one.group)) == 1


def test_looked_at_is_no_answer(ana: Person, paul: Person, said: Said) -> None:
    signal = said(ana, "One")

    def answered_at() -> datetime | None:
        return Signal.objects.get(pk=signal.pk).answered_at

    services.set_fate(paul, signal, Fate.LOOKED_AT, "We are looking.")
    assert answered_at() is None
    services.set_fate(paul, signal, Fate.ANSWERED, "It is in the settings.")
    first = answered_at()
    services.set_fate(paul, signal, Fate.DECISION, "Decided.", "/decisions/1/")
    assert first is not None
    assert answered_at() == first


@pytest.mark.parametrize("address", ["https://evil.example", "//evil.example", "/\\evil.example"])
def test_an_address_outside_levier_is_refused(
    ana: Person, paul: Person, said: Said, address: str
) -> None:
    with refused("address"):
        services.set_fate(paul, said(ana, "One"), Fate.DECISION, "Decided.", address)


def test_history_is_never_rewritten(ana: Person, paul: Person, said: Said) -> None:
    services.set_fate(paul, said(ana, "One"), Fate.ANSWERED, "Done.")
    with pytest.raises(ChangedForbidden):
        FateChange.objects.update(sentence="Never said")


def test_members_do_not_decide_fates(ana: Person, bob: Person, said: Said) -> None:
    with pytest.raises(NotAllowed):
        services.set_fate(bob, said(ana, "One"), Fate.DECLINED, "No.")


def test_a_signal_is_withdrawn_within_the_hour_by_its_author_and_never_deleted(
    ana: Person, bob: Person, said: Said
) -> None:
    signal = said(ana, "Never mind")
    with pytest.raises(NotAllowed):
        services.withdraw(bob, signal)
    services.withdraw(ana, signal)
    services.withdraw(ana, signal)
    assert Signal.objects.count() == 1
    assert not queries.signals().exists()
    assert not queries.groups().exists()
    assert services.similar("Never mind") == []


def test_after_an_hour_or_an_answer_it_stays(ana: Person, paul: Person, said: Said) -> None:
    old, answered = said(ana, "Old"), said(ana, "Answered")
    Signal.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(minutes=61))
    services.set_fate(paul, answered, Fate.ANSWERED, "Yes.")
    for signal in (old, answered):
        with refused("too_late"):
            services.withdraw(ana, signal)


def test_similar_signals_are_found_as_soon_as_they_are_posted(
    ana: Person, bob: Person, said: Said
) -> None:
    said(bob, "La recherche est lente sur mobile")
    first = said(ana, "Les clients ne retrouvent pas leur facture dans l'espace client")
    found = services.similar("facture introuvable espace clients")
    assert [(one.signal, one.voices) for one in found] == [(first, 1)]
    said(bob, "Impossible d'exporter le tableau de bord", group=first.group)
    assert services.similar("exporter tableau de bord")[0].voices == 2
    assert services.similar("facture introuvable", leave_out=first.group_id) == []


def test_a_trend_is_said_only_when_it_is_clear(ana: Person, said: Said) -> None:
    now = timezone.now()
    first = said(ana, "Again and again")
    for _ in range(7):
        said(ana, "Again and again", group=first.group)
    trend = services.trends([first.group_id], now + timedelta(seconds=5))[first.group_id]
    assert (trend.recent, trend.before, trend.word) == (8, 0, "up")
    Signal.objects.filter(pk__lte=first.pk + 3).update(created_at=now - timedelta(weeks=5))
    trend = services.trends([first.group_id], now + timedelta(seconds=5))[first.group_id]
    assert (trend.recent, trend.before, trend.word) == (4, 4, "unclear")
    assert sum(trend.weeks) == 8


def test_unanswered_signals_await_the_product_role(
    ana: Person, paul: Person, eve: Person, said: Said
) -> None:
    signal = said(ana, "Still waiting")
    assert awaiting.asks(paul) == []
    Signal.objects.update(created_at=timezone.now() - timedelta(days=15))
    (asked,) = awaiting.asks(paul)
    assert asked.due is not None
    assert asked.due < timezone.localdate()
    assert awaiting.asks(eve) == []
    services.set_fate(paul, signal, Fate.DECLINED, "Not now.")
    assert awaiting.asks(paul) == []


def test_figures_leave_out_small_teams_and_one_more_against_subtraction(
    ana: Person, bob: Person, paul: Person, said: Said, checkout: Team, search_team: Team
) -> None:
    services.set_fate(paul, said(ana, "One"), Fate.OPPORTUNITY, "In an opportunity.")
    said(bob, "Two")
    assert services.conversion(timezone.now()).by_team == []
    for number in range(4):
        Person.objects.create_user(f"c{number}@example.org", name="C", team=checkout)
    figures = services.conversion(timezone.now())
    assert figures.by_team == []  # else Search would be the whole less Checkout
    for number in range(4):
        Person.objects.create_user(f"s{number}@example.org", name="S", team=search_team)
    settle(at_once=True)
    figures = services.conversion(timezone.now())
    assert [(row.name, row.acted, row.signals) for row in figures.by_team] == [
        ("Checkout", 1, 1),
        ("Search", 0, 1),
    ]
    assert figures.whole is not None
    assert figures.whole.low < figures.whole.share == 0.5 < figures.whole.high
    assert figures.whole.wait.waiting == 1


def test_a_small_team_is_told_with_another_whether_that_one_has_signals_or_not(
    ana: Person, bob: Person, paul: Person, said: Said, search_team: Team
) -> None:
    silent = Team.objects.create(name="Silent")
    for team, people in ((search_team, 6), (silent, 5)):
        for number in range(people):
            Person.objects.create_user(f"{team.name}{number}@example.org", name="P", team=team)
    settle(at_once=True)
    said(ana, "One")
    said(bob, "Two")
    figures = services.conversion(timezone.now())
    assert [(row.name, row.signals) for row in figures.by_team] == [("Checkout + Search", 2)]
    assert figures.teams_left_out == 2
