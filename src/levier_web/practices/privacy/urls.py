"""Addresses of privacy."""

from __future__ import annotations

from django.urls import path

from levier_web.practices.privacy.views import company, people

app_name = "privacy"
urlpatterns = [
    path("", company.home, name="home"),
    path("groups/", company.anew, name="anew"),
    path("functions/", company.show_functions, name="functions"),
    path("retention/", company.kept, name="retention"),
    path("files/<slug:kind>/", company.make, name="make"),
    path("files/<int:pk>/<slug:language>/<slug:form>/", company.file, name="file"),
    path("mine/", people.mine, name="mine"),
    path("mine/erasure/", people.ask_erasure, name="ask_erasure"),
    path("mine/erasure/withdraw/", people.withdraw_erasure, name="withdraw_erasure"),
    path("requests/<int:pk>/refuse/", people.refuse, name="refuse"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/export/", people.export, name="export"),
    path("erasures/<int:pk>/call-off/", people.call_off, name="call_off"),
]
