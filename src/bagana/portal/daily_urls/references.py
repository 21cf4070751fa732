"""Public addresses of references."""

from __future__ import annotations

from django.urls import URLPattern, path

from bagana.portal.views.daily import references

urlpatterns: list[URLPattern] = [
    path("verify/", references.verify_form, name="verify_form"),
    path("verify/<str:code>/", references.verify, name="verify"),
]
