"""Addresses of the exchange."""

from __future__ import annotations

from django.urls import path

from levier_web.exchange import views

app_name = "exchange"
urlpatterns = [
    path("", views.home, name="home"),
    path("out/", views.out, name="out"),
    path("in/<int:pk>/", views.arrival, name="arrival"),
    path("in/<int:pk>/drop/", views.drop, name="drop"),
]
