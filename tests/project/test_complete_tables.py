"""An older installation gets the indicators and scales that came since."""

import pytest

from bagana.indicators.founding import found_catalogue
from bagana.indicators.models import Indicator
from bagana.programme.models import RatingScale
from bagana.project.installation import complete_tables
from tests.factories import make_tree

pytestmark = pytest.mark.django_db


def test_an_empty_installation_is_left_to_its_register():
    complete_tables()
    assert not Indicator.objects.exists()
    assert not RatingScale.objects.exists()


def test_an_office_gets_what_it_lacks_and_no_modelled_figure():
    make_tree()
    found_catalogue()
    Indicator.objects.get(code="programme_paid").delete()
    complete_tables()
    assert Indicator.objects.filter(code="programme_paid").exists()
    assert not Indicator.objects.filter(nature="modelled").exists()
    assert RatingScale.objects.count() == 4
    complete_tables()
    assert RatingScale.objects.count() == 4
