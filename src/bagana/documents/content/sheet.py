"""A bag on one page: figures, map, what the programme did, money, targets, photos."""

from __future__ import annotations

import io
from datetime import date

from django.utils.translation import gettext, pgettext

from bagana.documents.blocks import (
    Block,
    Cell,
    Columns,
    Gallery,
    Heading,
    KeyFigure,
    KeyFigures,
    Paper,
    Picture,
    Row,
    Section,
    Table,
    Text,
)
from bagana.documents.content import cells, maps, money, targets
from bagana.documents.content.frame import frame_words, language, marks, source
from bagana.indicators.queries import Reader
from bagana.portal.queries.places import chains_of
from bagana.portal.queries.profile import profile
from bagana.portal.wording import kind_in_words, own_name, value_text
from bagana.programme.models import Evidence, Measure, Programme
from bagana.programme.queries.targets import progress_of, targets_of
from bagana.programme.queries.unit_section import UnitProgramme, of_unit
from bagana.programme.standings import Status
from bagana.programme.templatetags.programme import light_word, status_parts
from bagana.territory.models import UnitVersion
from bagana.web import words

MOST_FIGURES = 4
MOST_TARGETS = 4
MOST_PHOTOS = 3
LONGEST = 90
PHOTO_SIDE = 800


def bag_sheet(programme: Programme, version: UnitVersion, *, on: date) -> Paper | None:
    """The sheet of one unit as of the day, from what is public; None for a unit that
    the programme does not cover. Its figures are those of the unit's page."""
    done_here = of_unit(version.unit, on)
    if done_here is None or programme not in done_here.programmes:
        return None
    photos = [shown.row for shown in done_here.pictures[:MOST_PHOTOS]]
    shown_here = [m.is_illustrative for m in done_here.measures]
    shown_here += [photo.is_illustrative for photo in photos]
    illustrative = programme.is_illustrative or any(shown_here)
    place = chains_of([version], on).get(version.unit_id, "")
    picture = maps.unit_map(version, on)
    left = [*([picture] if picture else []), *_money(done_here, on)]
    right = [*_measures(done_here, on), *_targets(programme, version, on)]
    blocks: list[Block] = [
        *_figures(version, on),
        Columns(tuple(left), tuple(right)),
        *_gallery(photos),
    ]
    return Paper(
        code="sheet",
        lang=language(),
        title=own_name(version),
        subtitle=" · ".join(filter(None, (place, kind_in_words(version)))),
        words=frame_words(),
        dated=on,
        marks=marks(illustrative=illustrative),
        footer=f"{programme.name}. {words.as_of(on)}",
        sections=(Section("", tuple(blocks)),),
        layout="sheet",
    )


def _figures(version: UnitVersion, on: date) -> list[Block]:
    reader = Reader(None, on, tell_withheld=True)
    lines = profile(reader, version.unit.code, []).key_lines[:MOST_FIGURES]
    if not lines:
        return [Text(gettext("Үзүүлэлт нийтлээгүй байна."), "note")]
    figures = tuple(
        KeyFigure(
            line.indicator.name,
            value_text(line.figure.value, line.indicator, line.figure.withheld),
            f"{line.figure.period.label} · {words.nature_word(line.indicator.nature)}",
        )
        for line in lines
    )
    return [KeyFigures(figures)]


def _measures(done_here: UnitProgramme, on: date) -> list[Block]:
    title = Heading(gettext("Хөтөлбөр энд юу хийв"))
    if not done_here.measures:
        none = gettext("Энэ нэгжийг нэрлэсэн арга хэмжээ төлөвлөөгүй.")
        return [title, Text(none, "note")]
    notes = [source(on)]
    rest = done_here.whole - len(done_here.measures)
    if rest > 0:
        more = gettext("Бусад %(count)s арга хэмжээг цахим хуудаснаас үзнэ үү.")
        notes.append(more % {"count": rest})
    table = Table(
        "measures",
        "",
        (
            cells.column("№", 0.7, "center"),
            cells.column(gettext("Арга хэмжээ"), 3.6),
            cells.column(pgettext("тооны", "Төлөв"), 1.4),
        ),
        tuple(_measure(one) for one in sorted(done_here.measures, key=_number)),
        tuple(notes),
    )
    return [title, Text(_counts(done_here), "small"), table]


def _number(measure: Measure) -> str:
    return measure.sort_key


def _counts(done_here: UnitProgramme) -> str:
    """«хэрэгжсэн 3, хугацаа хэтэрсэн 1», of all measures here."""
    parts = status_parts(done_here.counts)
    return ", ".join(f"{part.label} {part.count}" for part in parts)


def _measure(measure: Measure) -> Row:
    status = Status(measure.status)
    return cells.row(
        [cells.text(measure.number), Cell(short(measure.name)), Cell(str(status.label))]
    )


def short(text: str) -> str:
    """A text that leaves room on the one page."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def _money(done_here: UnitProgramme, on: date) -> list[Block]:
    total = done_here.money
    title = Heading(gettext("Энд зориулсан хөрөнгө"))
    if not total:
        return [title, Text(gettext("Мөнгөний бичилт оруулаагүй байна."), "note")]
    # No execution: plans of measures in several bags are not booked bag by bag.
    rows = (
        (gettext("Төлөвлөсөн, ₮"), cells.money(total.planned)),
        (gettext("Тодотгосон, ₮"), cells.money(total.adjusted)),
        (gettext("Гэрээлсэн, ₮"), cells.money(total.committed)),
        (gettext("Төлсөн, ₮"), cells.money(total.paid)),
    )
    table = Table(
        "money",
        "",
        (cells.column(gettext("Дүн"), 2.0), cells.figures(gettext("Хэмжээ"), 1.6)),
        tuple(cells.row([Cell(name), cell]) for name, cell in rows),
        (source(on), money.bag_remark()),
    )
    return [title, table]


def _targets(programme: Programme, version: UnitVersion, on: date) -> list[Block]:
    """Those of the unit itself and of groups that it is in."""
    found = progress_of(targets_of(programme, unit=version.unit), on=on, user=None)
    if not found:
        return []
    names = {version.unit_id: own_name(version)}
    rows = tuple(
        cells.row(
            [
                Cell(short(targets.indicator_text(one.target))),
                Cell(targets.place_of(one.target, names)),
                targets.point_text(one.point, one.target),
                cells.reached(one.found, one.target.indicator.decimals),
                Cell(light_word(one.progress.light)),
            ]
        )
        for one in found[:MOST_TARGETS]
    )
    table = Table(
        "targets",
        "",
        (
            cells.column(gettext("Шалгуур үзүүлэлт"), 2.2),
            cells.column(gettext("Нэгж"), 1.1),
            cells.figures(gettext("Зорилтот"), 1.0),
            cells.figures(gettext("Хүрсэн"), 1.0),
            cells.column(gettext("Явцын төлөв"), 1.1),
        ),
        rows,
        (targets.bands_note(),),
    )
    return [Heading(gettext("Зорилтот түвшин")), table]


def _gallery(photos: list[Evidence]) -> list[Block]:
    pictures = tuple(filter(None, map(_photo, photos)))
    return [Gallery(pictures)] if pictures else []


def _photo(evidence: Evidence) -> Picture | None:
    """The kept photo in the size of the sheet; None where its file is gone."""
    from PIL import Image, UnidentifiedImageError

    try:
        with evidence.file.open("rb") as kept, Image.open(kept) as image:
            small = image.convert("RGB")
            small.thumbnail((PHOTO_SIDE, PHOTO_SIDE * 3 // 4))
            target = io.BytesIO()
            small.save(target, "JPEG", quality=80)
    except (OSError, UnidentifiedImageError):
        return None
    caption = (evidence.caption_en if words.in_english() else "") or evidence.caption
    taken = words.short_date(evidence.taken_on) if evidence.taken_on else ""
    told = ", ".join(filter(None, (caption, taken)))
    return Picture(target.getvalue(), "jpg", caption, told)
