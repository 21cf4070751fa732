"""Data of people that the registers keep; nobody has decided the years of keeping."""

from django.utils.translation import gettext_lazy as _

from bagana.privacy.datasets import (
    UNDECIDED_EN,
    UNDECIDED_MN,
    DataSet,
    register_dataset,
)
from bagana.privacy.own_datasets import LAW_EN, LAW_MN

STATISTICS_MN = (
    f"Хүн ам, өрхийн статистик бүртгэл хөтлөх төрийн чиг үүрэг; {LAW_MN}; "
    f"зүйл, хэсэг: {UNDECIDED_MN}"
)
STATISTICS_EN = (
    "The State's duty to keep the statistical register of population and households; "
    f"{LAW_EN}; article: {UNDECIDED_EN}"
)

register_dataset(
    DataSet(
        code="people",
        title=_("Хүн ам, өрхийн бүртгэл: хүн"),
        purpose=_(
            "Багийн хүн амыг тоолж, нэг тоог олон газар дахин гаргуулахгүй байх."
        ),
        legal_basis_mn=STATISTICS_MN,
        legal_basis_en=STATISTICS_EN,
        source=_("Хүн өөрөө, өрхийн тэргүүн; багийн Засаг дарга бүртгэнэ"),
        retention_years=10,
        fields=(
            _("ургийн овог, эцэг эхийн нэр, нэр"),
            _("регистрийн дугаар (заавал биш)"),
            _("төрсөн огноо, хүйс"),
            _("утас"),
            _("өрхийн тэргүүнтэй ямар холбоотой"),
            _("ирсэн, явсан, төрсөн, нас барсан өдөр"),
        ),
        who_reads=_("Багийн Засаг дарга, сумын ажилтан; аймаг халхалсан байдлаар"),
    )
)
register_dataset(
    DataSet(
        code="households",
        title=_("Хүн ам, өрхийн бүртгэл: өрх"),
        purpose=_("Өрхийг тоолж, хаана оршин суудгийг мэдэж, үйлчилгээг хүргэх."),
        legal_basis_mn=STATISTICS_MN,
        legal_basis_en=STATISTICS_EN,
        source=_("Өрхийн тэргүүн; багийн Засаг дарга бүртгэнэ"),
        retention_years=10,
        fields=(
            _("хаяг, улирлын нутаг"),
            _("утас"),
            _("орон байр, цахилгаан, ус, интернэт"),
            _("малчин өрх эсэх"),
            _("дэмжлэг шаардлагатай эсэх"),
        ),
        who_reads=_("Багийн Засаг дарга, сумын ажилтан; аймаг халхалсан байдлаар"),
    )
)
register_dataset(
    DataSet(
        code="livestock",
        title=_("Мал тооллого, А данс"),
        purpose=_("Мал тооллого явуулж, дүнг нийтлэх. Өрхийн мал хувийн мэдээлэл мөн."),
        legal_basis_mn=(
            f"Мал тооллого явуулах төрийн чиг үүрэг; {LAW_MN}; "
            f"зүйл, хэсэг: {UNDECIDED_MN}"
        ),
        legal_basis_en=(
            f"The State's duty to count livestock; {LAW_EN}; article: {UNDECIDED_EN}"
        ),
        source=_("Малчин, малын эзэн; газар дээр нь тоолно"),
        retention_years=10,
        fields=(
            _("таван хошуу малын тоо, хээлтэгч, төл, хорогдол"),
            _("эзэмшигч, хариулагч"),
            _("худаг, хашаа, тэжээл"),
        ),
        who_reads=_("Багийн Засаг дарга, сум, аймгийн ажилтан; түүврээр үнэлгээчин"),
    )
)
