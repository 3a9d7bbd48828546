"""The addresses of SCIM: people, groups, and what this service says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from scim2_models import (
    Context,
    ListResponse,
    PatchOp,
    ResourceType,
    ResponseParameters,
    Schema,
    SearchRequest,
)

from levier_web.identity.scim import mapping, resources
from levier_web.identity.scim.resources import LARGEST_PAGE, Group, User
from levier_web.identity.scim.serving import Stopped, answer, base, body, served, unchanged_since
from levier_web.identity.services import directory

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.db.models import QuerySet
    from django.http import HttpRequest

    from levier_web.identity.models import Group as GroupRow
    from levier_web.identity.models import ScimToken
    from levier_web.organisation.models import Person

Kind = type[User] | type[Group]
FURTHEST = 2**31
"""Beyond the end of any list, and within what a database counts to."""


@served("GET", "POST")
def users(request: HttpRequest) -> HttpResponse:
    """List people, or add one."""
    if request.method == "GET":
        return _listed(request, User)
    sent = User.model_validate(
        mapping.completed(body(request)), scim_ctx=Context.RESOURCE_CREATION_REQUEST
    )
    made = directory.write_person(_token(request), None, mapping.said_of(sent))
    return answer(_user(request, made.pk), Context.RESOURCE_CREATION_RESPONSE, 201)


@served("GET", "PUT", "PATCH", "DELETE")
def user(request: HttpRequest, pk: str) -> HttpResponse:
    """Read, write, or close one person."""
    held = _user(request, pk)
    if request.method == "GET":
        return _shown(request, held)
    unchanged_since(request, _tag(held))
    person = mapping.people().get(pk=_number(pk))
    if request.method == "DELETE":
        directory.remove_person(_token(request), person)
        return HttpResponse(status=204)
    wanted, context = _wanted(request, held)
    directory.write_person(_token(request), person, mapping.said_of(cast("User", wanted)))
    return answer(_user(request, pk), context)


@served("GET", "POST")
def groups(request: HttpRequest) -> HttpResponse:
    """List groups, or add one."""
    if request.method == "GET":
        return _listed(request, Group)
    sent = Group.model_validate(body(request), scim_ctx=Context.RESOURCE_CREATION_REQUEST)
    made = _written(_token(request), None, sent)
    return answer(_group(request, made.pk), Context.RESOURCE_CREATION_RESPONSE, 201)


@served("GET", "PUT", "PATCH", "DELETE")
def group(request: HttpRequest, pk: str) -> HttpResponse:
    """Read, write, or remove one group."""
    held = _group(request, pk)
    if request.method == "GET":
        return _shown(request, held)
    unchanged_since(request, _tag(held))
    row = mapping.groups().get(pk=_number(pk))
    if request.method == "DELETE":
        directory.remove_group(_token(request), row)
        return HttpResponse(status=204)
    wanted, context = _wanted(request, held)
    _written(_token(request), row, cast("Group", wanted))
    return answer(_group(request, pk), context)


@served("POST")
def search(request: HttpRequest, kind: str = "") -> HttpResponse:
    """List what a search that was sent asks for; of one kind at a time."""
    model = resources.MODELS.get(kind.removesuffix("s"))
    if model is None:
        raise Stopped(501, "Search people and groups apart.")
    return _found(request, cast("Kind", model), body(request), Context.SEARCH_RESPONSE)


@served("GET")
def service(request: HttpRequest) -> HttpResponse:
    """Say what is offered."""
    return answer(resources.config(base(request)), Context.RESOURCE_QUERY_RESPONSE)


@served("GET")
def schemas(request: HttpRequest, name: str = "") -> HttpResponse:
    """Say what each kind of resource holds."""
    _unfiltered(request)
    known = [_placed(one, base(request)) for one in resources.schemas()]
    return _described(known, Schema, name)


@served("GET")
def resource_types(request: HttpRequest, name: str = "") -> HttpResponse:
    """Say which kinds of resources there are."""
    _unfiltered(request)
    return _described(resources.resource_types(base(request)), ResourceType, name)


@served("GET", "POST", "PUT", "PATCH", "DELETE")
def nothing(request: HttpRequest, path: str = "") -> HttpResponse:  # noqa: ARG001
    """Answer that there is nothing here."""
    raise Stopped(404, f"There is nothing at {request.path[:200]}.")


def _described(known: Sequence[Any], kind: type[Any], name: str) -> HttpResponse:
    if not name:
        listed = ListResponse[kind](  # type: ignore[valid-type]
            total_results=len(known), start_index=1, items_per_page=len(known), resources=known
        )
        return answer(listed, Context.RESOURCE_QUERY_RESPONSE)
    found = next((one for one in known if str(one.id).lower() == name.lower()), None)
    if found is None:
        raise Stopped(404, "There is no such description.")
    return answer(found, Context.RESOURCE_QUERY_RESPONSE)


def _placed(schema: Schema, where: str) -> Schema:
    from scim2_models import Meta

    placed = schema.model_copy(deep=True)
    placed.meta = Meta(resource_type="Schema", location=f"{where}/Schemas/{schema.id}")
    return placed


def _unfiltered(request: HttpRequest) -> None:
    """Descriptions are never filtered (RFC 7644, section 4)."""
    if "filter" in request.GET:
        raise Stopped(403, "Descriptions are given whole.")


def _listed(request: HttpRequest, model: Kind) -> HttpResponse:
    return _found(request, model, request.GET.dict(), Context.RESOURCE_QUERY_RESPONSE)


def _found(
    request: HttpRequest, model: Kind, said: dict[str, Any], context: Context
) -> HttpResponse:
    """Filter, sort and cut into pages what a directory asks for."""
    asked = SearchRequest[model].model_validate(  # type: ignore[valid-type]
        said, scim_ctx=Context.SEARCH_REQUEST
    )
    start = min(asked.start_index_0 or 0, FURTHEST)
    count = LARGEST_PAGE if asked.count is None else min(asked.count, LARGEST_PAGE)
    rows, made = _rows(request, model, str(said.get("filter", "")))
    if asked.filter is None and asked.sort_by is None:
        total, page = rows.count(), [made(one) for one in rows[start : start + count]]
    else:
        found = [made(one) for one in rows]
        if asked.filter is not None:
            found = [one for one in found if asked.filter.match(one)]
        if asked.sort_by is not None:
            found = asked.sort(found)
        total, page = len(found), found[start : start + count]
    listed = ListResponse[model](  # type: ignore[valid-type]
        total_results=total,
        start_index=start + 1,
        items_per_page=len(page),
        resources=page,
    )
    return answer(listed, context, asked=asked)


def _rows(
    request: HttpRequest, model: Kind, asked: str
) -> tuple[QuerySet[Any], Callable[[Any], User | Group]]:
    """Give the rows among which a search looks, and how one is written as a resource."""
    where = base(request)
    if model is User:
        return mapping.people_named(asked), lambda row: mapping.user_of(row, where)
    return mapping.groups(), lambda row: mapping.group_of(row, where)


def _shown(request: HttpRequest, held: User | Group) -> HttpResponse:
    tag = _tag(held)
    if tag in [one.strip() for one in request.headers.get("If-None-Match", "").split(",")]:
        response = HttpResponse(status=304)
        response["ETag"] = tag
        return response
    asked = ResponseParameters[type(held)].model_validate(request.GET.dict())  # type: ignore[misc]
    return answer(held, Context.RESOURCE_QUERY_RESPONSE, asked=asked)


def _wanted(request: HttpRequest, held: User | Group) -> tuple[User | Group, Context]:
    """Read what a resource should become: written anew, or changed in places."""
    model: Any = type(held)
    if request.method == "PUT":
        sent = body(request)
        sent = mapping.completed(sent, held) if isinstance(held, User) else sent
        wanted = model.model_validate(sent, scim_ctx=Context.RESOURCE_REPLACEMENT_REQUEST)
        wanted.replace(held)
        return wanted, Context.RESOURCE_REPLACEMENT_RESPONSE
    patch = PatchOp[model].model_validate(body(request), scim_ctx=Context.RESOURCE_PATCH_REQUEST)
    patch.patch(held)
    return held, Context.RESOURCE_PATCH_RESPONSE


def _written(token: ScimToken, row: GroupRow | None, sent: Group) -> GroupRow:
    inside = [str(one.value or "") for one in sent.members or []]
    return directory.write_group(
        token,
        row,
        name=sent.display_name or "",
        external_id=sent.external_id or "",
        members=inside,
    )


def _user(request: HttpRequest, pk: object) -> User:
    person: Person = get_object_or_404(mapping.people(), pk=_number(pk))
    return mapping.user_of(person, base(request))


def _group(request: HttpRequest, pk: object) -> Group:
    row: GroupRow = get_object_or_404(mapping.groups(), pk=_number(pk))
    return mapping.group_of(row, base(request))


def _number(pk: object) -> int:
    text = str(pk)
    return int(text) if text.isdecimal() and len(text) < 12 else 0


def _tag(held: User | Group) -> str:
    return str(held.meta.version) if held.meta else ""


def _token(request: HttpRequest) -> ScimToken:
    return cast("ScimToken", request.scim_token)  # type: ignore[attr-defined]
