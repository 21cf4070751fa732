"""Building and auditing a problem load neither machine code nor a solver."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import sys
from bagana.engines.districting import audit, build_problem
problem = build_problem(
    blocks=["a"], pairs=[], weights={"population": [1.0]}, xy=[(0, 0)],
    today=["u"], parents=["P"], offices={},
)
print(*(name for name in ("numba", "scipy.optimize", "django") if name in sys.modules))
"""


def test_the_package_loads_no_machine_code_until_it_is_needed() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""
