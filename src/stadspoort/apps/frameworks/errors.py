"""What can go wrong with facts, evidence and adoptions.

```
StadspoortError
├── AttributeUnknownError      no attribute of the vocabulary, or one that is computed
├── AttributeSubjectError      an attribute of another kind of entry
├── ValueRefusedError          a value that the attribute cannot have
├── CountryInvalidError        no country of two capitals
├── EvidenceTypeUnknownError   no type of the vocabulary
├── EvidenceWordUnknownError   a bearing, reliance or way of reading that does not exist
├── EvidenceSubjectError       about a kind of entry that does not exist
├── EvidenceSlugError          a slug that cannot be, or is taken
├── EvidenceUnknownError       no evidence of this name
├── RequirementUnknownError    no requirement of this name
├── FileTooLargeError          larger than evidence may be
├── PeriodReversedError        an end before its begin
├── DateAheadError             evidence received on a day that is still to come
├── WordsMissingError          something that must be said is empty
├── EntryWithdrawnError        withdrawn before
├── SetAsideIncompleteError    set aside without a reason or an end
├── SameEyesError              confirmed by who proposed it
├── AlreadyConfirmedError      confirmed before
├── ContentMovedError          the text is another one than was proposed
└── RowUnknownError            no row of this number
```
"""

from __future__ import annotations

from stadspoort.errors import StadspoortError


class AttributeUnknownError(StadspoortError):
    """The vocabulary has no such attribute, or it is computed from other facts."""

    code = "facts.attribute_unknown"


class AttributeSubjectError(StadspoortError):
    """The attribute is one of another kind of entry."""

    code = "facts.attribute_subject"


class ValueRefusedError(StadspoortError):
    """The attribute cannot have this value."""

    code = "facts.value_refused"


class CountryInvalidError(StadspoortError):
    """A country is written with two capitals."""

    code = "facts.country_invalid"


class EvidenceTypeUnknownError(StadspoortError):
    """The vocabulary has no such type of evidence."""

    code = "facts.evidence_type_unknown"


class EvidenceWordUnknownError(StadspoortError):
    """A bearing, reliance, way of reading or place that does not exist."""

    code = "facts.evidence_word_unknown"


class EvidenceSubjectError(StadspoortError):
    """Evidence about a kind of entry that does not exist, or without its name."""

    code = "facts.evidence_subject"


class EvidenceSlugError(StadspoortError):
    """The slug holds other signs than small letters, digits and hyphens, or is taken."""

    code = "facts.evidence_slug"


class EvidenceUnknownError(StadspoortError):
    """There is no evidence of this name."""

    code = "facts.evidence_unknown"


class RequirementUnknownError(StadspoortError):
    """No framework version holds this requirement."""

    code = "facts.requirement_unknown"


class FileTooLargeError(StadspoortError):
    """The file has more bytes than evidence may have."""

    code = "facts.file_too_large"


class PeriodReversedError(StadspoortError):
    """The last day lies before the first."""

    code = "facts.period_reversed"


class DateAheadError(StadspoortError):
    """Evidence cannot have been received on a day that is still to come."""

    code = "facts.date_ahead"


class WordsMissingError(StadspoortError):
    """A title, name or reason that must be given is empty."""

    code = "facts.words_missing"


class EntryWithdrawnError(StadspoortError):
    """It was withdrawn before."""

    code = "facts.entry_withdrawn"


class SetAsideIncompleteError(StadspoortError):
    """Whoever sets a requirement aside says why and until when."""

    code = "facts.set_aside_incomplete"


class SameEyesError(StadspoortError):
    """Whoever proposed an adoption cannot be the one who confirms it."""

    code = "facts.same_eyes"


class AlreadyConfirmedError(StadspoortError):
    """The adoption was confirmed before."""

    code = "facts.already_confirmed"


class ContentMovedError(StadspoortError):
    """The text of the version is not the one that was proposed: read it again."""

    code = "facts.content_moved"


class RowUnknownError(StadspoortError):
    """There is no fact, setting, link or adoption of this number."""

    code = "facts.row_unknown"
