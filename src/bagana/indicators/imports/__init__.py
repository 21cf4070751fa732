"""Import of figures from spreadsheets: check, apply, undo, template."""

from bagana.indicators.imports.actions import (
    apply_batch,
    apply_figures,
    check_figures,
    check_file,
    discard_batch,
    undo_batch,
)
from bagana.indicators.imports.options import Options

__all__ = [
    "Options",
    "apply_batch",
    "apply_figures",
    "check_figures",
    "check_file",
    "discard_batch",
    "undo_batch",
]
