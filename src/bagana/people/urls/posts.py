"""Addresses of posts in the office."""

from __future__ import annotations

from django.urls import URLPattern, path

from bagana.people.views import appointing, handing_over, officials, posts, standards

POST = "posts/<uuid:uid>"
ONE = "appointments/<uuid:uid>"
RECORD = "handovers/<uuid:uid>"
urlpatterns: list[URLPattern] = [
    path("", posts.index, name="index"),
    path(f"{POST}/", posts.post, name="post"),
    path(f"{POST}/edit/", posts.post_edit, name="post_edit"),
    path(f"{POST}/close/", posts.post_close, name="post_close"),
    path(f"{POST}/nominate/", appointing.nominate, name="nominate"),
    path(f"{POST}/appoint/", appointing.appoint, name="appoint"),
    path(f"{ONE}/appoint/", appointing.appoint_nominee, name="appoint_nominee"),
    path(f"{ONE}/refuse/", appointing.refuse, name="refuse"),
    path(f"{ONE}/prolong/", appointing.prolong, name="prolong"),
    path(f"{ONE}/end/", appointing.end, name="end"),
    path(f"{ONE}/account/", appointing.account, name="account"),
    path("officials/<uuid:uid>/", officials.official, name="official"),
    path("officials/<uuid:uid>/edit/", officials.official_edit, name="official_edit"),
    path(f"{RECORD}/", handing_over.handover, name="handover"),
    path(f"{RECORD}/items/add/", handing_over.item_add, name="handover_item_add"),
    path(f"{RECORD}/items/", handing_over.items, name="handover_items"),
    path(f"{RECORD}/sign/<slug:side>/", handing_over.sign, name="handover_sign"),
    path(f"{RECORD}/paper/<slug:side>/", handing_over.paper, name="handover_paper"),
    path(f"{RECORD}/scan/<slug:side>/", handing_over.scan, name="handover_scan"),
    path("units/<slug:code>/posts/", posts.posts, name="posts"),
    path("units/<slug:code>/posts/add/", posts.post_add, name="post_add"),
    path("standards/", standards.standards, name="standards"),
    path("standards/new/", standards.standard_new, name="standard_new"),
    path("standards/<int:pk>/end/", standards.standard_end, name="standard_end"),
    path("units/<slug:code>/staffing/", posts.staffing, name="staffing"),
    path(
        "units/<slug:code>/officials/add/", officials.official_add, name="official_add"
    ),
]
