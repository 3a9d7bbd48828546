"""Letters that carry a way in, where the company has a mail server."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import send_mail

from levier_web.organisation.queries import company
from levier_web.ui.words import say

if TYPE_CHECKING:
    from levier.language import Language
    from levier_web.organisation.models import Person

LOG = logging.getLogger(__name__)
CONSOLE = "django.core.mail.backends.console.EmailBackend"


def send_link(person: Person, link: str) -> bool:
    """Send a link to a person in their language; False where it has to be handed over."""
    if settings.EMAIL_BACKEND == CONSOLE:
        return False
    language: Language = "en" if person.language == "en" else "fr"
    name = company().name
    try:
        send_mail(
            say("organisation.letter.subject", language, company=name),
            say("organisation.letter.body", language, company=name, link=link, name=person.name),
            None,
            [person.email],
        )
    except OSError:
        # The link is shown on the page too: a mail server that fails stops nobody.
        LOG.exception("an invitation could not be sent")
        return False
    return True
