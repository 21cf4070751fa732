"""Reading what an officer types about a change of units."""

from bagana.territory.forms.base import ChangeForm
from bagana.territory.forms.dividing import SplitForm
from bagana.territory.forms.kinds import (
    BoundaryForm,
    CreateForm,
    MergeForm,
    ReclassifyForm,
    RenameForm,
    ReparentForm,
    TransferForm,
)
from bagana.territory.forms.start import ListForm, StartForm
from bagana.territory.models import ChangeKind

FORMS: dict[str, type[ChangeForm]] = {
    ChangeKind.CREATE: CreateForm,
    ChangeKind.RENAME: RenameForm,
    ChangeKind.RECLASSIFY: ReclassifyForm,
    ChangeKind.REPARENT: ReparentForm,
    ChangeKind.SPLIT: SplitForm,
    ChangeKind.MERGE: MergeForm,
    ChangeKind.TRANSFER: TransferForm,
    ChangeKind.BOUNDARY: BoundaryForm,
}

__all__ = ["FORMS", "ChangeForm", "ListForm", "StartForm"]
