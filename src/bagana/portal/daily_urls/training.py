"""Public addresses of training: lessons to read, certificates to check."""

from __future__ import annotations

from django.urls import URLPattern, path

from bagana.portal.views.daily import training

urlpatterns: list[URLPattern] = [
    path("lessons/", training.lessons, name="lessons"),
    path("lessons/<slug:code>/", training.course, name="lesson_course"),
    path("lessons/<slug:code>/booklet/", training.booklet, name="lesson_booklet"),
    path("lessons/<slug:code>/<int:position>/", training.lesson, name="lesson"),
    path("certificates/", training.certificate_form, name="certificate_form"),
    path("certificates/<str:code>/", training.certificate, name="certificate"),
]
