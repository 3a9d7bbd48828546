"""Addresses of SCIM."""

from __future__ import annotations

from django.urls import path

from levier_web.identity.scim import endpoints

app_name = "scim"
urlpatterns = [
    path(".search", endpoints.search, name="search"),
    path("<slug:kind>/.search", endpoints.search, name="search_kind"),
    path("Users", endpoints.users, name="users"),
    path("Users/<str:pk>", endpoints.user, name="user"),
    path("Groups", endpoints.groups, name="groups"),
    path("Groups/<str:pk>", endpoints.group, name="group"),
    path("ServiceProviderConfig", endpoints.service, name="service"),
    path("Schemas", endpoints.schemas, name="schemas"),
    path("Schemas/<str:name>", endpoints.schemas, name="schema"),
    path("ResourceTypes", endpoints.resource_types, name="resource_types"),
    path("ResourceTypes/<str:name>", endpoints.resource_types, name="resource_type"),
    path("", endpoints.nothing, name="root"),
    path("<path:path>", endpoints.nothing, name="nothing"),
]
