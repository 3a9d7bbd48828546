"""What each of them comes to Levier for, from the first page to the last, in both languages."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.browser.application.visitor import MEASURED_WITHIN

from levier.language import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.application.visitor import Visitor

    from levier.language import Language

    As = Callable[[str], Visitor]

pytestmark = pytest.mark.parametrize("language", LANGUAGES)


def test_the_executive_goes_from_the_answer_to_its_proof_and_to_the_session(visitor_as: As) -> None:
    claire = visitor_as("claire")
    claire.go("/")
    claire.titled(claire.say("ledger.home.title"))
    claire.reads(claire.say("ledger.awaiting.title"))
    claire.opens("/impact/effect/")
    claire.reads(claire.say("impact.effect.checks"))
    claire.go("/")
    claire.opens("/impact/why/")
    claire.titled(claire.say("impact.why.title"))
    expect(claire.main.locator("svg").first).to_be_visible()
    claire.go("/")
    claire.opens("/ledger/by/team/")
    claire.reads("Produit")
    claire.go("/decisions/committee/")
    claire.main.locator("tbody a").first.click()
    claire.reads("n°\u202f13")
    expect(claire.main.locator("article, tbody tr, li").first).to_be_visible()


def test_the_developer_says_something_and_sees_what_becomes_of_it(
    visitor_as: As, language: Language
) -> None:
    ines = visitor_as("ines")
    words = f"Un devis commencé dans une cave disparaît encore ({language})"
    ines.go("/signals/")
    ines.main.locator(".one-line input[name=text]").fill(words)
    ines.press("signals.post.go")
    alike = ines.main.locator("fieldset.alike label").first
    expect(alike).to_be_visible()
    alike.click()
    ines.press("signals.post.go")
    ines.reads(words)
    ines.go("/signals/mine/")
    ines.reads(words)
    ines.reads(ines.say("signals.fate.received"))


def test_the_developer_is_told_what_is_not_theirs(visitor_as: As) -> None:
    ines = visitor_as("ines")
    assert ines.go("/ledger/accounts/") == 403
    ines.titled(ines.say("ui.forbidden.title"))
    assert ines.go("/decisions/des-sauvegardes-essayees-chaque-nuit/") == 404


def test_finance_puts_a_cost_down_takes_it_back_and_takes_the_entries_home(
    visitor_as: As, language: Language
) -> None:
    hugo = visitor_as("hugo")
    assert hugo.go("/ledger/accounts/") == 200
    hugo.go("/ledger/costs/")
    hugo.main.locator("details.panel summary").first.click()
    hugo.main.locator("input[name=day]").fill("2026-06-15")
    hugo.main.locator("input[name=amount]").fill("1234,50")
    hugo.main.locator("input[name=category]").fill(f"journey-{language}")
    hugo.main.locator("input[name=decision]").fill("chatbot")
    hugo.press("ledger.costs.keep")
    hugo.go(f"/ledger/costs/?q=journey-{language}")
    expect(hugo.main.locator("tbody tr")).to_have_count(1)
    hugo.press("ledger.costs.take_back")
    hugo.go(f"/ledger/costs/?q=journey-{language}")
    expect(hugo.main.locator("tbody tr")).to_have_count(2)
    hugo.go("/ledger/entries/")
    with hugo.page.expect_download() as given:
        hugo.main.locator('a[href*="export=csv"]').click()
    lines = given.value.path().read_text("utf-8-sig").splitlines()
    assert len(lines) > 15


def test_the_observer_reads_everything_and_changes_nothing(visitor_as: As) -> None:
    remi = visitor_as("remi")
    for path in ("/ledger/", "/signals/", "/decisions/", "/impact/", "/learning/"):
        assert remi.go(path) == 200
        expect(remi.main.locator("form[method=post]")).to_have_count(0)
    for path in ("/signals/post/", "/decisions/new/", "/metrics/new/", "/ledger/costs/"):
        assert remi.go(path) == 403
        remi.titled(remi.say("ui.forbidden.title"))


def test_the_product_manager_follows_the_chain_to_its_end(
    visitor_as: As, language: Language, tmp_path: Path
) -> None:
    malik = visitor_as("malik")
    name = f"Relance des devis oubliés {language}"
    _says(malik, name)
    _finds_a_solution(malik, name)
    slug = _defines(malik, language)
    sheet = _decides(malik, name, f"Devis relancés {language}")
    _brings(malik, slug, tmp_path)
    _waits(malik, name)
    malik.go(f"/ledger/entries/?q={name}")
    expect(malik.main.locator("tbody tr").first).to_contain_text(name)
    assert malik.go(sheet) == 200


def _says(malik: Visitor, name: str) -> None:
    malik.go("/signals/post/")
    malik.page.fill("input[name=text]", name)
    malik.press("signals.post.go")
    malik.go(f"/signals/?q={name}")
    malik.main.locator("tbody a").first.click()
    malik.titled(name)
    sentence = malik.main.locator("[name=sentence]").first
    malik.main.locator("[name=fate][value=looked_at], [name=fate]").first.wait_for()
    sentence.fill("On regarde.")


def _finds_a_solution(malik: Visitor, name: str) -> None:
    malik.go("/decisions/tree/")
    malik.main.locator('a[href^="/decisions/tree/"]').filter(
        has_text=re.compile("Chaque métier")
    ).first.click()
    chosen = malik.main.locator(".chosen.level-opportunity")
    chosen.locator("input[name=words]").fill(name[:20])
    malik.main.locator("#groups li").filter(has_text=name).locator("button").click()
    expect(chosen).to_contain_text(name)
    add = chosen.locator("form.add").filter(has=malik.page.locator("button[value=solution]"))
    add.locator("input[name=title]").fill(name)
    add.locator("button[value=solution]").click()
    expect(malik.main.locator(".chosen.level-solution h2")).to_contain_text(name)
    malik.press("decisions.tree.make_decision")


def _defines(malik: Visitor, language: Language) -> str:
    slug = f"revived-{language}"
    form = malik.page.url
    malik.go("/metrics/new/")
    malik.page.fill("input[name=title]", f"Devis relancés {language}")
    malik.page.fill("input[name=slug]", slug)
    malik.page.fill("input[name=unit]", "devis")
    malik.page.select_option("select[name=grain]", "week")
    malik.page.select_option("select[name=kind]", "count")
    for end, value in (("low", "30"), ("mid", "40"), ("high", "50")):
        malik.page.fill(f"input[name=value_{end}]", value)
    malik.main.locator("form button").last.click()
    malik.titled(f"Devis relancés {language}")
    malik.page.goto(form)
    return slug


def _decides(malik: Visitor, name: str, metric: str) -> str:
    page = malik.page
    page.fill("input[name=title]", name)
    page.fill("[name=context]", "Un devis sur trois n’a jamais de réponse.")
    page.fill("input[name=kind]", "fonctionnalité")
    page.select_option("select[name=stage]", "revenue")
    page.fill("input[name=owner]", "product manager")
    page.fill("input[name=planned_cost]", "4000")
    page.fill("input[name=starts_on]", "2026-01-05")
    malik.main.locator("form button").last.click()
    malik.titled(name)
    sheet = page.url.removeprefix(malik.served.address)
    malik.press("decisions.sheet.add_forecast")
    page.fill("input[name=metric]", metric)
    for end, value in (("low", "10"), ("mid", "20"), ("high", "35")):
        page.fill(f"input[name={end}]", value)
    expect(malik.main.locator("#curve svg").first).to_be_visible()
    malik.press("decisions.forecast.save")
    malik.press("decisions.sheet.propose")
    malik.press("decisions.sheet.decide")
    page.fill("[name=reason]", "Peu cher, et la prévision dit ce qui nous donnerait tort.")
    malik.main.locator("form button").last.click()
    malik.reads(malik.say("decisions.state.decided"))
    return sheet


def _brings(malik: Visitor, slug: str, folder: Path) -> None:
    file = folder / f"{slug}.csv"
    file.write_text(weekly_values(slug), "utf-8")
    malik.go("/metrics/imports/new/")
    malik.page.set_input_files("input[name=file]", file)
    malik.press("metrics.bring.go")
    malik.press("metrics.import.apply")
    malik.reads(malik.say("metrics.state.applied"))


def weekly_values(slug: str) -> str:
    """Eighteen months of weeks with a step of a third in January 2026, and a little unrest."""
    rows, day = ["date,metric,value"], date(2024, 12, 30)
    for week in range(77):
        level = 300 if day < date(2026, 1, 5) else 400
        rows.append(f"{day},{slug},{level + (week * 37 % 23) - 11}")
        day += timedelta(weeks=1)
    return "\n".join(rows)


def _waits(malik: Visitor, name: str) -> None:
    malik.go("/impact/")
    expect(malik.main.locator("#progress .message").first).to_be_visible()
    seen = malik.say("impact.progress.see")
    malik.main.locator("#progress").get_by_role("link", name=seen).wait_for(timeout=MEASURED_WITHIN)
    malik.go(f"/impact/?q={name}")
    malik.opens("/impact/effect/")
    malik.titled(name)
