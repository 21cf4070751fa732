"""The plan table: read, checked against the plan, written, taken back, handed out."""
