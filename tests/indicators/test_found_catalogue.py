"""An office begins with the catalogue, but without indicators of a model."""

import pytest

from bagana.indicators.founding import found_catalogue
from bagana.indicators.models import Indicator, Source

pytestmark = pytest.mark.django_db


def test_it_leaves_out_what_only_a_model_could_fill():
    assert found_catalogue() == Indicator.objects.count() > 50
    assert not Indicator.objects.filter(nature="modelled").exists()
    assert not Source.objects.filter(code="model_blocks").exists()


def test_it_can_be_repeated():
    found_catalogue(with_modelled=True)
    count = Indicator.objects.count()
    found_catalogue(with_modelled=True)
    assert Indicator.objects.count() == count
    assert Indicator.objects.filter(nature="modelled").exists()
