"""Outlines of units: read from files, compared with the register, applied, given out.

The rules of the comparison in prose: docs/rules/boundaries.md.
"""

from bagana.territory.boundaries.applying import apply_file, found_boundaries
from bagana.territory.boundaries.comparing import Report, compare, outside_parent
from bagana.territory.boundaries.giving import EXPORTS, export_boundaries
from bagana.territory.boundaries.reading import BoundaryFile, read_boundaries

__all__ = [
    "EXPORTS",
    "BoundaryFile",
    "Report",
    "apply_file",
    "compare",
    "export_boundaries",
    "found_boundaries",
    "outside_parent",
    "read_boundaries",
]
