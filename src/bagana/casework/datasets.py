"""Data of people that requests and references keep; nobody has decided the years."""

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
        code="requests",
        title=_("Иргэний хүсэлт, өргөдөл, гомдол"),
        purpose=_("Хүсэлтийг хугацаанд нь шийдэж, хариу өгч, шуурхай байдлыг хэмжих."),
        legal_basis_mn=(
            "Иргэдээс төрийн байгууллага, албан тушаалтанд гаргасан өргөдөл, гомдлыг "
            f"шийдвэрлэх тухай хууль, 1995-04-17; {LAW_MN}; зүйл, хэсэг: {UNDECIDED_MN}"
        ),
        legal_basis_en=(
            "Law on resolving petitions and complaints of citizens addressed to State "
            f"bodies and officials, 1995-04-17; {LAW_EN}; article: {UNDECIDED_EN}"
        ),
        source=_("Иргэн өөрөө: хуудсаар, утсаар, биечлэн, явуулын үйлчилгээгээр"),
        retention_years=5,
        fields=(
            _("нэр, утас, хаяг, цахим шуудан (заавал биш)"),
            _("юу хүссэн, ямар хариу өгсөн"),
            _("бүртгэл дэх өрх, хүн (мэдэгдэж байвал)"),
            _("хугацаа, алхам, сэтгэл ханамж"),
        ),
        who_reads=_(
            "Хүсэлтийг шийдэх баг, сумын ажилтан; аймаг халхалсан байдлаар;"
            " иргэн кодоор"
        ),
    )
)
