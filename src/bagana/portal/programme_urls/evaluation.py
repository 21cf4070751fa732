from django.urls import URLPattern, path

from bagana.portal.views.programme import evaluation

urlpatterns: list[URLPattern] = [
    path(
        "programme/<slug:code>/evaluation/",
        evaluation.evaluations,
        name="evaluations",
    ),
    path(
        "programme/<slug:code>/evaluation/<int:phase>/",
        evaluation.evaluation,
        name="evaluation",
    ),
]
