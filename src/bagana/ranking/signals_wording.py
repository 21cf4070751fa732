"""Signals in words: what it is, where, how unusual. None accuses anybody."""

from __future__ import annotations

from django.utils.translation import gettext

from bagana.engines import mongolian
from bagana.indicators.models import Indicator
from bagana.ranking.signals import Signal


def kind_name(kind: str) -> str:
    names = {
        "jump": gettext("Огцом өөрчлөлт"),
        "copy": gettext("Өмнөх жилийн тоо давтагдсан"),
        "shrinking": gettext("Хуваарь өөрчлөгдөж үзүүлэлт сайжирсан"),
        "heaping": gettext("0, 5-аар төгссөн тоо олон"),
        "disagreement": gettext("Өөр эх сурвалжтай зөрсөн"),
        "late": gettext("Аргачлал царцаасны дараа оруулсан, зассан"),
    }
    return names[kind]


def kind_why(kind: str) -> str:
    """What it may mean, the innocent reasons with the others."""
    reasons = {
        "jump": gettext(
            "Бүлгийнхээ бусад нэгжээс эрс өөр өөрчлөгдсөн тоо: жинхэнэ ахиц, тоолох "
            "аргын өөрчлөлт, бичилтийн алдаа, эсвэл өнгө засалт байж болно."
        ),
        "copy": gettext(
            "Хүртвэр, хуваарь хоёулаа өмнөх жилийнхтэй яг ижил: дахин тоолоогүй, "
            "эсвэл үнэхээр өөрчлөгдөөгүй байж болно."
        ),
        "shrinking": gettext(
            "Хувь нь хийсэн ажлаас бус хуваарь өөрчлөгдсөнөөс сайжирсан: хүн нүүсэн, "
            "бүртгэл цэгцэрсэн, эсвэл зарим хүнийг тооноос хассан байж болно."
        ),
        "heaping": gettext(
            "Тоолсон тооны сүүлийн орон жигд тархдаг. 0, 5 хэт олон бол тоолохын "
            "оронд баримжаалсан байж болно."
        ),
        "disagreement": gettext(
            "Нэг зүйлийг хоёр эх сурвалж өөрөөр хэлж байна: хугацаа, хамрах хүрээ нь "
            "зөрсөн, эсвэл аль нэг нь буруу байж болно."
        ),
        "late": gettext(
            "Жил нь дууссан, аргачлал нь тодорхой болсон хойно оруулсан буюу зассан "
            "тоо: алдаа зассан, эсвэл хоцорч ирсэн байж болно."
        ),
    }
    return reasons[kind]


def caution() -> str:
    """The sentence that stands wherever signals are shown."""
    return gettext(
        "Дохио нь дахин харах шалтгаан болохоос дүгнэлт биш: ер бусын тоо үнэн байж, "
        "зохиомол тоо ердийн харагдаж болно."
    )


def sentence(signal: Signal, indicator: Indicator | None = None) -> str:
    """What was seen and how unusual it is, in one or two sentences."""
    decimals = indicator.decimals if indicator is not None else 0
    numbers = signal.numbers
    writers = {
        "jump": _jump,
        "copy": _copy,
        "shrinking": _shrinking,
        "heaping": _heaping,
        "disagreement": _disagreement,
        "late": _late,
    }
    return writers[signal.kind](numbers, decimals)


def _number(value: float, decimals: int = 0) -> str:
    return mongolian.format_number(value, decimals)


def _chance(p: float) -> str:
    if p < 0.001:
        return gettext("мянгад нэгээс бага")
    return mongolian.format_number(p, 3)


def _jump(numbers: dict[str, float], decimals: int) -> str:
    values = {
        "before": _number(numbers["before"], decimals),
        "after": _number(numbers["after"], decimals),
        "z": _number(abs(numbers["z"]), 1),
    }
    if numbers["better"] > 0:
        return (
            gettext(
                "Өмнөх жил %(before)s, энэ жил %(after)s: бүлгийнхээ ердийн "
                "өөрчлөлтөөс %(z)s стандарт хазайлтаар илүү сайжирсан."
            )
            % values
        )
    return (
        gettext(
            "Өмнөх жил %(before)s, энэ жил %(after)s: бүлгийнхээ ердийн өөрчлөлтөөс "
            "%(z)s стандарт хазайлтаар муу."
        )
        % values
    )


def _copy(numbers: dict[str, float], decimals: int) -> str:
    return gettext(
        "Хүртвэр %(numerator)s, хуваарь %(denominator)s: хоёулаа өмнөх жилийнхтэй яг "
        "ижил. Тоолсон хоёр тоо санамсаргүй ингэж давхцах магадлал %(chance)s."
    ) % {
        "numerator": _number(numbers["numerator"]),
        "denominator": _number(numbers["denominator"]),
        "chance": _chance(numbers["chance"]),
    }


def _shrinking(numbers: dict[str, float], decimals: int) -> str:
    return gettext(
        "Хуваарь өмнөх жил %(before)s, энэ жил %(after)s; үзүүлэлт %(share_before)s "
        "байснаа %(share_after)s болж сайжирсны %(part)s нь зөвхөн үүнээс үүдсэн."
    ) % {
        "before": _number(numbers["before"]),
        "after": _number(numbers["after"]),
        "share_before": _number(numbers["share_before"], decimals),
        "share_after": _number(numbers["share_after"], decimals),
        "part": mongolian.format_percent(100 * numbers["part"], 0),
    }


def _heaping(numbers: dict[str, float], decimals: int) -> str:
    return gettext(
        "%(numbers)s тооны %(share)s нь 0, 5-аар төгссөн; 20%% байх нь ердийн. "
        "Санамсаргүй ингэх магадлал %(p)s."
    ) % {
        "numbers": _number(numbers["numbers"]),
        "share": mongolian.format_percent(100 * numbers["share"], 0),
        "p": _chance(numbers["p"]),
    }


def _disagreement(numbers: dict[str, float], decimals: int) -> str:
    return gettext("Энд %(one)s, нөгөө эх сурвалжид %(other)s: %(apart)s зөрүүтэй.") % {
        "one": _number(numbers["one"], decimals),
        "other": _number(numbers["other"], decimals),
        "apart": mongolian.format_percent(100 * numbers["apart"], 0),
    }


def _late(numbers: dict[str, float], decimals: int) -> str:
    return gettext(
        "Аргачлал царцаасны дараа оруулсан буюу зассан тоо: %(figures)s."
    ) % {"figures": _number(numbers["figures"])}


def public_line(count: int) -> str:
    """A neutral line for the public page of a run."""
    if not count:
        return gettext("Энэ тооцооны тоонуудаас ер бусын шинж илрээгүй.")
    return gettext(
        "Тоонуудад дахин харвал зохих %(count)s ер бусын шинж бий. Энэ нь шалгах "
        "шалтгаан болохоос дүгнэлт биш."
    ) % {"count": _number(count)}
