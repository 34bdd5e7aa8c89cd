"""The detector: rules per kind over one even text, merged into findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from stadspoort.engines.privacy._abbreviations import without_abbreviations
from stadspoort.engines.privacy._accounts import find_accounts
from stadspoort.engines.privacy._addresses import find_addresses
from stadspoort.engines.privacy._answered_names import find_answered_names
from stadspoort.engines.privacy._answered_values import find_answered_values
from stadspoort.engines.privacy._author_initials import find_author_initials
from stadspoort.engines.privacy._bsn import find_bsn
from stadspoort.engines.privacy._capitals import find_capitals
from stadspoort.engines.privacy._dates import (
    find_birth_dates,
    find_dates_after_names,
    find_dates_in_rows,
)
from stadspoort.engines.privacy._documents import find_client_numbers, find_documents
from stadspoort.engines.privacy._firms import without_firms
from stadspoort.engines.privacy._form_cells import find_form_cells, with_initials
from stadspoort.engines.privacy._forms import find_fields
from stadspoort.engines.privacy._iban import find_iban
from stadspoort.engines.privacy._identity_numbers import (
    find_identity_cells,
    find_identity_numbers,
)
from stadspoort.engines.privacy._initials import find_initials
from stadspoort.engines.privacy._labelled_names import find_cued_names
from stadspoort.engines.privacy._labels import Labels
from stadspoort.engines.privacy._layout import find_placed
from stadspoort.engines.privacy._lists import packaged_lists
from stadspoort.engines.privacy._lower import find_lower_case_names
from stadspoort.engines.privacy._mascots import names_of_nobody, without_nobody
from stadspoort.engines.privacy._memory import find_again
from stadspoort.engines.privacy._merge import merge
from stadspoort.engines.privacy._near_labels import find_near_labels
from stadspoort.engines.privacy._neighbours import find_neighbours
from stadspoort.engines.privacy._normal import normalise
from stadspoort.engines.privacy._numbers_again import find_numbers_again
from stadspoort.engines.privacy._officers import mark_officers
from stadspoort.engines.privacy._old_addresses import find_address_lines, find_old_addresses
from stadspoort.engines.privacy._online import find_ip_addresses, find_mailboxes, find_profiles
from stadspoort.engines.privacy._own_find import OwnLists
from stadspoort.engines.privacy._own_names import with_own
from stadspoort.engines.privacy._own_values import MunicipalLists
from stadspoort.engines.privacy._phone import find_phones
from stadspoort.engines.privacy._plain_words import without_plain_words
from stadspoort.engines.privacy._plates import find_plates
from stadspoort.engines.privacy._postcodes import find_postcodes
from stadspoort.engines.privacy._records import read_records
from stadspoort.engines.privacy._scanned import mend
from stadspoort.engines.privacy._secrets import find_secrets
from stadspoort.engines.privacy._special import find_special
from stadspoort.engines.privacy._special_terms import packaged_terms
from stadspoort.engines.privacy._spelled_names import find_spelled_names
from stadspoort.engines.privacy._spoken import find_spoken
from stadspoort.engines.privacy._spoken_dates import find_spoken_dates_after_names
from stadspoort.engines.privacy._tables import outside, outside_organisations, without_told
from stadspoort.engines.privacy._tagger import Tagging, packaged_weights
from stadspoort.engines.privacy._talk import read_talk, without_particles
from stadspoort.engines.privacy._things import without_things
from stadspoort.engines.privacy._titled_names import find_titled_names
from stadspoort.engines.privacy._towns import without_towns
from stadspoort.engines.privacy._values import Finding, Kind
from stadspoort.engines.privacy._words_as_names import find_words_as_names

Rule = Callable[[str, Labels], Iterator[Finding]]

_RULES: tuple[tuple[str, Rule], ...] = (
    ("bsn", find_bsn),
    ("iban", find_iban),
    ("phone", find_phones),
    ("mailbox", find_mailboxes),
    ("profile", find_profiles),
    ("ip_address", find_ip_addresses),
    ("birth_date", find_birth_dates),
    ("document", find_documents),
    ("client_number", find_client_numbers),
    ("plate", find_plates),
    ("address", find_addresses),
    ("secret", find_secrets),
    ("near_label", find_near_labels),
    ("spoken", find_spoken),
    ("answered_value", find_answered_values),
)
"""The rules that need the labels only. Their names are public: `Finding.rule`."""


class Detector:
    """Finds Dutch personal data in one text; reads its word lists once, when made.

    The same text always gives the same findings. Time and memory grow linearly with the
    length of the text. One detector may serve many threads: it holds no state of a text.
    """

    def __init__(self, own: MunicipalLists | None = None) -> None:
        """Make a detector.

        Args:
            own: The municipality's own lists; see `stadspoort.engines.privacy.lists`. The attribute
                of this name gives them back.
        """
        self.own = own
        self._lists = packaged_lists()
        self._own: OwnLists | None = None
        if own is not None and own != MunicipalLists():
            self._lists = with_own(self._lists, own)
            self._own = OwnLists(own, self._lists)
        packaged_weights()
        packaged_terms()  # now, so that the first text does not pay for it

    def detect(self, text: str) -> list[Finding]:
        """Return the personal data in `text`, sorted, not overlapping, in code points of `text`.

        Findings in doubt (`certain` is False) are included.
        """
        normal = normalise(text)
        if not normal.text:
            return []
        mended = mend(normal.text)
        merged = self._detect_even(mended.text)
        if normal.is_in_place and not mended.steps:
            return merged
        placed = []
        for finding in merged:
            start, end = normal.origin(*mended.origin(finding.start, finding.end))
            placed.append(replace(finding, start=start, end=end))
        return placed

    def kept(self, text: str, findings: Iterable[Finding]) -> list[Finding]:
        """Return those of `findings` in `text` that the municipality's own lists let stand.

        For what a plug-in found: what the lists leave readable, stays readable.
        """
        found = list(findings)
        if self._own is None or not found:
            return found
        normal = normalise(text)
        places = self._own.look(normal.text)
        if not normal.is_in_place:
            places = places.moved(normal.origin)
        return places.sifted(found)

    def _detect_even(self, text: str) -> list[Finding]:
        labels, lists = Labels(text), self._lists
        found: list[Finding] = []

        def add(rule: str, findings: Iterable[Finding]) -> None:
            found.extend([finding.found_by(rule) for finding in findings])

        places = self._own.look(text) if self._own else None
        if places:
            found.extend(places.findings)
        for name, rule in _RULES:
            add(name, rule(text, labels))
        add("address", find_old_addresses(text))
        addresses = [finding for finding in found if finding.kind is Kind.ADRES]
        add("postcode", find_postcodes(text, labels, addresses))
        add("field", find_fields(text, lists))
        add("field", find_form_cells(text, lists))
        cells, signs, numbers = read_records(text, lists)
        found[:] = without_told(found, numbers)
        add("layout", find_placed(text, cells, lists))
        add("account", find_accounts(text, lists))
        add("capitals", find_capitals(text, lists))
        add("identity_number", find_identity_numbers(text, labels))
        add("identity_number", find_identity_cells(text, cells))
        add("cued_name", find_cued_names(text, labels.lower, lists))
        talk = read_talk(text)
        if talk:
            found[:] = talk.without_answers(text, found)
        tagging = Tagging(text, found)
        found[:] = tagging.judge(found)
        add("tagger", outside_organisations(tagging.names(), cells))
        add("initials", find_initials(text, lists))
        add("author_initials", find_author_initials(text, labels.lower, lists))
        add("lower_case_name", find_lower_case_names(text, lists))
        add("titled_name", find_titled_names(text, labels.lower, lists))
        add("answered_name", find_answered_names(text, labels.lower, lists))
        found[:] = without_towns(text, without_abbreviations(text, found), lists)
        add("numbers_again", find_numbers_again(text, found[:]))
        add("date_after_name", find_dates_after_names(text, [f for f in found if f.certain]))
        add("spoken", find_spoken_dates_after_names(labels.lower, [f for f in found if f.certain]))
        add("date_in_row", find_dates_in_rows(text, [f for f in found if f.certain]))
        add("neighbour", find_neighbours(text, found, lists))
        # Before the memory: what is no person must not teach it a name.
        nobody = names_of_nobody(text, tagging.words)
        found[:] = self._without_words(text, outside(self._of_persons(text, found, nobody), signs))
        add("address", find_address_lines(text, found))
        if talk:
            found[:] = talk.without_turns(text, found)
        named = found[:]  # who may stay readable counts here: what is said of their health may not
        if places:
            found[:] = places.sifted(found)
        again = self._of_persons(text, find_again(text, found, lists), nobody)
        add("memory", without_plain_words(text, outside(again, signs), lists))
        add("memory", find_words_as_names(text, labels.lower, found[:], lists))
        add("spelled_name", find_spelled_names(text, labels.lower, found[:]))
        add("special", find_special(text, labels.lower, named + found))
        merged = mark_officers(text, labels.lower, merge(text, found))
        return merged if places is None else places.with_officers(text, places.sifted(merged))

    def _without_words(self, text: str, findings: Iterable[Finding]) -> list[Finding]:
        """Return `findings` without words and abbreviations that name nobody here."""
        named = without_particles(text, without_plain_words(text, findings, self._lists))
        return with_initials(text, without_abbreviations(text, named))

    def _of_persons(
        self, text: str, findings: Iterable[Finding], nobody: frozenset[str]
    ) -> list[Finding]:
        """Return `findings` without names of things, animals, bots and firms."""
        persons = without_nobody(text, without_things(text, findings, self._lists), nobody)
        return without_firms(text, persons, self._lists)
