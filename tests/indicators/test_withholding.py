"""What counts people and is small never becomes a figure; nor what would tell it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bagana.engines.disclosure import few_people
from bagana.indicators.actions import derive, publish, record_observation
from bagana.indicators.imports import apply_figures, check_figures, undo_batch
from bagana.indicators.models import Indicator, Observation, Withheld
from bagana.indicators.versions import Figure
from bagana.indicators.withholding import Screened, screen, tables
from bagana.web.errors import Refused
from tests.factories import make_indicator, make_period, make_tree, make_user

pytestmark = pytest.mark.django_db

BAGS = ("1101", "1102", "1103", "1201", "1202")


class Place:
    """A tree, its aimag officer, and own counts of people and households."""

    def __init__(self) -> None:
        self.units = make_tree()
        self.officer = make_user("aimag_officer", self.units["1"])
        self.men = self.counter("own_men")
        self.people = self.counter("own_people")

    def counter(self, code: str, **fields: object) -> Indicator:
        return make_indicator(code, nature="own", counts_people=True, **fields)

    def figures(self, indicator: Indicator, *counts: float) -> list[Figure]:
        """Counts of the five bags, with the sums and the aimag added up."""
        one, two = sum(counts[:3]), sum(counts[3:])
        values = dict(zip(BAGS, counts, strict=True))
        values |= {"11": one, "12": two, "1": one + two}
        return [
            Figure(indicator.pk, self.units[code].pk, "2025", value)
            for code, value in values.items()
        ]

    def codes(self, screened: Screened) -> set[str]:
        names = {unit.pk: code for code, unit in self.units.items()}
        return {names[one.key[1]] for one in screened.withheld}

    def take_in(self, figures: list[Figure]) -> Withheld:
        batch = check_figures(
            user=self.officer, title="t", origin="derived", content=b"", figures=figures
        )
        return apply_figures(user=self.officer, batch=batch, figures=figures)


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Place:
    """Relations that a test declares are its own."""
    monkeypatch.setattr(tables, "_registered", [])
    return Place()


def test_it_withholds_a_small_count_and_one_neighbour(place: Place) -> None:
    screened = screen(place.figures(place.men, 3, 40, 9, 30, 60))
    assert place.codes(screened) == {"1101", "1103"}
    assert {one.is_primary for one in screened.withheld} == {True, False}
    assert len(screened.publishable) == 6


def test_it_leaves_official_and_modelled_figures_alone(place: Place) -> None:
    for nature in ("official", "modelled"):
        other = make_indicator(nature, nature=nature, counts_people=True)
        figures = place.figures(other, 3, 40, 9, 30, 60)
        assert screen(figures).publishable == figures


def test_it_leaves_what_counts_nobody_alone(place: Place) -> None:
    wells = make_indicator("wells", nature="own")
    assert not screen(place.figures(wells, 3, 4, 1, 2, 2)).withheld


def test_a_part_and_its_whole_do_not_tell_each_other(place: Place) -> None:
    """Women are not published, but people less men are women."""
    tables.register(tables.share("own_people", "own_men"))
    men = place.figures(place.men, 40, 40, 40, 40, 40)
    people = place.figures(place.people, 42, 90, 90, 90, 90)
    screened = screen([*men, *people])
    told = {f.key[:2]: f.value for f in screened.publishable}
    bag = place.units["1101"].pk
    assert {(place.men.pk, bag), (place.people.pk, bag)} - set(told)
    differences = [
        told[place.people.pk, unit.pk] - told[place.men.pk, unit.pk]
        for unit in place.units.values()
        if {(place.people.pk, unit.pk), (place.men.pk, unit.pk)} <= set(told)
    ]
    assert differences
    assert not any(few_people(one) for one in differences)


def test_a_year_s_births_are_not_told_by_the_balance(place: Place) -> None:
    births = place.counter("own_births")
    tables.register(
        tables.balance(
            "own_people", opening="own_people", added=["own_births"], taken=[]
        )
    )
    before = [replace(f, period="2024") for f in place.figures(place.people, *[90] * 5)]
    place.take_in(before)
    publish(user=place.officer, title="2024")
    people = place.figures(place.people, 92, 97, 98, 99, 99)
    born = place.figures(births, 2, 7, 8, 9, 9)
    screened = screen([*people, *born])
    hidden = {one.key for one in screened.withheld}
    bag = place.units["1101"].pk
    assert (births.pk, bag, "2025") in hidden
    assert (place.people.pk, bag, "2025") in hidden


def test_a_ratio_goes_with_the_count_that_it_tells(place: Place) -> None:
    share = place.counter(
        "own_share",
        across_units="ratio",
        numerator=place.men,
        denominator=place.people,
        factor=100,
    )
    men = place.figures(place.men, 3, 40, 9, 30, 60)
    people = place.figures(place.people, *[100] * 5)
    ratios = [
        Figure(share.pk, f.unit_id, f.period, f.value, f.value, 100.0)
        for f in men
        if f.unit_id in {place.units[code].pk for code in BAGS}
    ]
    screened = screen([*men, *people, *ratios])
    hidden = {one.key for one in screened.withheld}
    for code in ("1101", "1103"):
        assert (share.pk, place.units[code].pk, "2025") in hidden
    assert (share.pk, place.units["1102"].pk, "2025") not in hidden


def test_a_ratio_alone_tells_its_numerator_too(place: Place) -> None:
    share = place.counter(
        "own_share",
        across_units="ratio",
        numerator=place.men,
        denominator=place.people,
        factor=100,
    )
    figure = Figure(share.pk, place.units["1101"].pk, "2025", 4.0, 4.0, 100.0)
    assert screen([figure]).withheld
    assert not screen([replace(figure, value=40.0, numerator=40.0)]).withheld


def test_heads_that_tell_of_one_household_are_withheld(place: Place) -> None:
    camels = make_indicator("own_camels", nature="own", unit_mn="толгой")
    figures = [
        replace(f, contributors=9, largest=(f.value * 0.2, f.value * 0.1))
        for f in place.figures(camels, 60, 200, 300, 400, 500)
    ]
    assert not screen(figures).withheld
    figures[0] = replace(figures[0], contributors=1, largest=(60.0,))
    screened = screen(figures)
    assert place.codes(screened) == {"1101", "1102"}


def test_it_writes_drafts_of_the_rest_and_rows_without_a_value(place: Place) -> None:
    batch = place.take_in(place.figures(place.men, 3, 40, 9, 30, 60))
    assert batch.counts["withheld"] == 2
    assert batch.counts["read"] == 8
    assert batch.counts["new"] == 6
    assert "3" not in {str(problem["value"]) for problem in batch.problems}
    assert Observation.objects.count() == 6
    assert dict(Withheld.objects.values_list("unit__code", "is_primary")) == {
        "1101": True,
        "1103": False,
    }


def test_undoing_a_batch_takes_its_withheld_rows_back(place: Place) -> None:
    batch = place.take_in(place.figures(place.men, 3, 40, 9, 30, 60))
    undo_batch(user=place.officer, batch=batch)
    assert not Withheld.objects.exists()
    assert not Observation.objects.exists()


def test_a_count_that_has_grown_is_no_longer_withheld(place: Place) -> None:
    place.take_in(place.figures(place.men, 3, 40, 9, 30, 60))
    place.take_in(place.figures(place.men, 7, 40, 9, 30, 60))
    assert not Withheld.objects.exists()
    assert Observation.objects.filter(status="draft").count() == 8


def test_a_draft_that_has_become_small_is_dropped(place: Place) -> None:
    place.take_in(place.figures(place.men, 7, 40, 9, 30, 60))
    place.take_in(place.figures(place.men, 3, 40, 9, 30, 60))
    drafts = Observation.objects.filter(status="draft", unit__code="1101")
    assert not drafts.exists()


def test_a_late_figure_does_not_tell_what_is_withheld(place: Place) -> None:
    """With 40 of 52 known, two withheld bags have 12 between them: enough. With
    nothing left but the small one, the late figure is withheld as well."""
    first = place.figures(place.men, 3, 40, 9, 30, 60)
    place.take_in(first)
    publish(user=place.officer, title="2025")
    late = next(f for f in first if f.unit_id == place.units["1103"].pk)
    screened = screen([late])
    assert [one.is_primary for one in screened.withheld] == [False]


def test_what_is_public_already_is_said_and_left(place: Place) -> None:
    figures = place.figures(place.men, 7, 40, 9, 30, 60)
    place.take_in(figures)
    publish(user=place.officer, title="2025")
    Observation.objects.filter(unit__code="1101").update(value=3)
    Observation.objects.filter(unit__code__in=["11", "1"]).update(value=0)
    again = place.figures(place.men, 3, 40, 9, 30, 60)
    screened = screen(again)
    assert (place.men.pk, place.units["1101"].pk, "2025") in screened.told
    assert "1101" not in place.codes(screened)


def test_a_changed_small_figure_says_that_an_older_one_is_public(place: Place) -> None:
    place.take_in(place.figures(place.men, 7, 40, 9, 30, 60))
    publish(user=place.officer, title="2025")
    screened = screen(place.figures(place.men, 3, 40, 9, 30, 60))
    small = next(one for one in screened.withheld if one.is_primary)
    assert small.is_told


def test_a_small_count_typed_by_hand_is_refused(place: Place) -> None:
    with pytest.raises(Refused) as refused:
        record_observation(
            user=place.officer,
            indicator=place.men,
            unit=place.units["1101"],
            period="2025",
            value=3,
        )
    assert "3" not in str(refused.value)
    assert not Observation.objects.exists()


def test_publishing_is_the_last_door(place: Place) -> None:
    """A draft that came by another way is stopped before everybody reads it."""
    place.take_in(place.figures(place.men, 7, 40, 9, 30, 60))
    Observation.objects.filter(unit__code="1101").update(value=2)
    with pytest.raises(Refused):
        publish(user=place.officer, title="2025")
    assert not Observation.objects.filter(status="published").exists()


def test_ratios_are_not_derived_of_what_is_withheld(place: Place) -> None:
    share = place.counter(
        "own_share",
        across_units="ratio",
        numerator=place.men,
        denominator=place.people,
        factor=100,
    )
    place.take_in(place.figures(place.men, 3, 40, 9, 30, 60))
    place.take_in(place.figures(place.people, *[100] * 5))
    derive(user=place.officer, indicators=[share], periods=[make_period()])
    units = Observation.objects.filter(indicator=share).values_list(
        "unit__code", flat=True
    )
    assert set(units) == {"1102", "1201", "1202", "11", "12", "1"}


def heads(place: Place, code: str, *counts: float, few: int = 9) -> list[Figure]:
    """Heads in the five bags; of `few` households in the first, of nine elsewhere."""
    kind = make_indicator(code, nature="own")
    return [
        replace(one, contributors=few if n == 0 else 9, largest=())
        for n, one in enumerate(place.figures(kind, *counts))
    ]


def test_a_weighted_sum_is_shown_only_where_all_its_parts_are(place: Place) -> None:
    """7 horses + 6 cattle and horses + cattle would give away both."""
    tables.register(
        tables.total("own_all", "own_horse", "own_cattle"),
        tables.weighted("own_sheep_units", "own_horse", "own_cattle"),
    )
    horse, cattle = (50, 90, 90, 90, 90), (60, 80, 80, 80, 80)
    both = [one + other for one, other in zip(horse, cattle, strict=True)]
    units = [7 * h + 6 * c for h, c in zip(horse, cattle, strict=True)]
    figures = [
        *heads(place, "own_horse", *horse, few=2),
        *heads(place, "own_cattle", *cattle),
        *heads(place, "own_all", *both),
        *heads(place, "own_sheep_units", *units),
    ]
    screened = screen(figures)
    shown: dict[str, set[int]] = {}
    for one in screened.publishable:
        code = Indicator.objects.get(pk=one.indicator_id).code
        shown.setdefault(code, set()).add(one.unit_id)
    assert place.units["1101"].pk not in shown["own_horse"]
    assert shown["own_sheep_units"] == shown["own_horse"] & shown["own_cattle"]
    assert shown["own_sheep_units"]


def test_a_weighted_sum_of_unknown_parts_stands_for_itself(place: Place) -> None:
    tables.register(tables.weighted("own_sheep_units", "own_horse", "own_cattle"))
    make_indicator("own_horse", nature="own")
    make_indicator("own_cattle", nature="own")
    figures = heads(place, "own_sheep_units", 50, 90, 90, 90, 90, few=2)
    assert "1101" in place.codes(screen(figures))
