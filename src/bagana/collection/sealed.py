"""What collection seals: sheets that were handed out, and what is said of rows."""

from bagana.collection.models import Remark, Sheet
from bagana.privacy.sealing import register_sealed

register_sealed(Sheet, "issued", bind=lambda row: f"sheet:{row.token}", batch=200)
register_sealed(Remark, "sealed", bind=lambda row: row.bind)
# A token may be a whole photograph: few at once.
register_sealed(Remark, "sealed_file", bind=lambda row: row.file_bind, batch=5)
