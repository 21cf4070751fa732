"""What the demonstration must never touch."""

import io
import json

import pytest

from bagana.demo import state
from bagana.demo.command import _prepare
from bagana.territory.models import Unit
from bagana.web.errors import Conflict
from tests.factories import make_tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(settings, tmp_path):
    settings.BAGANA_HOME = tmp_path
    return tmp_path


def test_an_office_with_data_is_never_mixed_with_a_demonstration(home):
    make_tree()
    with pytest.raises(Conflict):
        _prepare(reset=False, agreed=False)
    assert Unit.objects.filter(code="1101").exists()


def test_an_office_with_data_is_not_wiped_without_agreement(home, monkeypatch):
    make_tree()
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with pytest.raises(Conflict):
        _prepare(reset=True, agreed=False)
    assert Unit.objects.filter(code="1101").exists()


def test_a_build_that_was_broken_off_is_seen_as_such(home):
    state.write(state.State.BUILDING)
    assert state.read() is state.State.BUILDING
    assert json.loads((home / "demo.json").read_text()) == {"state": "building"}


def test_an_empty_folder_is_empty(home):
    assert state.read() is state.State.EMPTY
