"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from levier_web.metrics.views import definitions, imports, push, reading, sources

app_name = "metrics"
urlpatterns = [
    path("", reading.listing, name="list"),
    path("tree/", reading.tree, name="tree"),
    path("pick/", reading.pick, name="pick"),
    path("new/", definitions.define, name="define"),
    path("definition/<str:slug>/", reading.metric, name="metric"),
    path("definition/<str:slug>/values.csv", reading.values, name="values"),
    path("definition/<str:slug>/change/", definitions.change, name="change"),
    path("definition/<str:slug>/move/", definitions.move, name="move"),
    path("definition/<str:slug>/archive/", definitions.archive, name="archive"),
    path("imports/", imports.listing, name="imports"),
    path("imports/new/", imports.bring, name="bring"),
    path("imports/example/<str:style>.csv", imports.example, name="example"),
    path("imports/<int:pk>/", imports.show, name="import"),
    path("imports/<int:pk>/file/", imports.file, name="import_file"),
    path("imports/<int:pk>/apply/", imports.apply, name="import_apply"),
    path("imports/<int:pk>/reverse/", imports.reverse, name="import_reverse"),
    path("imports/<int:pk>/again/", imports.again, name="import_again"),
    path("imports/<int:pk>/discard/", imports.discard, name="import_discard"),
    path("sources/", sources.listing, name="sources"),
    path("sources/new/<str:kind>/", sources.declare, name="declare_source"),
    path("sources/<int:pk>/", sources.show, name="source"),
    path("sources/<int:pk>/change/", sources.change, name="change_source"),
    path("sources/<int:pk>/archive/", sources.archive, name="archive_source"),
    path("sources/<int:pk>/ask/", sources.ask, name="ask_source"),
    path("sources/<int:pk>/tokens/", sources.create_token, name="create_token"),
    path("tokens/<int:pk>/withdraw/", sources.withdraw_token, name="withdraw_token"),
    path("push/", push.push, name="push"),
]
