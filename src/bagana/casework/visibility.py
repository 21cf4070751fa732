"""Which rows of casework a user reads (docs/rules/request-access.md).

A request is read by the bag that took it, the sum and the aimag above it. Names stand
sealed; who does not keep the register sees them masked.
"""

from __future__ import annotations

from bagana.registers.visibility import KeptQuerySet

CaseRows = KeptQuerySet

__all__ = ["CaseRows"]
