"""A passkey and an authenticator application, in a browser that has a virtual key."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import expect
from tests.browser.application.visitor import DOMAIN, PATIENCE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from tests.browser.application.serving import Served

WHO = "bruno"
"""Nobody else of these tests signs in as him: they would be asked for his key."""
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def sign_in(page: Page, here: str, who: str, password: str) -> None:
    page.goto(f"{here}/sign-in/")
    page.fill("input[name=login]", f"{who}@{DOMAIN}")
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")


def sign_out(page: Page, here: str) -> None:
    page.goto(f"{here}/sign-in/out/")
    page.locator("main form button").click()
    page.wait_for_url("**/sign-in/**")


def code(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def test_somebody_comes_in_by_passkey_and_by_application(browser: Browser, served: Served) -> None:
    here = served.address.replace("127.0.0.1", "localhost")  # passkeys know no bare address
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    page, wrong = context.new_page(), []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    keys = context.new_cdp_session(page)
    keys.send("WebAuthn.enable")
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})

    sign_in(page, here, WHO, served.password)
    page.goto(f"{here}/sign-in/passkey/add/")
    page.fill("input[name=password]", served.password)
    page.press("input[name=password]", "Enter")
    page.locator("#mfa_webauthn_add").click()
    expect(page.locator(".codes li").first).to_be_visible()

    sign_out(page, here)
    page.goto(f"{here}/sign-in/")
    page.locator("#passkey_login").click()
    expect(page.locator("header.bar")).to_be_visible()
    page.goto(f"{here}/account/")
    expect(page.locator(".devices .tag")).to_be_visible()

    page.goto(f"{here}/sign-in/code/application/")
    page.fill("input[name=password]", served.password)
    page.press("input[name=password]", "Enter")
    secret = page.locator("main code.long").inner_text()
    page.fill("input[name=code]", code(secret))
    page.press("input[name=code]", "Enter")
    page.wait_for_url("**/account/**")

    sign_out(page, here)
    sign_in(page, here, WHO, served.password)
    page.fill("input[name=code]", "000000")
    page.press("input[name=code]", "Enter")
    expect(page.locator("main .error").first).to_be_visible()
    page.fill("input[name=code]", code(secret))
    page.press("input[name=code]", "Enter")
    expect(page.locator("header.bar")).to_be_visible()
    context.close()
    assert wrong == []
