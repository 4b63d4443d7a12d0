"""Vouchers, and buying together; no money moves here."""
