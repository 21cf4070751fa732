"""Addresses of the office pages of assets."""

from django.urls import URLPattern, path

from bagana.registers.views import assets

urlpatterns: list[URLPattern] = [
    path("asset-gaps/", assets.gaps, name="asset_gaps"),
    path("asset-norms/", assets.norms, name="norms"),
    path("asset-norms/add/", assets.norm_add, name="norm_add"),
    path("asset-norms/<int:pk>/withdraw/", assets.norm_withdraw, name="norm_withdraw"),
    path("assets/<int:pk>/edit/", assets.edit, name="asset_edit"),
    path("assets/<int:pk>/write-off/", assets.write_off, name="asset_write_off"),
    path("assets/<int:pk>/photo/", assets.photo, name="asset_photo"),
    path("<slug:code>/assets/", assets.assets, name="assets"),
    path("<slug:code>/assets/add/", assets.add, name="asset_add"),
]
