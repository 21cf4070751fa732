"""/healthz tells a supervisor whether the installation answers."""

from __future__ import annotations

import pytest
from django.db import OperationalError, connection


@pytest.mark.django_db
def test_it_says_that_all_is_well(client):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "database": "reachable"}
    assert "no-store" in answer.headers["Cache-Control"]


def test_it_says_that_the_database_is_gone(client, monkeypatch):
    def gone():
        raise OperationalError("no such host, password 1234")

    monkeypatch.setattr(connection, "cursor", gone)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "error", "database": "unreachable"}
