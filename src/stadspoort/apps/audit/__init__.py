"""The ledger in the database: appending, signed heads, anchors, keys at rest."""
