"""A framework in words: what is done at each step, for the report."""

from __future__ import annotations

from collections.abc import Iterator

from bagana.engines.index import Branch, Framework, Merged
from bagana.engines.index.pipeline import is_treated
from bagana.project.commands.index.speech import Speech


def steps(fw: Framework, speech: Speech) -> Iterator[tuple[str, str]]:
    """Each step of the method, and its rule."""
    _ = speech.translate
    yield _("Дутуу мэдээлэл"), _missing(fw, speech)
    yield _("Туйлын утга"), _treatment(fw, speech)
    yield _("Нэг хэмжээст оруулах"), _scale(fw, speech)
    yield _("Нэгтгэх арга"), _means(fw, speech)
    yield _("Ижил төстэй бүлэг"), _groups(fw, speech)
    if fw.decimals is not None:
        yield (
            _("Байр"),
            _("оноог аравтын %(n)s орноор бүхэлчилж эрэмбэлсэн") % {"n": fw.decimals},
        )


def factors(fw: Framework, speech: Speech) -> list[str]:
    """What was drawn anew in each replication."""
    _ = speech.translate
    own = fw.factors
    said = [
        (own.concentration is not None, _("жин (Дирихлегийн тархалт, төвлөрөл %(n)s)")),
        (own.weight_spread is not None, _("жин (±%(spread)s хувь)")),
        (bool(own.scales), _("нэг хэмжээст оруулах арга")),
        (bool(own.aggregates), _("нэгтгэх арга")),
        (own.treatment, _("туйлын утга засах эсэх")),
        (own.imputation, _("нөхсөн утга")),
        (own.sampling, _("цөөн хүн амтай нэгжийн тоон дахь санамсаргүй хэлбэлзэл")),
        (own.leave_one_out, _("нэг үзүүлэлтийг хасах")),
    ]
    values = {
        "n": f"{own.concentration:g}" if own.concentration is not None else "",
        "spread": f"{100 * own.weight_spread:g}" if own.weight_spread else "",
    }
    return [text % values for acts, text in said if acts]


def _missing(fw: Framework, speech: Speech) -> str:
    _ = speech.translate
    imputed = {
        "none": _("дутуу утгыг нөхөөгүй"),
        "median": _("дутууг бүх нэгжийн медианаар нөхсөн"),
        "mean": _("дутууг бүх нэгжийн дунджаар нөхсөн"),
        "group_median": _("дутууг ижил төстэй бүлгийн медианаар нөхсөн"),
        "group_mean": _("дутууг ижил төстэй бүлгийн дунджаар нөхсөн"),
        "last": _("дутууг өмнөх оны утгаар нөхсөн"),
        "hot_deck": _("дутууг бүлгийн өөр нэгжийн утгаар нөхсөн"),
    }[fw.missing.impute]
    shares = {
        "dimension": f"{100 * fw.missing.dimension_share:.0f}",
        "overall": f"{100 * fw.missing.overall_share:.0f}",
        "imputed": imputed,
    }
    return (
        _(
            "чиглэл бүрийн %(dimension)s, нийт үзүүлэлтийн %(overall)s хувь мэдэгдэж "
            "байвал эрэмбэлнэ; %(imputed)s"
        )
        % shares
    )


def _treatment(fw: Framework, speech: Speech) -> str:
    _ = speech.translate
    if fw.treatment is None:
        return _("засаагүй")
    if not is_treated(fw).any():
        return _("засаагүй: тогтсон хязгаараас хальсан утгыг хязгаараар нь авсан")
    values = {
        "skew": f"{fw.treatment.skew:g}",
        "kurtosis": f"{fw.treatment.kurtosis:g}",
        "points": fw.treatment.max_points,
    }
    return (
        _(
            "тэгш бус байдал %(skew)s, эксцесс %(kurtosis)s-аас их бол %(points)s "
            "хүртэлх утгыг захын утгаар сольсон"
        )
        % values
    )


def _scale(fw: Framework, speech: Speech) -> str:
    _ = speech.translate
    method = {
        "minmax": _("доод, дээд хязгаарын хооронд"),
        "zscore": _("стандарт хазайлтаар (z)"),
        "rank": _("байраар"),
        "borda": _("Бордагийн оноогоор"),
        "percentile_rank": _("хувийн байраар"),
        "distance_to_target": _("зорилтот утга хүртэлх зайгаар"),
        "distance_to_maximum": _("хамгийн сайн утга хүртэлх зайгаар"),
        "fraction_of_maximum": _("хамгийн сайн утгад эзлэх хувиар"),
        "none": _("хэвээр нь"),
    }[fw.scale.method]
    limits = {
        "fixed": _("хязгаар нь аргачлалд тогтсон"),
        "all_years": _("хязгаарыг бүх жилийн өгөгдлөөс авсан"),
        "year": _("хязгаарыг жил бүрийн өгөгдлөөс авсан: жилүүдийг харьцуулахгүй"),
    }[fw.scale.goalposts]
    if fw.scale.method != "minmax":
        return method
    ends = f"{fw.scale.low:g}–{fw.scale.high:g}"
    return f"{method}, {ends}; {limits}"


def mean_word(kind: str, speech: Speech) -> str:
    _ = speech.translate
    return {
        "arithmetic": _("арифметик дундаж"),
        "geometric": _("геометр дундаж"),
        "harmonic": _("гармоник дундаж"),
        "generalised": _("ерөнхийлсөн дундаж"),
        "copeland": _("Копландын хос харьцуулалт"),
    }[kind]


def _means(fw: Framework, speech: Speech) -> str:
    inside = [
        f"{speech.of(child.name)}: {mean_word(child.aggregate, speech)}"
        for child in fw.tree.children
        if isinstance(child, Branch) and len(child.children) > 1
    ]
    whole = f"{speech.of(fw.tree.name)}: {mean_word(fw.tree.aggregate, speech)}"
    return "; ".join([whole, *inside])


def _groups(fw: Framework, speech: Speech) -> str:
    _ = speech.translate
    if not fw.groups.by:
        return _("бүх нэгж нэг бүлэгт")
    values = {"by": fw.groups.by, "minimum": fw.groups.minimum}
    return _("«%(by)s» баганаар, хамгийн багадаа %(minimum)s нэгжтэй") % values


def merged(one: Merged, speech: Speech) -> str:
    """What became of a group that was too small, and why."""
    _ = speech.translate
    values = {
        "group": one.group,
        "into": one.into,
        "size": one.size,
        "minimum": one.minimum,
    }
    if one.reason == "too_small":
        text = _(
            "«%(group)s» бүлэг %(size)s нэгжтэй, доод хэмжээ %(minimum)s-д хүрэхгүй "
            "тул «%(into)s» бүлэгт нэгтгэв."
        )
    elif one.reason == "kept_apart":
        text = _(
            "«%(group)s» бүлэг %(size)s нэгжтэй ч аргачлалаар тусдаа үлдэнэ: байрыг "
            "болгоомжтой уншина."
        )
    else:
        text = _(
            "«%(group)s» бүлэг %(size)s нэгжтэй, нэгтгэх бүлэг аргачлалд алга: байрыг "
            "болгоомжтой уншина."
        )
    return text % values
