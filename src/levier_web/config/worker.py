"""The worker: takes jobs one after the other, and looks every minute at what has come due."""

from __future__ import annotations

import logging
import threading

from django.core.management import call_command
from django.db import close_old_connections
from django.utils import timezone

from levier_web.config.environment import set_up

log = logging.getLogger(__name__)
MINUTE = 60.0


def run() -> None:
    """Work until told to stop (SIGTERM or Ctrl-C); a job that runs is finished first."""
    set_up()
    stop = threading.Event()
    clock = threading.Thread(target=_clock, args=(stop,), name="levier-clock", daemon=True)
    clock.start()
    try:
        call_command("db_worker", interval=1, startup_delay=False, reload=False)
    finally:
        stop.set()


def tick() -> None:
    """Do what is due now; what fails in one room keeps no other from its work."""
    from levier_web.ui.registry import EVERY_MINUTE

    for work in EVERY_MINUTE:
        try:
            work(timezone.now())
        except Exception:  # the next minute tries again
            log.exception("what was due could not be started")


def _clock(stop: threading.Event) -> None:
    while True:
        close_old_connections()
        tick()
        close_old_connections()
        if stop.wait(MINUTE):
            return
