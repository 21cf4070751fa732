"""Files of households and people: check, take in whole or not at all, undo."""
