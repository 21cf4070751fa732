"""The parts of tools/build_data.py, one module for each kind of table."""
