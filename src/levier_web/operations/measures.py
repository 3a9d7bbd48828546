"""Metrics of the service, as Prometheus reads them: requests, jobs, sizes; never a person.

A web server of several processes counts in files that they share (``PROMETHEUS_MULTIPROC_DIR``,
set by ``levier serve``); what the database knows is asked when the metrics are read.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
    multiprocess,
)
from prometheus_client.core import GaugeMetricFamily

from levier_web.impact.models import Measurement
from levier_web.organisation.models import AuditLine
from levier_web.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prometheus_client import Metric

FIGURES: dict[str, tuple[str, ...]] = {
    "requests_total": ("method", "route", "status"),
    "request_seconds": ("method", "route"),
    "jobs_waiting": (),
    "jobs_failed": (),
    "oldest_job_seconds": (),
    "last_measurement_timestamp_seconds": (),
    "audit_lines": (),
}
"""Every figure, behind ``levier_``, with its labels."""


def _what(name: str) -> tuple[str, str]:
    """Give the name of a figure and what it is; Prometheus is told in English."""
    return f"levier_{name}", say(f"operations.figure.{name}", "en")


REGISTRY = CollectorRegistry()
REQUESTS = Counter(*_what("requests_total"), FIGURES["requests_total"], registry=REGISTRY)
SECONDS = Histogram(*_what("request_seconds"), FIGURES["request_seconds"], registry=REGISTRY)
KIND = CONTENT_TYPE_LATEST


class Known:
    """What the database knows, asked at each reading."""

    def collect(self) -> Iterator[Metric]:
        """Give the queue of jobs, the last measurement, the length of the audit log."""
        waiting = DBTaskResult.objects.filter(status="READY")
        yield GaugeMetricFamily(*_what("jobs_waiting"), waiting.count())
        failed = DBTaskResult.objects.filter(status="FAILED").count()
        yield GaugeMetricFamily(*_what("jobs_failed"), failed)
        oldest = waiting.order_by("enqueued_at").values_list("enqueued_at", flat=True).first()
        age = (timezone.now() - oldest).total_seconds() if oldest else 0.0
        yield GaugeMetricFamily(*_what("oldest_job_seconds"), age)
        done = Measurement.objects.filter(state=Measurement.State.DONE, finished_at__isnull=False)
        last = done.order_by("-pk").values_list("finished_at", flat=True).first()
        when = last.timestamp() if last else 0.0
        yield GaugeMetricFamily(*_what("last_measurement_timestamp_seconds"), when)
        lines = AuditLine.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        yield GaugeMetricFamily(*_what("audit_lines"), lines)


def counted(method: str, route: str, status: int, seconds: float) -> None:
    """Count one answer; a route is an address without what is asked for."""
    REQUESTS.labels(method, route, str(status)).inc()
    SECONDS.labels(method, route).observe(seconds)


def written() -> bytes:
    """Write everything."""
    registry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    known = CollectorRegistry()
    known.register(Known())
    return bytes(generate_latest(registry)) + bytes(generate_latest(known))
