"""Somebody in front of a browser: signs in, reads, clicks what a sentence of the catalogue says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from levier_web.ui.words import say

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page, Response
    from tests.browser.application.serving import Served

    from levier.language import Language

DOMAIN = "compas-filoche.example"
PATIENCE = 10_000
"""Milliseconds for one page; the machine may be busy measuring."""
MEASURED_WITHIN = 300_000
SIGNED_IN_WITHIN = 60_000
"""The first page of a server that has just started: everything is loaded, on a busy machine."""
REFUSED = "the server responded with a status of 4"
"""How Chromium tells of a page that was refused: not an error of the page."""


@dataclass
class Visitor:
    """One person in one language, with everything that went wrong in their browser."""

    page: Page
    served: Served
    language: Language
    wrong: list[str] = field(default_factory=list)

    @property
    def main(self) -> Locator:
        """What is between the menu and the foot of the page."""
        return self.page.locator("main")

    def say(self, key: str, **fields: object) -> str:
        """Give a sentence of the catalogue in the language of this visit."""
        return say(key, self.language, **fields)

    def go(self, path: str) -> int:
        """Open a page; give the status that came."""
        answer: Response | None = self.page.goto(self.served.address + path)
        assert answer is not None
        return answer.status

    def press(self, key: str, within: Locator | None = None) -> None:
        """Press the button that says this."""
        self._named("button", key, within).click()

    def follow(self, key: str, within: Locator | None = None) -> None:
        """Follow the link that says this."""
        self._named("link", key, within).click()

    def opens(self, start: str, within: Locator | None = None) -> None:
        """Follow the first link whose address begins so."""
        (within or self.main).locator(f'a[href^="{start}"]').first.click()

    def reads(self, words: str) -> None:
        """Wait until this stands on the page."""
        expect(self.main).to_contain_text(words)

    def titled(self, words: str) -> None:
        """Wait for the page that is called so."""
        expect(self.page.locator("h1")).to_contain_text(words)

    def _named(self, role: str, key: str, within: Locator | None) -> Locator:
        place = within or self.main
        return place.get_by_role(role, name=self.say(key), exact=True).first  # type: ignore[arg-type]


def visit(browser: Browser, served: Served, who: str, language: Language) -> Visitor:
    """Sign somebody in and choose their language."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    visitor = Visitor(page, served, language)
    page.on("pageerror", lambda error: visitor.wrong.append(str(error)))
    page.on("console", lambda said: _heard(visitor, said.type, said.text))
    page.on("request", lambda asked: _asked(visitor, asked.url))
    page.on("dialog", lambda asked: asked.accept())
    page.goto(served.address + "/sign-in/")
    page.fill("input[name=login]", f"{who}@{DOMAIN}")
    page.fill("input[name=password]", served.password)
    page.press("input[name=password]", "Enter", timeout=SIGNED_IN_WITHIN)
    page.locator("header nav").first.wait_for(state="attached")
    page.locator(f".languages button[value={language}]").click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    return visitor


def _heard(visitor: Visitor, kind: str, text: str) -> None:
    if kind in {"error", "warning"} and REFUSED not in text:
        visitor.wrong.append(text)


def _asked(visitor: Visitor, url: str) -> None:
    if not url.startswith((visitor.served.address, "data:", "blob:")):
        visitor.wrong.append(f"asked {url}")
