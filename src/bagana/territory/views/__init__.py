"""The office's pages on units."""
