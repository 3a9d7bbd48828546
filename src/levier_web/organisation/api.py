"""Calls of programs about the organisation: its parts, its people, its rights, its log."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import File, Query, Schema
from ninja.files import UploadedFile
from pydantic import Field

from levier_web.organisation import queries
from levier_web.organisation.audit import first_broken
from levier_web.organisation.forms import CompanyForm, DetailsForm, PersonForm, RightForm
from levier_web.organisation.models import AuditLine, DecisionRight, PeopleImport, Role
from levier_web.organisation.queries_rights import matrix
from levier_web.organisation.services import import_people, invitations, people, rights, structure
from levier_web.organisation.services.import_file import LARGEST
from levier_web.organisation.views.company import said_of
from levier_web.organisation.views.people import tools as people_tools
from levier_web.organisation.views.structure import tools as structure_tools
from levier_web.ui.api.addresses import addressed
from levier_web.ui.api.pages import Asked, Page, paged
from levier_web.ui.api.problems import filled
from levier_web.ui.api.rooms import Room, caller
from levier_web.ui.api.shapes import Answer, Done, In, Key, Line, Named, Word, changes, found
from levier_web.ui.lists import ListTools

room = Room("organisation")
addressed(organisation_company="/organisation/company")
Part = Literal["tribes", "teams", "products", "clients"]
RoleWord = Literal["owner", "executive", "finance", "product", "member", "observer", "auditor"]


class CompanyOut(Schema):
    """What holds for the whole company."""

    name: str
    currency: str
    country: str
    floor: int = Field(description="The smallest group of which anything is shown.")


class CompanyIn(In):
    """What changes for the whole company."""

    name: Line | None = None
    currency: Annotated[str, Field(min_length=3, max_length=3)] | None = None
    country: Annotated[str, Field(max_length=2)] | None = None
    floor: Annotated[int, Field(ge=3, le=100)] | None = None


class MeOut(Schema):
    """Who calls, and with which token."""

    name: str
    function: str
    team: Named
    language: str
    roles: list[str]
    scopes: list[str]


class PartOut(Schema):
    """A tribe, team, product or client."""

    id: int
    name: str
    parent: str | None = Field(description="The tribe of a team, the team of a product.")
    people: int | None = Field(description="Of a team only.")
    archived: bool


class PartsAsked(Asked):
    """Which ones."""

    archived: Literal["True", "False", ""] = ""


class PartIn(In):
    """A name, and what it belongs to, by its name."""

    name: Annotated[str, Field(min_length=1, max_length=200)]
    parent: Line = ""


class ArchivedIn(In):
    """Put away, or taken out again."""

    archived: bool


class PersonOut(Schema):
    """Somebody who may sign in."""

    id: int
    email: str
    name: str
    function: str
    team: Named
    language: str
    roles: list[str]
    is_active: bool
    invited_until: datetime | None


class PeopleAsked(Asked):
    """Which people."""

    role: RoleWord | None = None
    state: Literal["True", "False", ""] = ""


class PersonIn(In):
    """Somebody to let in."""

    email: Annotated[str, Field(max_length=254)]
    name: Annotated[str, Field(min_length=1, max_length=200)]
    function: Word = ""
    team: Line = ""
    language: Literal["fr", "en"] = "fr"
    roles: list[RoleWord] = ["member"]


class PersonChangeIn(In):
    """What is known of somebody."""

    name: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    function: Word | None = None
    team: Line | None = None


class InvitedOut(Schema):
    """A person with the path of the link that lets them in, given this once."""

    id: int
    path: str


class RolesIn(In):
    """The roles that somebody has from now on."""

    roles: list[RoleWord]


class ActiveIn(In):
    """Whether somebody may sign in."""

    active: bool


class PeopleImportOut(Schema):
    """What a list of people would do."""

    id: int
    ready: bool
    new: int
    changed: int
    unchanged: int
    teams: list[str]
    faults: list[str]
    sheet: str = ""
    """Of a workbook, the sheet that was read."""


class RightOut(Schema):
    """One function's part in one kind of decision."""

    id: int
    kind: str
    threshold: Decimal
    function: str
    part: str
    escalates_to: str
    answer_days: int | None


class RightsTableOut(Schema):
    """Every decision right, and the kinds in use of which nothing is said."""

    rights: list[RightOut]
    faults: dict[str, list[str]] = Field(description="By kind and threshold: what is wrong.")
    orphans: list[str]


class RightIn(In):
    """A part to write down."""

    kind: Annotated[str, Field(min_length=1, max_length=60)]
    threshold: Annotated[Decimal, Field(ge=0, max_digits=16, decimal_places=2)] = Decimal(0)
    function: Annotated[str, Field(min_length=1, max_length=120)]
    part: Literal["recommends", "decides", "consulted", "informed"]
    escalates_to: Word = ""
    answer_days: Annotated[int, Field(ge=1, le=365)] | None = None


class AuditOut(Schema):
    """One line of the audit log; of the chain it names groups, never people."""

    id: int
    at: datetime
    who: str
    action: str
    object_type: str
    object_id: str
    detail: dict[str, Any]
    digest: str
    previous: str


class AuditChainOut(Schema):
    """Whether the log is whole."""

    whole: bool
    first_broken: int | None


@room.get("/me", None, MeOut)
def read_me(request: HttpRequest) -> Answer:
    """Say for whom this token calls."""
    me: Answer = caller(request)
    program: Answer = request.program  # type: ignore[attr-defined]
    return {
        **{name: getattr(me, name) for name in ("name", "function", "team", "language")},
        "roles": sorted(me.role_names),
        "scopes": sorted(program.scopes),
    }


@room.get("/organisation/company", "organisation.read", CompanyOut)
def read_company(request: HttpRequest) -> Answer:
    """Read what holds for the whole company."""
    return queries.company()


@room.patch("/organisation/company", "organisation.manage", CompanyOut)
def change_company(request: HttpRequest, said: CompanyIn) -> Answer:
    """Change what holds for the whole company."""
    now = queries.company()
    names = ("name", "currency", "country", "floor")
    values = {name: getattr(now, name) for name in names} | changes(said)
    structure.settle(caller(request), **filled(CompanyForm(values)))
    return queries.company()


@room.get("/organisation/audit", "organisation.audit", Page[AuditOut])
def list_audit_lines(request: HttpRequest, asked: Query[Asked]) -> Answer:
    """List who did what."""
    tools = ListTools(("action", "object_type", "object_id"), {"at": ("-pk",)})
    rows = AuditLine.objects.select_related("actor")
    return paged(request, asked, rows, tools, said_of)


@room.get("/organisation/audit/chain", "organisation.audit", AuditChainOut)
def check_audit_log(request: HttpRequest) -> Answer:
    """Check that nothing in the log was changed."""
    broken = first_broken()
    return {"whole": broken is None, "first_broken": broken.pk if broken else None}


@room.get("/organisation/rights", "organisation.read", RightsTableOut)
def list_decision_rights(request: HttpRequest) -> Answer:
    """List who recommends, decides, is consulted and informed."""
    table = matrix()
    held = [part for row in table.rows for part in row.parts if part is not None]
    faulty = {f"{row.kind} {row.threshold}": list(row.faults) for row in table.rows if row.faults}
    return {"rights": held, "faults": faulty, "orphans": list(table.orphans)}


@room.post("/organisation/rights", "organisation.rights", RightOut, status=201)
def write_decision_right(request: HttpRequest, said: RightIn) -> Answer:
    """Write one function's part down."""
    return rights.write_right(caller(request), **filled(RightForm(said.model_dump())))


@room.delete("/organisation/rights/{pk}", "organisation.rights")
def remove_decision_right(request: HttpRequest, pk: Key) -> None:
    """Take one function's part away."""
    rights.remove_right(caller(request), found(DecisionRight, pk=pk))


@room.get("/organisation/people", "organisation.people", Page[PersonOut])
def list_people(request: HttpRequest, asked: Query[PeopleAsked]) -> Answer:
    """List who may sign in."""
    return paged(request, asked, queries.people(), people_tools(), _with_roles)


@room.post("/organisation/people", "organisation.people", InvitedOut, status=201)
def add_person(request: HttpRequest, said: PersonIn) -> Answer:
    """Add somebody; the link that lets them in is given this once."""
    person, path = people.add_person(caller(request), **filled(PersonForm(said.model_dump())))
    return {"id": person.pk, "path": path}


@room.post("/organisation/people/imports", "organisation.people", PeopleImportOut, status=201)
def bring_people(request: HttpRequest, file: File[UploadedFile]) -> Answer:
    """Bring a list of people: shown first, nothing is changed yet."""
    kept = import_people.keep_file(caller(request), file.read(LARGEST + 1))
    return _preview(kept)


@room.post("/organisation/people/imports/{pk}/apply", "organisation.people", Done)
def apply_people(request: HttpRequest, pk: Key) -> Answer:
    """Do what a list of people would do."""
    mine = PeopleImport.objects.filter(by=caller(request), applied_at__isnull=True)
    return {"count": import_people.apply(caller(request), found(mine, pk=pk))}


@room.post("/organisation/people/imports/{pk}/undo", "organisation.people", Done)
def undo_people(request: HttpRequest, pk: Key) -> Answer:
    """Take a list of people back."""
    import_people.undo(caller(request), found(PeopleImport, pk=pk))
    return {}


@room.get("/organisation/people/{pk}", "organisation.people", PersonOut)
def read_person(request: HttpRequest, pk: Key) -> Answer:
    """Read what is known of somebody."""
    return _with_roles([found(queries.people(), pk=pk)])[0]


@room.patch("/organisation/people/{pk}", "organisation.people", PersonOut)
def change_person(request: HttpRequest, pk: Key, said: PersonChangeIn) -> Answer:
    """Correct what is known of somebody."""
    person = found(queries.people(), pk=pk)
    now = {"name": person.name, "function": person.function, "team": str(person.team or "")}
    values = now | {name: value or "" for name, value in changes(said).items()}
    people.change_person(caller(request), person, **filled(DetailsForm(values)))
    return _with_roles([found(queries.people(), pk=pk)])[0]


@room.post("/organisation/people/{pk}/roles", "organisation.people", Done)
def give_roles(request: HttpRequest, pk: Key, said: RolesIn) -> Answer:
    """Give somebody their roles."""
    chosen = [Role(role) for role in said.roles]
    people.give_roles(caller(request), found(queries.people(), pk=pk), chosen)
    return {}


@room.post("/organisation/people/{pk}/invite", "organisation.people", InvitedOut)
def invite_person(request: HttpRequest, pk: Key) -> Answer:
    """Make a new link for somebody."""
    person = found(queries.people(), pk=pk)
    return {"id": pk, "path": invitations.invite(caller(request), person)}


@room.post("/organisation/people/{pk}/withdraw-invitation", "organisation.people", Done)
def withdraw_invitation(request: HttpRequest, pk: Key) -> Answer:
    """Close the links of somebody."""
    invitations.withdraw(caller(request), found(queries.people(), pk=pk))
    return {}


@room.post("/organisation/people/{pk}/active", "organisation.people", Done)
def open_or_close_person(request: HttpRequest, pk: Key, said: ActiveIn) -> Answer:
    """Close Levier to somebody, or open it again."""
    turn = people.reactivate if said.active else people.deactivate
    turn(caller(request), found(queries.people(), pk=pk))
    return {}


@room.get("/organisation/{of}", "organisation.read", Page[PartOut])
def list_parts(request: HttpRequest, of: Part, asked: Query[PartsAsked]) -> Answer:
    """List tribes, teams, products or clients."""
    rows = structure.STRUCTURE[of]._default_manager.all()
    parent = structure.PARENT.get(of)
    kept = rows.select_related(parent[0]) if parent else rows
    return paged(request, asked, kept, structure_tools(of), lambda part: _parts(of, part))


@room.post("/organisation/{of}", "organisation.manage", PartOut, status=201)
def add_part(request: HttpRequest, of: Part, said: PartIn) -> Answer:
    """Add a tribe, team, product or client."""
    return _parts(of, [structure.add(caller(request), of, said.name, said.parent)])[0]


@room.patch("/organisation/{of}/{pk}", "organisation.manage", PartOut)
def change_part(request: HttpRequest, of: Part, pk: Key, said: PartIn) -> Answer:
    """Rename it, or put it under another parent."""
    rows = structure.STRUCTURE[of]._default_manager
    structure.change(caller(request), of, found(rows, pk=pk), said.name, said.parent)
    return _parts(of, [found(rows, pk=pk)])[0]


@room.post("/organisation/{of}/{pk}/archive", "organisation.manage", Done)
def archive_part(request: HttpRequest, of: Part, pk: Key, said: ArchivedIn) -> Answer:
    """Put it away, or take it out again."""
    thing = found(structure.STRUCTURE[of]._default_manager, pk=pk)
    structure.archive(caller(request), thing, away=said.archived)
    return {}


def _parts(of: str, rows: list[Any]) -> list[dict[str, Any]]:
    sizes = queries.team_sizes() if of == "teams" else {}
    parent = structure.PARENT.get(of)
    return [
        {
            "id": row.pk,
            "name": row.name,
            "parent": str(getattr(row, parent[0]) or "") or None if parent else None,
            "people": sizes.get(row.pk, 0) if of == "teams" else None,
            "archived": row.archived,
        }
        for row in rows
    ]


def _with_roles(rows: list[Any]) -> list[Any]:
    for row in rows:
        row.roles = sorted(one.role for one in row.memberships.all())
    return rows


def _preview(kept: PeopleImport) -> dict[str, Any]:
    shown = import_people.preview(kept)
    return {
        "id": kept.pk,
        "ready": shown.ready,
        "new": len(shown.new),
        "changed": len(shown.changed),
        "unchanged": len(shown.unchanged),
        "teams": list(shown.teams),
        "faults": [f"{one.line}: {one.column}: {one.cure}" for one in shown.faults],
        "sheet": kept.sheet,
    }
