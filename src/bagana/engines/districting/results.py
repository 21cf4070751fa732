"""What the engine answers: measures of a plan, fronts, proofs, what cannot be met."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from bagana.engines.districting.problem import Floats, Ints

type Objective = Literal["cut", "moved", "travel"]
OBJECTIVES: Final[tuple[Objective, ...]] = ("cut", "moved", "travel")
MEASURES: Final = ("deviation", *OBJECTIVES)


@dataclass(frozen=True)
class UnitAudit:
    """One unit of a plan.

    `deviation` is |weight - target| / target by weight, signed; `moved_in` and
    `moved_out` are sums of every weight over blocks that come and go (`moved_out` of
    today's unit, empty of a new one); journeys are of the movers' weight, in km as the
    crow flies; `compactness` is 4 pi area / perimeter^2 (Polsby and Popper 1991), None
    where areas or outlines are not known; `pieces` counts connected parts.
    """

    label: int
    unit: str
    is_new: bool
    blocks: int
    weights: tuple[float, ...]
    targets: tuple[float, ...]
    deviation: tuple[float, ...]
    moved_in: tuple[float, ...]
    moved_out: tuple[float, ...]
    travel_mean_km: float | None
    travel_max_km: float | None
    office: int | None  # block in or nearest to which the office stands
    compactness: float | None
    pieces: int
    cut: int


@dataclass(frozen=True)
class Audit:
    """A plan measured by routines that share nothing with the search.

    `deviation` is the largest |deviation| over units and weights; `cut` the number of
    neighbouring pairs in different units, `cut_km` their borders; `moved` the weights
    of blocks that change unit; `travel` movers x km to the office; `inequality` the
    Gini coefficient over units of each weight; `breaks` names blocks cut off from the
    largest piece of their unit; `kept_locks` is False when a locked block moved.
    """

    units: tuple[UnitAudit, ...]
    ended: tuple[str, ...]
    weight_names: tuple[str, ...]
    deviation: float
    deviation_by_weight: tuple[float, ...]
    cut: int
    cut_km: float
    moved: tuple[float, ...]
    travel: float
    travel_mean_km: float
    travel_max_km: float
    inequality: tuple[float | None, ...]
    is_contiguous: bool
    breaks: tuple[int, ...]
    kept_locks: bool


@dataclass(frozen=True)
class Unmet:
    """A tolerance that no plan found meets: what, where, by how much.

    `proven` says that no plan at all can meet it (`why` names the reason: one block
    alone outweighs the unit, or an exact enumeration); else none was found.
    """

    weight: str
    unit: str
    deviation: float
    tolerance: float
    excess: float
    proven: bool = False
    why: Literal["", "block", "locked", "enumeration", "relaxation", "islands"] = ""


@dataclass(frozen=True)
class Certificate:
    """What is proven of a plan's measure.

    `bound`: no plan within the tolerances has less. `kind`: "exact" from enumeration,
    "lp" from duals recomputed over all columns, "none" where no bound worth the name
    is known (`cut` and `deviation` of more than 40 blocks). `gap` is
    (value - bound) / value.
    """

    measure: str
    value: float
    bound: float | None
    gap: float | None
    kind: Literal["exact", "lp", "none"]
    is_feasible: bool
    unmet: tuple[Unmet, ...] = ()


@dataclass(frozen=True)
class Point:
    """A plan of the front; seed and tolerance step say what found it.

    `deviation` is the largest over the weights that were asked for, `reach` the largest
    deviation / tolerance: how many times the tolerances the plan needs, 1 where it just
    meets them. None: no tolerances are known, and `deviation` stands for it.
    """

    labels: Ints
    deviation: float
    deviation_by_weight: tuple[float, ...]
    cut: float
    moved: float
    travel: float
    is_feasible: bool
    seed: int
    step: int
    reach: float | None = None

    @property
    def imbalance(self) -> float:
        """What a front weighs against people moved, journeys and borders."""
        return self.deviation if self.reach is None else self.reach

    def value(self, measure: str) -> float:
        return float(getattr(self, measure))


@dataclass(frozen=True)
class Front:
    """Plans of one parent of which none is better than another in every measure.

    `points` are in ascending imbalance; `alternatives` are plans about as good as the
    one that the given tolerances choose (`chosen`) that differ from it most; `bounds`
    maps an objective to its certificate. `unmet` is filled when nothing within the
    tolerances was found; then `chosen` is the nearest plan. `tasks` of `tasks_wanted`
    were done: fewer when the search was stopped.
    """

    parent: str
    weight_names: tuple[str, ...]
    minimised: tuple[Objective, ...]
    tolerance: tuple[float, ...]
    today: Point
    points: tuple[Point, ...]
    chosen: int
    alternatives: tuple[Point, ...] = ()
    unmet: tuple[Unmet, ...] = ()
    bounds: dict[str, Certificate] = field(default_factory=dict)
    is_exact: bool = False
    tasks: int = 0
    tasks_wanted: int = 0

    def __len__(self) -> int:
        return len(self.points)

    def __getitem__(self, i: int) -> Point:
        return self.points[i]

    def table(self) -> Floats:
        """(points, 4): deviation, cut, moved, travel."""
        import numpy as np

        return np.array([[p.value(m) for m in MEASURES] for p in self.points])
