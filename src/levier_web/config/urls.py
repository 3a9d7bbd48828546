"""Every address of the application."""

from __future__ import annotations

from django.urls import include, path

from levier_web.config import mcp
from levier_web.config.api import operations

urlpatterns = [
    path("", include("levier_web.ui.urls")),
    path("sign-in/", include("levier_web.identity.urls_sign_in")),
    path("account/", include("levier_web.identity.urls")),
    path("scim/v2/", include("levier_web.identity.urls_scim")),
    path("ledger/", include("levier_web.ledger.urls")),
    path("signals/", include("levier_web.signals.urls")),
    path("decisions/", include("levier_web.decisions.urls")),
    path("metrics/", include("levier_web.metrics.urls")),
    path("impact/", include("levier_web.impact.urls")),
    path("learning/", include("levier_web.learning.urls")),
    path("budget-alerts/", include("levier_web.practices.budget_alerts.urls")),
    path("committee-pack/", include("levier_web.practices.committee_pack.urls")),
    path("messages/", include("levier_web.practices.messages.urls")),
    path("privacy/", include("levier_web.practices.privacy.urls")),
    path("", include("levier_web.operations.urls")),
    path("exchange/", include("levier_web.exchange.urls")),
    path("organisation/", include("levier_web.organisation.urls")),
    path("integrations/", include("levier_web.integrations.urls")),
    path("mcp", mcp.over_http, name="mcp"),
    path("api/v1/", include("levier_web.integrations.urls_api")),
    path("api/v1/", include((operations, "api"))),
]

handler400 = "levier_web.ui.errors_shown.unfit"
handler403 = "levier_web.ui.errors_shown.forbidden"
handler404 = "levier_web.ui.errors_shown.not_found"
handler500 = "levier_web.ui.errors_shown.broken"
