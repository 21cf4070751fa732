"""Addresses of monitoring: rounds, their workspace, reports, rating scales."""

from django.urls import path

from bagana.programme.views import reports, rounds, scales

urlpatterns = [
    path("scales/", scales.scales, name="scales"),
    path("scales/<slug:code>/remove/", scales.remove, name="scale_remove"),
    path("<slug:code>/rounds/", rounds.rounds, name="rounds"),
    path("<slug:code>/rounds/<slug:period>/", rounds.round_page, name="round"),
    path("<slug:code>/rounds/<slug:period>/many/", rounds.many, name="round_many"),
    path("<slug:code>/rounds/<slug:period>/sync/", rounds.sync, name="round_sync"),
    path("<slug:code>/rounds/<slug:period>/close/", rounds.close, name="round_close"),
    path(
        "<slug:code>/rounds/<slug:period>/reopen/", rounds.reopen, name="round_reopen"
    ),
    path("reports/<int:pk>/", reports.report, name="report"),
    path("reports/<int:pk>/copy/", reports.copy, name="report_copy"),
    path("reports/<int:pk>/return/", reports.send_back, name="report_return"),
    path("reports/<int:pk>/check/", reports.check, name="report_check"),
    path("reports/<int:pk>/decide/", reports.decide, name="report_decide"),
]
