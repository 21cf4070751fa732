"""Rounds of collection, what each unit hands in, and the independent check of it."""

from bagana.collection.models.returns import (
    Cell,
    Remark,
    RemarkKind,
    Return,
    ReturnState,
    Step,
)
from bagana.collection.models.rounds import Round
from bagana.collection.models.samples import Sample, SampleItem, SeedPromise
from bagana.collection.models.sheets import Sheet, Submission

__all__ = [
    "Cell",
    "Remark",
    "RemarkKind",
    "Return",
    "ReturnState",
    "Round",
    "Sample",
    "SampleItem",
    "SeedPromise",
    "Sheet",
    "Step",
    "Submission",
]
