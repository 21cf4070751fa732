"""The National Statistics Office's tables, read over its API.

client fetches, jsonstat and structure read what came, mappings say what a table means
to us, areas whose code is which unit, rows puts these together, actions hands the rows
to the import. Nothing is written before everything has been fetched and understood.
"""
