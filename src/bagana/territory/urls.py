from django.urls import path

from bagana.territory.views import changes

app_name = "territory"
urlpatterns = [
    path("changes/", changes.change_list, name="changes"),
    path("changes/new/", changes.change_new, name="change_new"),
    path("changes/preview/", changes.change_preview, name="change_preview"),
    path("changes/<int:pk>/", changes.change_detail, name="change"),
    path("changes/<int:pk>/undo/", changes.change_undo, name="undo"),
]
