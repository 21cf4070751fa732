"""Addresses that turn needs of bag offices into measures."""

from django.urls import path

from bagana.programme.views import asset_needs

urlpatterns = [
    path(
        "asset-needs/<slug:kind>/<slug:unit>/",
        asset_needs.asset_need,
        name="asset_need",
    ),
]
