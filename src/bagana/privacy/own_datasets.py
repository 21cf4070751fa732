"""Data sets of the layers below and of protection itself.

Accounts cannot declare theirs: it lies below this layer.
"""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from bagana.privacy.datasets import (
    UNDECIDED_EN,
    UNDECIDED_MN,
    DataSet,
    register_dataset,
)

LAW_MN: Final = "Хүний хувийн мэдээлэл хамгаалах тухай хууль (2021-12-17)"
LAW_EN: Final = "Law on the Protection of Personal Data (17 December 2021)"
LAW_ON_PETITIONS_MN: Final = "Өргөдөл, гомдлын тухай хууль (1995-04-17)"
LAW_ON_PETITIONS_EN: Final = "Law on petitions and complaints (17 April 1995)"


def basis(law: str, undecided: str, article: str) -> str:
    return f"{law}; {article}: {undecided}"


ARTICLE_MN: Final = "зүйл, хэсэг"
ARTICLE_EN: Final = "article"

register_dataset(
    DataSet(
        code="accounts",
        title=_("Ажилтны нэвтрэх эрх"),
        purpose=_("Хэн юуг оруулж, баталсныг тогтоож, эрхгүй хүнийг оруулахгүй байх."),
        legal_basis_mn=basis(LAW_MN, UNDECIDED_MN, ARTICLE_MN),
        legal_basis_en=basis(LAW_EN, UNDECIDED_EN, ARTICLE_EN),
        source=_("Эрх олгосон ажилтан"),
        retention_years=10,
        fields=(
            _("нэвтрэх нэр"),
            _("дэлгэцийн нэр"),
            _("эрх, хугацаа"),
            _("нэвтэрсэн цаг, хаяг"),
        ),
        who_reads=_("Өөрөө, аймгийн ажилтан, үнэлгээчин, админ"),
    )
)
register_dataset(
    DataSet(
        code="readings",
        title=_("Үзсэн, авсан бүртгэл"),
        purpose=_("Хүнд мэдээллийг нь хэн үзсэнийг хэлж, хэтрүүлэн үзэхийг илрүүлэх."),
        legal_basis_mn=basis(LAW_MN, UNDECIDED_MN, ARTICLE_MN),
        legal_basis_en=basis(LAW_EN, UNDECIDED_EN, ARTICLE_EN),
        source=_("Систем өөрөө"),
        retention_years=10,
        fields=(
            _("хэн"),
            _("хэзээ"),
            _("ямар эрхээр"),
            _("ямар хуудас"),
            _("шалтгаан"),
        ),
        who_reads=_("Тухайн хүн лавлагаагаар, үзсэн ажилтан өөрөө, дээд нэгж"),
    )
)
register_dataset(
    DataSet(
        code="subject_requests",
        title=_("Хувийн мэдээллийн талаарх хүсэлт"),
        purpose=_("Лавлагаа, засвар, хязгаарлалт, устгалыг хугацаанд нь шийдвэрлэх."),
        legal_basis_mn=basis(LAW_MN, UNDECIDED_MN, ARTICLE_MN),
        legal_basis_en=basis(LAW_EN, UNDECIDED_EN, ARTICLE_EN),
        source=_("Иргэн өөрөө"),
        retention_years=5,
        fields=(_("хүсэлтийн утга (битүүмжилсэн)"), _("огноо"), _("шийдвэр")),
        who_reads=_("Багийн Засаг дарга, сумын ажилтан"),
    )
)
