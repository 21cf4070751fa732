"""Addresses of proposals: their steps, opinions and objections."""

from __future__ import annotations

from django.urls import URLPattern, path

from bagana.redistricting.views import proposals as pages
from bagana.redistricting.views import proposals_hearing as hearing
from bagana.redistricting.views import proposals_steps as steps

ONE = "proposals/<slug:code>/"
OBJECTION = "proposals/objections/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path("proposals/", pages.index, name="proposals"),
    path("proposals/new/", pages.new, name="proposal_new"),
    path(OBJECTION, hearing.objection, name="plan_objection"),
    path(f"{OBJECTION}show/", hearing.show, name="plan_objection_show"),
    path(f"{OBJECTION}hide/", hearing.hide, name="plan_objection_hide"),
    path(f"{OBJECTION}answer/", hearing.answer, name="plan_objection_answer"),
    path(f"{OBJECTION}contact/", hearing.contact, name="plan_objection_contact"),
    path(f"{OBJECTION}forget/", hearing.forget, name="plan_objection_forget"),
    path(ONE, pages.proposal, name="proposal"),
    path(f"{ONE}change/", pages.change, name="proposal_change"),
    path(
        f"{ONE}alternatives/add/",
        steps.alternative_add,
        name="proposal_alternative_add",
    ),
    path(
        f"{ONE}alternatives/<slug:letter>/",
        steps.alternative,
        name="proposal_alternative",
    ),
    path(f"{ONE}publish/", steps.publish, name="proposal_publish"),
    path(f"{ONE}extend/", steps.extend, name="proposal_extend"),
    path(f"{ONE}choose/", steps.choose, name="proposal_choose"),
    path(f"{ONE}names/", steps.names, name="proposal_names"),
    path(f"{ONE}submit/", steps.submit, name="proposal_submit"),
    path(f"{ONE}sum-act/", steps.sum_act, name="proposal_sum_act"),
    path(f"{ONE}aimag-act/", steps.aimag_act, name="proposal_aimag_act"),
    path(f"{ONE}back/", steps.back, name="proposal_back"),
    path(f"{ONE}withdraw/", steps.withdraw, name="proposal_withdraw"),
    path(f"{ONE}opinions/", hearing.opinions, name="proposal_opinions"),
    path(f"{ONE}opinions/new/", hearing.opinion_new, name="proposal_opinion_new"),
    path(f"{ONE}objections/", hearing.objections, name="proposal_objections"),
]
