"""Backup and restore: one archive; every table counted and hashed."""
