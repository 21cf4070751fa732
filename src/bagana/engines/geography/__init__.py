"""Areas, neighbours, simplification, checks, drawing and classes for maps.

The rules in prose: docs/rules/boundaries.md.
"""

from bagana.engines.geography.checks import (
    Finding,
    FindingKind,
    Repair,
    Tolerances,
    check_boundaries,
)
from bagana.engines.geography.classes import (
    MapClass,
    class_index,
    goodness_of_fit,
    jenks_classes,
    quantile_classes,
)
from bagana.engines.geography.coverage import adjacency, invalid_edges, simplify
from bagana.engines.geography.drawing import (
    Frame,
    ScaleBar,
    label_point,
    project_to_svg,
    scale_bar,
)
from bagana.engines.geography.measure import (
    Bounds,
    area_km2,
    bounds,
    centroid,
    degrees_of_km,
    length_km,
)

__all__ = [
    "Bounds",
    "Finding",
    "FindingKind",
    "Frame",
    "MapClass",
    "Repair",
    "ScaleBar",
    "Tolerances",
    "adjacency",
    "area_km2",
    "bounds",
    "centroid",
    "check_boundaries",
    "class_index",
    "degrees_of_km",
    "goodness_of_fit",
    "invalid_edges",
    "jenks_classes",
    "label_point",
    "length_km",
    "project_to_svg",
    "quantile_classes",
    "scale_bar",
    "simplify",
]
