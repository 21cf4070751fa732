"""Numbers of the engine as they are kept: in JSON, in the database and under a hash."""

from __future__ import annotations

from typing import Any

import numpy as np


def number(value: Any) -> float | None:
    """To twelve digits, for the last bits depend on the processor; None if missing."""
    return float(f"{value:.12g}") if np.isfinite(value) else None


def exact(value: Any) -> float | None:
    """A published figure stays as it is."""
    return float(value) if np.isfinite(value) else None
