"""Data of people that offices keep of their staff (docs/rules/personal-data.md)."""

from django.utils.translation import gettext_lazy as _

from bagana.privacy.datasets import (
    UNDECIDED_EN,
    UNDECIDED_MN,
    DataSet,
    register_dataset,
)
from bagana.privacy.own_datasets import LAW_EN, LAW_MN

register_dataset(
    DataSet(
        code="officials",
        title=_("Багийн ажилтан"),
        purpose=_("Албан тушаалд хэн ажиллаж байгааг мэдэх, эрх олгох, хаах."),
        legal_basis_mn=(
            f"Албан хаагчийг томилох, чөлөөлөх чиг үүрэг; {LAW_MN}; "
            f"зүйл, хэсэг: {UNDECIDED_MN}"
        ),
        legal_basis_en=(
            f"The duty to appoint and release officials; {LAW_EN}; "
            f"article: {UNDECIDED_EN}"
        ),
        source=_("Ажилтан өөрөө; сумын ажилтан бүртгэнэ"),
        retention_years=10,
        fields=(
            _("овог, нэр, хүйс; албан тушаалд байх хугацаанд нийтэд ил"),
            _("регистрийн дугаар, төрсөн огноо, утас, хаяг: битүүмжилсэн"),
            _("томилгоо, чөлөөлөлт, ажил хүлээлцсэн акт"),
            _("цаасан дээр зурсан гарын үсгийн зураг, скан"),
            _("гүйцэтгэлийн гэрээ, оноо: өөрөө, сум, аймгийн ажилтан үзнэ"),
        ),
        who_reads=_("Сум, аймгийн ажилтан; нэр, албан тушаалыг хэн ч"),
    )
)
register_dataset(
    DataSet(
        code="conduct",
        title=_("Албан хаагчийн ёс зүй"),
        purpose=_("Албан хаагчийн тухай гомдлыг шалгах, ашиг сонирхлыг мэдүүлэх."),
        legal_basis_mn=(
            f"Албан хаагчийн ёс зүйг хянах чиг үүрэг; {LAW_MN}; "
            f"зүйл, хэсэг: {UNDECIDED_MN}"
        ),
        legal_basis_en=(
            f"The duty to oversee the conduct of officials; {LAW_EN}; "
            f"article: {UNDECIDED_EN}"
        ),
        source=_("Гомдол гаргагч; мэдүүлгийг албан хаагч өөрөө"),
        retention_years=10,
        fields=(
            _("гомдлын агуулга, гомдол гаргагч, холбоо барих: битүүмжилсэн"),
            _("шалгалтын тэмдэглэл, дүгнэлт: битүүмжилсэн"),
            _("ашиг сонирхлын мэдүүлгийн агуулга: битүүмжилсэн"),
            _("тангараг, мэдүүлэг өгсөн өдөр; шийдвэр, шийтгэлийн хугацаа"),
        ),
        who_reads=_("Зөвхөн тухайн нэгжийн ёс зүйн үүрэгтэн; мэдүүлгийг эзэн нь"),
    )
)
