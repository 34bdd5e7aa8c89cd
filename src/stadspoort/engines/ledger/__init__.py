"""A chain of entries in which no entry can be changed, removed, added or moved unseen.

```
payload ── SHA-256 ──> payload_digest ─┐
seq, at, kind ─────────────────────────┼─ SHA-256 ──> digest ──> previous of the next entry
digest of the entry before ────────────┘                 │
                                                         └─ head (signed) ──> anchor lines (signed)
```
The entry hashes the digest of its payload, so a payload that is past its term can be deleted
and the chain still verifies. What is proven and what is not: docs/explanation/ledger.md.
Anchors are in `stadspoort.engines.ledger.anchors`.
"""

from stadspoort.engines.ledger._chain import append, canonical
from stadspoort.engines.ledger._heads import is_signed, sign_head
from stadspoort.engines.ledger._values import Entry, Head
from stadspoort.engines.ledger._verify import Flaw, Report, Verifier, verify

__all__ = [
    "Entry",
    "Flaw",
    "Head",
    "Report",
    "Verifier",
    "append",
    "canonical",
    "is_signed",
    "sign_head",
    "verify",
]
