"""Natural stand-ins: one invented person per entity, in the form of the value, and the way back.

Sources: issue 3, item 3; RFC 2606 section 3 (example.org); Nummerplan telefoon- en ISDN-diensten
(mobile numbers begin with 061 to 065 and 068). Names are made up.
"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stadspoort.engines.privacy import (
    Finding,
    Kind,
    NewValue,
    Pseudonymiser,
    RestorePolicy,
    Vault,
)
from stadspoort.engines.privacy._lists import fold, packaged_lists
from stadspoort.engines.privacy._vault import VaultDamagedError
from stadspoort.engines.privacy.stand_ins import Persona, StandInRestorer, StandIns
from stadspoort.engines.privacy.stand_ins._personas import pool, word_of

SECRET = b"0123456789abcdef"
PIETER = Persona(("Pieter",), "van", "Duijn", "m")
ANNELIES = Persona(("Annelies", "Femke"), "", "Hoekstra", "v")


def scope(*values: str, personas: dict[int, Persona] | None = None) -> StandIns:
    """Return the stand-ins of a scope with these values in one batch."""
    vault = Vault("k7f3q2")
    kind = {True: Kind.EMAIL, False: Kind.PERSOON}
    vault.extend([NewValue(value, kind["@" in value]) for value in values], "a")
    return StandIns(vault, SECRET, personas=personas)


def shown(stand_ins: StandIns) -> list[str]:
    return [stand_ins.of(entry) for entry in stand_ins.vault.entries]


def back(stand_ins: StandIns, *parts: str) -> tuple[str, int]:
    """Return the answer with values put back, and how many stand-ins were left."""
    policy = RestorePolicy("a", frozenset(), is_answer_text=True)
    restorer = StandInRestorer(stand_ins, policy)
    pieces = [piece for part in parts for piece in restorer.feed(part)] + restorer.finish()
    return "".join(piece.text for piece in pieces), restorer.left


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Jan de Vries", "Pieter van Duijn"),
        ("De Vries", "Van Duijn"),
        ("de Vries", "van Duijn"),
        ("DE VRIES, Jan", "VAN DUIJN, Pieter"),
        ("Vries, J. de", "Duijn, P. van"),
        ("J. de Vries", "P. van Duijn"),
        ("jan de vries", "pieter van duijn"),
        ("JAN DE VRIES", "PIETER VAN DUIJN"),
        ("drs. Jan de Vries", "drs. Pieter van Duijn"),
        ("dhr. De Vries", "dhr. Van Duijn"),
        ("Jan", "Pieter"),
        ("Jan's", "Pieter's"),
        ("Vries", "Duijn"),
    ],
)
def test_a_stand_in_has_the_form_of_the_value(value: str, expected: str) -> None:
    stand_ins = scope(*dict.fromkeys(["Jan de Vries", value]), personas={1: PIETER})

    assert shown(stand_ins)[-1] == expected


def test_initials_and_double_first_names() -> None:
    stand_ins = scope("Anna-Marie Bos", "A.M. Bos", "Bos, Anna Marie", personas={1: ANNELIES})

    assert shown(stand_ins) == [
        "Annelies-Femke Hoekstra",
        "A.F. Hoekstra",
        "Hoekstra, Annelies Femke",
    ]


def test_one_person_has_one_persona_and_two_have_two() -> None:
    stand_ins = scope("Jan de Vries", "De Vries", "Fatima El Amrani", "J. de Vries")
    jan, de_vries, fatima, j_de_vries = shown(stand_ins)

    assert de_vries.lower() == jan.split(" ", 1)[1].lower()
    assert j_de_vries == f"{jan[0]}. {jan.split(' ', 1)[1]}"
    assert set(jan.split()) & set(fatima.split()) <= {"van", "de", "der", "den", "ter", "ten"}
    assert stand_ins.personas[1].given[0] in pool()["m"]
    assert stand_ins.personas[3].given[0] in pool()["v"]


def test_an_unknown_gender_gets_a_name_that_tells_none() -> None:
    stand_ins = scope("Xandros Bos")
    shown(stand_ins)

    assert stand_ins.personas[1].given[0] in pool()["x"]


def test_a_hundred_persons_of_unknown_gender_all_get_a_name_of_their_own() -> None:
    stand_ins = scope(*(f"Xandros{n} Xerxes{n}" for n in range(100)))
    names = [name.split() for name in shown(stand_ins)]

    assert not [name for name in names if name[0].startswith("[")]
    assert len({first for first, _ in names}) == len({last for _, last in names}) == 100


def test_the_secret_decides_and_nothing_else() -> None:
    values = ("Jan de Vries", "Piet Bos", "Anna Visser", "jan.devries@waterdam.nl")
    vault = scope(*values).vault

    assert shown(StandIns(vault, SECRET)) == shown(StandIns(vault, SECRET))
    assert shown(StandIns(vault, SECRET)) != shown(StandIns(vault, SECRET[::-1]))


def test_a_name_of_a_text_or_of_somebody_is_never_chosen() -> None:
    """Everything of the pool but three names stands in the text or is somebody's."""
    stand_ins = scope("Jan Bos", "Onno Terpstra")
    left = {"Sjoerd", "Gijsbert", "Hoekstra", "Terpstra", "Onno"}
    for names in pool().values():
        stand_ins.avoid(" ".join(name for name in names if name not in left).upper())
    jan, onno = shown(stand_ins)

    assert jan in {"Sjoerd Hoekstra", "Gijsbert Hoekstra"}
    assert onno.startswith("[PERSOON_k7f3q2")  # no surname is left: a token


def test_mail_and_telephone_are_nobodys() -> None:
    vault = Vault("k7f3q2")
    vault.extend(
        [
            NewValue("Jan de Vries", Kind.PERSOON),
            NewValue("jan.devries@waterdam.nl", Kind.EMAIL),
            NewValue("info@waterdam.nl", Kind.EMAIL),
            NewValue("06-12345678", Kind.TELEFOON),
            NewValue("+31 6 1234 5678", Kind.TELEFOON),
            NewValue("+32 470 12 34 56", Kind.TELEFOON),
            NewValue("Kerkstraat 1", Kind.ADRES),
            NewValue("123456782", Kind.BSN),
        ],
        "a",
    )
    _, jan, info, phone, abroad, *others = shown(StandIns(vault, SECRET, personas={1: PIETER}))

    assert jan == "pieter.vanduijn@example.org"
    assert re.fullmatch(r"adres\d{4}@example\.org", info)
    assert re.fullmatch(r"06-0\d{7}", phone)
    assert re.fullmatch(r"\+31 6 0\d{3} \d{4}", abroad)
    assert re.sub(r"\D", "", phone)[1:] == re.sub(r"\D", "", abroad)[2:]
    assert [text[:6] for text in others] == ["[TELEF", "[ADRES", "[BSN_k"]


def test_two_spellings_that_would_look_the_same_are_kept_apart() -> None:
    stand_ins = scope("José Bos", "Jose Bos")
    first, second = shown(stand_ins)

    assert second.startswith("[PERSOON_k7f3q21b")
    assert back(stand_ins, f"{first} en {second}") == ("José Bos en Jose Bos", 0)


@pytest.mark.parametrize(
    ("answer", "expected", "left"),
    [
        pytest.param("Pieter van Duijn belt.", "Jan de Vries belt.", 0, id="as issued"),
        pytest.param("Meneer Van Duijn belt", "Meneer De Vries belt", 0, id="surname, capital"),
        pytest.param("Hij heet van Duijn.", "Hij heet de Vries.", 0, id="surname"),
        pytest.param("Dag Pieter!", "Dag Jan!", 0, id="first name"),
        pytest.param("dag pieter", "dag jan", 0, id="lower case"),
        pytest.param("PIETER VAN DUIJN", "JAN DE VRIES", 0, id="capitals"),
        pytest.param("P. van Duijn", "J. de Vries", 0, id="initial"),
        pytest.param("Duijn, Pieter", "Vries, Jan", 0, id="turned"),
        pytest.param("Pieters fiets", "Jans fiets", 0, id="possessive"),
        pytest.param("Pieter's fiets", "Jan's fiets", 0, id="possessive with apostrophe"),
        pytest.param("Van Duijns brief", "De Vries' brief", 0, id="possessive after s"),
        pytest.param("Pietertje", "Pietertje", 1, id="more letters behind it"),
        pytest.param("Jansen-Duijn", "Jansen-Duijn", 1, id="second half of a double name"),
        pytest.param("Duijn-Jansen", "Duijn-Jansen", 1, id="first half"),
        pytest.param("pieter@duijn.nl", "pieter@duijn.nl", 2, id="an address it made of it"),
        pytest.param("www.duijn.nl", "www.duijn.nl", 1, id="a site"),
        pytest.param("Zie Duijn. Dan verder", "Zie Vries. Dan verder", 0, id="end of sentence"),
        pytest.param("Pier en Duin", "Pier en Duin", 0, id="other words"),
        pytest.param("Annelies Hoekstra", "Annelies Hoekstra", 0, id="persona of no one here"),
    ],
)
def test_an_answer_is_restored_where_it_is_sure(answer: str, expected: str, left: int) -> None:
    stand_ins = scope("Jan de Vries", personas={1: PIETER})
    shown(stand_ins)

    assert back(stand_ins, answer) == (expected, left)
    assert back(stand_ins, *answer) == (expected, left)


def test_a_surname_alone_comes_back_as_it_is_known() -> None:
    """Only "mevrouw Bos" was ever sent: a first name the model made up is nobody's."""
    stand_ins = scope("Bos", personas={1: ANNELIES})

    assert shown(stand_ins) == ["Hoekstra"]
    assert back(stand_ins, "Mevrouw Hoekstra") == ("Mevrouw Bos", 0)
    assert back(stand_ins, "Annelies Hoekstra") == ("Annelies Bos", 1)


def test_a_telephone_number_comes_back_in_any_usual_layout() -> None:
    vault = Vault("k7f3q2")
    vault.add("06-12345678", Kind.TELEFOON, "a")
    stand_ins = StandIns(vault, SECRET)
    digits = shown(stand_ins)[0].replace("-", "")

    assert back(stand_ins, f"Bel {digits} of +31{digits[1:]}.") == (
        "Bel 06-12345678 of 06-12345678.",
        0,
    )


def test_a_name_that_a_later_text_holds_is_not_put_back() -> None:
    """A real Duijn came into the scope: "Duijn" alone may be either, the whole name is not."""
    stand_ins = scope("Jan de Vries", "De Vries", personas={1: PIETER})
    shown(stand_ins)
    stand_ins.avoid("Het Duijnarchief en de heer DUIJN")

    assert back(stand_ins, "Van Duijn") == ("Van Duijn", 1)
    assert back(stand_ins, "Pieter van Duijn") == ("Jan de Vries", 0)


def test_kinds_that_are_held_back_stay_stand_ins() -> None:
    stand_ins = scope("Jan de Vries", personas={1: PIETER})
    shown(stand_ins)
    policy = RestorePolicy("a", frozenset({Kind.PERSOON}), is_answer_text=True)
    restorer = StandInRestorer(stand_ins, policy)

    pieces = restorer.feed("Pieter van Duijn") + restorer.finish()
    assert "".join(piece.text for piece in pieces) == "Pieter van Duijn"


def test_what_went_out_stays_after_storing() -> None:
    first = scope("Jan de Vries", "Piet Bos")
    before = shown(first)
    first.vault.extend(
        [NewValue("De Vries", Kind.PERSOON), NewValue("Anna Vos", Kind.PERSOON)], "a"
    )
    again = StandIns(
        Vault("k7f3q2", first.vault.entries),
        SECRET,
        personas=first.personas,
        issued=first.issued,
        seen=first.seen,
    )

    assert shown(again)[:2] == before
    assert shown(again)[2].lower() == before[0].split(" ", 1)[1].lower()


def test_damaged_or_weak_state_is_refused() -> None:
    vault = scope("Jan de Vries").vault

    with pytest.raises(VaultDamagedError):
        StandIns(vault, SECRET, issued={2: "Pieter"})
    with pytest.raises(VaultDamagedError):
        StandIns(vault, SECRET, personas={1: replace(PIETER, given=())})
    with pytest.raises(ValueError, match="16 random bytes"):
        StandIns(vault, b"short")


def test_no_name_of_the_pool_is_an_ordinary_word_or_place() -> None:
    lists = packaged_lists()
    words = [word_of(name) for names in pool().values() for name in names]

    assert [word for word in words if word in lists.dictionary | lists.words | lists.places] == []
    assert len(words) == len(set(words))
    assert [word for word in words if len(word) < 4 or fold(word) != word] == []
    assert {key: len(names) >= 12 for key, names in pool().items()} == dict.fromkeys("mvxst", True)


_NAMES = st.sampled_from(
    [
        "Jan de Vries", "De Vries", "DE VRIES, Jan", "jan", "Fatima El Amrani", "F. El Amrani",
        "Jan-Kees Bakker", "bakker", "José García", "Jose Garcia", "HvB", "06-12345678",
        "jan.devries@waterdam.nl", "123456782",
    ]
)  # fmt: skip
_WORDS = st.sampled_from(["de", "en", "'s", "van", ".", "Hoekstra", "Pieter,", "\n", "[x]", "é"])
_KINDS = {
    "06-12345678": Kind.TELEFOON,
    "123456782": Kind.BSN,
    "jan.devries@waterdam.nl": Kind.EMAIL,
}


def _masked(parts: list[tuple[bool, str]]) -> tuple[str, str, StandIns]:
    text, findings = "", []
    for is_name, part in parts:
        if is_name:
            kind = _KINDS.get(part, Kind.PERSOON)
            findings.append(Finding(len(text), len(text) + len(part), kind, 1.0, "voorbeeld"))
        text += part + " "
    stand_ins = StandIns(Vault("k7f3q2"), SECRET)
    stand_ins.avoid(text)
    masker = Pseudonymiser(stand_ins.vault, writer="a", form=stand_ins.of)
    return text, masker.mask(text, findings), stand_ins


_PARTS = st.lists(
    st.one_of(st.tuples(st.just(True), _NAMES), st.tuples(st.just(False), _WORDS)), max_size=14
)


@given(_PARTS)
def test_masking_and_restoring_gives_the_text_back(parts: list[tuple[bool, str]]) -> None:
    text, masked, stand_ins = _masked(parts)

    assert back(stand_ins, masked)[0] == text


@given(_PARTS, st.lists(st.integers(min_value=1, max_value=9), min_size=1, max_size=40))
def test_every_cut_of_a_stream_gives_the_same(
    parts: list[tuple[bool, str]], sizes: list[int]
) -> None:
    _, masked, stand_ins = _masked(parts)
    answer = masked + " ".join(
        f"{p.given[0]}s {p.surname}je {p.surname} {p.given[0]} x-{p.surname} {p.surname}"
        for p in stand_ins.personas.values()
    )
    pieces, rest, turn = [], answer, 0
    while rest:
        size = sizes[turn % len(sizes)]
        pieces.append(rest[:size])
        rest, turn = rest[size:], turn + 1

    assert back(stand_ins, *pieces) == back(stand_ins, answer)
