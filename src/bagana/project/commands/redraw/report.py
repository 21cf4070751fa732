"""The report as PDF: question, answer, bags before and after, front, proof, seeds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from bagana.documents.blocks import (
    Block,
    Cell,
    Column,
    Items,
    KeyFigure,
    KeyFigures,
    Paper,
    Picture,
    Row,
    Section,
    Table,
    Text,
    Words,
)
from bagana.engines.districting import UnitAudit
from bagana.engines.mongolian import format_number
from bagana.project.commands.redraw import wording
from bagana.project.commands.redraw.answer import Answer, Plan
from bagana.project.commands.redraw.drawing import Drawn

MOST_PLANS: Final = 24
"""Lines of the front on paper; all of them stand in front.csv."""

STILL: Final = date(2000, 1, 1)
"""The files carry a day: none of today, or the same search would differ."""


def report(answer: Answer, drawn: Sequence[Drawn], record: dict[str, Any]) -> bytes:
    from bagana.documents.pdf import to_pdf

    return to_pdf(paper(answer, drawn, record))


def paper(answer: Answer, drawn: Sequence[Drawn], record: dict[str, Any]) -> Paper:
    _ = answer.speech.translate
    pictures = {one.name: one for one in drawn}
    sections = [
        Section("", tuple(_summary(answer))),
        Section(_("Газрын зураг"), (_picture(pictures["map"]),)),
        Section(_("Баг бүрээр"), tuple(_units(answer))),
        Section(
            _("Олдсон хувилбарууд"),
            (_picture(pictures["front"], 0.8), *_front(answer)),
        ),
        Section(_("Юу нотлогдсон, юу нотлогдоогүй"), tuple(_proof(answer))),
        Section(_("Дахин бодох"), tuple(_again(answer, record))),
    ]
    return Paper(
        code="redraw",
        lang=answer.speech.language,
        title=_("Багийг шинэчлэн зохион байгуулах тооцоо"),
        subtitle=str(record["blocks"]),
        words=Words(contents=_("Агуулга")),
        dated=STILL,
        sections=tuple(one for one in sections if one.blocks),
        footer=f"{record['blocks']} · {record['blocks_sha256'][:12]}",
    )


def _summary(answer: Answer) -> Iterator[Block]:
    _, after = answer.speech.translate, answer.after
    yield Text(wording.question(answer))
    yield Text(wording.found(answer), "lead")
    yield Text(wording.is_met(answer))
    figures = [
        KeyFigure(
            _("Хамгийн их зөрүү"), wording.share(answer.chosen.point.deviation, 0)
        ),
        KeyFigure(_("дундаж зам, км"), format_number(after.travel_mean_km, 1)),
        KeyFigure(_("хувилбарын тоо"), format_number(len(answer.front))),
    ]
    if answer.has_today:
        moved = format_number(round(after.moved[answer.problem.movers]))
        figures.insert(1, KeyFigure(_("баг солигдох хүн ам"), moved))
    yield KeyFigures(tuple(figures))
    yield from (Text(line, "note") for line in wording.unmet(answer))


def _picture(one: Drawn, width: float = 1.0) -> Picture:
    return Picture(one.svg, "svg", one.title, one.title, width)


def _units(answer: Answer) -> Iterator[Block]:
    """A table for each weight: today, in the plan, how far from the target."""
    _ = answer.speech.translate
    for j, name in enumerate(answer.problem.weight_names):
        columns = (
            Column(_("Багийн нэр"), 3.0),
            Column(_("Өнөөдөр"), 1.2, "right"),
            Column(_("Хувилбарт"), 1.2, "right"),
            Column(_("Зорилтот"), 1.2, "right"),
            Column(_("Зөрүү, %"), 1.0, "right"),
        )
        yield Table(
            f"units-{name}",
            wording.weight_name(name, _),
            columns,
            tuple(_weights(answer, j)),
        )
    yield _journeys(answer)


def _weights(answer: Answer, j: int) -> Iterator[Row]:
    before = {one.label: one for one in answer.before.units}
    for now in answer.after.units:
        was = before.get(now.label) if answer.has_today else None
        yield _row(
            answer.name(now.label),
            _whole(was.weights[j] if was else None),
            _whole(now.weights[j]),
            _whole(now.targets[j]),
            _signed(now.deviation[j]),
        )
    for label in _ended(answer):
        yield _row(answer.name(label), _whole(before[label].weights[j]), "–", "–", "–")


def _ended(answer: Answer) -> list[int]:
    if not answer.has_today:
        return []
    units = answer.problem.units
    return [units.index(code) for code in answer.after.ended]


def _journeys(answer: Answer) -> Table:
    _ = answer.speech.translate
    columns = (
        Column(_("Багийн нэр"), 3.0),
        Column(_("Дундаж зам, км"), 1.2, "right"),
        Column(_("Хамгийн хол, км"), 1.2, "right"),
        Column(_("Нягт дүрс"), 1.0, "right"),
    )
    rows = tuple(_journey(answer, one) for one in answer.after.units)
    note = _("Зам: албан байр хүртэл шулуунаар. Нягт дүрс: 1 нь дугуй, 0 нь сунасан.")
    return Table("journeys", _("Зам, дүрс"), columns, rows, (note,))


def _journey(answer: Answer, one: UnitAudit) -> Row:
    return _row(
        answer.name(one.label),
        _one(one.travel_mean_km),
        _one(one.travel_max_km),
        "–" if one.compactness is None else format_number(one.compactness, 2),
    )


def _row(*texts: str) -> Row:
    return Row(tuple(Cell(text) for text in texts))


def _whole(value: float | None) -> str:
    return "–" if value is None else format_number(round(value))


def _one(value: float | None) -> str:
    return "–" if value is None else format_number(value, 1)


def _signed(share: float) -> str:
    """A true minus and a plus: which way a unit is off."""
    told = format_number(abs(100 * share), 1)
    return f"{'+' if share >= 0 else '−'}{told}"


def _front(answer: Answer) -> Iterator[Block]:
    _ = answer.speech.translate
    columns = (
        Column(_("Хувилбарын дугаар"), 1.6),
        Column(_("Зөрүү, %"), 1.0, "right"),
        Column(_("Баг солигдох"), 1.2, "right"),
        Column(_("Тасрах хөрш"), 1.0, "right"),
        Column(_("Зам, хүн·км"), 1.4, "right"),
        Column(_("Багтсан"), 1.0),
    )
    shown = answer.plans[:MOST_PLANS]
    yield Table("front", "", columns, tuple(_plan(answer, one) for one in shown))
    if len(answer.plans) > MOST_PLANS:
        words = {"n": MOST_PLANS, "all": len(answer.plans)}
        yield Text(
            _("Эхний %(n)s нь; нийт %(all)s хувилбар front.csv-д бий.") % words, "note"
        )


def _plan(answer: Answer, plan: Plan) -> Row:
    _, point = answer.speech.translate, plan.point
    named = {
        "today": _("Өнөөдөр"),
        "chosen": f"{plan.number} ({_('сонгосон')})",
        "alternative": f"{plan.number} ({_('өөр хувилбар')})",
        "front": str(plan.number),
    }
    return _row(
        named[plan.kind],
        format_number(100 * point.deviation, 1),
        _whole(point.moved) if answer.has_today else "–",
        _whole(point.cut),
        _whole(point.travel),
        _("тийм") if point.is_feasible else _("үгүй"),
    )


def _proof(answer: Answer) -> Iterator[Block]:
    _ = answer.speech.translate
    yield Items(tuple(wording.proof(answer)))
    yield Text(
        _("Баг бүр нэг бүхэл нутаг болохыг хайлтаас тусдаа тооцоогоор шалгасан.")
        if answer.after.is_contiguous
        else _("Тасархай баг байна: суурь хэсгийн хөрш нь дутуу байж болзошгүй."),
    )
    done, wanted = answer.front.tasks, answer.front.tasks_wanted
    if done < wanted:
        words = {"done": done, "wanted": wanted}
        yield Text(
            _(
                "Хайлтыг зогсоосон: %(wanted)s ажлын %(done)s нь хийгдсэн, үлдсэн "
                "хэсэгт илүү хувилбар байж болно."
            )
            % words
        )


def _again(answer: Answer, record: dict[str, Any]) -> Iterator[Block]:
    _ = answer.speech.translate
    yield Text(_("Эдгээр файл, тоогоор хэн ч дахин бодож, ижил дүн гаргана."))
    rows = [
        _row(_("Файл"), str(record["blocks"])),
        _row("SHA-256", str(record["blocks_sha256"])),
        _row(_("Тохируулга"), " ".join(record["options"])),
        _row(_("Санамсаргүй тооны эх"), f"{record['seed']} … ({record['seeds']})"),
        _row(_("Програм"), f"Bagana {record['bagana']}"),
    ]
    columns = Column(_("Нэр"), 1.0), Column(_("Утга"), 3.0)
    yield Table("again", "", columns, tuple(rows))
