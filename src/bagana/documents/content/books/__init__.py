"""Printed books of the registers: household book, А данс, receipts, blank forms."""
