"""The detector: rules per kind over one even text, merged into findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from stadspoort.engines.privacy._addresses import find_addresses
from stadspoort.engines.privacy._bsn import find_bsn
from stadspoort.engines.privacy._dates import find_birth_dates, find_dates_after_names
from stadspoort.engines.privacy._documents import find_client_numbers, find_documents
from stadspoort.engines.privacy._forms import find_fields
from stadspoort.engines.privacy._iban import find_iban
from stadspoort.engines.privacy._initials import find_initials
from stadspoort.engines.privacy._labelled_names import find_cued_names
from stadspoort.engines.privacy._labels import Labels
from stadspoort.engines.privacy._layout import find_placed
from stadspoort.engines.privacy._lists import packaged_lists
from stadspoort.engines.privacy._lower import find_lower_case_names
from stadspoort.engines.privacy._memory import find_again
from stadspoort.engines.privacy._merge import merge
from stadspoort.engines.privacy._name_runs import NameRuns
from stadspoort.engines.privacy._near_labels import find_near_labels
from stadspoort.engines.privacy._neighbours import find_neighbours
from stadspoort.engines.privacy._normal import normalise
from stadspoort.engines.privacy._online import find_ip_addresses, find_mailboxes, find_profiles
from stadspoort.engines.privacy._phone import find_phones
from stadspoort.engines.privacy._plates import find_plates
from stadspoort.engines.privacy._postcodes import find_postcodes
from stadspoort.engines.privacy._secrets import find_secrets
from stadspoort.engines.privacy._special import find_special, packaged_terms
from stadspoort.engines.privacy._tables import find_cells, find_pairs, outside_organisations
from stadspoort.engines.privacy._values import Finding, Kind

Rule = Callable[[str, Labels], Iterator[Finding]]

_RULES: tuple[Rule, ...] = (
    find_bsn,
    find_iban,
    find_phones,
    find_mailboxes,
    find_profiles,
    find_ip_addresses,
    find_birth_dates,
    find_documents,
    find_client_numbers,
    find_plates,
    find_addresses,
    find_secrets,
    find_near_labels,
)


class Detector:
    """Finds Dutch personal data in one text; reads its word lists once, when made.

    The same text always gives the same findings. Time and memory grow linearly with the
    length of the text. One detector may serve many threads: it holds no state of a text.
    """

    def __init__(self) -> None:
        self._lists = packaged_lists()
        packaged_terms()  # now, so that the first text does not pay for it

    def detect(self, text: str) -> list[Finding]:
        """Return the personal data in `text`, sorted, not overlapping, in code points of `text`.

        Findings in doubt (`certain` is False) are included.
        """
        normal = normalise(text)
        if not normal.text:
            return []
        merged = self._detect_even(normal.text)
        if normal.places is None:
            return merged
        placed = []
        for finding in merged:
            start, end = normal.origin(finding.start, finding.end)
            placed.append(replace(finding, start=start, end=end))
        return placed

    def _detect_even(self, text: str) -> list[Finding]:
        labels = Labels(text)
        found = [finding for rule in _RULES for finding in rule(text, labels)]
        found += find_postcodes(text, labels, [f for f in found if f.kind is Kind.ADRES])
        found += find_fields(text, self._lists)
        cells = [*find_cells(text), *find_pairs(text)]
        found += find_placed(text, cells, self._lists)
        found += find_cued_names(text, labels.lower, self._lists)
        found += outside_organisations(NameRuns(text, self._lists).find(), cells)
        found += find_initials(text)
        found += find_lower_case_names(text, self._lists)
        found += find_dates_after_names(text, found[:])
        found += find_neighbours(text, found, self._lists)
        found += find_again(text, found, self._lists)
        found += find_special(text, labels.lower, found)
        return merge(text, found)
