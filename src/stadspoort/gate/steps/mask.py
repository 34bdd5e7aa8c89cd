"""Step 4, mask: nothing personal leaves unless the purpose and the model both allow that class.

One traversal (`chat.Strings`) gives every string of the request; all are scanned before one is
changed, so that a value found with certainty in the last message is also covered in the first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from stadspoort.engines.chat import Slot, Strings
from stadspoort.engines.privacy import Finding, Kind, Pseudonymiser, Vault
from stadspoort.gate.errors import CallRefusedError
from stadspoort.gate.seams import NewValue, Scanner, Vaults
from stadspoort.gate.values import Model, Outcome, Principal, Purpose

CLASS_OF_KIND: Mapping[Kind, str] = {
    Kind.BSN: "bsn",
    Kind.BIJZONDER: "bijzonder",
    Kind.GEHEIM: "vertrouwelijk",
}
"""Every other kind is "persoonsgegevens"."""

_HOST = re.compile(r"https?://(?:[^\s/@]*@)?([^\s/:?#\"'<>)\]\\]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Masked:
    """A request as it may leave.

    Attributes:
        body: The body, masked, without the name of the model: `body_to_send` puts the endpoint's.
        vault: The pseudonyms that restore the answer.
        counts: Masked places per kind.
        names: Original of each name that was masked, by what stands in its place: the client's own
            names of functions come back in the answer as it wrote them.
        hosts: Hosts of the links in the given texts, lower case: links to these may stay.
        characters: Length of all strings, for an estimate of tokens.
    """

    body: dict[str, Any]
    vault: Vault
    counts: Mapping[str, int]
    names: Mapping[str, str]
    hosts: frozenset[str]
    characters: int


@dataclass(frozen=True, slots=True)
class Masking:
    """The step, with the seams it needs.

    Attributes:
        keep: How long a new vault is kept after its last use; None for as long as that of a
            client's conversation.
        repeated: Paths of strings that stand elsewhere in the body as well: masked, not counted.
    """

    scanner: Scanner
    vaults: Vaults
    keep: timedelta | None = None
    repeated: frozenset[str] = frozenset()

    async def mask(
        self,
        body: dict[str, Any],
        *,
        purpose: Purpose,
        model: Model | None,
        principal: Principal,
        scope: str | None,
    ) -> Masked:
        """Return the body with every finding replaced by a token of this scope.

        Args:
            body: A request as read, without the fields that never go upstream.
            purpose: Decides which special data may stay readable.
            model: Must allow what stays readable, too; None for a model of somebody else, about
                which nothing is known: then nothing stays readable.
            principal: The asker; the writer of new values.
            scope: Id of the conversation; None for a single call, whose vault is never stored.

        Raises:
            CallRefusedError: DATA_CLASS_NOT_ALLOWED for what may stay nowhere.
            ScanFailedError: If the detector failed.
            VaultUnavailableError: If the scope could not be read or stored.
        """
        # What the client calls the model stays here: the endpoint's own name for it goes along.
        strings = Strings({name: value for name, value in body.items() if name != "model"})
        texts = list(dict.fromkeys(slot.to_scan for slot in strings.slots))
        scanned = dict(zip(texts, await self.scanner.scan(texts), strict=True))
        found = [_in_slot(scanned[slot.to_scan], slot.shift) for slot in strings.slots]
        if model is None:
            covered = found
        else:
            covered = [_to_mask(findings, purpose) for findings in found]
            _refuse_readable(found, covered, purpose, model)
        vault = await self._vault(strings.slots, covered, principal, scope)
        # Without a writer: a value that the stored vault does not hold is an error, never a token
        # that nobody could put back.
        pseudonymiser, uncounted = Pseudonymiser(vault), Pseudonymiser(vault)
        filled = [
            _filled(uncounted if slot.path in self.repeated else pseudonymiser, slot, findings)
            for slot, findings in zip(strings.slots, covered, strict=True)
        ]
        return Masked(
            body=strings.filled(filled),
            vault=vault,
            counts={str(kind): count for kind, count in pseudonymiser.counts.items()},
            names={
                masked: slot.text
                for slot, masked in zip(strings.slots, filled, strict=True)
                if slot.place == "name" and masked != slot.text
            },
            hosts=frozenset(
                host.lower() for slot in strings.slots for host in _HOST.findall(slot.text)
            ),
            characters=sum(len(slot.text) for slot in strings.slots),
        )

    async def _vault(
        self,
        slots: Sequence[Slot],
        covered: Sequence[Sequence[Finding]],
        principal: Principal,
        scope: str | None,
    ) -> Vault:
        values = [
            new
            for slot, findings in zip(slots, covered, strict=True)
            for finding in findings
            if (new := NewValue.found(_as_found(slot), finding)).value.strip()
        ]
        if scope is not None and values:
            return await self.vaults.extend(scope, values, principal=principal, keep=self.keep)
        if scope is not None:  # nothing new: no vault is made for it, one that is there counts
            known = await self.vaults.existing(scope, principal=principal)
            if known is not None:
                return known
        vault = await self.vaults.of_call()
        vault.extend(values, principal.asker)
        return vault


def _filled(pseudonymiser: Pseudonymiser, slot: Slot, findings: Sequence[Finding]) -> str:
    if slot.place == "name":
        return pseudonymiser.mask_name(slot.text, findings)
    return pseudonymiser.mask(slot.text, findings)


def _in_slot(findings: Sequence[Finding], shift: int) -> list[Finding]:
    """Return findings in the text itself, without what lies in the label that was read along."""
    if not shift:
        return list(findings)
    return [
        replace(finding, start=max(finding.start - shift, 0), end=finding.end - shift)
        for finding in findings
        if finding.end > shift
    ]


def _as_found(slot: Slot) -> str:
    """Return the text of a slot in the form in which values are found: a name with its spaces."""
    return slot.to_scan[slot.shift :]


def _to_mask(findings: Sequence[Finding], purpose: Purpose) -> list[Finding]:
    """Return the findings to cover: all, but for special data a purpose was allowed to use."""
    if "bijzonder" not in purpose.data_classes:
        return list(findings)
    return [finding for finding in findings if finding.kind != Kind.BIJZONDER]


def _refuse_readable(
    found: Sequence[Sequence[Finding]],
    covered: Sequence[Sequence[Finding]],
    purpose: Purpose,
    model: Model,
) -> None:
    """Refuse when what stays readable is of a class that purpose or model does not allow."""
    readable: Counter[str] = Counter()
    for all_of_text, covered_of_text in zip(found, covered, strict=True):
        kept = set(covered_of_text)
        readable.update(class_of(f.kind) for f in all_of_text if f not in kept)
    for data_class in sorted(readable):
        for holder, allowed in (
            ("purpose", purpose.data_classes),
            ("model", model.data_classes),
        ):
            if data_class not in allowed:
                raise CallRefusedError(
                    Outcome.DATA_CLASS_NOT_ALLOWED,
                    data_class=data_class,
                    holder=holder,
                    places=readable[data_class],
                )


def class_of(kind: Kind) -> str:
    """Return the data class a kind of finding belongs to."""
    return CLASS_OF_KIND.get(kind, "persoonsgegevens")
