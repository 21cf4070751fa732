"""Addresses of blocks, and of the part's first page."""

from __future__ import annotations

from django.urls import URLPattern, path

from bagana.redistricting.views import blocks
from bagana.redistricting.views.index import index

urlpatterns: list[URLPattern] = [
    path("", index, name="index"),
    path("blocks/", blocks.block_list, name="blocks"),
    path("blocks/new/", blocks.block_new, name="block_new"),
    path("blocks/cells/", blocks.block_cells, name="block_cells"),
    path("blocks/files/<int:pk>/", blocks.block_upload, name="block_upload"),
    path("blocks/files/<int:pk>/take/", blocks.block_take, name="block_take"),
    path("blocks/<int:pk>/", blocks.block_set, name="block_set"),
    path("blocks/<int:pk>/blocks.geojson", blocks.block_geojson, name="block_geojson"),
]
