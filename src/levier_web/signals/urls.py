"""Addresses of the signals."""

from __future__ import annotations

from django.urls import path

from levier_web.signals.views import groups, lists, posting, single

app_name = "signals"
urlpatterns = [
    path("", lists.recurring, name="list"),
    path("all/", lists.every, name="every"),
    path("mine/", lists.mine, name="mine"),
    path("figures/", lists.figures, name="figures"),
    path("post/", posting.post, name="post"),
    path("post/similar/", posting.similar, name="similar"),
    path("post/names/<slug:of>/", posting.names, name="names"),
    path("<int:pk>/", single.detail, name="signal"),
    path("<int:pk>/fate/", single.fate, name="signal_fate"),
    path("<int:pk>/move/", single.move, name="move"),
    path("<int:pk>/withdraw/", single.withdraw, name="withdraw"),
    path("groups/<int:pk>/", groups.detail, name="group"),
    path("groups/<int:pk>/fate/", groups.fate, name="group_fate"),
    path("groups/<int:pk>/rename/", groups.rename, name="rename"),
    path("groups/<int:pk>/merge/", groups.merge, name="merge"),
    path("merges/<int:pk>/undo/", groups.undo, name="undo_merge"),
]
