"""Personal data by its place on the page: table columns, forms, mail headers, chat turns.

Here the place says what a value is, so that spelling, capitals and lists matter little:
"AL-HAMDAN, Khaled" in a column "naam", "joke v d berg" after "Naam:", "FATIMA:" before a turn.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from stadspoort.engines.privacy._alternatives import by_first_letter
from stadspoort.engines.privacy._cell_values import values_in
from stadspoort.engines.privacy._cells import Cell
from stadspoort.engines.privacy._labels import lower_case
from stadspoort.engines.privacy._lines import lines_with
from stadspoort.engines.privacy._lists import Lists, fold
from stadspoort.engines.privacy._name_words import (
    CAP,
    INITIALS,
    JOIN,
    JOINS,
    ORG_TAIL,
    ORG_WORD,
    ROLE,
    TITLE,
    Class,
    classify,
)
from stadspoort.engines.privacy._values import Finding, Kind

_CODE = re.compile(r"[A-Za-z]{0,4}[-. ]?\d{3,12}(?:[-.]\d{1,6})?")
_ONLY_JOINS = re.compile(rf"(?i)(?:{JOIN}(?: |$)?){{1,3}}(?<! )")
_INITIALS_KEY = re.compile(r"(?i)\W*(?:v(?:oor)?l|init)")
_LETTERS = re.compile(r"[A-Za-z](?:[. ]{0,2}[A-Za-z]){0,6}\.?")
_NAME_KEY = (
    rf"(?:(?:volledige |officiële |uw |mijn )?(?:naam|namen|voornaam|voornamen|achternaam|"
    rf"roepnaam|geslachtsnaam|meisjesnaam|voorletters?|"
    rf"vlt?|initialen|tussenvoegsels?)(?: (?:en|van|/) [\w ]{{2,25}}| ?\([\w ,.]{{1,20}}\))?|"
    rf"hr/mevr|dhr/mevr|dhr\.?/mw\.?|de heer/mevrouw|t\.n\.v\.|tnv|t\.a\.v\.|tav|"
    rf"opgesteld door|opsteller|auteur|door|verslag(?:legging)?|gemeld door|ingediend door|"
    rf"ondertekend(?: door)?|getekend|contact|aanwezig(?:en)?|"
    rf"afwezig|afgemeld|verhinderd|deelnemers?|insprekers?|namens [\w ]{{2,20}}|name|first name|"
    rf"last name|surname|gezinsleden|huisgenoten|kinderen|ouders|"
    rf"gesproken met|in gesprek met|bezoek aan|voor|betreft cli[eë]nt|casus|afspraak met|"
    rf"gebeld met|gebeld door|gespreksvoerder|rekeninghouder|{ROLE}(?: \d| (?:school|ziekenhuis|"
    rf"gemeente|kind|vader|moeder|partner|cliënt))?)"
)
_FORM = re.compile(rf"({by_first_letter([_NAME_KEY])}) ?[:=][ \t]*(?=\S)")
_FORM_PLACE = re.compile(r"(?m)^(?:[-*•>]\s)?(?=[^\W\d_])|[|;,(.\s]\s(?=[^\W\d_])")
"""Where a label may begin: a line, after an item's sign, after a sign and a space."""
_LONGEST_LABEL = 80
_SIGN = re.compile("[:=]")
_COLON = re.compile(":")
_INLINE_KEY = re.compile(
    r"(?<!\w)(naam|voornaam|achternaam|roepnaam|vlt|voorletters|hr/mevr|t\.n\.v\.|"
    r"tnv) ?:[ \t]*(?=\S)"
)
_INLINE_KEY_ENDS = ("naam", "vlt", "voorletters", "hr/mevr", "t.n.v.", "tnv")
_LONGEST_KEY = 12
_HEADER = re.compile(
    r"(?im)^[>\s|*]{0,6}(?:van|aan|cc|bcc|from|to|afzender|verzonden door|ontvanger|reply-to|"
    r"antwoord aan|organisator|genodigden|deelnemers|sender)"
    r"\*{0,2} ?:\*{0,2}[ \t]*(?=\S)"
)
_WROTE = re.compile(
    rf"(?i)(?:\b\d{{1,2}}[:.]\d{{2}} ?(?:uur)?,? (?:schreef )?|^[> ]*|\bschreef )((?:{CAP}|"
    rf"{INITIALS}|{JOIN})(?: (?:{CAP}|{INITIALS}|{JOIN})){{0,5}})"
    rf"(?: ?<[^>\n]{{3,80}}>| ?\[[^\]\n]{{3,80}}\])?(?: (?:schreef|wrote)|"
    rf" het volgende geschreven)? ?:"
)
_WROTE_WORDS = ("schreef", "Schreef", "wrote", "Wrote", "geschreven", ">")
_VALUE_END = re.compile(r"[ \t]{3,}|\t|\n|\||;|(?<=[\w)])[ ]{1,2}(?=[A-Za-z][\w/.-]{1,15} ?:)")
_ITEM = re.compile(r"[^;\n]+")
_ANGLE = re.compile(r"[<\[(][^>\])\n]*[>\])]?|\S+@\S+|\"|'(?![^\W\d_])|(?<![\w ])'")
_TURN = re.compile(
    r"(?m)^[ \t>]{0,4}(?:[\[(]?\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4},? ?(?:om )?)?"
    r"(?:[\[(]?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?[\])]?)?[ \t]{0,2}(?:[-\]][ \t]?)?"
    r"((?:(?:dhr|mevr|mw|de heer|mevrouw)\.? )?[^\W\d_][\w'.-]*(?: [\w'.-]+){0,4}?)"
    r"(?: \([^)\n]{1,30}\))? ?:[ \t](?=\S)"
)
NO_SPEAKER = frozenset(
    (
        "klant", "bot", "chatbot", "inwoner", "medewerker", "gemeente", "burger", "agent",
        "systeem", "assistent", "assistant", "user", "system", "human", "ai", "beller", "kcc",
        "balie", "baliemedewerker", "voorzitter", "secretaris", "cliënt", "client", "vraag",
        "antwoord", "v", "a", "q", "onderwerp", "betreft", "datum", "tijd", "locatie", "plaats",
        "adres", "postcode", "telefoon", "tel", "mobiel", "mail", "email", "bsn", "iban",
        "kenmerk", "bijlage", "bijlagen", "re", "fw", "fwd", "let", "op", "pb", "ps", "nb",
        "klacht", "melding", "reden", "besluit", "actie", "acties", "conclusie", "samenvatting",
        "doel", "status", "opmerking", "toelichting", "punt", "stap", "noot", "bron", "zie",
        "advies", "aanleiding", "achtergrond", "geslacht", "nationaliteit", "geboortedatum",
        "geboorteplaats", "kenteken", "rekening", "bedrag", "van", "aan", "cc", "bcc",
        "verzonden", "ontvangen", "from", "to", "sent", "subject", "date", "prioriteit", "team",
        "afdeling", "functie", "project", "agenda", "verslag", "rondvraag", "opening", "sluiting",
        "mededelingen", "interviewer", "spreker", "raad", "college", "wethouder", "burgemeester",
        "griffier", "moeder", "vader", "tolk", "partner", "arts", "zaak", "zaaknummer", "dossier",
        "nummer", "nr", "naam", "voornaam", "achternaam", "ouder", "ouders", "kind",
    )
)  # fmt: skip


def find_placed(text: str, cells: Iterable[Cell], lists: Lists) -> Iterator[Finding]:
    """Yield what the layout of `text` and its table `cells` say is personal data."""
    for cell in cells:
        if cell.meaning is Kind.PERSOON and _CODE.fullmatch(text, cell.start, cell.end):
            yield Finding(
                cell.start, cell.end, Kind.KLANTNUMMER, 0.8, f"nummer in kolom '{cell.header}'"
            )
        elif cell.meaning is Kind.PERSOON and (
            _ONLY_JOINS.fullmatch(text, cell.start, cell.end)
            or (_INITIALS_KEY.match(cell.header) and _LETTERS.fullmatch(text, cell.start, cell.end))
        ):
            yield Finding(*cell[:2], Kind.PERSOON, 0.93, f"kolom '{cell.header}'")
        elif cell.meaning is Kind.PERSOON:
            for start, end in names_in(text, cell.start, cell.end, lists, is_list=False):
                yield Finding(start, end, Kind.PERSOON, 0.93, f"kolom '{cell.header}'")
        for start, end, kind in values_in(text, cell):
            yield Finding(start, end, kind, 0.95, f"kolom '{cell.header}'")
    if ":" in text or "=" in text:
        yield from _forms(text, lower_case(text), lists)
        yield from _headers(text, lists)
        yield from _turns(text, lists)


def _forms(text: str, lower: str, lists: Lists) -> Iterator[Finding]:
    for label, begin in (*_labels_of_forms(lower), *_inline_labels(lower)):
        stop = _VALUE_END.search(text, begin, begin + 300)
        end = stop.start() if stop else min(len(text), begin + 300)
        for start, stop_at in names_in(text, begin, end, lists, is_list=True):
            yield Finding(start, stop_at, Kind.PERSOON, 0.92, f"veld '{text[label].strip()}'")


def _labels_of_forms(lower: str) -> Iterator[tuple[slice, int]]:
    """Yield where labels for a name stand, and where what follows them begins."""
    for start, end, first in lines_with(_SIGN, lower):
        last = start
        # From the break before the line on: it is a space too, and "\n Naam:" has two.
        begin = max(start - 1, first - _LONGEST_LABEL, 0)
        for place in _FORM_PLACE.finditer(lower, begin, end):
            found = _FORM.match(lower, place.end(), end) if place.end() >= last else None
            if found:
                last = found.end()
                yield slice(*found.span(1)), last


def _inline_labels(lower: str) -> Iterator[tuple[slice, int]]:
    """Yield the same for labels that may stand anywhere in a line."""
    for colon in _COLON.finditer(lower):
        end = colon.start() - (lower[colon.start() - 1 : colon.start()] == " ")
        if lower.endswith(_INLINE_KEY_ENDS, max(0, end - _LONGEST_KEY), end):
            for start in range(max(0, end - _LONGEST_KEY), end):
                found = _INLINE_KEY.match(lower, start)
                if found and found.end(1) == end:
                    yield slice(start, end), found.end()


def _headers(text: str, lists: Lists) -> Iterator[Finding]:
    for begin, end, _ in lines_with(_COLON, text):
        found = _HEADER.match(text, begin)
        for item in _ITEM.finditer(text, found.end(), end) if found else ():
            for start, stop in names_in(text, *item.span(), lists, is_list=True):
                yield Finding(start, stop, Kind.PERSOON, 0.95, "kop van een e-mail")
    for found in _WROTE.finditer(text) if any(word in text for word in _WROTE_WORDS) else ():
        if (
            found[0].rstrip(" :").endswith(("schreef", "wrote", "geschreven", ">"))
            or "schreef" in found[0]
        ):
            for start, stop in names_in(text, *found.span(1), lists, is_list=False):
                yield Finding(start, stop, Kind.PERSOON, 0.93, "'schreef' erachter")


def _turns(text: str, lists: Lists) -> Iterator[Finding]:
    """Yield the names before the colon when lines with "name: words" come in numbers."""
    lines = lines_with(_COLON, text)
    turns = [turn for begin, _, _ in lines if (turn := _TURN.match(text, begin))]
    counts = Counter(fold(turn[1]) for turn in turns)
    repeated = sum(count for count in counts.values() if count > 1)
    is_talk = len(turns) > 2 and 2 * repeated >= len(turns)
    for turn in turns:
        key = fold(turn[1]).strip(" .")
        if key in NO_SPEAKER or len(key) < 2:
            continue
        words = [word for word in re.split(r"[ .]+", key) if word]
        is_known = any(word in lists.first_names or word in lists.surnames for word in words)
        if not is_known and all(classify(word, lists) & Class.WORD for word in words):
            continue
        if not is_talk and not any(word in lists.first_names for word in words):
            continue
        for start, end in names_in(text, *turn.span(1), lists, is_list=False, is_label=True):
            yield Finding(start, end, Kind.PERSOON, 0.9, "naam voor een beurt in een gesprek")


def names_in(
    text: str, start: int, end: int, lists: Lists, *, is_list: bool, is_label: bool = False
) -> Iterator[tuple[int, int]]:
    """Yield the names in a place that holds one name, or a list of names with `is_list`.

    Titles, mail addresses, remarks in brackets, functions and organisations are left out;
    "De Vries, Jan" stays one name.
    """
    for left, right in _without(text, start, end, _ANGLE):
        for one_start, one_end in _divide(text, left, right, lists, is_list=is_list):
            span = _bare_name(text, one_start, one_end, lists, is_label=is_label)
            if span:
                yield span


def _without(
    text: str, start: int, end: int, pattern: re.Pattern[str]
) -> Iterator[tuple[int, int]]:
    at = start
    for found in pattern.finditer(text, start, end):
        if found.start() > at:
            yield at, found.start()
        at = found.end()
    if at < end:
        yield at, end


_COMMA = re.compile(
    r"[,;]|(?<! [eE])/| (?:en|EN|and|&|e/o|E/O|EO|i\.v\.m\.|tel\.?|geb\.?|bsn|BSN) "
)
"""What divides names; "e/v" (married to) belongs to one."""
_FIRST_AFTER_COMMA = re.compile(
    rf"[ ]?(?:(?:{JOIN})[, ]{{1,2}}){{0,3}}(?:{INITIALS}|{CAP}|[A-Z]{{1,4}}(?!\w))(?:[ -](?:{CAP}|"
    rf"{INITIALS}|{JOIN})){{0,3}}\s*$"
)


def _divide(
    text: str, start: int, end: int, lists: Lists, *, is_list: bool
) -> Iterator[tuple[int, int]]:
    parts = list(_without(text, start, end, _COMMA))
    if len(parts) in (2, 3) and "," in text[start:end]:
        head = text[slice(*parts[0])]
        tail = text[parts[0][1] + 1 : parts[-1][1]]
        if _is_surname_first(head, tail, lists, is_list=is_list):
            yield parts[0][0], parts[-1][1]
            return
    yield from parts if is_list or len(parts) > 1 else [(start, end)]


_INITIAL = re.compile(r"(?<!\w)[A-Z]\.")


def _is_surname_first(head: str, tail: str, lists: Lists, *, is_list: bool) -> bool:
    """Say whether "head, tail" is one name with the surname first, and no list of two names."""
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", head)
    surname = [word for word in words if word.lower() not in JOINS]
    first = next((word for word in re.findall(r"[^\W\d_]+", tail) if word not in JOINS), "")
    if _INITIAL.search(head) or not 0 < len(surname) <= 2 or not _FIRST_AFTER_COMMA.match(tail):
        return False
    if not is_list:
        return True
    key = fold(surname[0])
    if key in lists.first_names and key not in lists.surnames:
        return False
    return fold(first) in lists.first_names or len(first) <= 3


_LEADING = re.compile(
    rf"(?i)(?:\s|[-*•.\"'])*(?:(?:{TITLE}|{ROLE}|hr/mevr|mevr\./dhr)(?:\.|\b)[ :]*)*"
)
_TRAILING = re.compile(
    r"(?i)[ ,]+(?:sr|jr|tolk|voorzitter|notulist|secretaris)\.?$|[\s.,:;*\"'-]+$"
)
_LOWER_WORD = re.compile(r" ([a-zà-ÿ]{2,})(?![\w'.])")
_NAME_LIKE = re.compile(r"[^\W\d_](?:[^\W\d_]|['.\- ,/]){0,60}(?<![ ,/-])")


def _bare_name(
    text: str, start: int, end: int, lists: Lists, *, is_label: bool
) -> tuple[int, int] | None:
    leading = _LEADING.match(text, start, end)
    start = leading.end() if leading else start
    number = re.search(
        r"(?i)\s(?:nr|nummer|no|tel|van|namens|team|afd)?\.? ?(?=\d)|\s[-:] ", text[start:end]
    )
    if number and _is_second_surname(text[start + number.end() : end], number[0], lists):
        number = None
    if number and not re.match(JOIN + r"\b", text[start:end]):
        end = start + number.start()
    end = _before_plain_word(text, start, end, lists)
    trailing = _TRAILING.search(text, start, end)
    while trailing and trailing.end() == end and trailing.start() > start and trailing[0] != ".":
        end = trailing.start()
        trailing = _TRAILING.search(text, start, end)
    if end - start < 1 or not _NAME_LIKE.fullmatch(text, start, end):
        return None
    words = [word for word in re.split(r"[ ,/]+", text[start:end]) if word]
    if len(words) > 7 or not _is_name(words, lists, is_label=is_label):
        return None
    return start, end


def _is_second_surname(rest: str, divider: str, lists: Lists) -> bool:
    """Say whether `rest` after " - " is the other half of a double surname ("DE WIT - SARDJOE")."""
    word = rest.strip(" .,")
    return divider == " - " and word.isalpha() and not classify(word, lists) & Class.WORD


def _before_plain_word(text: str, start: int, end: int, lists: Lists) -> int:
    """Return where the first ordinary word in lower case after a capital begins, or `end`."""
    if not text[start : start + 1].isupper():
        return end
    for word in _LOWER_WORD.finditer(text, start, end):
        key = fold(word[1])
        is_name = word[1] in JOINS or key in lists.surnames
        if not is_name and key in lists.dictionary:
            return word.start()
    return end


_NOBODY = frozenset(
    ("onbekend", "anoniem", "geen", "nvt", "idem", "diversen", "leeg", "vacant", "div")
)


def _is_ordinary(key: str, lists: Lists) -> bool:
    """Say whether `key` is a word and no name that any list knows."""
    if key in lists.first_names or key in lists.surnames:
        return False
    return key in lists.words or ORG_TAIL.search(key) is not None


_OLD_JOINS = frozenset(("'t", "der", "den", "ter", "ten", "v.d.", "vd", "v/d"))
"""What stands between these and the end of a name may be any word ("van 't Zelfde")."""


def _is_name(words: list[str], lists: Lists, *, is_label: bool) -> bool:
    """Say whether `words`, where a name is expected, are one and no firm or function."""
    keys = [fold(word.strip(".'")) for word in words]
    if any(ORG_WORD.match(word) for word in words[1:]) or keys[0] in (
        "stichting",
        "vereniging",
        "gemeente",
        "firma",
        "bedrijf",
        "team",
        "afdeling",
        "college",
    ):
        return False
    if any(
        key in lists.organisations and key not in lists.first_names and key not in lists.surnames
        for key in keys
    ):
        return False
    content = [
        key for word, key in zip(words, keys, strict=True) if word not in JOINS and len(key) > 0
    ]
    if not content:
        return not is_label and words[0] in (
            "de",
            "van",
            "der",
            "den",
            "ter",
            "ten",
            "el",
            "van de",
            "van der",
        )
    after_join = {
        key
        for before, word, key in zip(words, words[1:], keys[1:], strict=False)
        if before.lower() in _OLD_JOINS and word[0].isupper()
    }
    if any(len(key) > 1 and key not in after_join and _is_ordinary(key, lists) for key in content):
        return False
    if len(content) == 1 and (content[0] in lists.words or content[0] in _NOBODY):
        word = next(word for word, key in zip(words, keys, strict=True) if key == content[0])
        return not is_label and not word.islower()
    return True
