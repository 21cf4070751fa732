"""What collection seals: what stood in a spreadsheet that was handed out."""

from bagana.collection.models import Sheet
from bagana.privacy.sealing import register_sealed

register_sealed(Sheet, "issued", bind=lambda row: f"sheet:{row.token}", batch=200)
