"""Addresses of the book of money and of the Local Development Fund."""

from django.urls import path

from bagana.programme.views import money

urlpatterns = [
    path("<slug:code>/money/", money.money, name="money"),
    path("<slug:code>/money/new/", money.new_entry, name="money_new"),
    path("<slug:code>/money/<int:pk>/reverse/", money.reverse, name="money_reverse"),
]
