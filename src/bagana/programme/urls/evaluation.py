"""Addresses of the office's evaluation; what is published is read in the portal."""

from django.urls import path

from bagana.programme.views import evaluations, studies

PHASE = "<slug:code>/evaluation/<int:phase>/"
urlpatterns = [
    path("<slug:code>/evaluation/", evaluations.index, name="evaluation"),
    path(PHASE, evaluations.evaluation, name="evaluation_phase"),
    path(f"{PHASE}begin/", evaluations.begin, name="evaluation_begin"),
    path(f"{PHASE}summary/", evaluations.summary, name="evaluation_summary"),
    path(f"{PHASE}publish/", evaluations.publish, name="evaluation_publish"),
    path(f"{PHASE}studies/add/", studies.add, name="study_add"),
    path(
        f"{PHASE}objectives/<int:objective>/",
        evaluations.finding,
        name="evaluation_finding",
    ),
    path("studies/<int:pk>/", studies.study, name="study"),
    path("studies/<int:pk>/compute/", studies.compute, name="study_compute"),
    path("studies/<int:pk>/drop/", studies.drop, name="study_drop"),
]
