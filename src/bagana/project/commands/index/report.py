"""The report as PDF: method, weights, ranks, charts, who is not ranked and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from importlib.metadata import version
from typing import Any

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
from bagana.engines.index import Branch
from bagana.engines.index.choosing import Chosen
from bagana.engines.mongolian import format_number
from bagana.project.commands.index import method_words, sheets
from bagana.project.commands.index.drawing import MOST, charts, places, svg
from bagana.project.commands.index.sheets import Run, Sheet

MOST_CORRELATED = 8


def report(run: Run, record: dict[str, Any]) -> bytes:
    from bagana.documents.pdf import to_pdf

    return to_pdf(paper(run, record))


def paper(run: Run, record: dict[str, Any]) -> Paper:
    """The same run gives the same paper: it is dated by the year that is ranked."""
    _ = run.speech.translate
    sections = [
        Section("", tuple(_summary(run))),
        Section(_("Аргачлал"), tuple(_method(run))),
        Section(_("Жин"), (_weights(run),)),
        Section(_("Байрын хүснэгт"), tuple(_ranks(run)), new_page=True),
        Section(_("Дүгнэлт"), tuple(_verdicts(run))),
        Section(_("Диаграм"), tuple(_pictures(run)), new_page=True),
        Section(_("Эрэмбэлээгүй нэгж"), tuple(_not_ranked(run))),
        Section(_("Үзүүлэлтийн хамаарал"), tuple(_correlations(run))),
        Section(_("Дахин бодох"), tuple(_again(run, record))),
    ]
    return Paper(
        code="index",
        lang=run.speech.language,
        title=run.speech.of(run.fw.title),
        subtitle=str(run.year),
        words=Words(contents=_("Агуулга")),
        dated=date(run.year, 12, 31),
        sections=tuple(one for one in sections if one.blocks),
        footer=f"{run.fw.code}, {run.year} · {record['framework_sha256'][:12]}",
    )


def _summary(run: Run) -> Iterator[Block]:
    _ = run.speech.translate
    if note := run.speech.of(run.fw.note):
        yield Text(note, "lead")
    sizes = run.group_sizes(run.t)
    ranked = sum(sizes.values())
    figures = [
        KeyFigure(_("эрэмбэлсэн нэгж"), format_number(ranked)),
        KeyFigure(
            _("эрэмбэлээгүй нэгж"), format_number(len(run.result.units) - ranked)
        ),
        KeyFigure(_("үзүүлэлтийн тоо"), format_number(len(run.fw.leaves))),
        KeyFigure(_("бүлгийн тоо"), format_number(len(sizes))),
    ]
    yield KeyFigures(tuple(figures))
    yield Text(_("Байрыг зөвхөн ижил төстэй бүлэг дотор нь харьцуулна."), "note")


def _method(run: Run) -> Iterator[Block]:
    _ = run.speech.translate
    rows = [_row(step, rule) for step, rule in method_words.steps(run.fw, run.speech)]
    columns = Column(_("Алхам"), 1.0), Column(_("Ямар дүрмээр"), 3.0)
    yield Table("method", "", columns, tuple(rows))
    for one in run.result.merged:
        yield Text(method_words.merged(one, run.speech), "note")
    if run.uncertainty is not None:
        values = {"n": format_number(run.uncertainty.replications)}
        yield Text(_("%(n)s давталт бүрд дараахыг шинээр сугалсан:") % values)
        yield Items(tuple(method_words.factors(run.fw, run.speech)))


def _row(*texts: str) -> Row:
    return Row(tuple(Cell(text) for text in texts))


def _weights(run: Run) -> Table:
    _ = run.speech.translate
    columns = (
        Column(_("Чиглэл, үзүүлэлт"), 4.0),
        Column(_("Салаандаа, %"), 1.0, "right"),
        Column(_("Индекст, %"), 1.0, "right"),
        Column(_("Бодит нөлөө, %"), 1.0, "right"),
    )
    branches = {node.code for node in run.fw.branches}
    rows = [
        Row(
            (
                Cell(str(name) if code in branches else f"    {name}"),
                Cell(_percent(share)),
                Cell(_percent(whole)),
                Cell("" if real is None else _percent(real)),
            ),
            "row",
        )
        for code, name, _under, share, whole, _ratio, real in _in_tree_order(run)
    ]
    note = _(
        "Бодит нөлөө: үзүүлэлт мэдэгдсэнээр индексийн хэлбэлзлийн хэд нь "
        "тайлбарлагдахыг нийлбэр нь 100 болохоор хуваарилсан тоо."
    )
    return Table("weights", "", columns, tuple(rows), (note,))


def _in_tree_order(run: Run) -> list[tuple[Any, ...]]:
    by_code = {row[0]: row for row in sheets.weights(run).rows}
    order: list[tuple[Any, ...]] = []

    def walk(branch: Branch) -> None:
        for child in branch.children:
            order.append(by_code[child.code])
            if isinstance(child, Branch):
                walk(child)

    walk(run.fw.tree)
    return order


def _percent(share: Any) -> str:
    return format_number(100 * float(share), 1)


def _ranks(run: Run) -> Iterator[Block]:
    _ = run.speech.translate
    rows: dict[str, list[Row]] = {}
    sure = _how_sure(run)
    for line in sheets.ranks(run).rows:
        unit, name, year, group, rank, tied, _of, score = line
        if year != run.year or rank is None:
            continue
        v = run.result.units.index(str(unit))
        cells = [f"={rank}" if tied else str(rank), str(name), _score(run, score)]
        cells += sure.get(v, ())
        rows.setdefault(str(group), []).append(_row(*cells))
    columns = [
        Column(_("Байр"), 0.7, "right"),
        Column(_("Нэгж"), 3.0),
        Column(_("Оноо"), 1.0, "right"),
    ]
    if run.uncertainty is not None:
        first = _("Эхний %(k)s-д орох магадлал, %%") % {"k": run.fw.selection.top}
        columns += [Column(_("90%-ийн хязгаар"), 1.6), Column(first, 1.4, "right")]
    for group, own in rows.items():
        title = group if run.fw.groups.by else ""
        yield Table(f"ranks-{group}", title, tuple(columns), tuple(own))


def _how_sure(run: Run) -> dict[int, tuple[str, str]]:
    """For each ranked unit its interval in words, and P(top) in per cent."""
    found = run.uncertainty
    if found is None:
        return {}
    ends, p = found.rank_interval(0.9), found.p_top(run.fw.selection.top)
    return {
        v: (places(run, *ends[v].tolist()), _percent(p[v]))
        for v in range(len(found.units))
        if found.rank[v] > 0
    }


def _score(run: Run, score: Any) -> str:
    decimals = 1 if run.fw.decimals is None else run.fw.decimals
    return format_number(float(score), decimals)


def _verdicts(run: Run) -> Iterator[Block]:
    """Who is surely among the first, and between whom nobody can tell."""
    _ = run.speech.translate
    if run.uncertainty is None:
        return
    rule, found = run.fw.selection, sheets.chosen(run, run.uncertainty)
    words = {"k": rule.top, "p": f"{100 * rule.probability:g}"}
    sure = _named(run, found, "proposed")
    yield Text(
        _(
            "Бүлгийнхээ эхний %(k)s-д %(p)s хувиас багагүй магадлалтай орж, бусад "
            "болзлыг хангасан: %(names)s."
        )
        % (words | {"names": sure})
        if sure
        else _(
            "Бүлгийнхээ эхний %(k)s-д %(p)s хувиас багагүй магадлалтай орж, бусад "
            "болзлыг хангасан нэгж алга."
        )
        % words
    )
    if grey := _named(run, found, "grey"):
        yield Text(_("Ялгах боломжгүй: %(names)s.") % {"names": grey})


def _named(run: Run, found: tuple[Chosen, ...], verdict: str) -> str:
    by_unit = {one.unit: one for one in found}
    units = [run.result.units[v] for v in run.in_order(run.t)]
    names = [run.names.get(u, u) for u in units if by_unit[u].verdict == verdict]
    return ", ".join(names)


def _pictures(run: Run) -> Iterator[Block]:
    _ = run.speech.translate
    shown = max(run.group_sizes(run.t).values(), default=0)
    for one in charts(run, MOST):
        yield Picture(svg(one.spec), "svg", one.title, one.title, 0.9)
    if shown > MOST:
        yield Text(
            _("Бүлэг бүрийн эхний %(n)s нэгж; бүгд нь хавтас дахь диаграмд бий.")
            % {"n": MOST},
            "note",
        )


def _not_ranked(run: Run) -> Iterator[Block]:
    _ = run.speech.translate
    own = [row for row in sheets.not_ranked(run).rows if row[2] == run.year]
    if not own:
        yield Text(_("Бүх нэгжийн мэдээлэл хүрэлцсэн."))
        return
    names = {node.code: run.speech.of(node.name) for node in _nodes(run)}
    rows = [
        _row(
            str(name),
            names.get(str(node), _("бүх үзүүлэлт")),
            f"{known} / {of} ({needed})",
            ", ".join(names.get(code, code) for code in str(missing).split()),
        )
        for _u, name, _y, _rule, node, known, needed, of, missing in own
    ]
    columns = (
        Column(_("Нэгж"), 2.0),
        Column(_("Хаана"), 1.5),
        Column(_("Мэдэгдсэн / нийт (шаардлага)"), 1.5, "right"),
        Column(_("Дутуу үзүүлэлт"), 4.0),
    )
    yield Table("not_ranked", "", columns, tuple(rows))


def _nodes(run: Run) -> list[Any]:
    return [*run.fw.branches, *run.fw.leaves]


def _correlations(run: Run) -> Iterator[Block]:
    _ = run.speech.translate
    sheet = sheets.correlations(run)
    if len(sheet.rows) > MOST_CORRELATED + 1:
        index = len(sheet.rows)
        yield _only_with_index(run, sheet, index)
        return
    names = {node.code: run.speech.of(node.name) for node in _nodes(run)}
    columns = (Column("", 3.0), *(Column(str(i + 1), 0.8, "right")
                                  for i in range(len(sheet.rows))))  # fmt: skip
    rows = tuple(
        _row(f"{i + 1}. {names[str(row[0])]}", *map(_coefficient, row[1:]))
        for i, row in enumerate(sheet.rows)
    )
    yield Table("correlations", "", columns, rows)


def _only_with_index(run: Run, sheet: Sheet, index: int) -> Table:
    """A wide table would not fit on the page; the whole stands in correlations.csv."""
    _ = run.speech.translate
    names = {node.code: run.speech.of(node.name) for node in _nodes(run)}
    columns = Column(_("Үзүүлэлт"), 4.0), Column(_("Индекстэй"), 1.0, "right")
    rows = tuple(
        _row(names[str(row[0])], _coefficient(row[index])) for row in sheet.rows[:-1]
    )
    return Table("correlations", "", columns, rows)


def _coefficient(value: Any) -> str:
    return "–" if value is None else f"{value:.2f}"


def _again(run: Run, record: dict[str, Any]) -> Iterator[Block]:
    _ = run.speech.translate
    yield Text(_("Эдгээр файл, тоогоор хэн ч дахин бодож, ижил дүн гаргана."))
    rows = [
        _row(_("Аргачлалын SHA-256"), record["framework_sha256"]),
        _row(_("Өгөгдлийн SHA-256"), record["data_sha256"]),
        _row(_("Програм"), f"Bagana {version('bagana')}"),
    ]
    if run.uncertainty is not None:
        replications = format_number(run.uncertainty.replications)
        rows += [
            _row(_("Санамсаргүй тооны эх"), str(run.uncertainty.seed)),
            _row(_("Давталт"), replications),
        ]
    columns = Column(_("Нэр"), 1.0), Column(_("Утга"), 3.0)
    yield Table("again", "", columns, tuple(rows))
