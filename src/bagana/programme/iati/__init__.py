"""The programme as an IATI activity file, version 2.03 (docs/rules/iati.md)."""

from bagana.programme.iati.activity import Link, activity_file

__all__ = ["Link", "activity_file"]
