"""The profile of a unit in words: where it stands, what would lift it, who has data."""

from __future__ import annotations

from django.utils.translation import gettext

from bagana.engines import mongolian
from bagana.ranking.queries.lifting import Step
from bagana.ranking.queries.moved import Moved
from bagana.ranking.queries.profile import Condition, MissingLine, Profile
from bagana.ranking.wording import apart_words, percent_words, probability_words


def standing(profile: Profile) -> list[str]:
    """Beside the interval: the first of the group, and how likely it is at the top."""
    row, group = profile.row, profile.group
    if group is None or profile.first is None:
        return []
    found = []
    if profile.is_first:
        found.append(
            gettext("Тооцооны байраар бүлгийнхээ эхэнд байна.")
            if not _others_overlap(profile)
            else gettext(
                "Тооцооны байраар бүлгийнхээ эхэнд байгаа ч ард нь байгаа нэгжээс "
                "ялгах боломжгүй."
            )
        )
    else:
        found.append(apart_words(profile.first, row))
    values = {
        "top": group.top,
        "p": percent_words(row.p_top),
        "words": probability_words(row.p_top),
    }
    found.append(
        gettext("Эхний %(top)s байрт орох магадлал %(p)s: %(words)s.") % values
    )
    return found


def _others_overlap(profile: Profile) -> bool:
    rows = profile.group.rows if profile.group else ()
    others = (row for row in rows if row.unit != profile.row.unit)
    return any(row.overlaps(profile.row) for row in others)


def moved_words(moved: Moved) -> str:
    """How the score changed; whether it is a change at all stands beside."""
    change = moved.difference.change
    points = mongolian.format_number(abs(change), 1)
    values = {"year": moved.year, "points": points}
    if points == mongolian.format_number(0, 1):
        return gettext("%(year)s оноос оноо нь өөрчлөгдөөгүй.") % values
    if change > 0:
        return gettext("%(year)s оноос оноо нь %(points)s оноогоор нэмэгдсэн.") % values
    return gettext("%(year)s оноос оноо нь %(points)s оноогоор буурсан.") % values


def step_words(step: Step, direction: int) -> str:
    """What "one more" is."""
    if step.kind == "case":
        values = {"cases": step.cases}
        if direction > 0:
            return gettext("%(cases)s тохиолдлын дахин нэг нь биелбэл") % values
        return gettext("%(cases)s тохиолдлын нэгээр цөөрвөл") % values
    if step.kind == "points":
        if direction > 0:
            return gettext("10 нэгж хувиар нэмэгдвэл")
        return gettext("10 нэгж хувиар буурвал")
    if step.kind == "one":
        if direction > 0:
            return gettext("Нэгээр нэмэгдвэл")
        return gettext("Нэгээр цөөрвөл")
    return gettext("Хамгийн доод, дээд түвшний зайн аравны нэгээр сайжирвал")


def reporter(line: MissingLine) -> str:
    """Who would have the figure that is missing."""
    if line.self_reported:
        return gettext("багийн Засаг дарга мэдээлдэг")
    if line.indicator is None:
        return gettext("каталогт алга")
    return str(line.indicator.source.publisher)


def condition_value(condition: Condition) -> str:
    """What the unit has, and what is asked of it."""
    own = _of(condition, condition.own)
    needed = _of(condition, condition.needed)
    if condition.years:
        return "; ".join(f"{year}: {percent_words(p)}" for year, p in condition.years)
    if condition.own is None:
        return ""
    if condition.at_most:
        return gettext("%(own)s; ихдээ %(needed)s байна") % {
            "own": own,
            "needed": needed,
        }
    return gettext("%(own)s; багадаа %(needed)s байна") % {
        "own": own,
        "needed": needed,
    }


def _of(condition: Condition, value: float | None) -> str:
    if value is None:
        return ""
    if condition.is_percent:
        return percent_words(value / 100)
    return mongolian.format_number(value, 1)
