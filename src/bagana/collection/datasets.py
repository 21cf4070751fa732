"""Data of people that collection itself keeps, beside the registers."""

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
        code="recounts",
        title=_("Мал тооллогын бие даасан шалгалт"),
        purpose=_("Түүвэр өрхийг давтан тоолж, тооллогын алдааны хувийг тогтоох."),
        legal_basis_mn=(
            f"Мал тооллогын чанарыг шалгах төрийн чиг үүрэг; {LAW_MN}; "
            f"зүйл, хэсэг: {UNDECIDED_MN}"
        ),
        legal_basis_en=(
            "The State's duty to check the quality of the livestock census; "
            f"{LAW_EN}; article: {UNDECIDED_EN}"
        ),
        source=_("Бүртгэл, тооллого; хоёр дахь тоог шалгагч газар дээр нь тоолно"),
        retention_years=5,
        fields=(
            _("түүвэрт орсон өрх"),
            _("мэдээлсэн малын тоо"),
            _("давтан тоолсон малын тоо"),
        ),
        who_reads=_("Хяналт-үнэлгээний ажилтан; даалгасан өрхийг нь өөр сумын ажилтан"),
    )
)
