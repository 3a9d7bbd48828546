"""Metrics, and files of values, for the tests of this room."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from levier_web.metrics.models import Metric

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytest_django.fixtures import Settings

    from levier_web.organisation.models import Team

Upload = SimpleUploadedFile


@pytest.fixture(autouse=True)
def files_apart(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def orders(company: object, checkout: Team) -> Metric:
    return Metric.objects.create(
        slug="orders", title="Orders", unit="orders", position=1, team=checkout
    )


@pytest.fixture
def visits(company: object) -> Metric:
    return Metric.objects.create(slug="visits", title="Visits", unit="visits", position=0)


@pytest.fixture
def upload() -> Callable[..., SimpleUploadedFile]:
    """Give a file as a browser sends it."""

    def made(content: str | bytes, name: str = "metrics.csv") -> SimpleUploadedFile:
        return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)

    return made
