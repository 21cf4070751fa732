"""Public addresses of meetings."""

from __future__ import annotations

from django.urls import URLPattern, path

from bagana.meetings.views.calendar import calendar
from bagana.portal.views.daily import meetings

urlpatterns: list[URLPattern] = [
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/calendar.ics", calendar, name="meetings_calendar"),
    path("meetings/<uuid:uid>/", meetings.meeting, name="meeting"),
    path("meetings/<uuid:uid>/remark/", meetings.remark, name="meeting_remark"),
    path("meetings/<uuid:uid>/papers/<int:pk>/", meetings.paper, name="meeting_paper"),
    path("resolutions/<uuid:uid>/", meetings.resolution, name="resolution"),
]
