"""What is known and not published: docs/rules/disclosure.md."""

from bagana.indicators.withholding.kept import forget, keep
from bagana.indicators.withholding.screening import Hidden, Screened, screen
from bagana.indicators.withholding.tables import (
    Relation,
    balance,
    register,
    registered,
    share,
    total,
    weighted,
)

__all__ = [
    "Hidden",
    "Relation",
    "Screened",
    "balance",
    "forget",
    "keep",
    "register",
    "registered",
    "screen",
    "share",
    "total",
    "weighted",
]
