"""A bag on one page: figures, map, what the programme did, money, targets, photos."""

from __future__ import annotations

import io
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext

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
from bagana.programme.models import Evidence, EvidenceKind, Measure, Programme
from bagana.programme.queries.money import money_total
from bagana.programme.queries.standings import measures_of
from bagana.programme.queries.targets import progress_of, targets_of
from bagana.programme.standings import Status
from bagana.programme.templatetags.programme import light_word
from bagana.territory.models import UnitVersion
from bagana.web import words

MOST_FIGURES = 4
MOST_MEASURES = 9
MOST_TARGETS = 4
MOST_PHOTOS = 3
LONGEST = 90
PHOTO_SIDE = 800


def bag_sheet(programme: Programme, version: UnitVersion, *, on: date) -> Paper:
    """The sheet of one unit as of the day, from what is public."""
    measures = list(measures_of(programme, on=on, unit=version.unit))
    photos = _photos(measures, version, on)
    illustrative = programme.is_illustrative or any(
        [m.is_illustrative for m in measures] + [p.is_illustrative for p in photos]
    )
    place = chains_of([version], on).get(version.unit_id, "")
    left: list[Block] = []
    picture = maps.unit_map(version, on)
    left += [picture] if picture else []
    left += _money(programme, version, on)
    blocks: list[Block] = [
        *_figures(version, on),
        Columns(
            tuple(left),
            (*_measures(measures, on), *_targets(programme, version, on)),
        ),
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
    lines = profile(Reader(None, on), version.unit.code, []).key_lines[:MOST_FIGURES]
    if not lines:
        return [Text(gettext("Үзүүлэлт нийтлээгүй байна."), "note")]
    figures = tuple(
        KeyFigure(
            line.indicator.name,
            value_text(line.figure.value, line.indicator),
            f"{line.figure.period.label} · {words.nature_word(line.indicator.nature)}",
        )
        for line in lines
    )
    return [KeyFigures(figures)]


def _measures(measures: list[Measure], on: date) -> list[Block]:
    title = gettext("Хөтөлбөр энд юу хийв")
    if not measures:
        none = gettext("Энэ нэгжийг нэрлэсэн арга хэмжээ төлөвлөөгүй.")
        return [Heading(title), Text(none, "note")]
    kept = measures[:MOST_MEASURES]
    notes = [source(on)]
    if len(measures) > len(kept):
        more = gettext("Бусад %(count)s арга хэмжээг цахим хуудаснаас үзнэ үү.")
        notes.append(more % {"count": len(measures) - len(kept)})
    table = Table(
        "measures",
        "",
        (
            cells.column("№", 0.7, "center"),
            cells.column(gettext("Арга хэмжээ"), 3.6),
            cells.column(gettext("Төлөв"), 1.4),
        ),
        tuple(_measure(measure) for measure in kept),
        tuple(notes),
    )
    return [Heading(title), table]


def _measure(measure: Measure) -> Row:
    status = Status(measure.status)
    return cells.row(
        [cells.text(measure.number), Cell(short(measure.name)), Cell(str(status.label))]
    )


def short(text: str) -> str:
    """A text that leaves room on the one page."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def _money(programme: Programme, version: UnitVersion, on: date) -> list[Block]:
    total = money_total(programme, unit=version.unit, until=on)
    title = Heading(gettext("Энд зориулсан хөрөнгө"))
    if not total:
        return [title, Text(gettext("Мөнгөний бичилт оруулаагүй байна."), "note")]
    rows = (
        (gettext("Төлөвлөсөн, ₮"), cells.money(total.planned)),
        (gettext("Тодотгосон, ₮"), cells.money(total.adjusted)),
        (gettext("Гэрээлсэн, ₮"), cells.money(total.committed)),
        (gettext("Төлсөн, ₮"), cells.money(total.paid)),
        (gettext("Гүйцэтгэл"), money.execution_cell(total)),
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
                cells.number(one.actual, one.target.indicator.decimals),
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
            cells.column(gettext("Төлөв"), 1.1),
        ),
        rows,
        (targets.bands_note(),),
    )
    return [Heading(gettext("Зорилтот түвшин")), table]


def _photos(measures: list[Measure], version: UnitVersion, on: date) -> list[Evidence]:
    """The newest public photos taken here, or with no place kept."""
    if not measures:
        return []
    rows = Evidence.objects.visible_to(None).filter(
        measure__in=[measure.pk for measure in measures],
        kind=EvidenceKind.PHOTO,
        taken_on__lte=on,
    )
    here = rows.filter(Q(unit=None) | Q(unit=version.unit_id))
    return list(here.order_by("-taken_on", "-pk")[:MOST_PHOTOS])


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
