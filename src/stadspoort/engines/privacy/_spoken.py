"""What is said aloud: numbers, dates, addresses and mailboxes in words.

The numbers of a text are read once, for all of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from stadspoort.engines.privacy._labels import Labels
from stadspoort.engines.privacy._lists import packaged_lists
from stadspoort.engines.privacy._number_words import numbers_in
from stadspoort.engines.privacy._spoken_addresses import find_spoken_addresses
from stadspoort.engines.privacy._spoken_dates import find_spoken_dates
from stadspoort.engines.privacy._spoken_mail import find_spoken_handles, find_spoken_mail
from stadspoort.engines.privacy._spoken_numbers import find_spoken_numbers
from stadspoort.engines.privacy._values import Finding


def find_spoken(text: str, labels: Labels) -> Iterator[Finding]:
    """Yield what `text` holds of personal data in number words and words for signs."""
    lower = labels.lower
    numbers = list(numbers_in(lower))
    yield from find_spoken_numbers(lower, labels, numbers)
    yield from find_spoken_dates(lower, labels, numbers)
    yield from find_spoken_mail(lower)
    yield from find_spoken_handles(lower)
    yield from find_spoken_addresses(text, lower, numbers, packaged_lists())
