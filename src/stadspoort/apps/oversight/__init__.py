"""Oversight: the ledger on screen, verification, sealed copies, views by name."""
