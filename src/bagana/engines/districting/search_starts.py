"""Plans to set out from: today's made whole, with fewer or more units, or cut anew.

Every start is contiguous and keeps the locked blocks where that can be. Where the graph
of blocks itself falls apart (islands), each of its parts holds whole units, except a
part in which no unit has its main piece: it goes as a whole to the unit that holds most
of it. That unit lies in several pieces then, unless the search withdraws it there.
"""

from collections.abc import Iterable

import numpy as np

from bagana.engines.districting.contiguity import components, pieces
from bagana.engines.districting.distances import is_fixed
from bagana.engines.districting.energy import Setting, setting, state, terms
from bagana.engines.districting.kernel import Words
from bagana.engines.districting.matching import relabel
from bagana.engines.districting.problem import Ints, Problem
from bagana.engines.districting.targets import shares
from bagana.engines.districting.tree import divide


def whole(problem: Problem, labels: Ints) -> Ints:
    """Return the plan with locked blocks held and stray pieces given to neighbours.

    A unit keeps the piece with its locked blocks, else the one of most movers. Other
    pieces go block by block to the neighbouring unit that holds least.
    """
    plan = np.array(labels, dtype=np.int32)
    held = problem.today if problem.held is None else problem.held
    plan[problem.locked] = held[problem.locked]
    part = components(problem, np.zeros(problem.size, dtype=np.int32))
    loose = _loose(problem, plan, part)
    for island in np.unique(part[loose]):
        inside = part == island
        if (inside & ~loose).any():
            continue
        names, counts = np.unique(plan[inside & (plan >= 0)], return_counts=True)
        plan[inside & ~problem.locked] = names[counts.argmax()] if names.size else 0
        loose[inside] = False
    return _joined(problem, plan, loose)


def _loose(problem: Problem, plan: Ints, part: Ints) -> np.ndarray:
    """Which blocks lie in no unit or apart from the main piece of theirs."""
    loose = plan < 0
    found = pieces(problem, plan)
    for label in sorted({piece.label for piece in found if piece.label >= 0}):
        own = [np.array(piece.blocks) for piece in found if piece.label == label]
        own.sort(key=lambda blocks: not problem.locked[blocks].any())
        for stray in own[1:]:
            # A locked piece stays even apart: the audit then names the break.
            loose[stray] = ~problem.locked[stray].any()
    return loose


def _joined(problem: Problem, plan: Ints, loose: np.ndarray) -> Ints:
    """Give each loose block to a unit beside it, the lightest first, until none is."""
    share = problem.weights / np.maximum(problem.totals[0], 1e-300)
    load = np.zeros(int(plan.max()) + 1)
    np.add.at(load, plan[~loose], share[~loose].sum(axis=1))
    waiting = set(np.flatnonzero(loose).tolist())
    while waiting:
        options = [
            (load[plan[other]], block, int(plan[other]))
            for block in sorted(waiting)
            for other in problem.neighbours(int(block)).tolist()
            if other not in waiting
        ]
        if not options:
            break
        _, block, label = min(options)
        plan[block] = label
        load[label] += share[block].sum()
        waiting.discard(block)
    return plan


def merged(problem: Problem, plan: Ints, units: int) -> Ints:
    """Return the plan with its lightest units given to neighbours until so many remain.

    A unit with a locked block does not end. Where nothing can be merged, more remain.
    """
    plan = plan.copy()
    share = problem.weights / np.maximum(problem.totals[0], 1e-300)
    closed: set[int] = set(plan[problem.locked].tolist())
    while (alive := np.unique(plan)).size > units:
        load = np.bincount(plan, share.sum(axis=1), minlength=int(plan.max()) + 1)
        ending = [u for u in sorted(alive, key=lambda u: load[u]) if u not in closed]
        if not ending:
            break
        beside = _beside(problem, plan, ending[0])
        if not beside:
            closed.add(ending[0])
            continue
        plan[plan == ending[0]] = min(beside, key=lambda u: load[u])
    return plan


def _beside(problem: Problem, plan: Ints, unit: int) -> set[int]:
    found: set[int] = set()
    for block in np.flatnonzero(plan == unit):
        found.update(plan[problem.neighbours(int(block))].tolist())
    return found - {unit}


def divided(made: Setting, plan: Ints, fresh: Iterable[int], rng: Words) -> Ints:
    """Return the plan with its heaviest units cut in two, one for each fresh label."""
    problem = made.problem
    share = problem.weights / np.maximum(problem.totals[0], 1e-300)
    wide = np.full(problem.weights.shape[1], 0.0)
    for label in fresh:
        load = np.bincount(plan, share.max(axis=1), minlength=int(plan.max()) + 1)
        for unit in np.argsort(-load, kind="stable"):
            alive = np.unique([*np.unique(plan), label]).astype(np.int32)
            asked = terms(made, alive, wide, (0.0, 0.0, 0.0), 1.0)
            at = state(made, asked, plan, rng)
            if load[unit] > 0 and divide(made.net, asked, at, int(unit), label):
                plan = at.labels
                break
    return plan


def bisected(made: Setting, units: int, rng: Words) -> Ints:
    """Return a plan cut anew by random trees, named so that least people move.

    Halves with half of the units each, again and again, balancing all weights at once.
    """
    problem = made.problem
    plan = np.zeros(problem.size, dtype=np.int32)
    todo = [(0, units)]
    following = 1
    wide = np.zeros(problem.weights.shape[1])
    every = np.arange(units, dtype=np.int32)
    owed = shares(problem, every.tolist()) * problem.totals[0]
    while todo:
        label, count = todo.pop()
        if count < 2:
            continue
        asked = terms(made, every, wide, (0.0, 0.0, 0.0), 1.0)
        for name, part in ((label, count - count // 2), (following, count // 2)):
            aim = owed.mean(axis=0) * part
            asked.inverse[name] = np.where(aim > 0, 1.0 / np.where(aim > 0, aim, 1), 0)
        at = state(made, asked, plan, rng)
        if not divide(made.net, asked, at, label, following):
            return plan
        plan = at.labels
        todo += [(label, count - count // 2), (following, count // 2)]
        following += 1
    return relabel(problem, plan)


def first_plan(
    problem: Problem, units: int, seed: int, rng: Words, start: Ints | None
) -> Ints:
    """Return a plan with so many units from which to set out.

    Today's, made whole; every second seed but the first sets out from one cut anew.
    """
    given = problem.today if start is None else start
    if start is None and seed % 2 == 0 and _may_be_cut_anew(problem):
        return bisected(setting(problem, max(units, len(problem.units))), units, rng)
    plan = whole(problem, given)
    alive = np.unique(plan).size
    if alive > units:
        return merged(problem, plan, units)
    if alive < units:
        fresh = fresh_labels(problem, plan, units - alive)
        labels = max(len(problem.units), max(fresh) + 1, int(plan.max()) + 1)
        return divided(setting(problem, labels), plan, fresh, rng)
    return plan


def _may_be_cut_anew(problem: Problem) -> bool:
    """Whether it is one connected graph without locks."""
    flat = components(problem, np.zeros(problem.size, dtype=np.int32))
    return not problem.locked.any() and int(flat.max(initial=0)) == 0


def fresh_labels(problem: Problem, plan: Ints, count: int) -> list[int]:
    """Return labels for so many new units: those of today that ended, then new ones."""
    used = set(np.unique(plan).tolist())
    ended = [u for u in range(len(problem.units)) if u not in used]
    kept = [u for u in ended if is_fixed(problem, u)]
    following = max([len(problem.units), *(u + 1 for u in used)])
    return [*kept, *range(following, following + count)][:count]
