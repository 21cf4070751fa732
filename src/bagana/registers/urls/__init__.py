"""Addresses of the registers, part by part."""

from bagana.registers.urls import assets, events, households, imports, livestock

app_name = "registers"
urlpatterns = [
    *households.urlpatterns,
    *events.urlpatterns,
    *livestock.urlpatterns,
    *assets.urlpatterns,
    *imports.urlpatterns,
]
