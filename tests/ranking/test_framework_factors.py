"""A method that no run could draw is told so before it is frozen, not after."""

from dataclasses import replace
from datetime import date

import pytest

from bagana.engines.index.framework import Factors
from bagana.engines.index.writing import to_dict
from bagana.ranking.actions.frameworks import freeze_version, save_draft
from bagana.ranking.definition_checks import check_draft, check_whole
from bagana.ranking.faults import DefinitionRefused
from tests.factories import make_act
from tests.ranking.factories import METHOD, make_world

pytestmark = pytest.mark.django_db


def _quiet(node):
    """The tree without any sampling error."""
    if "children" in node:
        return {**node, "children": [_quiet(child) for child in node["children"]]}
    return {**node, "noise": "none"}


@pytest.fixture
def world():
    return make_world(frozen=False, years=(2023,))


def rewrite(world, definition):
    world.version.definition = {**world.version.definition, **definition}
    world.version.save()


def freeze(world):
    act = make_act(world.units["1"], date=date(2020, 1, 1))
    return freeze_version(user=world.officer, version=world.version, act=act)


def test_sampling_without_any_error_to_draw_is_refused_at_freezing(world):
    rewrite(world, {"tree": _quiet(to_dict(METHOD)["tree"])})
    # A draft may still be without: its indicators are to come.
    assert not [fault for fault in check_draft(world.version) if fault.stops]
    with pytest.raises(DefinitionRefused) as refused:
        freeze(world)
    assert refused.value.faults[0].where == "factors.sampling"
    world.version.refresh_from_db()
    assert not world.version.frozen_at


def test_one_mean_is_nothing_to_choose_from(world):
    only = to_dict(replace(METHOD, factors=Factors(aggregates=("geometric",))))
    rewrite(world, {"factors": only["factors"]})
    assert "factors.aggregates" in {fault.where for fault in check_whole(world.version)}


def test_what_can_be_drawn_is_frozen(world):
    assert freeze(world).frozen_at


def test_standard_errors_that_no_figure_has_are_refused_at_saving(world):
    tree = to_dict(METHOD)["tree"]
    tree["children"][0]["children"][0]["noise"] = "normal"
    with pytest.raises(DefinitionRefused) as refused:
        save_draft(
            user=world.officer,
            version=world.version,
            revision=world.version.revision,
            definition={**world.version.definition, "tree": tree},
        )
    assert [fault.node for fault in refused.value.faults] == ["prompt"]
