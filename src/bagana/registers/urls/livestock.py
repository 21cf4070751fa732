"""Addresses of the office pages of livestock."""

from django.urls import URLPattern, path

from bagana.registers.views import livestock

HERD = "households/<uuid:uid>/herd/"
CENSUS = f"{HERD}<slug:census>/"
urlpatterns: list[URLPattern] = [
    path("livestock/", livestock.home, name="livestock_home"),
    path(HERD, livestock.herd, name="herd"),
    path(f"{CENSUS}edit/", livestock.herd_edit, name="herd_edit"),
    path(f"{CENSUS}tended/", livestock.tended_add, name="tended_add"),
    path(f"{CENSUS}tended/<int:pk>/", livestock.tended_edit, name="tended_edit"),
    path(
        f"{CENSUS}tended/<int:pk>/remove/",
        livestock.tended_remove,
        name="tended_remove",
    ),
    path("<slug:code>/livestock/", livestock.livestock, name="livestock"),
]
