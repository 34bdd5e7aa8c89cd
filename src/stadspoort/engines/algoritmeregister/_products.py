"""Which published entries may be about the same product: a proposal that a person confirms.

Titles name products in many ways ("Microsoft CoPilot", "M365 Copilot Chat", "Experiment Microsoft
Copilot 365"), and most entries name no product at all ("Parkeercontrole"). A word counts as the
name of a product when the descriptions of all entries write it with a capital, also inside a
sentence. Two entries go together when they share such a word and no maker divides them: GitHub
Copilot and Microsoft 365 Copilot stay two.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from stadspoort.engines.algoritmeregister._published import Published

_WORD = re.compile(r"[^\W_]+(?:[-.'’][^\W_]+)*")
_SENTENCE = re.compile(r"(?:^|[.!?:;•\n\r\"“'(\[>-])\s*$")
_MAKERS: Mapping[str, str] = {
    "m365": "microsoft", "365": "microsoft", "office365": "microsoft", "o365": "microsoft",
    "ms": "microsoft", "office": "microsoft", "azure": "microsoft", "microsoft": "microsoft",
    "github": "github", "google": "google", "openai": "openai", "salesforce": "salesforce",
    "amazon": "amazon", "aws": "amazon", "ibm": "ibm", "oracle": "oracle", "sap": "sap",
    "centric": "centric", "pinkroccade": "pinkroccade", "adobe": "adobe", "meta": "meta",
    "anthropic": "anthropic", "mistral": "mistral", "deepl": "deepl", "esri": "esri",
    "apple": "apple",
}  # fmt: skip
"""Words of a title that name who makes the product, by maker."""
_EDITIONS = frozenset(
    ("chat", "pro", "plus", "enterprise", "business", "premium", "free", "studio", "basic", "go")
)
"""Words that tell editions of one product apart: whether they count as one, a person says."""
_GENERAL = frozenset(
    (
        "ai", "ia", "de", "het", "een", "en", "van", "voor", "met", "bij", "in", "op", "the",
        "experiment", "pilot", "proef", "test", "testtraject", "poc", "werk", "gebruik", "inzet",
        "gemeente", "provincie", "waterschap", "assistent", "chatbot", "chatbots", "bot", "tool",
        "algoritme", "algoritmes", "applicatie", "app", "software", "systeem", "module", "model",
        "platform", "nederland", "nederlandse", "rijk", "brp", "bag", "woz", "dpia", "avg", "woo",
        "wmo", "kvk", "rdw", "cbs", "iama", "ocr", "api", "pdf", "ict", "gis", "llm", "nlp",
        "rpa", "bi", "digid", "idee", "versie", "generatieve", "gen", "bbz", "glb", "cjib", "rwzi",
        "uht", "haven", "zorg",
    )
)  # fmt: skip
"""Words that stand with a capital or alone and name no product."""
_SURE_SHARE = 0.9
_LEAST_USES = 2


@dataclass(frozen=True, slots=True)
class Product:
    """Entries that may be about one product.

    Attributes:
        name: The commonest spelling among their titles.
        entries: Ids, in the order given.
        spellings: Titles with how often each occurs, the commonest first.
        editions: Ids by edition ("chat", "pro", "" for none named): perhaps not one product.
        unsure: Ids whose title names no maker while others do: by their description, or by number.
    """

    name: str
    entries: tuple[str, ...]
    spellings: tuple[tuple[str, int], ...]
    editions: tuple[tuple[str, tuple[str, ...]], ...]
    unsure: tuple[str, ...]


def propose_products(entries: Sequence[Published]) -> tuple[Product, ...]:
    """Return proposals over two or more organisations, the largest first; nothing is merged."""
    names = _ProductWords(entries)
    groups: defaultdict[tuple[str, str], list[Published]] = defaultdict(list)
    unsure: set[str] = set()
    makers: defaultdict[str, Counter[str]] = defaultdict(Counter)
    titles = [_Title(entry, names) for entry in entries]
    for title in titles:
        if title.product and title.maker:
            makers[title.product][title.maker] += 1
    for title in titles:
        if not title.product:
            continue
        maker = title.maker
        if not maker and makers[title.product]:
            maker = title.maker_told(makers[title.product])
            unsure.add(title.entry.id)
        groups[title.product, maker].append(title.entry)
    products = [
        _product(found, unsure)
        for found in groups.values()
        if len({entry.organisation for entry in found}) > 1
    ]
    return tuple(sorted(products, key=lambda product: (-len(product.entries), product.name)))


def _product(entries: Sequence[Published], unsure: set[str]) -> Product:
    spellings = Counter(entry.title.strip() for entry in entries)
    editions: defaultdict[str, list[str]] = defaultdict(list)
    for entry in entries:
        words = [word for word in _words(entry.title) if word in _EDITIONS]
        editions[" ".join(words)].append(entry.id)
    common = sorted(spellings.items(), key=lambda pair: (-pair[1], len(pair[0]), pair[0]))
    return Product(
        name=common[0][0],
        entries=tuple(entry.id for entry in entries),
        spellings=tuple(common),
        editions=tuple((name, tuple(ids)) for name, ids in sorted(editions.items())),
        unsure=tuple(entry.id for entry in entries if entry.id in unsure),
    )


class _Title:
    """A title, read for the product and the maker it names."""

    def __init__(self, entry: Published, names: _ProductWords) -> None:
        self.entry = entry
        own = set(_words(entry.organisation))
        words = [word for word in _words(entry.title) if word not in own]
        self.maker = next((_MAKERS[word] for word in words if word in _MAKERS), "")
        found = [word for word in words if names.is_product(word)]
        # The word that the fewest entries use tells most.
        self.product = min(found, key=lambda word: (names.uses(word), word), default="")

    def maker_told(self, makers: Counter[str]) -> str:
        """Return the maker that the description names first, else the commonest."""
        told = (_MAKERS.get(word, "") for word in _words(self.entry.goal))
        named = next((maker for maker in told if maker in makers), "")
        return named or min(makers, key=lambda maker: (-makers[maker], maker))


class _ProductWords:
    """Which words name products, as all descriptions together write them."""

    def __init__(self, entries: Iterable[Published]) -> None:
        self._capital: Counter[str] = Counter()
        self._lower: Counter[str] = Counter()
        self._titles: Counter[str] = Counter()
        self._places: set[str] = set()
        for entry in entries:
            self._titles.update(set(_words(entry.title)))
            self._places.update(_words(entry.organisation))
            for found in _WORD.finditer(entry.goal):
                word = _plain(found[0])
                if found[0].islower():
                    self._lower[word] += 1
                elif not _SENTENCE.search(entry.goal, max(0, found.start() - 4), found.start()):
                    self._capital[word] += 1

    def uses(self, word: str) -> int:
        """Return in how many titles a word stands."""
        return self._titles[word]

    def is_product(self, word: str) -> bool:
        """Say whether a word of a title names a product, as far as the descriptions tell."""
        if word in _GENERAL or word in _MAKERS or word in _EDITIONS or word in self._places:
            return False
        if len(word) < 3 or word.isdigit() or self._titles[word] < _LEAST_USES:
            return False
        if word.endswith("wet") or word.partition("-")[0] in _GENERAL:
            return False
        capital, lower = self._capital[word], self._lower[word]
        return capital >= _LEAST_USES and capital >= _SURE_SHARE * (capital + lower)


def _words(text: str) -> list[str]:
    return [_plain(found[0]) for found in _WORD.finditer(text)]


def _plain(word: str) -> str:
    """Return a word in lower case, without diacritics."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
