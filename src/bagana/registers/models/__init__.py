"""Households, people, events, livestock, assets of a bag, and the journal of them."""

from bagana.registers.models.assets import Asset, AssetKind, AssetNorm, AssetState
from bagana.registers.models.elections import ElectionDay
from bagana.registers.models.events import Event, EventKind
from bagana.registers.models.households import (
    Camp,
    Connection,
    Dwelling,
    Household,
    Season,
    Section,
    Stay,
)
from bagana.registers.models.journal import Entry, EntryKind, Revision
from bagana.registers.models.livestock import (
    COLUMNS,
    SPECIES,
    Census,
    CensusKind,
    HerdLoss,
    LivestockCount,
    LivestockExtra,
    LossCause,
)
from bagana.registers.models.people import Person, Relation, Residence, Sex
from bagana.registers.models.sifting import Distinct
from bagana.registers.models.uploads import (
    ColumnMapping,
    Upload,
    UploadKind,
    UploadState,
)

__all__ = [
    "COLUMNS",
    "SPECIES",
    "Asset",
    "AssetKind",
    "AssetNorm",
    "AssetState",
    "Camp",
    "Census",
    "CensusKind",
    "ColumnMapping",
    "Connection",
    "Distinct",
    "Dwelling",
    "ElectionDay",
    "Entry",
    "EntryKind",
    "Event",
    "EventKind",
    "HerdLoss",
    "Household",
    "LivestockCount",
    "LivestockExtra",
    "LossCause",
    "Person",
    "Relation",
    "Residence",
    "Revision",
    "Season",
    "Section",
    "Sex",
    "Stay",
    "Upload",
    "UploadKind",
    "UploadState",
]
