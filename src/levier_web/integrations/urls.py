"""Addresses of the integrations."""

from __future__ import annotations

from django.urls import path

from levier_web.integrations.views import previews, tokens, webhooks

app_name = "integrations"
urlpatterns = [
    path("", tokens.mine, name="tokens"),
    path("tokens/all/", tokens.everybody, name="all_tokens"),
    path("tokens/<int:pk>/revoke/", tokens.revoke, name="revoke"),
    path("previews/", previews.listing, name="previews"),
    path("previews/<int:pk>/", previews.one, name="preview"),
    path("previews/<int:pk>/confirm/", previews.confirm, name="preview_confirm"),
    path("previews/<int:pk>/refuse/", previews.refuse, name="preview_refuse"),
    path("webhooks/", webhooks.listing, name="webhooks"),
    path("webhooks/new/", webhooks.new, name="webhook_new"),
    path("webhooks/<int:pk>/", webhooks.one, name="webhook"),
    path("webhooks/<int:pk>/change/", webhooks.change, name="webhook_change"),
    path("webhooks/<int:pk>/secret/", webhooks.secret, name="webhook_secret"),
    path("webhooks/<int:pk>/pause/", webhooks.pause, name="webhook_pause"),
    path("webhooks/<int:pk>/try/", webhooks.try_out, name="webhook_try"),
    path("webhooks/<int:pk>/remove/", webhooks.remove, name="webhook_remove"),
    path("deliveries/<int:pk>/replay/", webhooks.replay, name="replay"),
]
