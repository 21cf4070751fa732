"""What the requests of people seal."""

from bagana.privacy.models import SubjectRequest
from bagana.privacy.sealing import register_sealed

register_sealed(SubjectRequest, "wish", bind=lambda row: "request")
