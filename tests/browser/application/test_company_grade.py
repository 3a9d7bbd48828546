"""What whoever installs Levier, finance and the committee's assistant come for, file by file."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import expect
from pptx import Presentation
from pypdf import PdfReader
from tests.browser.application.visitor import DOMAIN

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator
    from tests.browser.application.visitor import Visitor

    As = Callable[[str], Visitor]


def called(visitor: Visitor, secret: str, path: str) -> tuple[int, dict[str, object]]:
    """Call the interface as a program does."""
    asked = Request(  # noqa: S310 - of the server of the tests
        f"{visitor.served.address}/api/v1{path}", headers={"Authorization": f"Bearer {secret}"}
    )
    try:
        with urlopen(asked, timeout=30) as answer:  # noqa: S310
            return answer.status, json.load(answer)
    except HTTPError as refused:
        return refused.code, json.load(refused)


def taken(visitor: Visitor, button: Locator) -> bytes:
    """Give the file that a click brings."""
    with visitor.page.expect_download() as given:
        button.click()
    return given.value.path().read_bytes()


@pytest.mark.parametrize("language", ["fr"])
def test_the_owner_settles_ways_in_a_program_and_what_is_kept(visitor_as: As) -> None:
    solene = visitor_as("solene")
    solene.go("/account/sign-in/")
    solene.main.locator("input[name=second_factor_roles][value=auditor]").check()
    solene.press("identity.settings.keep")
    expect(solene.main.locator("input[name=second_factor_roles][value=auditor]")).to_be_checked()

    solene.go("/integrations/")
    last = timezone.localdate() + timedelta(days=7)
    solene.page.fill("input[name=name]", "Tableau de bord")
    solene.page.fill("input[name=last_day]", last.isoformat())
    solene.main.locator("input[name=scopes][value='decisions:read']").check()
    solene.press("integrations.tokens.make")
    secret = solene.main.locator("code.secret").inner_text()
    status, told = called(solene, secret, "/decisions?limit=1")
    assert (status, told["count"] > 5) == (200, True)  # type: ignore[operator]
    assert called(solene, secret, "/organisation/audit")[0] == 403
    solene.go("/integrations/")
    row = solene.main.locator("tbody tr").filter(has_text="Tableau de bord")
    solene.press("integrations.tokens.revoke", row)
    expect(row).to_contain_text(solene.say("integrations.tokens.revoked"))
    assert called(solene, secret, "/decisions?limit=1")[0] == 401

    solene.go("/privacy/retention/")
    days = solene.main.locator("table.lengths input[type=number]").first
    least = int(days.get_attribute("min") or 0)
    days.fill(str(least + 1))
    solene.press("privacy.keep")
    expect(days).to_have_value(str(least + 1))

    solene.go("/organisation/people/?q=Yasmine")
    solene.main.locator("tbody a").first.click()
    solene.main.locator('a[href^="/privacy/people/"]').first.click()
    button = solene.main.get_by_role("button", name=solene.say("privacy.person.export_go"))
    with zipfile.ZipFile(io.BytesIO(taken(solene, button))) as kept:
        told = json.loads(kept.read("levier/person.json"))
        read = kept.read("levier/person.html").decode()
    assert told["person"]["email"] == f"yasmine@{DOMAIN}"
    assert "Yasmine Touré" in read
    solene.go("/organisation/audit/?q=person.exported")
    expect(solene.main.locator("tbody tr").first).to_contain_text("Solène Marchetti")


@pytest.mark.parametrize("language", ["en"])
def test_a_developer_raises_an_alert_and_finance_answers_it(visitor_as: As) -> None:
    words = "The spare printers were ordered twice"
    ines = visitor_as("ines")
    ines.go("/budget-alerts/")
    ines.main.locator("tbody a, article a").first.click()
    line = ines.page.url.removeprefix(ines.served.address)
    ines.page.select_option("select[name=kind]", "overrun")
    ines.page.fill("[name=text]", words)
    ines.page.fill("[name=amount]", "1200")
    ines.press("budget_alerts.line.send")
    card = ines.main.locator(".alert-card").filter(has_text=words)
    expect(card).to_contain_text("1,200")
    expect(card.locator("summary")).to_have_count(0)

    hugo = visitor_as("hugo")
    hugo.go(line)
    card = hugo.main.locator(".alert-card").filter(has_text=words)
    card.locator("summary").click()
    card.locator("select").select_option("corrected")
    card.locator("textarea").fill("One order is cancelled.")
    hugo.press("budget_alerts.alert.send", card)
    hugo.go("/budget-alerts/alerts/")
    card = hugo.main.locator(".alert-card").filter(has_text=words)
    expect(card).to_contain_text("One order is cancelled.")
    answered = hugo.main.locator(".figures")
    expect(answered).to_contain_text(hugo.say("budget_alerts.answering.median"))
    expect(answered).to_contain_text(re.compile(r"\d+ / \d+"))
    ines.go("/budget-alerts/alerts/?own=1")
    ines.reads("One order is cancelled.")


@pytest.mark.parametrize("language", ["fr"])
def test_the_assistant_takes_the_committee_pack_and_it_opens(visitor_as: As) -> None:
    claire = visitor_as("claire")
    claire.go("/committee-pack/")
    claire.main.locator("select[name=session]").select_option(index=1)
    claire.press("committee_pack.home.choose")
    titles = claire.main.locator("ol.pack li strong").all_inner_texts()
    files = {
        form: taken(claire, claire.main.locator(f'a[href^="/committee-pack/fr/{form}/"]'))
        for form in ("pptx", "pdf", "xlsx")
    }
    slides = Presentation(io.BytesIO(files["pptx"])).slides
    assert len(slides) == len(titles) == 6
    for slide, title in zip(slides, titles, strict=True):
        said = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert any(title in words for words in said)
    assert sum(shape.has_chart for slide in slides for shape in slide.shapes) >= 2

    document = PdfReader(io.BytesIO(files["pdf"]))
    text = " ".join(" ".join(page.extract_text() for page in document.pages).split())
    assert document.trailer["/Root"]["/Lang"] == "fr"
    for title in titles:
        assert " ".join(title.split()) in text

    book = load_workbook(io.BytesIO(files["xlsx"]))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert sum(cell.data_type == "f" for cell in cells) > 10
    assert not [cell for cell in cells if cell.data_type == "e"]
