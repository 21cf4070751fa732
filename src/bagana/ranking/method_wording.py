"""A method in plain words: each rule as a sentence that a citizen can follow."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import get_language, gettext

from bagana.engines.index.framework import (
    Branch,
    Factors,
    Goalposts,
    Groups,
    Leaf,
    Missing,
    Scale,
    Selection,
    Treatment,
    Words,
)
from bagana.engines.mongolian import format_number


def own_words(words: Words) -> str:
    return words.of(get_language() or "mn")


def figure(value: float | None, decimals: int = 4) -> str:
    """A number as short as it is exact: 80, 0.25."""
    if value is None:
        return ""
    text = format_number(value, decimals)
    return text.rstrip("0").rstrip(".") if "." in text else text


def per_cent(share: float) -> str:
    return figure(100 * share, 1)


def aggregate_names() -> dict[str, str]:
    return {
        "arithmetic": gettext("арифметик дундаж"),
        "geometric": gettext("геометр дундаж"),
        "harmonic": gettext("гармоник дундаж"),
        "generalised": gettext("ерөнхийлсөн дундаж"),
        "copeland": gettext("Коупландын хос харьцуулалт"),
    }


def scaling_names() -> dict[str, str]:
    return {
        "minmax": gettext("доод, дээд хязгаараар"),
        "zscore": gettext("стандарт хазайлтаар"),
        "rank": gettext("байраар"),
        "borda": gettext("Бордын оноогоор"),
        "percentile_rank": gettext("хувийн байраар"),
        "distance_to_target": gettext("зорилтод хүрэх зайгаар"),
        "distance_to_maximum": gettext("хамгийн сайнаас зайгаар"),
        "fraction_of_maximum": gettext("хамгийн ихийн хувиар"),
        "none": gettext("хэвээр нь"),
    }


def scope_names() -> dict[str, str]:
    return {
        "fixed": gettext("аргачлалд тогтоосон"),
        "all_years": gettext("бүх жилийн тооноос"),
        "year": gettext("жил бүрийн тооноос"),
    }


def imputation_names() -> dict[str, str]:
    return {
        "none": gettext("нөхөхгүй"),
        "median": gettext("бүх нэгжийн голч утгаар"),
        "mean": gettext("бүх нэгжийн дунджаар"),
        "group_median": gettext("ижил төстэй багуудын голч утгаар"),
        "group_mean": gettext("ижил төстэй багуудын дунджаар"),
        "last": gettext("өмнөх жилийн утгаар"),
        "hot_deck": gettext("ижил төстэй багийн санамсаргүй утгаар"),
    }


def noise_names() -> dict[str, str]:
    return {
        "none": gettext("тооцохгүй"),
        "binomial": gettext("хувь, цөөн тохиолдлоос"),
        "poisson": gettext("тоолсон тохиолдол"),
        "normal": gettext("стандарт алдаагаар"),
    }


def direction_word(leaf: Leaf) -> str:
    if leaf.direction > 0:
        return gettext("их байх нь сайн")
    return gettext("бага байх нь сайн")


def goalpost_words(posts: Goalposts | None) -> str:
    """«20–90», and whether it is measured between logarithms."""
    if posts is None:
        return ""
    span = f"{figure(posts.low)}–{figure(posts.high)}"
    return gettext("%(span)s, логарифмаар") % {"span": span} if posts.log else span


def missing_words(rule: Missing) -> list[str]:
    shares = {
        "dimension": per_cent(rule.dimension_share),
        "overall": per_cent(rule.overall_share),
    }
    scored = gettext(
        "Чиглэл бүрд үзүүлэлтийн %(dimension)s, нийтдээ %(overall)s хувиас доошгүй нь"
        " мэдэгдэж байж нэгжийг эрэмбэлнэ. Хүрэхгүй бол эрэмбэлэхгүй, ямар тоо"
        " дутууг нэрлэнэ."
    )
    if rule.impute == "none":
        return [scored % shares, gettext("Дутуу үзүүлэлтийг нөхөхгүй.")]
    filled = gettext(
        "Дутуу үзүүлэлтийг %(way)s нөхөж тооцно. Нөхсөн тоо бүрийг тэмдэглэж"
        " харуулна; тэгээр хэзээ ч нөхөхгүй."
    )
    return [scored % shares, filled % {"way": imputation_names()[rule.impute]}]


def treatment_words(rule: Treatment | None) -> str:
    if rule is None:
        return gettext("Хэт хол утгыг засахгүй.")
    words = {
        "skew": figure(rule.skew),
        "kurtosis": figure(rule.kurtosis),
        "points": rule.max_points,
        "share": per_cent(rule.max_share),
    }
    drawn = gettext(
        "Тархалт хэт хазайсан үзүүлэлтийн (хазайлт > %(skew)s, хурцадмал чанар >"
        " %(kurtosis)s) хамгийн захын утгыг дараагийнх нь утгад татна: ихдээ"
        " %(points)s утга, олон нэгжтэй бол нэгжийн %(share)s хувь."
    )
    if rule.otherwise == "none":
        return drawn % words
    return f"{drawn % words} {gettext('Хүрэлцэхгүй бол логарифм авна.')}"


def scale_words(rule: Scale) -> str:
    if rule.method != "minmax":
        return gettext("Үзүүлэлт бүрийг нэг хэмжүүрт %(way)s шилжүүлнэ.") % {
            "way": scaling_names()[rule.method]
        }
    ends = {"low": figure(rule.low), "high": figure(rule.high)}
    if rule.goalposts == "fixed":
        return (
            gettext(
                "Үзүүлэлт бүрийг аргачлалд тогтоосон доод, дээд хязгаараар"
                " %(low)s–%(high)s оноонд шилжүүлнэ. Хязгаар жилээс жилд"
                " өөрчлөгдөхгүй тул жилүүдийг харьцуулж болно."
            )
            % ends
        )
    return (
        gettext(
            "Үзүүлэлт бүрийг тухайн тоонуудын хамгийн бага, их утгаар %(low)s–%(high)s"
            " оноонд шилжүүлнэ."
        )
        % ends
    )


def aggregation_words(tree: Branch) -> str:
    names = aggregate_names()
    inside = {
        names[node.aggregate] for node in tree.children if isinstance(node, Branch)
    }
    across = names[tree.aggregate]
    if not inside:
        return gettext("Үзүүлэлтүүдээс %(across)s авна.") % {"across": across}
    told = gettext("Чиглэлийн дотор %(inside)s, чиглэл хооронд %(across)s авна.") % {
        "inside": ", ".join(sorted(inside)),
        "across": across,
    }
    if tree.aggregate != "geometric":
        return told
    why = gettext(
        "Геометр дундаж нэг чиглэлийн их сулыг нөгөөгийн илүүгээр бүрэн нөхүүлдэггүй."
    )
    return f"{told} {why}"


def group_rule_words(rule: Groups, names: Mapping[str, str]) -> list[str]:
    def named(code: str) -> str:
        return gettext("«%(name)s»") % {"name": names.get(code, code)}

    told = [
        gettext(
            "Нэгжийг зөвхөн өөртэй нь ижил төстэй багуудын бүлэгт эрэмбэлнэ; бүх"
            " нэгжийг нэг жагсаалтад хольж байр заахгүй."
        ),
        gettext(
            "Бүлэг хамгийн багадаа %(minimum)s нэгжтэй байна. Түүнээс цөөн бол доорх"
            " дарааллаар нэгтгэж, шалтгааныг нь харуулна."
        )
        % {"minimum": rule.minimum},
    ]
    told += [
        gettext("«%(group)s» бүлэг цөөн бол: %(partners)s.")
        % {"group": names.get(code, code), "partners": ", ".join(map(named, into))}
        for code, into in rule.merge
    ]
    if rule.apart:
        apart = ", ".join(map(named, rule.apart))
        told.append(
            gettext("%(groups)s цөөн байсан ч тусдаа үлдэнэ.") % {"groups": apart}
        )
    return told


def factor_words(rule: Factors) -> list[str]:
    """What is drawn anew in each replication."""
    told = []
    if rule.concentration is not None:
        told.append(
            gettext("жин: тогтоосон жингийн орчимд санамсаргүй (Дирихле, %(c)s)")
            % {"c": figure(rule.concentration)}
        )
    if rule.weight_spread is not None:
        told.append(
            gettext("жин: тогтоосноос ±%(share)s хувь дотор санамсаргүй")
            % {"share": per_cent(rule.weight_spread)}
        )
    if len(rule.scales) > 0:
        ways = ", ".join(scaling_names()[scale.method] for scale in rule.scales)
        told.append(gettext("хэмжүүрт шилжүүлэх арга: %(ways)s") % {"ways": ways})
    if len(rule.aggregates) > 1:
        ways = ", ".join(aggregate_names()[one] for one in rule.aggregates)
        told.append(gettext("чиглэлүүдийг нэгтгэх арга: %(ways)s") % {"ways": ways})
    named = (
        (rule.treatment, gettext("хэт хол утгыг засах эсэх")),
        (rule.imputation, gettext("нөхөж тооцсон утга")),
        (rule.sampling, gettext("цөөн тохиолдлоос гарсан тооны санамсаргүй хэлбэлзэл")),
        (rule.leave_one_out, gettext("нэг үзүүлэлтийг ээлжлэн орхих")),
    )
    return told + [words for is_on, words in named if is_on]


def selection_words(rule: Selection) -> list[str]:
    """The conditions, all of which must hold for a unit to be proposed."""
    told = [
        gettext(
            "Бүлгийнхээ эхний %(top)s байрт орох магадлал %(share)s хувиас доошгүй."
            " Магадлал %(grey)s хувиас их бол ялгах боломжгүй гэж үзэж, газар дээрх"
            " үзлэгээр шийднэ."
        )
        % {
            "top": rule.top,
            "share": per_cent(rule.probability),
            "grey": per_cent(1 - rule.probability),
        },
        gettext("Аль ч чиглэлд бүлгийнхээ доод %(share)s хувьд ордоггүй.")
        % {"share": per_cent(rule.floor_quantile)},
        gettext("Үзүүлэлтийн %(share)s хувиас доошгүй нь мэдэгдэж байгаа.")
        % {"share": per_cent(rule.completeness)},
        gettext("Өөрөө мэдээлсэн үзүүлэлтийн жин %(share)s хувиас хэтрэхгүй.")
        % {"share": per_cent(rule.self_reported)},
    ]
    some, of = rule.years
    if of > 1:
        told.append(
            gettext(
                "Сүүлийн %(of)s жилээс доод тал нь %(some)s жилд ижил дүгнэлт гарсан."
            )
            % {"of": of, "some": some}
        )
    return told
