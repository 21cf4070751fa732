"""What a result says, in words: ranks as intervals, never as more than is known.

One place, so that page, paper and API say the same (docs/rules/index-run.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from django.utils.translation import get_language, gettext, ngettext

from bagana.engines import mongolian
from bagana.ranking.queries.rows import (
    GroupResult,
    MergedRow,
    Reason,
    RunResults,
    UnitRow,
)

MOST_NAMES: Final = 6
"""So many units are named in a sentence; the table has them all."""
SURE: Final = (0.95, 0.8, 0.5, 0.2, 0.05)


def place_word(rank: int) -> str:
    """«4-р», "4th"."""
    if get_language() != "en":
        return f"{rank}-р"
    if rank % 100 in (11, 12, 13):
        return f"{rank}th"
    return f"{rank}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(rank % 10, 'th') }"


def interval_words(row: UnitRow) -> str:
    """«1–4-р байр»; «1-р байр» where every replication agrees; empty if not ranked."""
    low, high = row.rank_low, row.rank_high
    if low is None or high is None:
        return ""
    if low == high:
        return gettext("%(rank)s байр") % {"rank": place_word(low)}
    first = place_word(low) if get_language() == "en" else str(low)
    return gettext("%(low)s–%(high)s байр") % {"low": first, "high": place_word(high)}


def standing_words(row: UnitRow, size: int) -> str:
    """The same as a sentence, with the group's size and how sure it is."""
    low, high = row.rank_low, row.rank_high
    if low is None or high is None:
        return not_ranked_words(row)
    values = {"interval": interval_words(row), "size": size}
    if low == high:
        text = gettext("%(size)s нэгжийн дотор %(interval)s, 90 хувийн итгэлцэлтэй.")
    else:
        text = gettext(
            "%(size)s нэгжийн дотор %(interval)sын аль нэг, 90 хувийн итгэлцэлтэй."
        )
    return text % values


def apart_words(one: UnitRow, other: UnitRow) -> str:
    """Whether two units can be told apart."""
    values = {"one": one.short_name, "other": other.short_name}
    if one.group != other.group:
        return gettext("%(one)s, %(other)s өөр бүлэгт тул харьцуулахгүй.") % values
    if one.overlaps(other):
        return (
            gettext(
                "%(one)s, %(other)s хоёрыг ялгах боломжгүй: байрын хязгаар нь давхцана."
            )
            % values
        )
    first, second = sorted((one, other), key=lambda row: row.rank or 0)
    values = {"one": first.short_name, "other": second.short_name}
    return (
        gettext("%(one)s илүү, %(other)s дараа нь: байрын хязгаар нь давхцахгүй.")
        % values
    )


def verdict_words(row: UnitRow) -> str:
    """The verdict in short; its colour stands beside it, never alone."""
    words = {
        "proposed": gettext("санал болгосон"),
        "grey": gettext("ялгах боломжгүй"),
        "not_proposed": gettext("санал болгоогүй"),
        "not_ranked": gettext("эрэмбэлээгүй"),
    }
    return words.get(row.verdict, "")


def failed_words(row: UnitRow, but: str = "") -> list[str]:
    """Which conditions of choosing the unit did not meet, one by one."""
    return [_failed(code, row) for code in row.failed if code != but]


def _failed(code: str, row: UnitRow) -> str:
    rule, _sep, node = code.partition(":")
    words = {
        "probability": gettext("эхэнд орох магадлал нь хүрэлцээгүй"),
        "completeness": gettext("мэдээллийн бүрдэл хүрэлцээгүй"),
        "self_reported": gettext("өөрийн мэдүүлсэн үзүүлэлтийн жин хэтэрсэн"),
        "years": gettext("өмнөх жилүүдэд ийм дүн тогтвортой гараагүй"),
    }
    if rule == "floor":
        name = row.node_names.get(node, node)
        return gettext("«%(name)s» чиглэл бүлгийнхээ доод хэсэгт") % {"name": name}
    return words.get(rule, code)


def probability_words(p: float | None) -> str:
    """«80 хувиас их магадлалтай» in words that people use."""
    if p is None:
        return gettext("магадлал тодорхойгүй")
    words = (
        gettext("бараг гарцаагүй"),
        gettext("магадлал өндөр"),
        gettext("болох нь илүү магадлалтай"),
        gettext("болохгүй нь илүү магадлалтай"),
        gettext("магадлал бага"),
        gettext("бараг боломжгүй"),
    )
    return words[sum(p < bound for bound in SURE)]


def percent_words(p: float | None) -> str:
    """«84%»; never 0 or 100 where a replication says otherwise."""
    if p is None:
        return ""
    if 0 < p < 0.005:
        return "<1%"
    if 0.995 < p < 1:
        return ">99%"
    return mongolian.format_percent(100 * p, 0)


def not_ranked_words(row: UnitRow) -> str:
    """Why a unit has no rank: what is missing of how much."""
    if not row.reasons:
        return gettext("Эрэмбэлээгүй: ижил төстэй бүлэг тогтоогоогүй.")
    parts = [_reason(reason) for reason in row.reasons]
    missing = _listed(dict.fromkeys(m for r in row.reasons for m in r.missing))
    told = "; ".join(parts)
    if not missing:
        return gettext("Мэдээлэл дутуу: %(told)s.") % {"told": told}
    return gettext("Мэдээлэл дутуу: %(told)s. Байхгүй нь: %(missing)s.") % {
        "told": told,
        "missing": missing,
    }


def _reason(reason: Reason) -> str:
    values = {
        "name": reason.name,
        "known": reason.known,
        "needed": reason.needed,
        "of": reason.of,
    }
    if reason.rule == "dimension":
        return (
            gettext(
                "«%(name)s» чиглэлийн %(of)s үзүүлэлтээс %(known)s нь л мэдэгдэж "
                "байна, %(needed)s хэрэгтэй"
            )
            % values
        )
    return (
        gettext(
            "нийт %(of)s үзүүлэлтээс %(known)s нь л мэдэгдэж байна, %(needed)s хэрэгтэй"
        )
        % values
    )


def group_words(group: GroupResult) -> str:
    """One sentence on what one sees in a group."""
    sentences = [_chosen_words(group)]
    if group.grey:
        sentences.append(_grey_words(group))
    if group.is_small:
        sentences.append(small_words(group.size))
    return " ".join(sentences)


def _chosen_words(group: GroupResult) -> str:
    values = {"size": group.size, "top": group.top, "names": names_of(group.proposed)}
    if not group.proposed:
        text = gettext(
            "%(size)s нэгжээс санал болгох нэгж гарсангүй: эхний %(top)s байрт "
            "орох магадлал нь хангалттай, нөхцөл бүрийг хангасан нэгж алга."
        )
    else:
        text = gettext(
            "%(size)s нэгжээс санал болгосон нь %(names)s: эхний %(top)s байрт "
            "орох магадлал нь хангалттай, нөхцөл бүрийг хангасан."
        )
    return text % values


def _grey_words(group: GroupResult) -> str:
    count = len(group.grey)
    return ngettext(
        "%(count)s нэгжийг бусдаас нь ялгах боломжгүй тул газар дээрх үзлэгээр шийднэ.",
        "%(count)s нэгжийг бусдаас нь ялгах боломжгүй тул газар дээрх үзлэгээр шийднэ.",
        count,
    ) % {"count": count}


def small_words(size: int) -> str:
    return gettext("%(size)s нэгжтэй бүлэгт байрыг найдвартай ялгахгүй.") % {
        "size": size
    }


def merged_words(merged: MergedRow) -> str:
    """Why a group was joined to another, or stands although it is small."""
    values = {
        "name": merged.name,
        "into": merged.into_name,
        "size": merged.size,
        "minimum": merged.minimum,
    }
    if merged.reason == "too_small":
        return (
            gettext(
                "«%(name)s» бүлэг %(size)s нэгжтэй (дор хаяж %(minimum)s байх ёстой) "
                "тул «%(into)s» бүлэгтэй нэгтгэв."
            )
            % values
        )
    if merged.reason == "kept_apart":
        return (
            gettext(
                "«%(name)s» бүлэг %(size)s нэгжтэй (дор хаяж %(minimum)s байх ёстой) "
                "боловч аргачлал ёсоор тусдаа үлдэв."
            )
            % values
        )
    return (
        gettext(
            "«%(name)s» бүлэг %(size)s нэгжтэй (дор хаяж %(minimum)s байх ёстой), "
            "нэгтгэх төстэй бүлэг алга."
        )
        % values
    )


def nobody_words(results: RunResults) -> str:
    """Said on top when no unit of any group is proposed."""
    if any(group.proposed for group in results.groups):
        return ""
    return gettext(
        "Аль ч бүлэгт нөхцөл бүрийг хангасан нэгж гараагүй. Энэ нь алдаа биш: тоо "
        "баримт ялгаж чадаагүй үед ийм гарна."
    )


def improved_words(row: UnitRow) -> str:
    """Whether the unit got better since the year before, and how sure that is."""
    if row.p_improved is None or row.previous_year is None:
        return gettext("Өмнөх жилтэй харьцуулах мэдээлэл алга.")
    values = {
        "year": row.previous_year,
        "p": percent_words(row.p_improved),
        "words": probability_words(row.p_improved),
    }
    return gettext("%(year)s оноос дээшилсэн байх магадлал %(p)s: %(words)s.") % values


def band_heading(band: Sequence[UnitRow]) -> str:
    """Over the rows of a band: those that cannot be told apart from its first."""
    if len(band) == 1:
        return gettext("Нэг нэгжтэй зэрэглэл")
    return ngettext(
        "%(count)s нэгжийг эхнийхээс нь ялгах боломжгүй",
        "%(count)s нэгжийг эхнийхээс нь ялгах боломжгүй",
        len(band),
    ) % {"count": len(band)}


def decisive_words(indicators: Sequence[tuple[str, float | None]]) -> str:
    """Without which indicators the ranks would move most."""
    known = [(name, shift) for name, shift in indicators if shift]
    if not known:
        return gettext("Аль ч нэг үзүүлэлтийг хасахад байр бараг хөдлөхгүй.")
    told = [
        gettext("%(name)s (дунджаар %(shift)s байр)")
        % {"name": name, "shift": mongolian.format_number(shift, 1)}
        for name, shift in known
    ]
    return gettext("Хасвал байр хамгийн их хөдлөх үзүүлэлт: %(told)s.") % {
        "told": ", ".join(told)
    }


def sensitivity_words(factors: Sequence[tuple[str, float]]) -> str:
    """Which of the choices and errors the ranks depend on most, of one hundred.

    Total indices overlap where factors act together, so they are scaled to their sum.
    """
    names = {
        "weights": gettext("жингийн сонголт"),
        "scale": gettext("хэмжүүрт шилжүүлэх арга"),
        "treatment": gettext("хэт хол утгыг засах эсэх"),
        "aggregate": gettext("чиглэлүүдийг нэгтгэх арга"),
        "imputation": gettext("дутуу утгыг нөхөх"),
        "sampling": gettext("цөөн тохиолдлын санамсаргүй хэлбэлзэл"),
        "leave_one_out": gettext("нэг үзүүлэлтийг хасах"),
    }
    if not factors:
        return ""
    whole = sum(share for _factor, share in factors)
    told = [
        f"{names.get(factor, factor)} {percent_words(share / whole)}"
        for factor, share in factors
    ]
    return gettext("Байр юунаас болж хэлбэлзэж байна: %(told)s.") % {
        "told": ", ".join(told)
    }


def names_of(rows: Iterable[UnitRow], most: int = MOST_NAMES) -> str:
    return _listed([row.short_name for row in rows], most)


def _listed(names: Iterable[str], most: int = MOST_NAMES) -> str:
    """«А, Б, бусад 3»."""
    every = list(names)
    if len(every) <= most:
        return ", ".join(every)
    return gettext("%(names)s, бусад %(count)s") % {
        "names": ", ".join(every[: most - 1]),
        "count": len(every) - most + 1,
    }
