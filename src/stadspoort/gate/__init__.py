"""One model call: identify, purpose, verdict, mask, ask, restore, check, record."""
