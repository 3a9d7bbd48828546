"""Addresses of the ledger."""

from __future__ import annotations

from django.urls import path

from levier_web.ledger.views import entries, home, losses, money

app_name = "ledger"
urlpatterns = [
    path("", home.home, name="home"),
    path("by/<slug:by>/", home.by, name="by"),
    path("position/", home.axes, name="position"),
    path("entries/", entries.listing, name="entries"),
    path("entries/<int:pk>/", entries.entry, name="entry"),
    path("accounts/", money.accounts, name="accounts"),
    path("costs/", money.costs, name="costs"),
    path("costs/<int:pk>/take-back/", money.take_back, name="take_back"),
    path("losses/", losses.listing, name="losses"),
    path("losses/new/", losses.new, name="loss_new"),
    path("losses/<int:pk>/", losses.loss, name="loss"),
    path("losses/<int:pk>/withdraw/", losses.withdraw, name="loss_withdraw"),
]
