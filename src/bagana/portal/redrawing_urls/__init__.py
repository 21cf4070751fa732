"""Public addresses of re-drawings, part by part."""

from bagana.portal.redrawing_urls import changes, proposals

urlpatterns = [*proposals.urlpatterns, *changes.urlpatterns]
