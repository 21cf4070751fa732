from django.urls import path

from bagana.territory.views import boundaries, changes, integrity

app_name = "territory"
urlpatterns = [
    path("changes/", changes.change_list, name="changes"),
    path("changes/new/", changes.change_new, name="change_new"),
    path("changes/preview/", changes.change_preview, name="change_preview"),
    path("changes/<int:pk>/", changes.change_detail, name="change"),
    path("changes/<int:pk>/undo/", changes.change_undo, name="undo"),
    path("boundaries/", boundaries.boundaries, name="boundaries"),
    path("boundaries/<int:pk>/", boundaries.boundary_upload, name="boundary_upload"),
    path(
        "boundaries/units.<str:format_>",
        boundaries.boundary_export,
        name="boundary_export",
    ),
    path("checks/", integrity.checks, name="checks"),
]
