"""Every read of figures; all through what the user may see."""

from bagana.indicators.queries.drafts import drafts_of
from bagana.indicators.queries.inequality import InequalityTable, inequality
from bagana.indicators.queries.measures import newest_measured
from bagana.indicators.queries.recasting import SeriesPoint, series_in_units_of
from bagana.indicators.queries.tables import (
    ExportRow,
    TableRow,
    comparable,
    export_rows,
    unit_table,
)
from bagana.indicators.queries.tracing import Chain, Step, chain_of, versions_of
from bagana.indicators.queries.values import (
    Latest,
    Value,
    data_version,
    latest,
    newest_of_units,
    periods_of,
    published,
    series,
    values_of,
)

__all__ = [
    "Chain",
    "ExportRow",
    "InequalityTable",
    "Latest",
    "SeriesPoint",
    "Step",
    "TableRow",
    "Value",
    "chain_of",
    "comparable",
    "data_version",
    "drafts_of",
    "export_rows",
    "inequality",
    "latest",
    "newest_measured",
    "newest_of_units",
    "periods_of",
    "published",
    "series",
    "series_in_units_of",
    "unit_table",
    "values_of",
    "versions_of",
]
