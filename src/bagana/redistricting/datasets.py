"""Data of people that a hearing on re-drawing keeps."""

from django.utils.translation import gettext_lazy as _

from bagana.privacy.datasets import (
    UNDECIDED_EN,
    UNDECIDED_MN,
    DataSet,
    register_dataset,
)
from bagana.privacy.own_datasets import (
    LAW_ON_PETITIONS_EN,
    LAW_ON_PETITIONS_MN,
)

register_dataset(
    DataSet(
        code="redrawing_objections",
        title=_("Нэгжийг шинэчлэн зохион байгуулах санал, эсэргүүцэл"),
        purpose=_("Санал, эсэргүүцлийг хүлээн авч, хариуг нь өгөх."),
        legal_basis_mn=f"{LAW_ON_PETITIONS_MN}; зүйл, хэсэг: {UNDECIDED_MN}",
        legal_basis_en=f"{LAW_ON_PETITIONS_EN}; article: {UNDECIDED_EN}",
        source=_("Санал гаргасан хүн өөрөө"),
        retention_years=0,
        fields=(_("холбоо барих мэдээлэл (заавал биш)"), _("санал, эсэргүүцэл")),
        who_reads=_("Сонсгол явуулж буй ажилтан; холбоо барихыг үзвэл үлдэнэ"),
        is_illustrative=False,
    )
)
