"""On a dask cluster, or in other processes, a search finds the identical archive."""

import pytest

from bagana.engines.districting.generator import hex_instance

ASKED = {
    "tolerance": {"households": 0.3, "area": 0.5},
    "seeds": 2,
    "seed": 3,
    "effort": "quick",
}


@pytest.fixture(scope="module")
def problem():
    return hex_instance(6, 8, 3, 4)


@pytest.fixture(scope="module")
def near(problem):
    from bagana.engines.districting.redraw import redraw

    return redraw(problem, **ASKED)


@pytest.fixture(scope="module")
def cluster():
    distributed = pytest.importorskip("distributed", reason="the extra cluster")
    with distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=False,
        dashboard_address=None,
        worker_dashboard_address=None,
        silence_logs=50,
    ) as found:
        yield found


def told(front):
    """Everything a front holds, as bytes where it is an array."""
    points = [*front.points, *front.alternatives, front.today]
    plans = [(p.labels.tobytes(), p.cut, p.moved, p.travel, p.seed, p.step)
             for p in points]  # fmt: skip
    return plans, front.chosen, front.tasks, front.unmet


def test_the_same_seeds_find_the_same_archive_on_a_cluster(problem, near, cluster):
    from bagana.engines.districting.cluster import executor
    from bagana.engines.districting.redraw import redraw

    seen = []
    with executor(cluster) as found:
        far = redraw(
            problem, **ASKED, executor=found, progress=lambda *now: seen.append(now)
        )
    assert told(far) == told(near)
    assert len(far) > 1
    assert seen[-1][:2] == (far.tasks_wanted, far.tasks_wanted)


def test_a_search_on_a_cluster_stops_when_asked(problem, cluster):
    from bagana.engines.districting.cluster import executor
    from bagana.engines.districting.redraw import redraw

    with executor(cluster) as found:
        front = redraw(problem, **ASKED, executor=found, stop=lambda: True)
    assert 0 < front.tasks < front.tasks_wanted
    assert len(front) > 0


def test_the_connection_ends_with_the_block(cluster):
    from bagana.engines.districting.cluster import executor

    with executor(cluster) as found:
        assert found.submit(sum, (1, 2)).result() == 3
    with pytest.raises(Exception, match=r".+"):
        found.submit(sum, (1, 2)).result(timeout=5)
