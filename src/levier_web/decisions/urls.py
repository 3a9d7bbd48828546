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
    path("<str:slug>/", sheets.sheet, name="sheet"),
    path("<str:slug>/edit/", sheets.edit, name="edit"),
    path("<str:slug>/autosave/", sheets.autosave, name="autosave"),
    path("<str:slug>/discard/", sheets.discard, name="discard"),
    path("<str:slug>/propose/", deciding.propose, name="propose"),
    path("<str:slug>/withdraw/", deciding.withdraw, name="withdraw"),
    path("<str:slug>/decide/", deciding.decide, name="decide"),
    path("<str:slug>/send-back/", deciding.send_back, name="send_back"),
    path("<str:slug>/stop/", deciding.stop, name="stop"),
    path("<str:slug>/reopen/", deciding.reopen, name="reopen"),
    path("<str:slug>/amend/", deciding.amend, name="amend"),
    path("<str:slug>/refuse/", letters.refuse, name="refuse"),
    path("<str:slug>/letters/<int:number>/", letters.letter, name="letter"),
    path("<str:slug>/letters/<int:number>/<slug:language>/", letters.printed, name="letter_print"),
    path("<str:slug>/forecasts/", forecasts.state, name="forecast_new"),
    path("<str:slug>/forecasts/<int:key>/", forecasts.restate, name="forecast"),
    path("<str:slug>/forecasts/<int:key>/remove/", forecasts.remove, name="forecast_remove"),
    path("<str:slug>/gates/", remarks.gate, name="gate"),
    path("<str:slug>/gates/<int:key>/remove/", remarks.remove_gate, name="gate_remove"),
    path("<str:slug>/comments/", remarks.comment, name="comment"),
    path("<str:slug>/comments/<int:key>/", remarks.reword, name="comment_edit"),
    path(
        "<str:slug>/comments/<int:key>/withdraw/",
        remarks.withdraw_comment,
        name="comment_withdraw",
    ),
]
