"""Addresses of targets in the office."""

from django.urls import path

from bagana.programme.views import targets

urlpatterns = [
    path("<slug:code>/targets/", targets.targets, name="targets"),
    path("<slug:code>/targets/new/", targets.new_target, name="target_new"),
    path("<slug:code>/targets/<int:pk>/revise/", targets.revise, name="target_revise"),
    path("<slug:code>/targets/<int:pk>/drop/", targets.drop, name="target_drop"),
]
