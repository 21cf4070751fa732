"""Ratings of a round in papers: counts by step, shares, mean, as they were frozen."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext

from bagana.documents.blocks import Cell, Column, Row, Table
from bagana.documents.content import cells
from bagana.documents.content.frame import Counting, source
from bagana.engines import mongolian
from bagana.programme.queries.results import GroupResults, LevelCount, RoundResults


def level_text(level: LevelCount | None) -> Cell:
    """«70% хэрэгжих шатандаа», «хугацаа болоогүй», or that it is missing."""
    if level is None:
        return cells.missing()
    if level.percent is None:
        return Cell(level.name)
    return Cell(f"{level.percent}%\n{level.name}", level.percent)


def mean_cell(group: GroupResults) -> Cell:
    if group.mean is None:
        return Cell("–") if group.total else cells.missing()
    return cells.percent(group.mean)


def mean_text(group: GroupResults) -> str:
    return "–" if group.mean is None else mongolian.format_percent(group.mean)


def objectives_table(results: RoundResults, count: Counting) -> Table:
    """Objectives by step, with the mean; the shares of the whole in the last row."""
    rows = [
        _row(f"{group.number}. {group.name}", group, results.total)
        for group in results.objectives
    ]
    body = [
        *rows,
        _row(gettext("Бүгд"), results.total, results.total, total=True),
        _shares(results.total),
    ]
    return Table(
        "ratings",
        count.table(gettext("Арга хэмжээний биелэлт, зорилтоор")),
        _columns(gettext("Зорилт"), results.total),
        tuple(body),
        (source(results.ends_on), legend(results.total), mean_rule()),
    )


def offices_table(results: RoundResults, count: Counting) -> Table:
    """The same by the sum that answers; measures of the aimag's own by the aimag."""
    body = [_row(group.name, group, results.total) for group in results.by_office]
    return Table(
        "offices",
        count.table(gettext("Арга хэмжээний биелэлт, хариуцах нэгжээр")),
        _columns(gettext("Хариуцах нэгж"), results.total),
        tuple(body),
        (source(results.ends_on),),
    )


def mean_rule() -> str:
    return gettext(
        "Дундаж биелэлтэд хугацаа болоогүй, шийдээгүй, тайлагнаагүй арга хэмжээ "
        "ордоггүй; эзлэх хувьд бүгд орно."
    )


def steps(total: GroupResults) -> list[LevelCount]:
    """The steps that a table has a column for, those without a report too."""
    return list(total.levels)


def _columns(head: str, total: GroupResults) -> tuple[Column, ...]:
    open_ = (gettext("Шийдээгүй"), gettext("Тайлагнаагүй")) if _is_open(total) else ()
    return (
        cells.column(head, 2.6),
        *(cells.figures(_level_head(x), _room(x)) for x in steps(total)),
        *(cells.figures(title, 1.25) for title in open_),
        cells.figures(gettext("Бүгд"), 0.8),
        cells.figures(gettext("Дундаж биелэлт"), 1.0),
    )


def _room(level: LevelCount) -> float:
    """A per cent is short, «хугацаа болоогүй» is not."""
    return 1.2 if level.percent is None else 0.75


def _is_open(total: GroupResults) -> bool:
    """Whether anything waits or was not reported: else its columns say nothing."""
    return bool(total.waiting or total.unreported)


def _level_head(level: LevelCount) -> str:
    return level.name if level.percent is None else f"{level.percent}%"


def legend(total: GroupResults) -> str:
    """«100% бүрэн хэрэгжсэн; 70% хэрэгжих шатандаа; …»"""
    named = (f"{x.percent}% {x.name}" for x in steps(total) if x.percent is not None)
    return f"{'; '.join(named)}."


def _row(
    name: str, group: GroupResults, whole: GroupResults, *, total: bool = False
) -> Row:
    counts = {level.percent: level.count for level in group.levels}
    return cells.row(
        [
            Cell(name),
            *(cells.count(counts.get(level.percent, 0)) for level in steps(whole)),
            *_open_counts(group, whole),
            cells.count(group.total),
            mean_cell(group),
        ],
        "total" if total else "row",
    )


def _open_parts(group: GroupResults, whole: GroupResults) -> list[int]:
    return [group.waiting, group.unreported] if _is_open(whole) else []


def _open_counts(group: GroupResults, whole: GroupResults) -> list[Cell]:
    return [cells.count(number) for number in _open_parts(group, whole)]


def _shares(total: GroupResults) -> Row:
    return cells.row(
        [
            Cell(gettext("Эзлэх хувь")),
            *(cells.percent(share) for _, share in total.shares),
            *(cells.percent(total.share_of(n)) for n in _open_parts(total, total)),
            cells.percent(total.share_of(total.total)),
            Cell(""),
        ]
    )


def bars(
    results: RoundResults,
) -> list[tuple[str, Sequence[tuple[int | None, str, int]]]]:
    """What the picture of shares shows: each objective, then the whole."""
    groups = [*results.objectives, results.total]
    names = [*(g.number for g in results.objectives), gettext("Бүгд")]
    return [(name, group.parts) for name, group in zip(names, groups, strict=True)]
