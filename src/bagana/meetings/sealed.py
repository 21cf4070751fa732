"""Which columns of meetings are sealed (docs/rules/sealing.md)."""

from bagana.meetings.models import Minute, Presence
from bagana.privacy.sealing import register_sealed

register_sealed(Presence, "sealed", bind=lambda row: row.bind)
register_sealed(Minute, "sealed", bind=lambda row: row.bind)
