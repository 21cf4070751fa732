"""Results in words, in both languages: ranks as intervals, and nothing claimed more."""

from dataclasses import replace

import pytest
from django.utils import translation

from bagana.ranking import wording
from bagana.ranking.queries.rows import GroupResult, MergedRow, Reason, UnitRow

ROW = UnitRow(
    unit_id=1,
    unit="1101",
    name="1-р баг, Түнхэл",
    short_name="Түнхэл",
    place="Мандал",
    group="rural",
    score=50.0,
    rank=2,
    rank_low=1,
    rank_high=4,
    rank_median=2.0,
    p_top=0.84,
    p_improved=0.97,
    verdict="proposed",
    failed=(),
    completeness=1.0,
    imputed=0,
    dimensions={},
    kept_cells={},
    missing=(),
    reasons=(),
    previous_year=2022,
    previous_score=48.0,
    previous_rank=3,
    score_low=45.0,
    score_high=55.0,
    node_names={"office": "Ажлын байр"},
)


def row(**fields):
    return replace(ROW, **fields)


@pytest.mark.parametrize(
    ("low", "high", "mn", "en"),
    [
        (1, 4, "1–4-р байр", "1st to 4th"),
        (1, 1, "1-р байр", "1st"),
        (2, 3, "2–3-р байр", "2nd to 3rd"),
        (11, 13, "11–13-р байр", "11th to 13th"),
        (21, 112, "21–112-р байр", "21st to 112th"),
    ],
)
def test_a_rank_is_told_as_a_range(low, high, mn, en):
    one = row(rank_low=low, rank_high=high)
    assert wording.interval_words(one) == mn
    with translation.override("en"):
        assert wording.interval_words(one) == en


def test_a_range_says_among_how_many_and_how_sure():
    told = "20 нэгжийн дотор 1–4-р байрын аль нэг, 90 хувийн итгэлцэлтэй."
    assert wording.standing_words(ROW, 20) == told
    with translation.override("en"):
        assert wording.standing_words(ROW, 20) == (
            "Somewhere from 1st to 4th among 20 units, with 90 per cent confidence."
        )


def test_a_unit_that_is_not_ranked_has_no_range():
    assert wording.interval_words(row(rank_low=None, rank_high=None, rank=None)) == ""


def test_ranges_that_overlap_cannot_be_told_apart():
    other = row(unit="1102", short_name="Хэрх", rank=5, rank_low=4, rank_high=9)
    assert "ялгах боломжгүй" in wording.apart_words(ROW, other)
    with translation.override("en"):
        assert "cannot be told apart" in wording.apart_words(ROW, other)


def test_ranges_that_do_not_overlap_are_in_order_whichever_is_named_first():
    other = row(unit="1102", short_name="Хэрх", rank=7, rank_low=5, rank_high=9)
    told = "Түнхэл илүү, Хэрх дараа нь: байрын хязгаар нь давхцахгүй."
    assert wording.apart_words(ROW, other) == told
    assert wording.apart_words(other, ROW) == told


def test_units_of_two_groups_are_never_compared():
    other = row(unit="1102", group="centre")
    assert not ROW.overlaps(other)
    assert "өөр бүлэгт" in wording.apart_words(ROW, other)


def test_it_says_which_data_are_missing():
    reason = Reason("dimension", "services", "Үйлчилгээ", 2, 3, 4, ("Ирц", "Хурал"))
    one = row(rank=None, rank_low=None, rank_high=None, reasons=(reason,))
    assert wording.not_ranked_words(one) == (
        "Мэдээлэл дутуу: «Үйлчилгээ» чиглэлийн 4 үзүүлэлтээс 2 нь л мэдэгдэж байна, "
        "3 хэрэгтэй. Байхгүй нь: Ирц, Хурал."
    )


def test_a_long_list_of_names_is_cut_and_says_how_many_are_left():
    many = tuple(f"Үзүүлэлт {n}" for n in range(10))
    reason = Reason("overall", "", "", 2, 8, 12, many)
    told = wording.not_ranked_words(row(reasons=(reason,)))
    assert "Үзүүлэлт 4, бусад 5" in told


def test_every_condition_has_its_words():
    codes = ("probability", "floor:office", "completeness", "self_reported", "years")
    told = wording.failed_words(row(failed=codes))
    assert told[1] == "«Ажлын байр» чиглэл бүлгийнхээ доод хэсэгт"
    assert not set(told) & set(codes)
    assert wording.failed_words(row(failed=codes), but="probability") == told[1:]


@pytest.mark.parametrize(
    ("p", "told"),
    [
        (1.0, "100%"),
        (0.9999, ">99%"),
        (0.84, "84%"),
        (0.001, "<1%"),
        (0.0, "0%"),
        (None, ""),
    ],
)
def test_certainty_is_only_claimed_where_every_replication_agrees(p, told):
    assert wording.percent_words(p) == told


@pytest.mark.parametrize(
    ("p", "told"),
    [
        (0.99, "бараг гарцаагүй"),
        (0.8, "магадлал өндөр"),
        (0.6, "болох нь илүү магадлалтай"),
        (0.3, "болохгүй нь илүү магадлалтай"),
        (0.1, "магадлал бага"),
        (0.01, "бараг боломжгүй"),
        (None, "магадлал тодорхойгүй"),
    ],
)
def test_probabilities_have_words(p, told):
    assert wording.probability_words(p) == told


def group(*rows, merged=(), top=3):
    return GroupResult("rural", "Хөдөөгийн баг", len(rows), tuple(merged), rows, top)


def test_a_group_says_who_is_proposed():
    told = wording.group_words(group(ROW, row(verdict="grey"), row(verdict="grey")))
    assert "санал болгосон нь Түнхэл:" in told
    assert "2 нэгжийг бусдаас нь ялгах боломжгүй" in told


def test_a_group_in_which_nobody_qualifies_says_so():
    told = wording.group_words(group(row(verdict="not_proposed")))
    assert "санал болгох нэгж гарсангүй" in told


def test_a_small_group_says_that_its_ranks_are_not_reliable():
    small = MergedRow("rural", "Хөдөө", "rural", "Хөдөө", 1, 15, "kept_apart")
    told = wording.group_words(group(ROW, merged=[small]))
    assert "1 нэгжтэй бүлэгт байрыг найдвартай ялгахгүй." in told


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("too_small", "тул «Төв» бүлэгтэй нэгтгэв"),
        ("kept_apart", "тусдаа үлдэв"),
        ("no_partner", "нэгтгэх төстэй бүлэг алга"),
    ],
)
def test_a_merged_group_gives_its_reason(reason, told):
    merged = MergedRow("rural", "Хөдөө", "centre", "Төв", 12, 15, reason)
    assert told in wording.merged_words(merged)
    assert "12 нэгжтэй (дор хаяж 15" in wording.merged_words(merged)


def test_bands_begin_with_the_first_that_can_be_told_apart():
    rows = [
        row(unit=str(n), rank_low=low, rank_high=high)
        for n, (low, high) in enumerate([(1, 3), (2, 4), (4, 6), (5, 6), (7, 7)])
    ]
    bands = group(*rows).bands
    assert [[one.unit for one in band] for band in bands] == [
        ["0", "1"],
        ["2", "3"],
        ["4"],
    ]


def test_improvement_is_told_with_its_probability():
    told = wording.improved_words(ROW)
    assert told == "2022 оноос дээшилсэн байх магадлал 97%: бараг гарцаагүй."
    assert "алга" in wording.improved_words(row(previous_year=None))
