"""Receipts: what a sale becomes on paper."""
