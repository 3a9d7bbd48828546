"""Work done later by the worker: measuring the company, looking ahead for a decision."""

from __future__ import annotations

import logging
import tempfile
from dataclasses import asdict
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from django.utils import timezone
from django_tasks import task

import levier
from levier.errors import InvalidArgument, InvalidWorkspace
from levier.language import LANGUAGES
from levier.workspace.planning.told import sections
from levier.workspace.reading import read
from levier.workspace.writing.json import to_json
from levier_web.impact.events import answered
from levier_web.impact.folder import write_folder
from levier_web.impact.models import Measurement, Outlook
from levier_web.impact.services import asking, storing
from levier_web.organisation.queries import company
from levier_web.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)
EVERY = 0.5
"""Seconds between two words about progress."""


@task()
def measure_company(pk: int) -> None:
    """Measure the company as it stands now, and keep the answer.

    1. Take the measurement; leave if another worker has it.
    2. Write the folder and read it back: what is measured is what an export holds.
    3. Leave if the folder and the engine are those of the last measurement.
    4. Measure, saying how far it is; keep the answer, or the faults.
    """
    measurement = asking.begin(pk)
    if measurement is None:
        return
    try:
        _measure(measurement)
    except InvalidWorkspace as invalid:
        storing.failed(measurement, faults_told(invalid))
    except Exception:
        log.exception("measurement %s failed", pk)
        storing.failed(measurement, _both("impact.failed.unexpected"))
        raise


def _measure(measurement: Measurement) -> None:
    with tempfile.TemporaryDirectory(prefix="levier-") as name:
        write_folder(Path(name))
        workspace = read(name)
        if _known(workspace.fingerprint):
            storing.unchanged(measurement, workspace.fingerprint)
            return
        results = levier.measure(
            workspace, as_of=company().measured_as_of, progress=_progress(measurement)
        )
    if not storing.keep(measurement, results):
        log.warning("measurement %s was given to another worker meanwhile", measurement.pk)
        return
    for _, wrong in answered.send_robust(Measurement, measurement=measurement, results=results):
        if isinstance(wrong, Exception):
            log.error("what follows measurement %s failed", measurement.pk, exc_info=wrong)
    storing.followed(measurement)


def _known(fingerprint: str) -> bool:
    last = Measurement.objects.filter(state=Measurement.State.DONE).first()
    if last is None or last.fingerprint != fingerprint or last.engine != levier.__version__:
        return False
    if not last.followed:  # its worker died before the last words
        return False
    wanted = company().measured_as_of
    return wanted is None or wanted == last.as_of


def _progress(measurement: Measurement) -> Callable[[str, int, int], None]:
    said = 0.0

    def say_how_far(step: str, done: int, total: int) -> None:
        nonlocal said
        if monotonic() - said >= EVERY or done == total:
            asking.beat(measurement, step, done, total)
            said = monotonic()

    return say_how_far


@task()
def look_ahead(pk: int) -> None:
    """Say what it would take to measure one decision on one metric."""
    taken = Outlook.objects.filter(pk=pk, state=Measurement.State.WAITING).update(
        state=Measurement.State.RUNNING, beat_at=timezone.now()
    )
    if not taken:
        return
    outlook = Outlook.objects.select_related("metric").get(pk=pk)
    try:
        with tempfile.TemporaryDirectory(prefix="levier-") as name:
            write_folder(Path(name))
            plan = levier.plan(
                name,
                metric=outlook.metric.slug,
                effect=outlook.effect,
                scale="absolute" if outlook.scale == "absolute" else "relative",
            )
        outlook.plan = to_json(plan)
        outlook.told = {
            language: [asdict(one) for one in sections(plan, language)] for language in LANGUAGES
        }
        outlook.state = Measurement.State.DONE
    except InvalidWorkspace as invalid:
        outlook.faults, outlook.state = faults_told(invalid), Measurement.State.FAILED
    except InvalidArgument:
        outlook.faults = _both("impact.outlook.not_possible")
        outlook.state = Measurement.State.FAILED
    except Exception:
        log.exception("outlook %s failed", pk)
        outlook.faults = _both("impact.failed.unexpected")
        outlook.state = Measurement.State.FAILED
    outlook.save()


def faults_told(invalid: InvalidWorkspace) -> list[dict[str, str]]:
    """Word every fault of a folder in both languages, with its place."""
    return [
        {
            language: f"{fault.file}:{fault.line}: {fault.sentence(language)}"
            for language in LANGUAGES
        }
        for fault in invalid.faults
    ]


def _both(key: str) -> list[dict[str, str]]:
    return [{language: say(key, language) for language in LANGUAGES}]
