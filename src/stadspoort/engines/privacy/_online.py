"""Addresses of people on the internet: mailboxes, profiles and handles, IP addresses.

A mailbox of a role (info@, woo@) belongs to an organisation and is left. Private and loopback IP
ranges point to a machine inside an organisation and are left.

Sources: RFC 5321 and 5322 (mail), RFC 1918 and 4193 (private ranges), ECLI:EU:C:2016:779 (Breyer:
a dynamic IP address can be personal data).
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from stadspoort.engines.privacy._labels import Labels, Other
from stadspoort.engines.privacy._values import Finding, Kind

_LOCAL = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._%+-'&")
_DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,6}[^\W\d_]{2,18}")
_BRACKETED = re.compile(
    r"(?i)(?<!\w)[\w.-]{1,40}(?: punt [\w-]{1,30}){0,3} ?(?:\(at\)|\[at\]|\(a\)) ?"
    r"[\w-]{1,40}(?: ?(?:punt|\(dot\)|\[dot\]|\.) ?[\w-]{2,20}){1,3}(?!\w)"
)
_HOME = re.compile(
    r"(?i)(?:gmail|hotmail|outlook|live|ziggo|kpnmail|xs4all|planet|hetnet|home|upcmail|casema|"
    r"icloud|yahoo|proton|protonmail|msn|chello|quicknet|tele2|telfort|solcon|zonnet)\."
)
"""Providers of mailboxes at home: "info.jansen@gmail.com" is no role of an organisation."""
_ROLES = frozenset(
    (
        "info", "gemeente", "contact", "bezwaar", "bezwaren", "woo", "wob", "klacht", "klachten",
        "post", "postbus", "secretariaat", "administratie", "algemeen", "receptie", "balie",
        "kcc", "klantcontact", "klantenservice", "servicedesk", "helpdesk", "support", "service",
        "griffie", "bestuur", "bestuurssecretariaat", "college", "raad", "burgerzaken",
        "vergunningen", "omgevingsloket", "handhaving", "belastingen", "heffingen", "invordering",
        "financien", "crediteuren", "debiteuren", "facturen", "factuur", "facturatie", "inkoop",
        "aanbesteding", "aanbestedingen", "communicatie", "pers", "persvoorlichting",
        "webredactie", "redactie", "privacy", "fg", "avg", "security", "informatieveiligheid",
        "datalek", "ict", "beheer", "functioneelbeheer", "noreply", "no-reply", "donotreply",
        "mailer-daemon", "postmaster", "webmaster", "abuse", "admin", "office", "kantoor",
        "sales", "verkoop", "hr", "pz", "personeelszaken", "vacatures", "sollicitatie", "wmo",
        "jeugd", "jeugdzorg", "sociaal", "socialdomein", "sociaalteam", "wijkteam", "werk",
        "inkomen", "participatie", "schuldhulp", "schuldhulpverlening", "leerplicht", "team",
        "afdeling", "meldpunt", "melding", "meldingen", "openbareruimte", "afval", "groen",
        "verkeer", "parkeren", "evenementen", "subsidie", "subsidies", "archief", "dossier",
        "documenten", "planning", "afspraak", "afspraken", "intake", "aanmelden", "aanmelding",
        "loket", "zorgloket", "wmoloket", "belastingsamenwerking", "bac", "commissie",
        "bezwaarschriften", "commissiebezwaarschriften", "juridischezaken", "jz", "inspraak",
        "participeren", "zienswijzen", "enquete", "onderzoek", "incident", "incidenten",
        "storing", "storingen", "school", "vereniging", "stichting",
    )
)  # fmt: skip
_SITES = (
    r"facebook|fb|instagram|linkedin|twitter|tiktok|snapchat|youtube|threads|mastodon|github|"
    r"gitlab|"
    r"marktplaats|strava|pinterest|telegram|t|vk|reddit|nextdoor|bsky"
)
_SITE_NAMES = (
    *_SITES.replace("|t|", "|t.me|").replace("|fb|", "|fb|").split("|"),
    "x.com", "insta", "snap", "discord", "skype", "gebruikersnaam", "username", "profiel",
)  # fmt: skip
"""What must stand somewhere in a text before it can hold a profile or a handle without an @."""
_PROFILE = re.compile(
    rf"(?i)(?<![\w@.])(?:https?://)?(?:[a-z]{{2,3}}\.|www\.|m\.)?(?:(?:{_SITES})\.(?:com|nl|me|app|"
    rf"social|be|ly)|x\.com)"
    r"/[^\s<>\"')\],;|]*[^\s<>\"')\],;|.:!?]"
)
_HANDLE = re.compile(r"(?<![\w.@/])@[A-Za-z0-9_][A-Za-z0-9_.]{1,29}(?<!\.)(?![\w@])")
_HANDLE_LABEL = re.compile(
    r"(?<!\w)(?:insta(?:gram)?|snap(?:chat)?|twitter|tiktok|facebook|fb|telegram|discord|skype|"
    r"linkedin|gebruikersnaam|username|profiel)(?:naam|account|[- ]?id)?[ ]?[:=] ?"
    r"@?([a-z0-9_][\w.-]{2,39})(?<!\.)"
)
_HANDLE_SAID = re.compile(
    r"(?<!\w)(?:insta(?:gram)?|snap(?:chat)?|twitter|tiktok|facebook|fb|telegram|discord)"
    r"(?:-?account|naam)?(?: (?:heet|heten|is|als|onder|de|naam|ze|hij|zij|ik|op|van|account|"
    r"profiel|bekend)){0,6} ?[(:,\"']{0,2} ?@?(?!\S*\.(?:nl|com|org|eu)\b)"
    r"([a-z0-9]{1,20}[._][\w.]{0,30}\w|[a-z]{2,20}\d[\w.]{1,20})(?!\w)"
)
_OF_ORGANISATION = re.compile(
    r"(?i)^@?(?:gem(?:eente)?|politie|ns_|ggd|uwv|rijks|provincie|omroep|rtv|webcare)|"
    r"^@?(?:all|team|here|channel|everyone|media|property|decorator|app)$|"
    r"nieuws|gemeente|_nl$|bv$|helpdesk"
)
_IPV4 = re.compile(r"\d(?<![\w.]\d)\d{0,2}\.(?:\d{1,3}\.){2}\d{1,3}(?![\w]|\.\d)")
_IPV6 = re.compile(r"(?<![\w:.])[0-9A-Fa-f:]{3,39}(?![\w:])")
_COLONS = re.compile(r":[0-9A-Fa-f]{0,4}:")
_VERSION = re.compile(
    r"(?i)(?:versie|version|release|build|firmware|v|art\.|artikel|paragraaf|§)\.? ?$"
)


def find_mailboxes(text: str, labels: Labels) -> Iterator[Finding]:
    """Yield every mailbox of a person, also with "(at)" for the @."""
    at = text.find("@")
    while at >= 0:
        yield from _mailbox_around(text, at)
        at = text.find("@", at + 1)
    lower = labels.lower
    is_bracketed = "(at)" in lower or "[at]" in lower or "(a)" in lower
    for found in _BRACKETED.finditer(text) if is_bracketed else ():
        yield Finding(*found.span(), Kind.EMAIL, 0.85, "e-mailadres met (at)")


def _mailbox_around(text: str, at: int) -> Iterator[Finding]:
    """Yield the mailbox around the @ at `at`."""
    # A scanner or a careful writer leaves a space: "a.jansen @ x.nl".
    stop = at - 1 if text[at - 1 : at] == " " and text[at + 1 : at + 2] == " " else at
    start = stop
    while start > 0 and at - start < 64 and text[start - 1] in _LOCAL:
        start -= 1
    while start < stop and text[start] in ".-'&":
        start += 1
    domain = _DOMAIN.match(text, at + 2 if text[at + 1 : at + 2] == " " else at + 1)
    if (
        start < stop
        and domain
        and (_HOME.match(domain[0]) is not None or not is_role(text[start:stop]))
    ):
        yield Finding(start, domain.end(), Kind.EMAIL, 0.98, "vorm van een e-mailadres")


_ROLE_INSIDE = re.compile(
    r"(?i)klacht|meldpunt|loket|verzoek|secretariaat|aanbested|servicedesk|helpdesk|"
    r"administratie|^info|bezwaar|vergunning|postbus|balie|webcare|voorlichting|informatie|"
    r"noreply|no-reply|belasting"
)


def is_role(local: str) -> bool:
    """Say whether the part before the @ names a role of an organisation, not a person."""
    parts = re.split(r"[._+-]", local.lower())
    if _ROLE_INSIDE.search(local):
        return True
    return all(part in _ROLES or part.isdigit() or len(part) < 2 for part in parts) or (
        parts[0] in _ROLES
        and len(parts) <= 2
        and len(parts[0]) > 3
        and parts[0] not in {"team", "service"}
    )


def find_profiles(text: str, labels: Labels) -> Iterator[Finding]:
    """Yield profile addresses and handles of people."""
    is_about_sites = any(site in labels.lower for site in _SITE_NAMES)
    for found in _PROFILE.finditer(text) if is_about_sites and "/" in text else ():
        path = found[0].rpartition("/")[2]
        if not _OF_ORGANISATION.search(path):
            yield Finding(*found.span(), Kind.URL_PROFIEL, 0.95, "adres van een profiel")
    for found in _HANDLE.finditer(text) if "@" in text else ():
        if not _OF_ORGANISATION.search(found[0]):
            yield Finding(*found.span(), Kind.URL_PROFIEL, 0.85, "accountnaam met @")
    for pattern, reason in (
        (_HANDLE_SAID, "naam van een site ervoor"),
        (_HANDLE_LABEL, "label van een account ervoor"),
    ):
        for found in pattern.finditer(labels.lower) if is_about_sites else ():
            if not _OF_ORGANISATION.search(found[1]):
                yield Finding(*found.span(1), Kind.URL_PROFIEL, 0.85, reason)


def find_ip_addresses(text: str, labels: Labels) -> Iterator[Finding]:
    """Yield every IP address outside the private ranges; with a label any but the loopback."""
    for pattern in (_IPV4, _IPV6) if _COLONS.search(text) else (_IPV4,):
        for found in pattern.finditer(text):
            address = _parse(found[0])
            if address is None or address.is_loopback or address.is_unspecified:
                continue
            if _VERSION.search(text, max(0, found.start() - 12), found.start()):
                continue
            label = labels.before(found.start())
            if address.is_private or (label and label.meaning is Other.CASE):
                continue
            yield Finding(*found.span(), Kind.IP, 0.93, f"geldig IPv{address.version}-adres")


def _parse(value: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    if ":" in value and value.count(":") < 2:
        return None
    try:
        return ipaddress.ip_address(value.rstrip(":") if value.count("::") == 0 else value)
    except ValueError:
        return None  # "12:30" or "999.1.1.1": not an address, so nothing to find
