"""The official form: heads, annexes, numbering, enacting words, signatures.

The rule is docs/rules/official-papers.md: the forms of MNS 5140 and state practice.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext

from bagana.acts.models import Act, ActKind
from bagana.engines import mongolian
from bagana.territory.models import Unit
from bagana.territory.queries import nearest_version
from bagana.web import words

BLANK: Final = "………"
ENACTING: Final = {
    ActKind.RESOLUTION: "ТОГТООХ нь:",
    ActKind.DECREE: "ЗАХИРАМЖЛАХ нь:",
    ActKind.ORDER: "ТУШААХ нь:",
}
_FIRST_POINT = re.compile(r"^\s*1\s*[.)]", re.MULTILINE)
_PLURAL = "чид"


def chapter(number: int, title: str) -> str:
    """«Нэг. Үндэслэл» in a Mongolian paper, "1. Grounds" in an English one."""
    if words.in_english():
        return f"{number}. {title}"
    return f"{mongolian.number_in_words(number).capitalize()}. {title}"


def ordinal(number: int) -> str:
    """The ordinal in words: нэгдүгээр, хоёрдугаар."""
    return mongolian.ordinal(number)


def genitive(words_of_body: str) -> str:
    """The body in the genitive; «Тэргүүлэгчид», a plural, becomes «Тэргүүлэгчдийн»."""
    if words_of_body.lower().endswith(_PLURAL):
        return words_of_body[: -len(_PLURAL)] + "чдийн"
    return mongolian.genitive(words_of_body)


def annex_of_act(act: Act, number: int | None = None) -> tuple[str, ...]:
    """What stands over an annex: whose act, of which day and number, which annex.

    A number that is not known is left blank, as on paper, never made up; the meeting
    stands beside it.
    """
    if words.in_english():
        return _english_annex(act, number)
    which = f"{ordinal(number)} хавсралт" if number else "хавсралт"
    day = mongolian.genitive(mongolian.long_date(act.date))
    meeting = f"{_meeting(act.meeting)} хуралдааны" if act.meeting else ""
    kind = mongolian.genitive(str(act.get_kind_display()))
    return (
        genitive(act.body.name_mn),
        f"{day} {meeting}".strip(),
        f"{act.number or BLANK} тоот {kind} {which}",
    )


def _meeting(number: str) -> str:
    if number.isdecimal():
        return f"{number} {mongolian.ordinal_suffix(int(number))}"
    return number


def _english_annex(act: Act, number: int | None) -> tuple[str, ...]:
    which = f"Annex {number}" if number else "Annex"
    kind = str(act.get_kind_display())
    meeting = f", meeting No. {act.meeting}" if act.meeting else ""
    return (
        f"{which} to {kind} No. {act.number or BLANK}",
        f"of the {act.body.name_en}" if act.body.name_en else "",
        f"{words.long_date(act.date)}{meeting}",
    )


def annex_of_paper(number: int) -> str:
    """«Нэгдүгээр хавсралт»: an annex of the paper itself."""
    if words.in_english():
        return f"Annex {number}"
    return f"{ordinal(number).capitalize()} хавсралт"


def headline(day: date | None, number: str, place: str) -> tuple[str, str, str]:
    """Date, number and place of one line; what is not given yet stays blank."""
    blank_day = gettext("20… оны … сарын …-ны өдөр")
    written = words.long_date(day) if day else blank_day
    return (
        written,
        gettext("Дугаар %(number)s") % {"number": number or BLANK},
        place,
    )


def act_in_words(act: Act) -> str:
    """The act as a sentence names it."""
    if words.in_english():
        number = f" No. {act.number}" if act.number else ""
        kind = act.get_kind_display()
        return f"{act.body.name}, {kind}{number}, {words.long_date(act.date)}"
    day = mongolian.genitive(mongolian.long_date(act.date))
    number = f"{act.number} тоот " if act.number else ""
    return f"{genitive(act.body.name_mn)} {day} {number}{act.get_kind_display()}"


def enacted(act: Act) -> list[tuple[str, str]]:
    """The act's own text as (words, style), its enacting words on a line of their own.

    Where the text as kept lacks them they are put before its first point, by the kind
    of the act; an act that records a fact has none.
    """
    text = act.text.strip()
    said = ENACTING.get(ActKind(act.kind), "")
    if not text:
        return []
    if not said:
        return _bodies(text)
    if said in text:
        before, after = text.split(said, 1)
        return [*_bodies(before), (said, "enact"), *_bodies(after)]
    first = _FIRST_POINT.search(text)
    place = first.start() if first else 0
    return [*_bodies(text[:place]), (said, "enact"), *_bodies(text[place:])]


def _bodies(text: str) -> list[tuple[str, str]]:
    return [(line, "body") for line in paragraphs(text)]


def paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def unit_name(unit: Unit, on: date) -> str:
    """«Сэлэнгэ аймаг», «Мандал сум», «5-р баг, Түнхэл» as of the day."""
    version = nearest_version(unit.code, on)
    if version is None:
        return unit.code
    named = version.kind.level in {1, 2}
    return f"{version.name} {version.kind.name}" if named else version.name


def office_of(place: str) -> str:
    """The office of the governor, which issues reports."""
    if words.in_english():
        return f"Office of the Governor of {place}"
    return f"{mongolian.genitive(place)} Засаг даргын Тамгын газар"


def governor_of(place: str) -> str:
    if words.in_english():
        return f"Governor of {place}"
    return f"{mongolian.genitive(place)} Засаг дарга"


def objective_title(number: int | str, name: str) -> str:
    if words.in_english():
        return f"Objective {number}. {name}"
    return f"Зорилт {number}. {name}"


def upper(text: str) -> str:
    """Capitals of a title; a title in English stays as it is written."""
    return text if words.in_english() else text.upper()


def money_words(total: Decimal) -> str:
    """A total spelt out, in Mongolian papers only: English practice does not ask it."""
    return "" if words.in_english() else mongolian.money_in_words(total)
