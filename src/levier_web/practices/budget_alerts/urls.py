"""Addresses of budgets and their alerts."""

from __future__ import annotations

from django.urls import path

from levier_web.practices.budget_alerts import views

app_name = "budget_alerts"
urlpatterns = [
    path("", views.lines, name="lines"),
    path("new/", views.new, name="new"),
    path("alerts/", views.alerts, name="alerts"),
    path("alerts/<int:pk>/answer/", views.answer, name="answer"),
    path("alerts/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("<int:pk>/", views.line, name="line"),
    path("<int:pk>/edit/", views.edit, name="edit"),
]
