"""Wat ziet de poort? A text with what the detector finds in it, and corrections as test cases."""
