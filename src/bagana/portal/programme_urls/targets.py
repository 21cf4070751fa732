"""Public addresses of a programme's targets."""

from django.urls import path

from bagana.portal.views.programme import targets

urlpatterns = [
    path(
        "programme/<slug:code>/targets/",
        targets.programme_targets,
        name="programme_targets",
    ),
    path(
        "programme/<slug:code>/targets/<int:pk>/",
        targets.programme_target,
        name="programme_target",
    ),
]
