"""Spread over a dask cluster, the same seed gives the same bytes."""

import pytest

from bagana.engines.index.cluster import uncertainty_on
from bagana.engines.index.uncertainty import FactorsInvalid, Stopped, uncertainty
from tests.engines.index.test_uncertainty import bytes_of, everything


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


def test_the_same_seed_gives_the_same_bytes_on_a_cluster(cluster):
    fw, table = everything()
    told = []
    near = uncertainty(fw, table, year=2020, seed=5, replications=2600)
    far = uncertainty_on(
        cluster,
        fw,
        table,
        year=2020,
        seed=5,
        replications=2600,
        progress=lambda *n: told.append(n),
    )
    assert bytes_of(near) == bytes_of(far)
    assert told[-1] == (2600, 2600)
    assert len(told) > 1


def test_a_run_on_a_cluster_stops_when_asked(cluster):
    fw, table = everything()
    with pytest.raises(Stopped):
        uncertainty_on(cluster, fw, table, year=2020, seed=5, stop=lambda: True)


def test_what_cannot_act_is_refused_before_anything_is_sent():
    fw, table = everything()
    with pytest.raises(FactorsInvalid):
        uncertainty_on("nowhere", fw, table, year=2020, seed=5, replications=0)
