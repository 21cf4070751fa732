"""Rows that describe people so that none can be told from k - 1 others."""

from bagana.engines.anonymity.generalising import (
    Anonymous,
    QuasiIdentifier,
    anonymise,
    classes_of,
    diversity,
)

__all__ = ["Anonymous", "QuasiIdentifier", "anonymise", "classes_of", "diversity"]
