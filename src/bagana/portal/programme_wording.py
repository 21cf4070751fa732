"""Why a measure has its status, in the words of docs/rules/measure-status.md."""

from __future__ import annotations

from django.utils.translation import gettext, ngettext

from bagana.programme.queries.measure_page import MeasurePage
from bagana.programme.standings import Status
from bagana.web import words

FULL = 100


def why(page: MeasurePage) -> list[str]:
    """The reasons, the deciding one first."""
    return [_deciding(page), *_seen(page)]


def _deciding(page: MeasurePage) -> str:
    measure, status = page.measure, page.measure.status
    if status == Status.DROPPED:
        return gettext("%(day)s өдөр төлөвлөгөөнөөс хассан: %(reason)s.") % {
            "day": words.short_date(measure.dropped_on or page.on),
            "reason": measure.dropped_reason.rstrip("."),
        }
    if status == Status.DONE:
        return _finished(page)
    if status == Status.LATE:
        return gettext(
            "Дуусах хугацаа %(day)s байсан, бүрэн хэрэгжсэн нь батлагдаагүй."
        ) % {"day": words.short_date(measure.due_on)}
    if status == Status.UPCOMING:
        return gettext("%(day)s өдөр эхэлнэ.") % {
            "day": words.short_date(measure.starts_on)
        }
    if status == Status.NOT_STARTED:
        return gettext(
            "%(day)s өдөр эхлэх байсан ч нотолгоо, хийсэн ажил, мөнгө бүртгэгдээгүй."
        ) % {"day": words.short_date(measure.starts_on)}
    return gettext("Хугацаа нь %(day)s хүртэл, хийгдэж эхэлсэн нь нотолгоотой.") % {
        "day": words.short_date(measure.due_on)
    }


def _finished(page: MeasurePage) -> str:
    standing = page.measure.standing
    day = words.short_date(standing.finished_on or page.on)
    if page.steps and page.steps_done == len(page.steps):
        return gettext("Бүх үйл ажиллагаа хийгдэж, %(day)s өдөр дууссан.") % {
            "day": day
        }
    return gettext("Хяналт-шинжилгээгээр 100%% үнэлсэн тул %(day)s өдөр дууссан.") % {
        "day": day
    }


def _seen(page: MeasurePage) -> list[str]:
    found = []
    if page.steps:
        found.append(
            ngettext(
                "%(all)s үйл ажиллагааны %(done)s нь хийгдсэн.",
                "%(all)s үйл ажиллагааны %(done)s нь хийгдсэн.",
                len(page.steps),
            )
            % {"all": len(page.steps), "done": page.steps_done}
        )
    if page.evidence:
        found.append(
            ngettext(
                "Нийтэд нээлттэй %(n)s нотолгоотой.",
                "Нийтэд нээлттэй %(n)s нотолгоотой.",
                len(page.evidence),
            )
            % {"n": len(page.evidence)}
        )
    else:
        found.append(gettext("Нийтэд нээлттэй нотолгоо алга."))
    if page.reports:
        report = page.reports[0].report
        found.append(
            gettext("Сүүлд хаасан үеийн үнэлгээ (%(period)s): %(level)s.")
            % {"period": report.round.period.label, "level": _level(report.decided)}
        )
    return found


def _level(level: object) -> str:
    percent = getattr(level, "percent", None)
    return str(level) if percent is None else f"{percent}% {level}"
