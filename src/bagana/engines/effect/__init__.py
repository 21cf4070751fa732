"""What changed in supported units against comparable others."""

from bagana.engines.effect.inputs import EffectError, EffectProblem
from bagana.engines.effect.permutation import Permutation, permutation_test
from bagana.engines.effect.study import (
    FEW_CLUSTERS,
    Effect,
    Errors,
    difference_in_differences,
)

__all__ = [
    "FEW_CLUSTERS",
    "Effect",
    "EffectError",
    "EffectProblem",
    "Errors",
    "Permutation",
    "difference_in_differences",
    "permutation_test",
]
