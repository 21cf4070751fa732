"""The figures of Selenge: by the import, the deriving and the publishing of offices."""

from __future__ import annotations

from bagana.accounts.models import User
from bagana.demo.tables import observations_file
from bagana.indicators.actions import derive, publish
from bagana.indicators.founding import found_catalogue
from bagana.indicators.imports import apply_batch, check_file
from bagana.indicators.models import ImportBatch, Publication

# Kept in the database, so in the language of record.
TITLE = "Үзүүлэнгийн эхний нийтлэл"
FILE_NAME = "selenge.csv"


def load_catalogues() -> None:
    found_catalogue(with_modelled=True)


def import_figures(user: User) -> ImportBatch:
    """Check and apply; a refused row would be a fault of our own tables."""
    batch = check_file(
        user=user, name=FILE_NAME, content=observations_file(), origin="demo"
    )
    if batch.counts["refused"]:
        raise RuntimeError(f"refused rows in our own table: {batch.problems[:5]}")
    return apply_batch(user=user, batch=batch)


def derive_ratios(user: User) -> ImportBatch:
    return derive(user=user)


def publish_all(user: User) -> Publication:
    return publish(user=user, title=TITLE)
