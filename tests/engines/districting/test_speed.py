"""The pace of the kernel, far below what it does, so that only a collapse fails.

benchmarks/districting.py measures it against GerryChain.
"""

from time import process_time

from bagana.engines.districting.generator import hex_instance
from bagana.engines.districting.search import walk


def test_hundreds_of_thousands_of_flips_a_second() -> None:
    problem = hex_instance(10, 20, 5, seed=1)
    walk(problem, flips=10, trees=1)  # what is compiled once is not counted
    began = process_time()
    _, accepted, _ = walk(problem, flips=300_000, trees=0)
    assert accepted > 50_000
    assert accepted / (process_time() - began) > 200_000


def test_thousands_of_trees_a_second() -> None:
    problem = hex_instance(10, 20, 5, seed=1)
    walk(problem, flips=10, trees=1)
    began = process_time()
    _, _, trees = walk(problem, flips=0, trees=3000)
    assert trees > 2000
    assert trees / (process_time() - began) > 3000
