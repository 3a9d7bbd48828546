"""A letter of trial: whether the mail server of the settings takes what Levier sends."""

from __future__ import annotations

import smtplib
import ssl

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils import translation

from levier_web.practices.messages.services.writing import site
from levier_web.ui.refusals import Refusal
from levier_web.ui.words import say

SMTP = "django.core.mail.backends.smtp.EmailBackend"


def try_mail(address: str, language: str) -> str:
    """Send a letter of trial, and give the name and port of the server that took it.

    Raises
    ------
    Refusal
        Where no server is set, or it did not take the letter: what it said, and what to mend.
    """
    if settings.EMAIL_BACKEND != SMTP:
        raise Refusal("messages.trial.no_server")
    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    with translation.override(language):
        message = EmailMessage(
            say("messages.trial.subject"),
            say("messages.trial.body", site=site()),
            None,
            [address],
            headers={"Auto-Submitted": "auto-generated"},
            connection=get_connection(),
        )
    try:
        message.send()
    except OSError as wrong:  # what smtplib raises, too
        raise Refusal(f"messages.trial.{_why(wrong)}", server=server, said=_said(wrong)) from wrong
    return server


def _why(wrong: OSError) -> str:
    match wrong:
        case ssl.SSLCertVerificationError():
            return "certificate"
        case smtplib.SMTPNotSupportedError() | ssl.SSLError() | smtplib.SMTPServerDisconnected():
            return "encryption"
        case smtplib.SMTPAuthenticationError():
            return "account"
        case smtplib.SMTPException():
            return "refused"
    return "unreachable"


def _said(wrong: OSError) -> str:
    """Give the server's own words, on one line."""
    text = str(wrong)
    if isinstance(wrong, smtplib.SMTPResponseException):
        error = wrong.smtp_error
        words = error.decode("utf-8", "replace") if isinstance(error, bytes) else error
        text = f"{wrong.smtp_code} {words}"
    elif isinstance(wrong, smtplib.SMTPRecipientsRefused):
        ((code, words_of_one),) = wrong.recipients.values()
        text = f"{code} {words_of_one.decode('utf-8', 'replace')}"
    return " ".join(text.split())
