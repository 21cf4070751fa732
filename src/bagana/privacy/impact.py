"""The assessment of impact on people: risks, what is done, what remains.

The same in prose: docs/data-protection-impact.md. Who signs is left blank: the
organisation that runs an installation makes the assessment its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ASSESSED_ON: Final = date(2026, 11, 23)

LOW, MIDDLE, HIGH = _("бага"), _("дунд"), _("өндөр")


@dataclass(frozen=True, slots=True)
class Risk:
    """`likelihood` and `severity` are before, `remaining` after what is done."""

    code: str
    title: str | Promise
    likelihood: str | Promise
    severity: str | Promise
    measures: tuple[str | Promise, ...]
    remaining: str | Promise
    left_over: str | Promise


RISKS: Final = (
    Risk(
        "snooping",
        _("Ажилтан хэрэггүй хүний мэдээллийг сонирхож үзнэ"),
        MIDDLE,
        MIDDLE,
        (
            _("Өөрийн баг, сумаас гадуур юу ч харагдахгүй."),
            _("Регистрийн дугаар, дээд шатанд нэр ч халхлаастай; шалтгаан шаардана."),
            _("Үзсэн бүр бүртгэгдэж, тухайн хүнд лавлагаагаар гарна."),
        ),
        LOW,
        _("Өөрийн багийн хүнийг сонирхвол зөвхөн дараа нь илэрнэ."),
    ),
    Risk(
        "stolen_copy",
        _("Компьютер, мэдээллийн сан, нөөц хуулбар алдагдана"),
        MIDDLE,
        HIGH,
        (
            _("Нэр, дугаар, утас, хаяг битүүмжилсэн; түлхүүр нь сангаас гадуур."),
            _("Нөөц хуулбарт түлхүүр ордоггүй; түлхүүрийг солих команд бий."),
        ),
        LOW,
        _("Түлхүүртэй машин бүтнээрээ алдагдвал хамгаалахгүй: дискийг шифрлэнэ."),
    ),
    Risk(
        "small_counts",
        _("Нийтэлсэн хүснэгтээс цөөн хүнтэй бүлгийн хүн танигдана"),
        HIGH,
        MIDDLE,
        (
            _("Таваас цөөн тоог, түүнийг бодож гаргах тоог хамт нууцална."),
            _("Судалгааны түүвэрт хэнийг ч таваас цөөн хүн дундаас ялгах боломжгүй."),
        ),
        LOW,
        _("Хүн өөр газраас мэдсэнээ нийлүүлбэл таних нь бий."),
    ),
    Risk(
        "wrong_data",
        _("Буруу мэдээллээр хүний эрх хөндөгдөнө"),
        MIDDLE,
        MIDDLE,
        (
            _("Оруулахад нь шалгана; хоёр шат хянаж баталдаг."),
            _("Хүн лавлагаа авч, засуулах эрхтэй; өөрчлөлт бүрийн түүх үлдэнэ."),
        ),
        LOW,
        _("Энэ бүртгэл иргэний улсын бүртгэл биш; эрх үүсгэхгүй."),
    ),
    Risk(
        "herds",
        _("Өрхийн мал, хөрөнгийн мэдээлэл гадагш гарна"),
        MIDDLE,
        MIDDLE,
        (
            _("Өрхийн малын тоог хүний хувийн мэдээлэл гэж үзэж, адил хамгаална."),
            _("Нэг хоёр өрх давамгайлсан нийлбэрийг нууцална."),
        ),
        LOW,
        _("Багийн хүмүүс бие биеийнхээ малыг мэддэг."),
    ),
    Risk(
        "kept_too_long",
        _("Хэрэггүй болсон мэдээлэл хадгалагдсаар байна"),
        MIDDLE,
        LOW,
        (
            _("Мэдээллийн багц бүр хадгалах хугацаатай; дуусмагц нэргүй болгоно."),
            _("Устгахад бүх хуучин хувилбараас арилна, тоо нь үлдэнэ."),
        ),
        LOW,
        _("Хуучин нөөц хуулбарт хугацаа нь дуустал үлдэнэ."),
    ),
    Risk(
        "lost_key",
        _("Түлхүүр алдагдаж, нэр, дугаар сэргэхгүй болно"),
        LOW,
        MIDDLE,
        (
            _("Түлхүүрийг нөөц хуулбараас тусад нь, түгжээтэй хадгална."),
            _("Түлхүүргүй бол систем асахгүй, шинийг чимээгүй үүсгэхгүй."),
        ),
        LOW,
        _("Түлхүүр бүрмөсөн алдагдвал зөвхөн тоо нь үлдэнэ."),
    ),
)
