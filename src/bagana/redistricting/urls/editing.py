"""Addresses of editing a plan by hand."""

from __future__ import annotations

from django.urls import URLPattern, path

from bagana.redistricting.views import editing

PLAN = "<slug:code>/plans/<int:number>/edit/"

urlpatterns: list[URLPattern] = [
    path(PLAN, editing.edit, name="edit"),
    path(f"{PLAN}name/", editing.name, name="edit_name"),
    path(f"{PLAN}finish/", editing.finish, name="edit_finish"),
    path(f"{PLAN}freeze/", editing.freeze, name="edit_freeze"),
]
