"""Addresses of the plan table: in, out, and each batch."""

from django.urls import path

from bagana.programme.views import table

urlpatterns = [
    path("<slug:code>/table/", table.table, name="table"),
    path("<slug:code>/table/file/", table.table_file, name="table_file"),
    path("<slug:code>/table/<int:pk>/", table.batch, name="table_batch"),
    path("<slug:code>/table/<int:pk>/apply/", table.apply, name="table_apply"),
    path("<slug:code>/table/<int:pk>/undo/", table.undo, name="table_undo"),
    path("<slug:code>/table/<int:pk>/discard/", table.discard, name="table_discard"),
]
