"""The office offers each role only what the role may open."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from bagana.accounts.models import Role
from tests.factories import make_tree, make_user

UNIT_OF = {Role.BAG_GOVERNOR: "1101", Role.SUM_OFFICER: "11", Role.ADMINISTRATOR: "MN"}
LINK = re.compile(r'<(?:li><a|a class="card") href="(/[^"]+)"')


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
def test_no_link_of_the_office_is_refused(client, role):
    tree = make_tree()
    client.force_login(make_user(role, tree[UNIT_OF.get(role, "1")]))
    links = set(LINK.findall(client.get(reverse("portal:office")).content.decode()))
    assert len(links) > 5
    changes_units = role in {Role.AIMAG_OFFICER, Role.ADMINISTRATOR}
    assert (reverse("territory:boundaries") in links) == changes_units
    answers = {link: client.get(link, follow=True).status_code for link in links}
    refused = {link for link, status in answers.items() if status != 200}
    assert refused == set()
