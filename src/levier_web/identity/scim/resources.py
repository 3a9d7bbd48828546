"""What is served: the part of the standard's users and groups that means something here.

Annotations are read when the module is loaded: a reference names a kind of resource in quotes.
"""

from functools import cache
from typing import Annotated, Any, ClassVar

from pydantic import EmailStr, Field
from scim2_models import (
    URI,
    URN,
    AuthenticationScheme,
    Bulk,
    ChangePassword,
    ComplexAttribute,
    ETag,
    External,
    Filter,
    Meta,
    Mutability,
    Patch,
    Reference,
    Required,
    Resource,
    ResourceType,
    Schema,
    ServiceProviderConfig,
    Sort,
    Uniqueness,
)

LARGEST_PAGE = 200


class Name(ComplexAttribute):
    """How a person is called."""

    formatted: str | None = None
    family_name: str | None = None
    given_name: str | None = None


class Email(ComplexAttribute):
    """An address of a person; the primary one is theirs here."""

    value: Annotated[EmailStr | None, Required.true] = None
    type: str | None = None
    primary: bool | None = None


class GroupOf(ComplexAttribute):
    """A group in which a person is; changed through the group."""

    value: Annotated[str | None, Mutability.read_only] = None
    ref: Annotated[Reference["Group"] | None, Mutability.read_only] = Field(
        None, serialization_alias="$ref", validation_alias="$ref"
    )
    display: Annotated[str | None, Mutability.read_only] = None


class Member(ComplexAttribute):
    """A person in a group."""

    value: Annotated[str | None, Mutability.immutable, Required.true] = None
    ref: Annotated[Reference["User"] | None, Mutability.immutable] = Field(
        None, serialization_alias="$ref", validation_alias="$ref"
    )
    type: Annotated[str | None, Mutability.immutable] = Field(None, examples=["User"])


class User(Resource[Any]):
    """A person, as the directory writes them."""

    __schema__ = URN("urn:ietf:params:scim:schemas:core:2.0:User")

    user_name: Annotated[str | None, Required.true, Uniqueness.server] = None
    name: Name | None = None
    display_name: str | None = None
    title: str | None = None
    preferred_language: str | None = None
    active: Annotated[bool | None, Required.true] = None
    emails: Annotated[list[Email] | None, Required.true] = None
    groups: Annotated[list[GroupOf] | None, Mutability.read_only] = None

    Name: ClassVar[type[ComplexAttribute]] = Name
    Emails: ClassVar[type[ComplexAttribute]] = Email
    Groups: ClassVar[type[ComplexAttribute]] = GroupOf


class Group(Resource[Any]):
    """A group of the directory, to which the owner gives a role here."""

    __schema__ = URN("urn:ietf:params:scim:schemas:core:2.0:Group")

    display_name: Annotated[str | None, Required.true, Uniqueness.server] = None
    members: list[Member] | None = None

    Members: ClassVar[type[ComplexAttribute]] = Member


User.model_rebuild()
Group.model_rebuild()

MODELS: dict[str, type[Resource[Any]]] = {"User": User, "Group": Group}


@cache
def schemas() -> tuple[Schema, ...]:
    """Give what each kind of resource holds."""
    return tuple(model.to_schema() for model in MODELS.values())


def resource_types(base: str) -> list[ResourceType]:
    """Give the kinds of resources and where they are."""
    found = []
    for name, model in MODELS.items():
        kind = ResourceType(
            id=name,
            name=name,
            endpoint=Reference[URI](f"/{name}s"),
            schema=Reference[URI](str(model.__schema__)),
        )
        kind.meta = Meta(resource_type="ResourceType", location=f"{base}/ResourceTypes/{name}")
        found.append(kind)
    return found


def config(base: str) -> ServiceProviderConfig:
    """Say what is offered."""
    bearer = AuthenticationScheme(
        type=AuthenticationScheme.Type.oauthbearertoken,
        name="OAuth Bearer Token",
        description="A token made by an owner, sent in the Authorization header.",
        spec_uri=Reference[External]("https://www.rfc-editor.org/info/rfc6750"),
        primary=True,
    )
    return ServiceProviderConfig(
        patch=Patch(supported=True),
        bulk=Bulk(supported=False, max_operations=0, max_payload_size=0),
        filter=Filter(supported=True, max_results=LARGEST_PAGE),
        change_password=ChangePassword(supported=False),
        sort=Sort(supported=True),
        etag=ETag(supported=True),
        authentication_schemes=[bearer],
        meta=Meta(resource_type="ServiceProviderConfig", location=f"{base}/ServiceProviderConfig"),
    )
