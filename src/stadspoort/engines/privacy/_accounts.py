r"""Names of people in accounts of systems and in names of files.

"user=hwagenaar", "Accepted publickey for olaf from", "C:\Users\hwagenaar", and
"Beschikking_ter_Haar_974571246.pdf": a log and a file name hold no sentence, so nothing around
the name says that it is one; the field and the parts of the file name do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stadspoort.engines.privacy._bsn import passes_eleven_test
from stadspoort.engines.privacy._lines import lines_with
from stadspoort.engines.privacy._lists import Lists, fold
from stadspoort.engines.privacy._name_words import JOINS
from stadspoort.engines.privacy._values import Finding, Kind

_WRITTEN = (
    r"[\"']?(?:[a-z]{1,20}[._][a-z][\w.]{1,20}|[a-z]{2,20}\d{1,3}|"
    r"[A-Z]{3,20}_[A-Z]{1,3})(?![\w@])"
)
"""Written as no word is: "t.oude.lansink", "hwagenaar2"; a role before a colon speaks in a talk."""
_ACCOUNT = r"([A-Za-z][\w.-]{1,30}\w)"
_FIELD = re.compile(
    rf"[=:](?<=[\w\"'][=:])[\"' ]{{0,2}}(?:[A-Z][\w-]{{0,14}}\\{{1,2}})?{_ACCOUNT}(?![\w@/\\])"
)
_KEY = re.compile(
    r"(?<![\w-])(?:user(?:_?name|_?id)?|usr|gebr(?:uiker(?:snaam)?)?|login(?:_?naam)?|logonid|"
    r"account(?:naam)?|operator|medewerker(?:_?code)?|mdw|actor|principal|by|door|owner|"
    r"(created_?by|updated_?by|"
    r"(?:aangemaakt|gewijzigd|gemuteerd|ingevoerd|geopend|geraadpleegd)_?door))[\"']?\Z"
)
_LONGEST_KEY = 24
_IS_WRITTEN = re.compile(_WRITTEN)
_SAID = re.compile(
    r"(?:(?:publickey|password|keyboard-interactive\S*|session opened|session closed|"
    r"[Aa]uthentication failure|[Ll]ogon) (?:for|by) (?:invalid )?(?:user )?|\buid=\d+\(|"
    r"(?:login(?: mislukt| geweigerd| ok)?|[Ii]ngelogd|[Aa]angemeld|geweigerd|[Gg]ebruiker) "
    rf"(?:(?:voor|door|als) )?(?:gebruiker )?(?={_WRITTEN}))"
    rf"['\"]?{_ACCOUNT}(?![\w@/\\])"
)
_HOME = re.compile(rf"(?:[A-Z]:\\(?:[Uu]sers|Documents and Settings)\\|/home/|/Users/){_ACCOUNT}")
_SAID_TRIGGER = re.compile(r" for | by |uid=|ogin |ngelogd |angemeld |geweigerd |ebruiker ")
_HOME_TRIGGER = re.compile(r":\\|/home/|/Users/")
NOBODY = re.compile(
    r"(?i)(?:root|admin\w*|administrator|system\w*|systeem|svc\w*|service\w*|guest|www\W?data|apache|"
    r"nginx|postgres|mysql|oracle|backup|nobody|anonymous|anoniem|test\w*|batch|cron|daemon|"
    r"public|public|default|unknown|onbekend|null|none|true|false|ja|nee|geen|inactief|actief|"
    r"bot|robot|api\w*|app|web\w*|kcc|balie\w*|beheer\w*|gebruiker\w*|user\w*|klant\w*|inwoner\w*|"
    r"medewerker\w*|id|nr|naam|name|ok|mislukt|success|failed|error|sa|dba|ftp|sftp|mail\w*|postfix|"
    r"[a-z]{0,3}\d{3,})"
)
_FILE = re.compile(
    r"(?<![\w/.-])([^\W\d_][\w'-]{1,60}(?:[_.%][\w'-]{1,60}){1,8})"
    r"\.(?:pdf|docx?|xlsx?|msg|eml|jpe?g|png|tiff?|zip|txt|csv|odt|heic|rtf|pptx?)(?!\w)",
    re.IGNORECASE,
)
_EXTENSION = re.compile(
    r"\.(?:[pP][dDnNpP]|[dD][oO][cC]|[xX][lL]|[mM][sS]|[eE][mM]|[jJ][pP]|[tT][iIxX]|[zZ][iI]|"
    r"[cC][sS]|[oO][dD]|[hH][eE]|[rR][tT])"
)
_PART = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*|\d+")
_SURELY_WORDS = re.compile(
    r"(?i)(?:scan|brief|mail|besluit|bijlage|foto|kopie|paspoort|rijbewijs|formulier|aanvraag|"
    r"beschikking|verslag|rapport|dossier|concept|definitief|def|versie|kort|lang|nieuw|oud|getekend|"
    r"bezwaar\w*|machtiging|loonstrook\w*|inkomens\w*|intake\w*|plan|notitie|memo|lijst|presentie\w*|"
    r"export|rapportage|jan|feb|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec|week|kw|q|v|nr|id|img|dsc|"
    r"whatsapp|image|screenshot|schermafbeelding|document|bestand|gemeente|wmo|pgb|pw|bsn|ind)"
)
_BSN_DIGITS = 9


def find_accounts(text: str, lists: Lists) -> Iterator[Finding]:
    """Yield the names in accounts and file names of `text`."""
    for found in _FIELD.finditer(text):
        if _is_of_user(text, found) and _is_person(found[1], text, found.end()):
            yield Finding(*found.span(1), Kind.PERSOON, 0.9, "account van een gebruiker")
    for pattern, trigger in ((_SAID, _SAID_TRIGGER), (_HOME, _HOME_TRIGGER)):
        for found in _on_lines(pattern, trigger, text):
            if _is_person(found[1], text, found.end()):
                yield Finding(*found.span(1), Kind.PERSOON, 0.9, "account van een gebruiker")
    for found in _on_lines(_FILE, _EXTENSION, text):
        yield from _in_file_name(text, *found.span(1), lists)


def _is_of_user(text: str, field: re.Match[str]) -> bool:
    """Say whether the key before `field` is that of a user: behind "=", or written as no word."""
    start = field.start()
    key = _KEY.search(text[max(0, start - _LONGEST_KEY) : start].lower())
    if key is None:
        return False
    return text[start] == "=" or key[1] is not None or bool(_IS_WRITTEN.match(field[1]))


def _on_lines(
    pattern: re.Pattern[str], trigger: re.Pattern[str], text: str
) -> Iterator[re.Match[str]]:
    """Yield what `pattern` finds on the lines of `text` that hold `trigger`."""
    for start, end, _ in lines_with(trigger, text):
        yield from pattern.finditer(text, start, end)


def _is_person(account: str, text: str, end: int) -> bool:
    """Say whether `account` is that of a person: not of a system, not a word before a name."""
    return not NOBODY.fullmatch(account) and text[end : end + 1] not in ("(", "=")


def _in_file_name(text: str, start: int, end: int, lists: Lists) -> Iterator[Finding]:
    """Yield the names and BSNs among the parts of a file name; "ter_Haar" is one name."""
    run: list[tuple[int, int, bool]] = []
    for part in _PART.finditer(text, start, end):
        word = part[0]
        after_join = bool(run) and not run[-1][2] and word[0].isupper()
        is_name = _is_name(word, lists) or (after_join and fold(word) in lists.surnames)
        if is_name or (word.lower() in JOINS and len(word) > 1):
            run.append((*part.span(), is_name))
            continue
        yield from _run_of_names(run)
        run = []
        if len(word) == _BSN_DIGITS and word.isdigit() and passes_eleven_test(word):
            yield Finding(
                *part.span(), Kind.BSN, 0.7, "negen cijfers in een bestandsnaam; elfproef klopt"
            )
    yield from _run_of_names(run)


def _run_of_names(run: list[tuple[int, int, bool]]) -> Iterator[Finding]:
    ends = [end for _, end, is_name in run if is_name]
    if ends:
        yield Finding(run[0][0], ends[-1], Kind.PERSOON, 0.85, "deel van een bestandsnaam")


def _is_name(word: str, lists: Lists) -> bool:
    """Say whether a part of a file name is a name: known as one, or a capital and unknown."""
    key = fold(word)
    if word.isdigit() or len(word) < 3 or _SURELY_WORDS.fullmatch(word):
        return False
    is_listed = key in lists.first_names or key in lists.surnames
    if key in lists.words or key in lists.places or key in lists.organisations:
        return is_listed and key not in lists.words and key not in lists.organisations
    if is_listed:
        return word[0].isupper() or key not in lists.dictionary
    longest = 12  # the dictionary holds no longer words: those are compounds
    return word[0].isupper() and not word.isupper() and key not in lists.dictionary and (
        len(key) <= longest
    )  # fmt: skip
