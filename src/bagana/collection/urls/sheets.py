"""Addresses of the office pages of sheets."""

from django.urls import path

from bagana.collection.views import sheets

ONE = "<slug:code>/<slug:unit>/"
urlpatterns = [
    path("xlsforms/", sheets.xlsforms, name="xlsforms"),
    path("xlsforms/<slug:form>.xlsx", sheets.xlsform_file, name="xlsform"),
    path(f"{ONE}sheet/", sheets.sheet, name="sheet"),
    path(f"{ONE}sheet/file/", sheets.sheet_file, name="sheet_file"),
    path(f"{ONE}submissions/", sheets.submissions, name="submissions"),
    path(f"{ONE}sheet/<uuid:uid>/", sheets.sheet_check, name="sheet_check"),
    path(f"{ONE}sheet/<uuid:uid>/discard/", sheets.sheet_discard, name="sheet_discard"),
]
