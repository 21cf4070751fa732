"""Pages of the office on figures: HTTP only."""
