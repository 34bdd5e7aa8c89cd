"""Build the derived word lists of the privacy engine again, from files that are given; no network.

    python scripts/wordlists.py --faker DIR --opentaal FILE --laws DIR

DIR of --faker holds the unpacked wheel of Faker (the folder `faker`); FILE is the word list of
OpenTaal, one word a line (in Debian: package wdutch, `usr/share/dict/dutch`); DIR of --laws holds
texts of laws. A source that is not given leaves its lists as they are. The own lists, whose names
end in `_own.txt`, are read and never written. Sources and licences: `data/SOURCES.md`.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "src/stadspoort/engines/privacy/data"

LOCALES = (
    "nl_NL", "nl_BE", "tr_TR", "pl_PL", "ro_RO", "de_DE", "fr_FR", "fr_BE", "fr_DZ", "es_ES",
    "it_IT", "pt_PT", "hr_HR", "en_GB", "en_IN", "en_NG", "en_PK", "sv_SE", "fi_FI", "hu_HU",
    "cs_CZ", "sk_SK", "lt_LT", "lv_LV", "et_EE", "no_NO", "da_DK", "id_ID", "vi_VN", "zu_ZA",
    "yo_NG", "sw", "tw_GH", "gu_IN", "az_AZ", "uz_UZ", "sl_SI", "ha_NG", "ig_NG",
)  # fmt: skip

JOINS = frozenset(
    (
        "van", "de", "der", "den", "het", "ter", "ten", "te", "op", "aan", "in", "en", "von",
        "zu", "la", "le", "du", "da", "do", "dos", "el", "di", "del", "y", "e", "bin", "ben",
        "al", "st",
    )
)  # fmt: skip

MIT = "Derived from Faker 40.63.0 (MIT, Daniele Faraglia and contributors); see SOURCES.md."
BSD = "Derived from the word list of OpenTaal 2.20.19 (BSD-3-Clause); see SOURCES.md."

_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "\u2019": "'"}
)
_LONGEST_WORD = 12
"""Longer words are recognised by their parts; leaving them out halves the list."""

_FAMILY = re.compile(
    r"(?:dijk|hof|man|mans|kamp|berg|veld|huis|boom|bos|bosch|broek|poel|horst|brink|meer|beek|burg|"
    r"land|steen|water|wijk|stein|borg|haar|hoek|laar|oord|sloot|molen|meijer|boer|baas|koop|bakker|"
    r"zoon|stok|schoot|donk|visser|maker|kerk|huizen|hoven|dam|daal|dal)$"
)
"""Endings of surnames that are words too: "Molendijk" may be a person, "Kamerbrief" may not."""
_THING = re.compile(
    r"(?:straat|laan|weg|plein|kade|pad|hof|singel|gracht|ees|isch|ische|dreef|steeg|park|kanaal|"
    r"polder|brug|haven|sluis|bank|zorg|bouw|fonds|wet|akte|raad|kamer|crisis|gebied|"
    r"route|tocht|trein|lijn|team|zee|nota|aar|aan|ees|erij|dag|feest|club|partij|school|kerk|lied|prijs)$"
)


def fold(word: str) -> str:
    """Return `word` as the lists spell it: lower case without diacritics."""
    decomposed = unicodedata.normalize("NFD", word.lower().translate(_PLAIN))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def read(name: str) -> frozenset[str]:
    """Return the entries of one list of the package."""
    lines = (DATA / name).read_text(encoding="utf-8").split("\n")
    return frozenset(line for line in lines if line and line[0] != "#")


def write(name: str, head: Iterable[str], entries: Iterable[str]) -> None:
    """Write one list, sorted, under its comment lines."""
    entries = sorted(entries)
    text = "".join(f"# {line}\n" for line in head) + "\n".join(entries) + "\n"
    (DATA / name).write_text(text, encoding="utf-8")
    sys.stdout.write(f"{name}: {len(entries)}\n")


def names_of(parts: Iterable[str]) -> Iterator[str]:
    """Yield the words of names, folded, without tussenvoegsels."""
    for name in parts:
        for part in name.split():
            word = fold(part).strip(".'")
            if len(word) > 2 and word not in JOINS and re.fullmatch(r"[a-z'-]+", word):
                yield word


def faker_names(kind: str) -> set[str]:
    """Return every name of Faker's locales whose attribute holds `kind` ("first" or "last")."""
    found: set[str] = set()
    people = importlib.import_module("faker.providers.person")
    for module in pkgutil.iter_modules(people.__path__):
        if module.name not in LOCALES:
            continue
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for attribute in dir(provider):
            value = getattr(provider, attribute)
            if kind in attribute.lower() and isinstance(value, (list, tuple, dict)):
                found.update(names_of(entry for entry in value if isinstance(entry, str)))
    return found


def build_faker(folder: Path) -> None:
    """Write the lists derived from Faker."""
    sys.path.insert(0, str(folder))
    for kind, name in (("first", "first_names"), ("last", "surnames")):
        head = ("Names of many countries, lower case, without diacritics.", MIT)
        write(f"{name}_faker.txt", head, faker_names(kind) - read(f"{name}_own.txt"))
    places = importlib.import_module("faker.providers.address.nl_NL").Provider
    towns = {fold(x) for x in (*places.cities, *places.countries, *places.provinces)}
    write("places.txt", ("Dutch towns, provinces and countries.", MIT), towns)
    firms = importlib.import_module("faker.providers.company.nl_NL").Provider.large_companies
    write("companies_faker.txt", ("Large companies in the Netherlands.", MIT), map(fold, firms))
    words: set[str] = set()
    for locale in ("nl_NL", "nl_BE"):
        lorem = importlib.import_module(f"faker.providers.lorem.{locale}").Provider
        words.update(map(fold, lorem.word_list))
    write("words_faker.txt", ("Common Dutch words.", MIT), words - read("words_own.txt"))


def build_laws(folder: Path) -> None:
    """Write the words that stand at least twice in lower case in the laws of `folder`."""
    text = "\n".join(
        path.read_text(encoding="utf-8", errors="replace")
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".md", ".yaml")
    )
    counts = Counter(re.findall(r"(?<![\w-])[a-zà-ÿ]{3,}(?![\w-])", text))
    words = {fold(word) for word, count in counts.items() if count >= 2}
    head = (
        "Words that stand twice or more in lower case in the Awb, Woo, Wob and Awt.",
        "Texts of laws carry no copyright (Auteurswet art. 11).",
    )
    write("words_law.txt", head, words - read("words_faker.txt") - read("words_own.txt"))


def build_opentaal(path: Path) -> None:
    """Write the ordinary words, first names and other proper names of OpenTaal's list."""
    words = path.read_text(encoding="utf-8").split()
    plain = {fold(w) for w in words if w == w.lower()}
    plain = {w for w in plain if re.fullmatch(r"[a-z]{3,}", w)}
    proper = {fold(w) for w in words if w[0].isupper() and w[1:].islower()}
    proper = {w for w in proper if re.fullmatch(r"[a-z]{3,}", w)}
    possessive = {fold(w) for w in words if w[0].isupper() and w.endswith("'s")}
    ordinary = read("words_own.txt") | read("words_faker.txt") | read("words_law.txt")
    short = {w for w in plain - ordinary if len(w) <= _LONGEST_WORD}
    people = read("first_names_own.txt") | read("surnames_own.txt") | read("surnames_faker.txt")
    short |= {w for w in proper - people if _is_of_place(w, read("places.txt") - people)}
    write("words_opentaal.txt", (f"Dutch words of at most {_LONGEST_WORD} letters.", BSD), short)
    places = {w for w in proper if _has_inhabitants(w, proper)} | read("places.txt")
    names = {w for w in proper - places - plain if not _is_thing(w, plain)}
    first = {w for w in names if f"{w}s" in proper or f"{w}'s" in possessive}
    first -= {w for w in first if w.endswith("s") and w[:-1] in names}
    head = ("First names: proper names that have a possessive form.", BSD)
    known_first = read("first_names_own.txt") | read("first_names_faker.txt")
    write("first_names_opentaal.txt", head, first - known_first)
    known = known_first | read("surnames_own.txt") | read("surnames_faker.txt")
    forms = {w for w in names if _is_form(w, proper | known)}
    head = ("Surnames and other proper names, rather a person than a place.", BSD)
    write("surnames_opentaal.txt", head, names - first - forms - known)


def _has_inhabitants(word: str, proper: set[str]) -> bool:
    """Say whether the list knows an adjective or an inhabitant of `word`: it is a place."""
    return any(word + ending in proper for ending in ("se", "ser", "enaar", "er"))


def _is_of_place(word: str, places: frozenset[str]) -> bool:
    """Say whether `word` is an adjective, language or inhabitant of a place ("amsterdammers")."""
    for ending in ("se", "s", "er", "ers", "aar", "aars", "mer", "mers", "enaar", "enaars", "ser"):
        stem = word.removesuffix(ending)
        if stem != word and (stem in places or stem + "en" in places):
            return True
    return False


def _is_form(word: str, proper: set[str]) -> bool:
    """Say whether `word` is the possessive or the adjective of another proper name."""
    return (word.endswith("s") and word[:-1] in proper) or (
        word.endswith("se") and (word[:-2] in proper or word[:-1] in proper)
    )


def _is_thing(word: str, plain: set[str]) -> bool:
    """Say whether `word` is a street, people or compound of ordinary words."""
    if _THING.search(word):
        return True
    if any(word[at:] in plain for at in range(3, len(word) - 4)):
        return True
    return not _FAMILY.search(word) and any(
        word[at:] in plain and word[:at] in plain for at in range(4, len(word) - 2)
    )


def main() -> int:
    """Build the lists of the sources that are given; return 0."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--faker", type=Path)
    parser.add_argument("--opentaal", type=Path)
    parser.add_argument("--laws", type=Path)
    given = parser.parse_args()
    if given.faker:
        build_faker(given.faker)
    if given.laws:
        build_laws(given.laws)
    if given.opentaal:
        build_opentaal(given.opentaal)
    return 0


if __name__ == "__main__":
    sys.exit(main())
