"""Addresses of the frame."""

from __future__ import annotations

from django.urls import path

from levier_web.ui import views

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("language/", views.choose_language, name="choose_language"),
]
