"""Every read of figures; all through what the user may see."""

from bagana.indicators.queries.drafts import drafts_of
from bagana.indicators.queries.measures import newest_measured
from bagana.indicators.queries.reader import Figure, Reader
from bagana.indicators.queries.tracing import Chain, Step, chain_of, versions_of
from bagana.indicators.queries.values import (
    Value,
    data_version,
    published,
    values_of,
)

__all__ = [
    "Chain",
    "Figure",
    "Reader",
    "Step",
    "Value",
    "chain_of",
    "data_version",
    "drafts_of",
    "newest_measured",
    "published",
    "values_of",
    "versions_of",
]
