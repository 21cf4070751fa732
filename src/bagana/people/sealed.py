"""Which columns of officials are sealed (docs/rules/sealing.md)."""

from bagana.people.models import (
    ConductCase,
    ConductStep,
    InterestDeclaration,
    Official,
)
from bagana.privacy.sealing import register_sealed

register_sealed(Official, "sealed", bind=lambda row: row.bind)
register_sealed(InterestDeclaration, "sealed", bind=lambda row: row.bind)
register_sealed(ConductCase, "sealed", bind=lambda row: row.bind)
register_sealed(ConductStep, "sealed", bind=lambda row: f"conduct-step:{row.case_id}")
