"""What of the norms of equipment rests on an act: its page lists them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from bagana.acts.founded import Founded
from bagana.acts.models import Act
from bagana.registers.models import AssetNorm


def of_norms(act: Act) -> Iterable[Founded]:
    """Without an address: the page of norms is the office's, that of an act is not."""
    norms = AssetNorm.objects.filter(act=act).select_related("kind")
    for norm in norms.order_by("valid_from", "kind__position"):
        yield Founded(
            on=norm.valid_from,
            what=_("хангамжийн норм"),
            title=_("%(kind)s: %(pieces)s ширхэг")
            % {"kind": norm.kind.name, "pieces": norm.pieces},
        )
