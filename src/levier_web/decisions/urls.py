"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from levier_web.decisions.views import (
    committee,
    deciding,
    forecasts,
    latency,
    letters,
    listing,
    remarks,
    sheets,
    tree,
)

app_name = "decisions"
urlpatterns: list[URLPattern] = [
    path("", listing.listing, name="list"),
    path("new/", sheets.new, name="new"),
    path("pick/<slug:what>/", listing.pick, name="pick"),
    path("curve/", forecasts.curve, name="curve"),
    path("latency/", latency.waits, name="latency"),
    path("proof/", deciding.proof, name="proof"),
    path("tree/", tree.show, name="tree"),
    path("tree/add/", tree.add, name="node_add"),
    path("tree/ranking/", tree.ranks, name="ranking"),
    path("tree/<int:key>/", tree.node, name="node"),
    path("tree/<int:key>/rename/", tree.rename, name="node_rename"),
    path("tree/<int:key>/under/", tree.hang, name="node_hang"),
    path("tree/<int:key>/archive/", tree.archive, name="node_archive"),
    path("tree/<int:key>/restore/", tree.restore, name="node_restore"),
    path("tree/<int:key>/evidence/", tree.link, name="node_link"),
    path("tree/<int:key>/groups/", tree.groups, name="node_groups"),
    path("committee/", committee.sessions, name="committee"),
    path("committee/<int:key>/", committee.session, name="session"),
    path("committee/<int:key>/close/", committee.close, name="session_close"),
    path("committee/<int:key>/<int:place>/", committee.wall, name="wall"),
    path("committee/lines/<int:key>/", committee.arrange, name="agenda_arrange"),
    path("<slug:slug>/", sheets.sheet, name="sheet"),
    path("<slug:slug>/edit/", sheets.edit, name="edit"),
    path("<slug:slug>/discard/", sheets.discard, name="discard"),
    path("<slug:slug>/propose/", deciding.propose, name="propose"),
    path("<slug:slug>/withdraw/", deciding.withdraw, name="withdraw"),
    path("<slug:slug>/decide/", deciding.decide, name="decide"),
    path("<slug:slug>/send-back/", deciding.send_back, name="send_back"),
    path("<slug:slug>/stop/", deciding.stop, name="stop"),
    path("<slug:slug>/reopen/", deciding.reopen, name="reopen"),
    path("<slug:slug>/amend/", deciding.amend, name="amend"),
    path("<slug:slug>/refuse/", letters.refuse, name="refuse"),
    path("<slug:slug>/letters/<int:number>/", letters.letter, name="letter"),
    path("<slug:slug>/letters/<int:number>/<slug:language>/", letters.printed, name="letter_print"),
    path("<slug:slug>/forecasts/", forecasts.state, name="forecast_new"),
    path("<slug:slug>/forecasts/<int:key>/", forecasts.restate, name="forecast"),
    path("<slug:slug>/forecasts/<int:key>/remove/", forecasts.remove, name="forecast_remove"),
    path("<slug:slug>/gates/", remarks.gate, name="gate"),
    path("<slug:slug>/gates/<int:key>/remove/", remarks.remove_gate, name="gate_remove"),
    path("<slug:slug>/comments/", remarks.comment, name="comment"),
    path("<slug:slug>/comments/<int:key>/", remarks.reword, name="comment_edit"),
    path(
        "<slug:slug>/comments/<int:key>/withdraw/",
        remarks.withdraw_comment,
        name="comment_withdraw",
    ),
]
