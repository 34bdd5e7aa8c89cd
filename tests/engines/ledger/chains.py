"""A short chain to tamper with: its key, its rows as a store would hold them, and its head."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from stadspoort.engines.ledger import Entry, Head, Report, append, sign_head, verify
from stadspoort.engines.ledger.anchors import Anchors, anchor, read_anchors

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

Row = tuple[Entry, str | None]


def chain(length: int, *, after: Head | None = None, text: str = "feit") -> list[Row]:
    """Return a sound chain of `length` entries, one a second."""
    head, rows = after or Head(), list[Row]()
    for number in range(length):
        payload = f'{{"{text}":{number}}}'
        entry = append(head, "call.opened", payload, START + timedelta(seconds=number))
        rows.append((entry, payload))
        head = entry.head
    return rows


def check(rows: list[Row], head: Head, *lines: str, kept_since: datetime | None = None) -> Report:
    """Return the outcome over these rows, with a head that was signed with the right key."""
    anchors = read_anchors(lines, KEY.public_key()) if lines else Anchors()
    signature = sign_head(head, KEY)
    return verify(rows, head, signature, anchors, KEY.public_key(), kept_since=kept_since)


def anchor_lines(*heads: Head) -> list[str]:
    """Return an anchor file with a line for each of the heads."""
    last, lines = None, list[str]()
    for head in heads:
        last = anchor(last, head, START, KEY)
        lines.append(f"{last.line}\n")
    return lines


@dataclass(frozen=True, slots=True)
class Forger:
    """Somebody who can write to the database and knows the format, but has no key."""

    rows: list[Row]

    def rewritten_from(self, index: int) -> list[Row]:
        """Return the chain with another payload at `index` and everything after it hashed anew."""
        head = self.rows[index - 1][0].head if index else Head()
        forged = list(self.rows[:index])
        for place, (entry, payload) in enumerate(self.rows[index:]):
            text = '{"vervalst":true}' if place == 0 else payload or ""
            made = append(head, entry.kind, text, entry.at)
            forged.append((made, text))
            head = made.head
        return forged

    def replaced_at(self, index: int) -> list[Row]:
        """Return the chain with one entry hashed anew over another payload."""
        entry, _ = self.rows[index]
        made = append(
            Head(entry.seq - 1, entry.previous), entry.kind, '{"vervalst":true}', entry.at
        )
        return [*self.rows[:index], (made, '{"vervalst":true}'), *self.rows[index + 1 :]]

    def with_column(self, index: int, **columns: object) -> list[Row]:
        """Return the chain with some columns of one entry changed and nothing hashed anew."""
        entry, payload = self.rows[index]
        changed = replace(entry, **columns)  # type: ignore[arg-type]  # any column, any value
        return [*self.rows[:index], (changed, payload), *self.rows[index + 1 :]]
