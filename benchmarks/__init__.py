"""What each workload costs, at the size of an aimag and of the country.

python -m benchmarks.run            both databases, both sizes, prints the table
python -m benchmarks.run --write    and keeps it in docs/benchmarks.md
"""
