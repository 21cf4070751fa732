"""Addresses of the office pages of imports."""

from django.urls import path

from bagana.registers.views import importing

ONE = "import/<uuid:uid>/"
urlpatterns = [
    path("import/", importing.import_file, name="import"),
    path(
        "import/template/<slug:code>.xlsx",
        importing.import_template,
        name="import_template",
    ),
    path(ONE, importing.import_check, name="import_check"),
    path(f"{ONE}apply/", importing.import_apply, name="import_apply"),
    path(f"{ONE}discard/", importing.import_discard, name="import_discard"),
    path("import/<int:pk>/undo/", importing.import_undo, name="import_undo"),
]
