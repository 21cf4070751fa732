"""Dots with intervals: in order, in words, the chosen one in ink, nothing invented."""

import re

from bagana.portal import rendering
from bagana.portal.charts import ACCENT, INK
from bagana.portal.interval_charts import ROW, Interval, intervals

ROWS = [
    Interval("Баг А", 1, 1, 4, "1–4-р байр", True, "Хөдөө"),
    Interval("Баг Б", 1, 2, 4, "1–4-р байр", False, "Хөдөө"),
    Interval("Баг В", 1, 1, 2, "1–2-р байр", False, "Сумын төв"),
    Interval("Баг Г", None, None, None, "мэдээлэл алга", False, "Сумын төв"),
]


def spec(rows=ROWS):
    return intervals(rows, title="Байр", axis="байр")


def values(found):
    return found["data"]["values"]


def layer(found, mark):
    return next(
        one for one in found["layer"] if one.get("mark", {}).get("type") == mark
    )


def test_rows_keep_their_order_under_the_name_of_their_group():
    said = [row.get("band") or row["name"] for row in values(spec())]
    assert said == ["Хөдөө", "Баг А", "Баг Б", "Сумын төв", "Баг В", "Баг Г"]
    assert [row["row"] for row in values(spec())] == list(range(6))


def test_each_row_takes_the_same_height():
    assert spec()["height"] == 6 * ROW
    assert spec(ROWS[:1] * 40)["height"] == 41 * ROW


def test_rows_without_a_group_have_no_band():
    plain = [Interval("Баг А", 1, 2, 3), Interval("Баг Б", 1, 2, 3)]
    assert all("band" not in row for row in values(spec(plain)))


def test_what_is_not_known_is_said_and_not_drawn():
    picture = rendering.inline(spec())
    assert "мэдээлэл алга" in picture
    for mark in ("rule", "point"):
        assert "isValid" in layer(spec(), mark)["transform"][0]["filter"]


def test_the_chosen_one_alone_is_in_ink():
    colour = layer(spec(), "point")["encoding"]["color"]
    assert colour["condition"] == {"test": "datum.chosen", "value": INK}
    assert colour["value"] == ACCENT


def test_ticks_of_ranks_begin_at_the_first_place_and_are_whole():
    many = [Interval(f"Баг {i}", 1, i, 24) for i in range(1, 25)]
    ticks = layer(spec(many), "point")["encoding"]["x"]["axis"]["values"]
    assert ticks[0] == 1
    assert len(ticks) <= 6
    assert all(isinstance(tick, int) for tick in ticks)


def test_scores_get_ticks_of_their_own():
    axis = layer(spec([Interval("А", 41.5, 50.2, 61.0)]), "point")["encoding"]["x"]
    assert "values" not in axis["axis"]


def test_without_rows_there_is_still_a_picture():
    assert rendering.inline(spec([])).startswith("<svg")
    assert rendering.inline(spec([ROWS[-1]])).startswith("<svg")


def test_the_picture_keeps_to_the_policy_and_the_style_sheet():
    picture = rendering.inline(spec())
    assert "style=" not in picture
    assert "<script" not in picture
    assert not re.search(r'"#[0-9a-f]{3,6}"', picture)
    assert "var(--ink)" in picture
    assert "var(--accent)" in picture


def test_a_name_cannot_break_out_of_the_picture():
    picture = rendering.inline(spec([Interval("<b>x</b>", 1, 1, 1)]))
    assert "<b>" not in picture


def test_it_is_narrow_enough_for_a_phone():
    long = [Interval("Баруунбүрэн сумын хоёрдугаар баг", 1, 2, 9, "10–24-р байр")]
    box = re.match(r'<svg viewBox="0 0 (\d+)', rendering.inline(spec(long)))
    assert int(box.group(1)) <= 430
