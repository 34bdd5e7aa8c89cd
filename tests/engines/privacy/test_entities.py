"""One entity per person per scope; what fits two persons is nobody's.

Sources: issue 3, item 3; docs/decisions/0005-entities-and-pseudonyms.md.
Names are made up. "m" and "v" say what title stood before the name.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stadspoort.engines.privacy import Finding, Kind, NewValue, Pseudonymiser, Vault, new_tag
from stadspoort.engines.privacy._entities import gender_before
from stadspoort.engines.privacy._vault import VaultDamagedError

TAG = "k7f3q2"


def persons(*batches: list[str]) -> list[set[str]]:
    """Return the values of each entity; a value "De Vries/v" had "mevrouw" before it."""
    vault = Vault(TAG)
    for batch in batches:
        vault.extend([value_of(text) for text in batch], "a")
    return [{entry.value for entry in entity.entries} for entity in vault.entities]


def value_of(text: str) -> NewValue:
    value, _, gender = text.partition("/")
    return NewValue(value, Kind.EMAIL if "@" in value else Kind.PERSOON, gender)


@pytest.mark.parametrize(
    ("batch", "expected"),
    [
        pytest.param(
            ["jan", "J. de Vries", "De Vries/m", "Jan de Vries", "DE VRIES, Jan", "Vries, J. de"],
            [{"jan", "J. de Vries", "De Vries", "Jan de Vries", "DE VRIES, Jan", "Vries, J. de"}],
            id="all spellings of one person",
        ),
        pytest.param(
            ["José García", "Jose Garcia", "GARCIA"],
            [{"José García", "Jose Garcia", "GARCIA"}],
            id="diacritics and capitals",
        ),
        pytest.param(
            ["Jan-Kees Vos", "Jan Kees Vos", "J.K. Vos", "Jan Kees's"],
            [{"Jan-Kees Vos", "Jan Kees Vos", "J.K. Vos"}, {"Jan Kees's"}],
            id="hyphen is a space; two bare words are a full name of somebody",
        ),
        pytest.param(
            ["Jan de Vries", "Piet de Vries", "De Vries", "J. de Vries", "Piet's"],
            [{"Jan de Vries", "J. de Vries"}, {"Piet de Vries", "Piet's"}, {"De Vries"}],
            id="a surname that two persons bear is on its own",
        ),
        pytest.param(
            ["Jan de Vries", "Jan Bakker", "jan", "Bakker"],
            [{"Jan de Vries"}, {"Jan Bakker", "Bakker"}, {"jan"}],
            id="a first name that two persons bear is on its own",
        ),
        pytest.param(
            ["Jan de Vries", "Piet Jan", "Jan"],
            [{"Jan de Vries"}, {"Piet Jan"}, {"Jan"}],
            id="a word that is a first name here and a surname there",
        ),
        pytest.param(
            ["Jan de Vries", "De Vries/v"],
            [{"Jan de Vries"}, {"De Vries"}],
            id="mevrouw De Vries is not Jan",
        ),
        pytest.param(
            ["Jan de Vries", "Anna de Vries", "De Vries/v", "DE VRIES/m"],
            [{"Jan de Vries", "DE VRIES"}, {"Anna de Vries", "De Vries"}],
            id="the title decides between two",
        ),
        pytest.param(
            ["Jan de Vries", "Robin de Vries", "De Vries/v", "DE VRIES/m"],
            [{"Jan de Vries"}, {"Robin de Vries"}, {"De Vries"}, {"DE VRIES"}],
            id="both may be Robin, and not both are",
        ),
        pytest.param(
            ["Jan de Vries", "J.P. de Vries", "J.K. de Vries"],
            [{"Jan de Vries"}, {"J.P. de Vries"}, {"J.K. de Vries"}],
            id="two that cannot both be Jan",
        ),
        pytest.param(
            ["Jan de Vries", "De Vries/m", "De Vries/v"],
            [{"Jan de Vries"}, {"De Vries"}],
            id="one spelling behind both titles names two persons",
        ),
        pytest.param(
            ["Jan de Boer", "Jan Boer", "Jan den Boer"],
            [{"Jan de Boer"}, {"Jan Boer"}, {"Jan den Boer"}],
            id="another tussenvoegsel is another surname",
        ),
        pytest.param(
            ["Wim van den Berg", "W. v.d. Berg", "Berg, W."],
            [{"Wim van den Berg", "W. v.d. Berg", "Berg, W."}],
            id="tussenvoegsel short or dropped where initials stand",
        ),
        pytest.param(
            ["Annelot Boer", "De Boer", "J. Vos", "de Vos"],
            [{"Annelot Boer"}, {"De Boer"}, {"J. Vos"}, {"de Vos"}],
            id="a tussenvoegsel that the fuller name has not",
        ),
        pytest.param(
            ["Wim van den Berg", "Wim van der Berg", "Wim v.d. Berg"],
            [{"Wim van den Berg"}, {"Wim van der Berg"}, {"Wim v.d. Berg"}],
            id="a short tussenvoegsel that fits two",
        ),
        pytest.param(
            ["J. de Vries", "J.P. de Vries", "J.K. de Vries"],
            [{"J. de Vries"}, {"J.P. de Vries"}, {"J.K. de Vries"}],
            id="initials that fit two",
        ),
        pytest.param(
            ["Maria Garcia Lopez", "Maria Garcia", "Anna Jansen-de Vries", "mevrouw Jansen"],
            [
                {"Maria Garcia Lopez"},
                {"Maria Garcia"},
                {"Anna Jansen-de Vries"},
                {"mevrouw Jansen"},
            ],
            id="half of a double surname decides nothing",
        ),
        pytest.param(
            [
                "AL-HAMDAN, Khaled",
                "Khaled Al-Hamdan",
                "S. Bakker-de Boer",
                "Sanne Bakker - de Boer",
            ],
            [
                {"AL-HAMDAN, Khaled", "Khaled Al-Hamdan"},
                {"S. Bakker-de Boer"},
                {"Sanne Bakker - de Boer"},
            ],
            id="prefix with a hyphen; a hyphen with spaces is not read as one surname",
        ),
        pytest.param(
            [
                "Jan de Vries",
                "van Jan de Vries",
                "van Vries",
                "Youssef El Amrani",
                "aan Youssef El Amrani",
            ],
            [
                {"Jan de Vries", "van Jan de Vries"},
                {"van Vries"},
                {"Youssef El Amrani", "aan Youssef El Amrani"},
            ],
            id="a preposition that was found along",
        ),
        pytest.param(
            ["HvB", "hvb", "Hans van Bree"],
            [{"HvB", "hvb"}, {"Hans van Bree"}],
            id="initials alone name nobody else",
        ),
        pytest.param(
            ["jan.devries@waterdam.nl", "Jan de Vries", "jdevries@waterdam.nl", "jan@waterdam.nl"],
            [
                {"jan.devries@waterdam.nl", "Jan de Vries"},
                {"jdevries@waterdam.nl"},
                {"jan@waterdam.nl"},
            ],
            id="an e-mail address that spells the full name, no other",
        ),
        pytest.param(
            ["jan.devries@waterdam.nl", "Jan de Vries/m", "Jan de vries/v"],
            [{"jan.devries@waterdam.nl"}, {"Jan de Vries"}, {"Jan de vries"}],
            id="an e-mail address that spells two persons is nobody's",
        ),
    ],
)
def test_who_is_who_in_one_request(batch: list[str], expected: list[set[str]]) -> None:
    assert persons(batch) == expected
    assert sorted(map(sorted, persons(batch[::-1]))) == sorted(map(sorted, expected))


@pytest.mark.parametrize(
    ("batches", "expected"),
    [
        pytest.param(
            [["De Vries"], ["Jan de Vries"]],
            [{"De Vries", "Jan de Vries"}],
            id="bare first, one full name later",
        ),
        pytest.param(
            [["De Vries"], ["Jan de Vries", "Piet de Vries"], ["J. de Vries"]],
            [{"De Vries"}, {"Jan de Vries", "J. de Vries"}, {"Piet de Vries"}],
            id="bare first, two full names at once",
        ),
        pytest.param(
            [["De Vries"], ["Jan de Vries"], ["Piet de Vries", "De Vries", "DE VRIES"]],
            [{"De Vries", "Jan de Vries"}, {"Piet de Vries"}, {"DE VRIES"}],
            id="what was issued stays when a second person comes; a new spelling is not guessed",
        ),
        pytest.param(
            [["J. de Vries"], ["Jan de Vries"], ["Johan de Vries"]],
            [{"J. de Vries", "Jan de Vries"}, {"Johan de Vries"}],
            id="initials first",
        ),
        pytest.param(
            [["jan"], ["Jan Bakker", "Jan de Vries"]],
            [{"jan"}, {"Jan Bakker"}, {"Jan de Vries"}],
            id="a first name first, two persons later",
        ),
        pytest.param(
            [["jan.devries@waterdam.nl"], ["Jan de Vries"]],
            [{"jan.devries@waterdam.nl"}, {"Jan de Vries"}],
            id="an address before its person stays alone",
        ),
    ],
)
def test_what_was_issued_stays(batches: list[list[str]], expected: list[set[str]]) -> None:
    assert persons(*batches) == expected


def test_the_tokens_of_one_person_differ_in_their_last_two_characters_only() -> None:
    vault = Vault(TAG)
    vault.extend([value_of("Jan de Vries"), value_of("Piet Bos"), value_of("De Vries")], "a")
    jan, piet, de_vries = (entry.token for entry in vault.entries)

    assert jan[:-3] == de_vries[:-3] == "[PERSOON_k7f3q21"
    assert (jan[-3], de_vries[-3]) == ("a", "b")
    assert piet.startswith("[PERSOON_k7f3q22a")


def test_the_27th_spelling_has_two_letters() -> None:
    vault = Vault(TAG)
    for number in range(27):
        vault.extend(
            [NewValue(" ".join(["Jan"] + ["de"] * number + ["Vries"]), Kind.BIJZONDER)], "a"
        )
    cased = [
        "".join(letter.upper() if number >> at & 1 else letter for at, letter in enumerate("janvo"))
        for number in range(27)
    ]
    vault = Vault(TAG)
    vault.extend([NewValue(name, Kind.PERSOON) for name in cased], "a")

    assert len(vault.entities) == 1
    assert vault.entries[25].token.startswith("[PERSOON_k7f3q21z")
    assert vault.entries[26].token.startswith("[PERSOON_k7f3q21aa")


@pytest.mark.parametrize(
    ("kind", "one", "other", "is_same"),
    [
        (Kind.TELEFOON, "06-12345678", "+31 6 12345678", True),
        (Kind.TELEFOON, "(010) 123 45 67", "0031 10-1234567", True),
        (Kind.TELEFOON, "+31 (0)6 12345678", "0612345678", True),
        (Kind.IBAN, "NL91 ABNA 0417 1643 00", "nl91abna0417164300", True),
        (Kind.BSN, "1234.56.782", "123456782", True),
        (Kind.EMAIL, "Info@Waterdam.nl", "info@waterdam.nl", True),
        (Kind.KLANTNUMMER, "12-34", "1-234", False),
        (Kind.ADRES, "Kerkstraat 1", "kerkstraat 1", False),
    ],
)
def test_a_number_in_another_layout_is_one_entity(
    kind: Kind, one: str, other: str, is_same: bool
) -> None:
    vault = Vault(TAG)
    vault.add(one, kind, "a")
    vault.add(other, kind, "b")

    assert (len(vault.entities) == 1) is is_same
    assert [entry.writer for entry in vault.entries] == ["a", "b"]


def test_an_ambiguous_name_says_who_it_may_be() -> None:
    vault = Vault(TAG)
    vault.extend([value_of(v) for v in ("Jan de Vries", "Piet de Vries", "De Vries", "Vos")], "a")

    assert [(e.number, e.maybe_same, e.is_undecided) for e in vault.entities] == [
        (1, (3,), False),
        (2, (3,), False),
        (3, (1, 2), True),
        (4, (), False),
    ]


def test_entities_survive_storing() -> None:
    first = Vault(TAG)
    first.extend([value_of(v) for v in ("Jan de Vries", "Bos", "De Vries/v")], "a")
    again = Vault(TAG, reversed(first.entries))
    again.extend([value_of(v) for v in ("J. de Vries", "Anna de Vries")], "a")

    assert [{e.value for e in entity.entries} for entity in again.entities] == [
        {"Jan de Vries", "J. de Vries"},
        {"Bos"},
        {"De Vries", "Anna de Vries"},
    ]


def test_an_older_vault_keeps_its_tokens_and_issues_no_token_twice() -> None:
    """Before 2026-11-24 a token held one number of base 36; "1a" was the 46th value."""
    from dataclasses import replace

    from stadspoort.engines.privacy._tokens import check_character

    made = Vault(TAG)
    made.extend([NewValue(f"nummer {n}", Kind.KLANTNUMMER) for n in range(1, 46)], "a")
    made.add("Jan de Vries", Kind.PERSOON, "a")
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    old = []
    for entry in made.entries:
        number = (digits[entry.number // 36] if entry.number > 35 else "") + digits[
            entry.number % 36
        ]
        token = f"[{entry.kind}_{TAG}{number}{check_character(TAG + number)}]"
        old.append(replace(entry, token=token, entity=0, gender=""))
    vault = Vault(TAG, old)
    vault.add("De Vries", Kind.PERSOON, "a")

    assert [e.token for e in vault.entries[:46]] == [e.token for e in old]
    assert vault.entries[45].token.startswith("[PERSOON_k7f3q21a")
    assert vault.entries[46].token.startswith("[PERSOON_k7f3q246b")
    assert vault.entries[46].entity == 46


@pytest.mark.parametrize(("entity", "gender"), [(2, ""), (-1, ""), (1, "q")])
def test_an_entity_that_cannot_be_is_damage(entity: int, gender: str) -> None:
    from dataclasses import replace

    made = Vault(TAG)
    entry = made.add("Jan", Kind.PERSOON, "a")

    with pytest.raises(VaultDamagedError):
        Vault(TAG, [replace(entry, entity=entity, gender=gender)])


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("Geachte dhr. ", "m"),
        ("de heer dr. ", "m"),
        ("mevrouw ", "v"),
        ("Mw. mr. dr. ", "v"),
        ("fam. ", ""),
        ("hr ", "m"),
        ("beheer ", ""),
        ("", ""),
    ],
)
def test_the_title_before_a_name_tells_the_gender(before: str, expected: str) -> None:
    assert gender_before(before + "De Vries", len(before)) == expected


def test_masking_reads_the_title_before_a_name() -> None:
    vault = Vault(TAG)
    text = "Jan de Vries schrijft. Mevrouw De Vries belt."
    findings = [Finding(0, 12, Kind.PERSOON, 1.0, "x"), Finding(31, 39, Kind.PERSOON, 1.0, "x")]
    masked = Pseudonymiser(vault, writer="a").mask(text, findings)

    assert [entity.number for entity in vault.entities] == [1, 2]
    assert re.sub(r"_k7f3q2(\d)a.\]", r"_\1]", masked) == (
        "[PERSOON_1] schrijft. Mevrouw [PERSOON_2] belt."
    )


_GIVEN = st.sampled_from(["Jan", "Johan", "Anna", "Fatima", "Jan-Kees", "Robin"])
_GIVEN_WORDS = {"jan", "johan", "anna", "fatima", "jankees", "robin"}
_SURNAMES = st.sampled_from(
    ["de Vries", "Vries", "van den Berg", "van der Berg", "El Amrani", "Bakker-de Boer", "Vos"]
)
_FULL = st.builds(lambda given, surname: f"{given} {surname}", _GIVEN, _SURNAMES)
_SHORT = st.one_of(
    _GIVEN.map(str.lower),
    _SURNAMES.map(str.title),
    st.builds(lambda given, surname: f"{given[0]}. {surname}", _GIVEN, _SURNAMES),
)
_TURNED = st.builds(lambda given, surname: f"{surname.upper()}, {given}", _GIVEN, _SURNAMES)
_TEXTS = st.lists(st.one_of(_FULL, _SHORT, _TURNED), max_size=10)


@given(st.lists(_TEXTS, max_size=4))
def test_two_different_full_names_are_never_one_entity(batches: list[list[str]]) -> None:
    for entity in persons(*batches):
        words = [re.findall(r"[a-z]+", value.lower().replace("n-k", "nk")) for value in entity]
        full = {tuple(sorted(w)) for w in words if len(w) > 1 and _GIVEN_WORDS & set(w)}
        assert len(full) <= 1, entity


@given(_TEXTS, st.randoms(use_true_random=False))
def test_the_order_within_a_request_decides_nothing(batch: list[str], random: object) -> None:
    shuffled = batch[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    before, after = persons(batch), persons(shuffled)

    assert sorted(map(sorted, before)) == sorted(map(sorted, after))


@given(st.lists(_TEXTS, max_size=4))
def test_a_later_text_changes_no_earlier_token(batches: list[list[str]]) -> None:
    vault = Vault(TAG)
    issued: dict[str, tuple[str, int]] = {}
    for batch in batches:
        vault = Vault(TAG, vault.entries)  # as stored and read again
        vault.extend([value_of(text) for text in batch], "a")
        now = {entry.value: (entry.token, entry.entity) for entry in vault.entries}
        assert now.items() >= issued.items()
        assert len({token for token, _ in now.values()}) == len(now)
        issued = now


@given(st.binary(min_size=16, max_size=16), st.binary(min_size=16, max_size=16), _TEXTS)
def test_two_scopes_share_no_token(one: bytes, other: bytes, batch: list[str]) -> None:
    """The tag is random: the same names in the same order look different in another scope."""
    first, second = Vault(new_tag(one)), Vault(new_tag(other))
    for vault in (first, second):
        vault.extend([value_of(text) for text in batch], "a")

    shared = {entry.token for entry in first.entries} & {entry.token for entry in second.entries}
    assert not shared or first.tag == second.tag


def test_ten_thousand_of_one_family_take_linear_time() -> None:
    """Each full name is compared with a bounded number of others."""
    vault = Vault(TAG)
    names = [f"J{'abcdefghij'[n % 10]}{n} de Vries" for n in range(10_000)]
    vault.extend([NewValue(name, Kind.PERSOON) for name in [*names, "De Vries"]], "a")

    assert len(vault.entities) == 10_001


@pytest.mark.parametrize("unit", ["a", "a ", "a.", "a-", "'", "de ", "J.", "dr. ", ",", "e\u0301"])
def test_a_name_of_half_a_million_characters_is_read(unit: str) -> None:
    """Whoever points at a span decides how long a name is."""
    vault = Vault(TAG)
    vault.add("x" + unit * (500_000 // len(unit)), Kind.PERSOON, "a")

    assert len(vault.entities) == 1
