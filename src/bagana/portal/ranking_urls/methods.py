"""Public addresses of this part of the ranking."""

from django.urls import URLPattern, path

from bagana.portal.views.ranking import methods

urlpatterns: list[URLPattern] = [
    path(
        "ranking/methods/<slug:code>/<int:number>/",
        methods.method,
        name="ranking_method",
    ),
    path(
        "ranking/methods/<slug:code>/<int:number>.yaml",
        methods.yaml_file,
        name="ranking_method_yaml",
    ),
    path(
        "ranking/methods/<slug:code>/<int:number>.json",
        methods.json_file,
        name="ranking_method_json",
    ),
]
