"""Addresses of the office's ranking: the door, and the methods."""

from django.urls import URLPattern, path

from bagana.ranking.views import frameworks, index, versions

AT = "frameworks/<slug:code>/<int:number>"

urlpatterns: list[URLPattern] = [
    path("", index.index, name="index"),
    path("frameworks/new/", frameworks.new, name="framework_new"),
    path("frameworks/<slug:code>/", frameworks.framework, name="framework"),
    path("frameworks/<slug:code>/name/", frameworks.rename, name="framework_rename"),
    path("frameworks/<slug:code>/next/", frameworks.next_version, name="version_new"),
    path(f"{AT}/", versions.version, name="version"),
    path(f"{AT}/figures/", versions.figures, name="version_figures"),
    path(f"{AT}/rules/", versions.rules, name="version_rules"),
    path(f"{AT}/gates/", versions.gates, name="version_gates"),
    path(f"{AT}/text/", versions.text, name="version_text"),
    path(f"{AT}/text.yaml", versions.text_file, name="version_file"),
    path(f"{AT}/freeze/", versions.freeze, name="version_freeze"),
    path(f"{AT}/discard/", versions.discard, name="version_discard"),
]
