"""One document of the pack: its bytes, its name, a line in the audit log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from levier_web.organisation import audit
from levier_web.practices.committee_pack.services.contents import contents
from levier_web.practices.committee_pack.services.printed import printed
from levier_web.practices.committee_pack.services.slides import deck
from levier_web.practices.committee_pack.services.workbook import workbook

if TYPE_CHECKING:
    from levier.language import Language
    from levier_web.decisions.models import CommitteeSession
    from levier_web.organisation.models import Person

KINDS = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
FORMS = tuple(KINDS)


@dataclass(frozen=True, slots=True)
class Document:
    """A file to be handed out."""

    name: str
    kind: str
    content: bytes


def document(
    person: Person, language: Language, form: str, session: CommitteeSession | None
) -> Document:
    """Make one form of the pack."""
    pack = contents(person, language, session)
    write = {"pptx": deck, "pdf": printed, "xlsx": workbook}[form]
    made = Document(f"levier-{pack.as_of.isoformat()}-{language}.{form}", KINDS[form], write(pack))
    audit.record(person, "committee_pack.taken", session, form=form, language=language)
    return made
