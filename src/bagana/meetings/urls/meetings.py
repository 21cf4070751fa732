"""Addresses of meetings in the office: the list, preparing, calling."""

from __future__ import annotations

from django.urls import path

from bagana.meetings.views import meetings, preparing

urlpatterns = [
    path("", meetings.index, name="index"),
    path("rules/", meetings.rules, name="rules"),
    path("rules/new/", meetings.rule_new, name="rule_new"),
    path("units/<slug:unit>/new/", preparing.new, name="new"),
    path("<uuid:uid>/", meetings.meeting, name="meeting"),
    path("<uuid:uid>/edit/", preparing.edit, name="edit"),
    path("<uuid:uid>/convene/", preparing.convene, name="convene"),
    path("<uuid:uid>/cancel/", preparing.cancel, name="cancel"),
    path("<uuid:uid>/notices/new/", preparing.notice, name="notice_new"),
    path("<uuid:uid>/notices/<int:pk>/", preparing.proof, name="notice_proof"),
    path("<uuid:uid>/items/new/", preparing.item_new, name="item_new"),
    path("<uuid:uid>/items/<int:position>/", preparing.item_edit, name="item"),
    path(
        "<uuid:uid>/items/<int:position>/move/", preparing.item_move, name="item_move"
    ),
    path(
        "<uuid:uid>/items/<int:position>/papers/new/",
        preparing.paper_new,
        name="paper_new",
    ),
    path(
        "<uuid:uid>/items/<int:position>/papers/<int:pk>/",
        preparing.paper,
        name="paper",
    ),
    path(
        "<uuid:uid>/items/<int:position>/papers/<int:pk>/remove/",
        preparing.paper_remove,
        name="paper_remove",
    ),
]
