"""Budget alerts."""

from __future__ import annotations

from django.apps import AppConfig


class BudgetAlertsConfig(AppConfig):
    """Anybody may say that a budget goes wrong; somebody answers in time."""

    name = "levier_web.practices.budget_alerts"
    label = "budget_alerts"
