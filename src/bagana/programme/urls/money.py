"""Addresses of the book of money and of the Local Development Fund."""

from django.urls import path

from bagana.programme.views import money, money_batches, proposals

YEAR = "<slug:code>/proposals/<slug:unit>/<int:year>/"
BATCH = "<slug:code>/money/batches/<int:pk>/"
ONE = "<slug:code>/proposals/<int:pk>/"

urlpatterns = [
    path("<slug:code>/money/", money.money, name="money"),
    path("<slug:code>/money/new/", money.new_entry, name="money_new"),
    path("<slug:code>/money/<int:pk>/reverse/", money.reverse, name="money_reverse"),
    path("<slug:code>/money/import/", money_batches.money_import, name="money_import"),
    path(BATCH, money_batches.money_batch, name="money_batch"),
    path(f"{BATCH}apply/", money_batches.apply, name="money_apply"),
    path(f"{BATCH}undo/", money_batches.undo, name="money_undo"),
    path(f"{BATCH}discard/", money_batches.discard, name="money_discard"),
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
