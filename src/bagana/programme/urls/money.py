"""Addresses of the book of money and of the Local Development Fund."""

from django.urls import path

from bagana.programme.views import money, proposals

YEAR = "<slug:code>/proposals/<slug:unit>/<int:year>/"
ONE = "<slug:code>/proposals/<int:pk>/"

urlpatterns = [
    path("<slug:code>/money/", money.money, name="money"),
    path("<slug:code>/money/new/", money.new_entry, name="money_new"),
    path("<slug:code>/money/<int:pk>/reverse/", money.reverse, name="money_reverse"),
    path("<slug:code>/proposals/", proposals.proposals, name="proposals"),
    path(ONE, proposals.proposal, name="proposal"),
    path(f"{ONE}merge/", proposals.merge, name="proposal_merge"),
    path(f"{ONE}part/", proposals.part, name="proposal_part"),
    path(f"{ONE}carry/", proposals.carry, name="proposal_carry"),
    path(f"{ONE}fund/", proposals.fund, name="proposal_fund"),
    path(YEAR, proposals.unit_year, name="proposals_unit"),
    path(f"{YEAR}new/", proposals.receive, name="proposal_new"),
    path(f"{YEAR}rank/", proposals.rank, name="proposals_rank"),
    path(f"{YEAR}cost/", proposals.cost, name="proposals_cost"),
    path(f"{YEAR}decide/", proposals.decide, name="proposals_decide"),
    path(f"{YEAR}report/", proposals.report, name="proposals_report"),
    path(f"{YEAR}print/", proposals.printed, name="proposals_print"),
]
