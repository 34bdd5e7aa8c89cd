"""At the gate the model sees who is the same person, over messages, turns and layouts of a dossier.

Source: docs/decisions/0005-entities-and-pseudonyms.md. A code is read here as (kind, entity): what
the model sees of it besides the spelling.
"""

from __future__ import annotations

import json
import re

from tests.gate.make import call, user, world

from stadspoort.gate.call import OpenCall

_CODE = re.compile(r"\[([A-Z]+)_(tag\d{3})(\d+)[a-z]+[0-9a-z]\]")


def seen(opened: OpenCall) -> list[list[str]]:
    """Return per message the codes that were sent, as "PERSOON 1"."""
    messages = json.loads(opened.sent)["messages"]
    return [
        [f"{kind} {number}" for kind, _, number in _CODE.findall(m["content"])] for m in messages
    ]


async def test_messages_and_turns_of_a_conversation_share_their_persons() -> None:
    here = world()
    first = [
        user("Geachte heer De Vries, u belde met mevrouw Fatima El Amrani."),
        user("Jan de Vries is bereikbaar op 06-12345678."),
    ]
    opened = await here.gate.open(call(*first, scope="dossier"))
    later = await here.gate.open(
        call(*first, user("Bel dhr. J. de Vries op +31 6 12345678."), scope="dossier")
    )

    assert seen(opened) == [["PERSOON 1", "PERSOON 2"], ["PERSOON 1", "TELEFOON 4"]]
    assert seen(later) == [*seen(opened), ["PERSOON 1", "TELEFOON 4"]]


async def test_each_spelling_comes_back_as_it_was() -> None:
    """The mock model repeats the first message."""
    letter = "Jan de Vries, dhr. De Vries, J. de Vries en JAN DE VRIES zijn er één."
    here = world()
    opened = await here.gate.open(call(user(letter)))
    answer = await here.gate.answer(opened)

    assert seen(opened) == [["PERSOON 1"] * 4]
    assert answer["choices"][0]["message"]["content"] == letter


async def test_two_of_one_surname_are_two_and_the_bare_name_is_nobodys() -> None:
    here = world()
    opened = await here.gate.open(
        call(user("Jan de Vries belde. Mevrouw Petra de Vries ook. Familie De Vries zwijgt."))
    )

    assert seen(opened) == [["PERSOON 1", "PERSOON 2", "PERSOON 3"]]


async def test_two_dossiers_have_nothing_in_common() -> None:
    here = world()
    one = await here.gate.open(call(user("Jan de Vries belt."), scope="een"))
    other = await here.gate.open(call(user("Jan de Vries belt."), scope="twee"))
    codes = [_CODE.findall(opened.sent.decode()) for opened in (one, other)]

    assert seen(one) == seen(other)
    assert codes[0][0][1] != codes[1][0][1]
