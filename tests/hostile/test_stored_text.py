"""What people write is told as text on every page: every column of text holds a script here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.db import DatabaseError, models, transaction
from django.urls import Resolver404, resolve
from django.utils import timezone
from tests.hostile.test_text import HARM
from tests.web.furnished import addresses, furnish, measured, tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.test import Client

    from levier_web.organisation.models import Person

HUMAN = 60
"""Shorter columns hold the program's own words."""
OWN_WORDS = re.compile(
    r"digest|fingerprint|salt|secret|password|previous|action|object_|key|content|address|path|status"
    r"|user_name|external_id|connection|subject|kind|tool|query|token|^html$|category|origin|unit|^arm$|author"
)
"""Columns that no person writes freely."""
RUNS = ("<img src=x", "<script>alert", "5332114")
LINK = re.compile(r"""\s(?:href|hx-get)="([^"#]+)""")
EACH = 1
"""Pages of one kind that are opened: with more, the same templates are looked at again."""


def texts(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    return [
        field
        for field in model._meta.concrete_fields
        if type(field) in {models.CharField, models.TextField}
        and not (field.choices or field.unique or OWN_WORDS.search(field.name))
        and (field.max_length or HUMAN) >= HUMAN
    ]  # fmt: skip


def spoil(*, empty: bool) -> set[str]:
    """Write the script into each column of text that people write; give the tables that hold it.

    Empty tables get a row where one can be made of its own columns.
    """
    spoilt = set()
    for model in tables() * 2:  # what refers to one made in the first round is made in the second
        columns = texts(model)
        if not columns:
            continue
        try:
            with transaction.atomic():
                said = {field.name: HARM for field in columns}
                if model._default_manager.exists():
                    models.QuerySet(model).update(**said)
                elif empty:
                    model._default_manager.create(**dict(required(model)) | said)
        except (DatabaseError, models.ObjectDoesNotExist):
            continue  # what is only ever added to; what needs more than a row of its own
        spoilt.add(model._meta.label)
    return spoilt


def required(model: type[models.Model]) -> Iterator[tuple[str, Any]]:
    """Give something for each column that must be given."""
    for field in model._meta.concrete_fields:
        if field.has_default() or field.null or field.primary_key:
            continue
        if isinstance(field, models.ForeignKey):
            yield field.name, field.related_model._default_manager.earliest("pk")
        elif isinstance(field, models.DateTimeField):
            yield field.name, timezone.now()
        elif isinstance(field, models.DateField):
            yield field.name, timezone.localdate()
        elif isinstance(field, (models.CharField, models.TextField)) and field.choices:
            yield field.name, str(field.choices[0][0])
        elif isinstance(field, (models.IntegerField, models.FloatField, models.DecimalField)):
            yield field.name, 1
        elif isinstance(field, models.JSONField):
            yield field.name, {}


@pytest.fixture
def spoilt(olga: Person, paul: Person) -> set[str]:
    furnish(olga, paul)
    spoil(empty=False)
    measured()  # what the engine writes of them is told too
    return spoil(empty=True)


def test_what_people_wrote_runs_on_no_page(
    spoilt: set[str], olga: Person, browser_of: Callable[[Person], Client]
) -> None:
    assert len(spoilt) > 25, spoilt
    browser, opened, told, harmed = browser_of(olga), dict[str, int](), 0, []
    waiting = list(addresses())
    while waiting:
        path = waiting.pop(0)
        view = resolve(urlsplit(path).path).view_name
        if opened.get(view, 0) >= EACH:
            continue
        answer = browser.get(path)
        assert answer.status_code < 500, path
        if answer.status_code != 200 or answer.streaming:
            answer.getvalue()  # to its end: closing it would close the database
            continue
        opened[view] = opened.get(view, 0) + 1
        if "html" not in answer.headers.get("Content-Type", ""):
            continue
        text = answer.content.decode()
        told += "&lt;img src=x" in text
        harmed += [(path, one) for one in RUNS if one in text]
        links = (urljoin(path, link.replace("&amp;", "&")) for link in LINK.findall(text))
        waiting += [link for link in links if link.startswith("/") and _page(link)]
    assert harmed == []
    assert len(opened) > 100, sorted(opened)
    assert told > 90


def _page(link: str) -> bool:
    try:
        return resolve(urlsplit(link).path).view_name != "account_logout"
    except Resolver404:
        return False
