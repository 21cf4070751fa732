"""?on= reads a page as of a date."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import HttpResponse
from django.template import engines
from django.test import RequestFactory
from django.utils import timezone

from bagana.web.asof import AsOfMiddleware
from bagana.web.context import page


def read(address):
    request = RequestFactory().get(address)
    AsOfMiddleware(lambda _: HttpResponse())(request)
    return request


def render(address, template):
    return engines["django"].from_string(template).render({}, read(address))


def test_a_date_in_the_address_is_read():
    request = read("/x?on=2018-06-05")
    assert (request.on, request.on_given) == (date(2018, 6, 5), True)
    assert not request.on_unreadable


@pytest.mark.parametrize("address", ["/x", "/x?on="])
def test_no_date_is_today(address):
    request = read(address)
    assert (request.on, request.on_given) == (timezone.localdate(), False)
    assert not request.on_unreadable


@pytest.mark.parametrize("text", ["2018-02-30", "yesterday", "0000-00-00"])
def test_an_unreadable_date_is_today_and_says_so(text):
    request = read(f"/x?on={text}")
    assert (request.on, request.on_given) == (timezone.localdate(), False)
    assert request.on_unreadable
    shown = render(f"/x?on={text}", '{% include "web/components/messages.html" %}')
    assert "огноо уншигдсангүй" in shown


def test_the_date_form_carries_the_rest_of_the_address_along():
    assert page(read("/x?on=2018-06-05&level=3&level=2&page=4"))["kept_parameters"] == [
        ("level", "3"),
        ("level", "2"),
    ]


def test_links_keep_the_date_where_it_was_given():
    template = "{% url_on 'web:health' %}"
    assert render("/x?on=2018-06-05", template) == "/healthz?on=2018-06-05"
    assert render("/x", template) == "/healthz"


def test_the_control_speaks_the_date():
    shown = render("/x?on=2018-06-05", '{% include "web/components/asof.html" %}')
    assert "2018-06-05-ны байдлаар" in shown
    assert "Өнөөдрийн байдлаар үзэх" in shown
