"""Addresses of this part of the office's ranking."""

from django.urls import path

from bagana.ranking.views import (
    selection,
    selection_awards,
    selection_checks,
    selection_gates,
    selection_group,
    selection_list,
)

ONE = "selections/<slug:code>/"

urlpatterns = [
    path("selections/", selection.index, name="selections"),
    path("selections/new/", selection.new, name="selection_new"),
    path(ONE, selection.selection, name="selection"),
    path(f"{ONE}go/", selection.go, name="selection_go"),
    path(f"{ONE}act/", selection.act, name="selection_act"),
    path(f"{ONE}cancel/", selection.cancel, name="selection_cancel"),
    path(f"{ONE}gates/", selection_gates.gates, name="selection_gates"),
    path(f"{ONE}gates/check/", selection_gates.check, name="selection_gates_check"),
    path(f"{ONE}index/", selection_checks.index, name="selection_index"),
    path(f"{ONE}recheck/", selection_checks.recheck, name="selection_recheck"),
    path(
        f"{ONE}recheck/<int:pk>/",
        selection_checks.recheck_one,
        name="selection_recheck_one",
    ),
    path(f"{ONE}members/", selection_group.members, name="selection_members"),
    path(
        f"{ONE}members/<int:pk>/declaration/",
        selection_group.declare,
        name="selection_declare",
    ),
    path(
        f"{ONE}members/<int:pk>/release/",
        selection_group.release,
        name="selection_release",
    ),
    path(f"{ONE}visits/", selection_group.visits, name="selection_visits"),
    path(f"{ONE}visits/<slug:unit>/", selection_group.visit, name="selection_visit"),
    path(
        f"{ONE}visits/<slug:unit>/sheet/",
        selection_group.sheet,
        name="selection_sheet",
    ),
    path(f"{ONE}list/", selection_list.entries, name="selection_list"),
    path(f"{ONE}awards/", selection_awards.awards, name="selection_awards"),
    path(
        f"{ONE}awards/<int:pk>/support/",
        selection_awards.support,
        name="selection_support",
    ),
    path(
        f"{ONE}awards/<int:pk>/follow-up/",
        selection_awards.follow_up,
        name="selection_follow_up",
    ),
    path(
        f"{ONE}supports/<int:pk>/drop/",
        selection_awards.drop_support,
        name="selection_support_drop",
    ),
    path(f"{ONE}correct/", selection_awards.correct, name="selection_correct"),
]
