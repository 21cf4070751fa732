"""The public notice: the list and how to object to it, or what the act decided."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from bagana.documents.blocks import Block, Cell, Items, Paper, Section, Table, Text
from bagana.documents.content import cells, official
from bagana.documents.content.frame import (
    Counting,
    frame_words,
    language,
    marks,
    source,
)
from bagana.documents.content.selection_parts import (
    Facts,
    nobody_text,
    result_blocks,
)
from bagana.ranking.definitions import engine_framework
from bagana.ranking.models import Selection
from bagana.ranking.papers import notice_title
from bagana.ranking.public_wording import rule_words
from bagana.web import words


def notice(selection: Selection, address: str) -> Paper:
    """`address` is where the page of the selection stands, for who reads on paper."""
    facts, count = Facts(selection), Counting()
    act = selection.act if facts.is_decided else None
    return Paper(
        code="notice",
        lang=language(),
        title=official.upper(notice_title(selection)),
        subtitle=selection.title,
        issuer=official.upper(official.office_of(facts.place)),
        words=frame_words(),
        dated=facts.dated,
        headline=official.headline(
            act.date if act else facts.dated, act.number if act else "", facts.place
        ),
        marks=marks(illustrative=selection.is_illustrative),
        footer=selection.title,
        sections=tuple(_sections(facts, count, address)),
    )


def _sections(facts: Facts, count: Counting, address: str) -> list[Section]:
    chapters: list[tuple[str, list[Block]]] = []
    if facts.is_decided:
        chapters.append((_("Шийдвэр"), _decision(facts, count)))
    chapters += [
        (_("Дүн, жагсаалт"), _result(facts, count)),
        (_("Хэрхэн сонгодог вэ"), [Items(tuple(_rule(facts)))]),
        (_("Эсэргүүцэл гаргах"), _objecting(facts, address)),
    ]
    return [
        Section(official.chapter(number, title), tuple(blocks))
        for number, (title, blocks) in enumerate(chapters, start=1)
    ]


def _rule(facts: Facts) -> list[str]:
    return rule_words(engine_framework(facts.selection.version).selection)


def _result(facts: Facts, count: Counting) -> list[Block]:
    blocks: list[Block] = [Text(facts.stands())]
    if facts.outcome.is_nobody:
        blocks.append(nobody_text())
    return [*blocks, *result_blocks(facts, count, reasons=True)]


def _decision(facts: Facts, count: Counting) -> list[Block]:
    act = facts.selection.act
    blocks: list[Block] = [Text(official.act_in_words(act))] if act else []
    rows = []
    total = Decimal(0)
    for line in facts.outcome.awarded:
        award = line.award
        if award is None or award.withdrawn_by_id is not None:
            continue
        supports = list(award.supports.all())
        rows.append(cells.group(f"{line.full_name}: {award.title}"))
        for one in supports:
            total += one.amount or Decimal(0)
            measure = one.measure.number if one.measure else "–"
            rows.append(
                cells.row([Cell(str(one.text)), Cell(measure), cells.money(one.amount)])
            )
        if not supports:
            none = Cell(_("дэмжлэг бүртгээгүй"))
            rows.append(cells.row([none, Cell("–"), Cell("–")]))
    if not rows:
        return [*blocks, nobody_text()]
    if total:
        whole = [Cell(_("Нийт")), Cell(""), cells.money(total)]
        rows.append(cells.row(whole, "total"))
    columns = (
        cells.column(_("Дэмжлэг"), 2.6),
        cells.column(_("Хөтөлбөрийн арга хэмжээ"), 1.0),
        cells.figures(_("Хөрөнгө, ₮"), 1.0),
    )
    title = count.table(_("Шагнал, дэмжлэг"))
    return [
        *blocks,
        Table("awards", title, columns, tuple(rows), (source(facts.dated),)),
    ]


def _objecting(facts: Facts, address: str) -> list[Block]:
    row = facts.selection
    if facts.is_decided:
        told = _(
            "Ирсэн %(count)s эсэргүүцэл, тэдгээрийн хариу нийтэд нээлттэй: %(address)s"
        )
        return [Text(told % {"count": facts.objections.count, "address": address})]
    days = {
        "first": words.short_date(row.objections_from) if row.objections_from else "",
        "last": words.short_date(row.objections_until) if row.objections_until else "",
        "due": words.short_date(row.answers_due) if row.answers_due else "",
    }
    return [
        Text(
            _(
                "Хэн ч %(first)s – %(last)s өдрүүдэд жагсаалт, баг, тоон дээр"
                " эсэргүүцэл гаргаж болно. Хариуг %(due)s өдрийн дотор нийтэд нээлттэй"
                " өгнө."
            )
            % days
        ),
        Items(
            (
                _("Цахимаар: %(address)s") % {"address": address},
                _("Цаасаар: дээр нэрлэсэн Тамгын газарт бичгээр өгнө."),
                _("Нэрээ бичихгүй байж болно; холбоо барих мэдээлэл нийтлэгдэхгүй."),
            )
        ),
    ]
