"""A sample that anybody can draw again, and what its second count says."""

from bagana.engines.sampling.drawing import SamplingError, draw, frame_hash, seed_hash
from bagana.engines.sampling.errors import Allowed, differs, wilson

__all__ = [
    "Allowed",
    "SamplingError",
    "differs",
    "draw",
    "frame_hash",
    "seed_hash",
    "wilson",
]
