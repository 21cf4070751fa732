"""The spreadsheet of a return: handed out filled, checked when it comes back."""

from bagana.collection.sheets.actions import apply_sheet, check_sheet, issue_sheet

__all__ = ["apply_sheet", "check_sheet", "issue_sheet"]
