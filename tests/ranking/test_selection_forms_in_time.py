"""Forms of a step open only while the selection stands at it."""

import pytest
from django.urls import reverse

from tests.ranking.selection_rows import make_procedure
from tests.ranking.selections import patch_runs

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", ["gates", "closed"])
@pytest.mark.parametrize(("name", "more"), [("act", ()), ("visit", ("1101",))])
def test_a_form_of_another_step_is_not_opened_empty(
    client, monkeypatch, state, name, more
):
    patch_runs(monkeypatch)
    p = make_procedure(state)
    client.force_login(p.officer)
    address = reverse(f"ranking:selection_{name}", args=[p.selection.code, *more])
    response = client.get(address)
    assert response.status_code == 409
    assert "<textarea" not in response.content.decode()
