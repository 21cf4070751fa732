"""The figures of Selenge: by the import, the deriving and the publishing of offices."""

from __future__ import annotations

from bagana.accounts.models import User
from bagana.demo.tables import observations_file, table
from bagana.indicators.models import ImportBatch

TITLE_MN = "Үзүүлэнгийн эхний нийтлэл"


def load_catalogues() -> None:
    from bagana.indicators.catalogue import load_catalogue, load_sources

    load_sources(table("sources.csv"))
    load_catalogue(table("indicators.csv"))


def import_figures(user: User) -> ImportBatch:
    """Check and apply; a refused row would be a fault of our own tables."""
    from bagana.indicators.imports import apply_batch, check_file

    batch = check_file(
        user=user,
        name="observations.csv",
        content=observations_file(),
        origin="demo",
    )
    if batch.counts["refused"]:
        raise RuntimeError(f"refused rows in our own table: {batch.problems[:5]}")
    return apply_batch(user=user, batch=batch)
