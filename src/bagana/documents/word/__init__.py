"""A paper as a Word file, on a template that an office may replace by its own."""

from bagana.documents.word.filling import to_docx
from bagana.documents.word.template import TEMPLATE_NAME, built_in, template_bytes

__all__ = ["TEMPLATE_NAME", "built_in", "template_bytes", "to_docx"]
