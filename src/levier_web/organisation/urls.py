"""Addresses of the organisation."""

from __future__ import annotations

from django.urls import path

from levier_web.organisation.views import company, importing, invitations, people, rights, structure

app_name = "organisation"
urlpatterns = [
    path("", structure.home, name="home"),
    path("settings/", company.settle, name="settings"),
    path("audit/", company.audit_log, name="audit"),
    path("rights/", rights.table, name="rights"),
    path("rights/<int:pk>/remove/", rights.remove, name="remove_right"),
    path("people/", people.everybody, name="people"),
    path("people/new/", people.new, name="new_person"),
    path("people/import/", importing.bring, name="import"),
    path("people/import/<int:pk>/", importing.show, name="import_preview"),
    path("people/import/<int:pk>/undo/", importing.undo, name="import_undo"),
    path("people/<int:pk>/", people.one, name="person"),
    path("people/<int:pk>/roles/", people.roles, name="roles"),
    path("people/<int:pk>/invite/", people.invite, name="invite"),
    path("people/<int:pk>/withdraw/", people.withdraw, name="withdraw_invitation"),
    path("people/<int:pk>/active/", people.active, name="active"),
    path("invitation/<str:token>/", invitations.welcome, name="invitation"),
    path("list/<slug:of>/", structure.listed, name="structure"),
    path("list/<slug:of>/<int:pk>/", structure.change, name="change_structure"),
    path("list/<slug:of>/<int:pk>/archive/", structure.archive, name="archive"),
]
