"""Fictional households of Selenge: their sums are the published figures, they are not.

Rule and assumptions: docs/rules/demonstration-assumptions.md.
"""
