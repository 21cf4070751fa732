"""Papers of officials: the handing over of work, the agreement of a year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bagana.documents.blocks import Block, Cell, Paper, Row, Table, Text
from bagana.documents.content import cells, official
from bagana.documents.content.daily.form import (
    Office,
    held_by,
    local_day,
    paper,
    seal_place,
    signature,
)
from bagana.engines import mongolian
from bagana.people.models import (
    Agreement,
    AgreementLine,
    AgreementState,
    HandoverItem,
    HandoverRecord,
    Party,
)
from bagana.people.queries.handing_over import ON_PAPER, SIDES, is_from_paper
from bagana.people.queries.performance import counting
from bagana.web import words


def handover_paper(record: HandoverRecord) -> Paper:
    """The record (акт): a draft until who gives, who takes and the witness signed."""
    post = record.post
    office = Office(post.unit, record.drawn_on)
    signed = (record.given_at, record.taken_at, record.witnessed_at)
    blocks: list[Block] = [Text(_handed(record, office)), _items(record)]
    if record.note:
        blocks.append(Text(record.note))
    blocks += [Text(told, "note") for told in _how_signed(record)]
    if record.sha256:
        told = _("Гурван тал зөвшөөрсөн агуулгын хэш: %(hash)s")
        blocks.append(Text(told % {"hash": record.sha256}, "note"))
    return paper(
        "handover",
        _("Ажил хүлээлцсэн акт"),
        office,
        blocks,
        issuer=office.whole,
        number="",
        draft="" if all(signed) else _("НООРОГ"),
        illustrative=post.is_illustrative,
        signatures=(
            signature(_("Хүлээлгэн өгсөн"), post.title, held_by(record.outgoing)),
            signature(_("Хүлээн авсан"), post.title, held_by(record.incoming)),
            signature(_("Баталгаажуулсан"), _("Сумын төлөөлөл")),
        ),
    )


def _how_signed(record: HandoverRecord) -> Iterable[str]:
    """Each signature that was given: one's own, or entered from a signed paper."""
    names = {
        "giver": _("Хүлээлгэн өгсөн"),
        "taker": _("Хүлээн авсан"),
        "witness": _("Баталгаажуулсан"),
    }
    for side, (at, by) in SIDES.items():
        moment, signer = getattr(record, at), getattr(record, by)
        if moment is None or signer is None:
            continue
        asked = {
            "side": names[side],
            "name": signer.display_name,
            "day": words.short_date(local_day(moment)),
        }
        if not is_from_paper(record, side):
            yield _("%(side)s: %(name)s өөрийн эрхээр зурсан, %(day)s.") % asked
            continue
        said = _("%(side)s: гарын үсэг зурсан цааснаас %(name)s бүртгэсэн, %(day)s.")
        why = getattr(record, ON_PAPER[side][1])
        yield " ".join(filter(None, (said % asked, why)))


def _handed(record: HandoverRecord, office: Office) -> str:
    to = held_by(record.incoming) or official.BLANK
    asked = {
        "place": office.whole,
        "post": record.post.title,
        "day": words.long_date(record.drawn_on),
        "giver": held_by(record.outgoing),
        "taker": to,
    }
    return (
        _(
            "%(place)s, «%(post)s» албан тушаалын ажлыг %(giver)s хүлээлгэн өгч,"
            " %(taker)s хүлээн авав. Үйлдсэн өдөр: %(day)s."
        )
        % asked
    )


def _items(record: HandoverRecord) -> Table:
    columns = (
        cells.column("№", 0.4, "center"),
        cells.column(_("Юу"), 3.0),
        cells.figures(_("Тоо"), 0.6),
        cells.column(pgettext("version", "Төлөв"), 1.1),
        cells.column(_("Тайлбар"), 1.8),
    )
    rows = list(_item_rows(record.items.all())) or [cells.group(_("Жагсаалт хоосон."))]
    return Table("items", _("Хүлээлцсэн зүйл"), columns, tuple(rows))


def _item_rows(items: Iterable[HandoverItem]) -> Iterable[Row]:
    kind = ""
    for place, item in enumerate(items, start=1):
        if item.kind != kind:
            kind = item.kind
            yield cells.group(str(item.get_kind_display()).capitalize())
        yield cells.row(
            [
                Cell(str(place)),
                Cell(item.text),
                cells.count(item.count),
                Cell(str(item.get_state_display())),
                Cell(item.note),
            ]
        )


def agreement_paper(agreement: Agreement) -> Paper:
    """What was promised for the year, and, once judged, how it was judged."""
    appointment = agreement.appointment
    post, name = appointment.post, appointment.official.name
    day = agreement.signed_on or _first_day(agreement)
    office = Office(post.unit, day)
    said = _(
        "%(post)s %(name)s %(year)s онд дараах ажлыг гүйцэтгэхээр сумын Засаг даргатай"
        " энэ гэрээг байгуулав."
    ) % {"post": post.title, "name": name, "year": agreement.year}
    blocks: list[Block] = [Text(said), _promises(agreement)]
    if agreement.state == AgreementState.ASSESSED and agreement.score is not None:
        blocks.append(Text(_judged(agreement)))
    return paper(
        "agreement",
        _("Гүйцэтгэлийн гэрээ"),
        office,
        blocks,
        issuer=office.whole,
        number="",
        subtitle=_("%(year)s он") % {"year": agreement.year},
        draft=_("НООРОГ") if agreement.state == AgreementState.DRAFT else "",
        illustrative=agreement.criteria.is_illustrative,
        signatures=(
            signature(_("Байгуулсан"), _("Сумын Засаг дарга")),
            signature(_("Байгуулсан"), post.title, name),
        ),
        seal=seal_place(),
    )


def _first_day(agreement: Agreement) -> date:
    return date(agreement.year, 1, 1)


def _promises(agreement: Agreement) -> Table:
    is_judged = agreement.state == AgreementState.ASSESSED
    columns = [
        cells.column(_("Шалгуур"), 2.0),
        cells.column(_("Амлалт"), 2.6),
        cells.column(_("Хэн дүгнэх"), 0.9),
        cells.figures(_("Жин, %"), 0.7),
    ]
    if is_judged:
        columns.append(cells.figures(_("Оноо"), 0.7))
    given = counting(agreement) if is_judged else {}
    rows = []
    lines = agreement.lines.select_related("criterion__indicator")
    for line in lines.order_by("criterion__position", "pk"):
        one = line.criterion
        told = [
            Cell(one.title),
            Cell(_aimed(line)),
            Cell(str(Party(one.party).label)),
            cells.number(one.weight, 1),
        ]
        if is_judged:
            score = given[one.pk].score if one.pk in given else None
            told.append(cells.number(score, 1))
        rows.append(cells.row(told))
    return Table("promises", "", tuple(columns), tuple(rows))


def _aimed(line: AgreementLine) -> str:
    """The promise, and what its indicator should come to."""
    if line.target is None or line.criterion.indicator is None:
        return line.promise
    target = mongolian.format_number(line.target, line.criterion.indicator.decimals)
    return f"{line.promise} {_('Зорилтот түвшин')}: {target}"


def _judged(agreement: Agreement) -> str:
    assert agreement.score is not None
    asked = {
        "score": mongolian.format_number(agreement.score, 1),
        "covered": mongolian.format_number(agreement.covered or 0, 1),
        "day": words.short_date(agreement.assessed_on)
        if agreement.assessed_on
        else official.BLANK,
    }
    return (
        _(
            "Нийт оноо: %(score)s (шалгуурын жингийн %(covered)s хувийг дүгнэсэн,"
            " %(day)s)."
        )
        % asked
    )
