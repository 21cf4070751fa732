"""Addresses of public money and of citizens' proposals."""

from django.urls import path

from bagana.portal.views.programme import money

urlpatterns = [
    path("programme/<slug:code>/money/", money.programme_money, name="programme_money"),
]
