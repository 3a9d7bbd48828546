"""Addresses of the impact."""

from __future__ import annotations

from django.urls import path

from levier_web.impact.views import effects, measurements

app_name = "impact"
urlpatterns = [
    path("", effects.listing, name="list"),
    path("effect/<int:pk>/", effects.effect, name="effect"),
    path("effect/<int:pk>/pin/", effects.pin_design, name="pin"),
    path("why/", measurements.why, name="why"),
    path("measurements/", measurements.listing, name="measurements"),
    path("measurements/<int:pk>/", measurements.measurement, name="measurement"),
    path("measure/", measurements.measure, name="measure"),
    path("progress/", measurements.progress, name="progress"),
    path("outlook/<str:slug>/", measurements.outlook, name="outlook"),
]
