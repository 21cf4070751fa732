"""Addresses of public money and of citizens' proposals."""

from django.urls import path

from bagana.portal.views.programme import money, proposals

urlpatterns = [
    path("programme/<slug:code>/money/", money.programme_money, name="programme_money"),
    path("proposals/", proposals.proposals, name="proposals"),
    path("proposals/<slug:code>/new/", proposals.propose, name="propose"),
]
