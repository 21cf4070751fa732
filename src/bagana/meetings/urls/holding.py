"""Addresses of a meeting that is held: attendance, votes, minutes."""

from __future__ import annotations

from django.urls import path

from bagana.meetings.views import holding, minutes

urlpatterns = [
    path("<uuid:uid>/attendance/", holding.attendance, name="attendance"),
    path("<uuid:uid>/open/", holding.opening, name="open"),
    path("<uuid:uid>/fail/", holding.fail, name="fail"),
    path("<uuid:uid>/close/", holding.close, name="close"),
    path(
        "<uuid:uid>/items/<int:position>/ballots/new/",
        holding.ballot_new,
        name="ballot_new",
    ),
    path(
        "<uuid:uid>/items/<int:position>/ballots/<int:round>/",
        holding.ballot,
        name="ballot",
    ),
    path("<uuid:uid>/minutes/", minutes.minutes, name="minutes"),
    path("<uuid:uid>/minutes/sign/", minutes.sign, name="sign"),
    path("<uuid:uid>/minutes/correct/", minutes.correct, name="correct"),
    path("<uuid:uid>/minutes/<uuid:entry>/", minutes.edit, name="minute"),
    path(
        "<uuid:uid>/minutes/<uuid:entry>/remove/",
        minutes.remove,
        name="minute_remove",
    ),
]
