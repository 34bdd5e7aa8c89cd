"""The package's word lists with a municipality's own names, towns and organisations added."""

from __future__ import annotations

from dataclasses import replace

from stadspoort.engines.privacy._lists import Lists, fold
from stadspoort.engines.privacy._own_rows import key_of
from stadspoort.engines.privacy._own_values import MunicipalLists


def with_own(lists: Lists, own: MunicipalLists) -> Lists:
    """Return `lists` with the names of `own` added.

    A first name or surname that is an ordinary word stays one too ("Bos"): the rules weigh it.
    """
    people = (*own.staff, *own.officers)
    first = frozenset(
        fold(word)
        for person in people
        for word in person.first.replace(".", ". ").split()
        if len(word) > 2 and "." not in word
    )
    surnames = frozenset(fold(person.last) for person in people if len(person.last) > 1)
    names = lists.first_names | lists.surnames | first | surnames
    organisations = (key_of(name) for name in own.organisations)
    return replace(
        lists,
        first_names=lists.first_names | first,
        common_first_names=lists.common_first_names | first,
        plain_first_names=lists.plain_first_names
        | {name for name in first - lists.dictionary - lists.words if len(name) > 3},
        surnames=lists.surnames | surnames,
        places=lists.places | {fold(town) for town in own.towns},
        organisations=lists.organisations
        | {key[0] for key in organisations if len(key) == 1 and key[0] not in names},
    )
