"""The embedded model `stadspoort/citaat`: it writes nothing of its own, it quotes.

Its answer holds sentences of the given sources to the letter (white space aside), each with its
place. Which ones: ranking by the words of the question (BM25), where words that share most of their
four-letter parts count for a part ("landsadvocaat" for "advocaat").

Source of the formula: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and
Beyond", 2009.
"""

from __future__ import annotations

import html
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from stadspoort.engines.chat._sentences import sentences, stem, words

MAX_QUOTES = 5
_OPENING_QUOTES = 3
_SATURATION, _LENGTH_WEIGHT = 1.2, 0.5  # k1 and b of BM25; sentences differ little in length
_LEAST_ALIKE = 0.6
_LEAST_OF_BEST = 0.4
_GRAM = 4
_SHORTEST_QUOTE = 25
_PIECE = 24

_SOURCE = re.compile(r"<bron\b([^>]*)>(.*?)</bron>", re.DOTALL | re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-z]+)\s*=\s*\"([^\"]*)\"", re.IGNORECASE)

_ONLY_QUOTES = "Dit ingebouwde model citeert alleen. Het schrijft zelf geen antwoord."
_NO_SOURCES = (
    f"{_ONLY_QUOTES} Er is geen tekst meegegeven om uit te citeren. "
    "Voeg een document toe of zet de tekst boven uw vraag."
)
_NOTHING_FITS = (
    f"{_ONLY_QUOTES} In de meegegeven tekst staat geen zin die bij uw vraag past. "
    "Stel de vraag met woorden die in de tekst kunnen staan."
)
_FOUND = f"{_ONLY_QUOTES} Deze zinnen passen het best bij uw vraag:"
_OPENING = (
    f"{_ONLY_QUOTES} Uw vraag bevat geen woorden om op te zoeken. Zo begint de meegegeven tekst:"
)

# Words that say nothing about the subject, and words of questions about a text as a whole.
_EMPTY = """
    de het een en of van in op te ten ter met voor door bij aan uit om over onder naar tot als
    dan dat die dit deze er is zijn was waren wordt worden werd werden heeft hebben had hadden
    kan kunnen kun zou zouden zal zullen moet moeten mag mogen wil willen ik je jij u uw jouw
    mijn me mij we wij ons onze ze zij hij hem haar hun men niet geen wel ook nog al alle maar
    want dus toch hier daar waar wanneer wie wat welke welk hoe hoeveel waarom waarover waarvan
    waarmee hierover daarover staat staan stond gaat gaan ging geef geven gaf vertel vertellen
    noem noemen beschrijf leg toon uitleg leggen alsjeblieft graag kort kunt iets vat samen
    samenvatting samenvatten samenvat document documenten tekst teksten bestand bijlage stuk
    vraag antwoord inhoud belangrijkste punten zin zinnen bron bronnen
"""
_EMPTY_WORDS = frozenset(stem(word) for word in _EMPTY.split())


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of a source, to the letter, and its place ("bron 1, bladzijde 3")."""

    sentence: str
    place: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the embedded model says.

    Attributes:
        text: Markdown.
        quotes: The sentences in it, best first; empty when nothing could be quoted.
        prompt_tokens: Words read, as a measure of use.
        completion_tokens: Words written.
    """

    text: str
    quotes: tuple[Quote, ...]
    prompt_tokens: int
    completion_tokens: int

    def pieces(self) -> Iterator[str]:
        """Yield the text in runs of whole words, to stream it; joined they are the text."""
        run = ""
        for word in re.findall(r"\s*\S+\s*$|\s*\S+", self.text):
            run += word
            if len(run) >= _PIECE:
                yield run
                run = ""
        if run:
            yield run


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    place: str
    stems: Counter[str]
    length: int


def quote(messages: Sequence[Mapping[str, object]]) -> Answer:
    """Return the sentences of the given sources that fit the question in `messages` best.

    Sources are blocks `<bron nr="1" titel="..." plaats="bladzijde 3">...</bron>` in any message.
    Without such blocks the source is what users and tools wrote before the question. The question
    is the last message of a user; without blocks its last line, its first line if that ends with a
    question mark and the last does not, or the last sentence of a single line.

    Args:
        messages: In OpenAI's shape; content is text or a list of text parts.
    """
    texts = [(str(message.get("role", "")), _text(message.get("content"))) for message in messages]
    question, sources = _question_and_sources(texts)
    read = sum(len(text.split()) for _, text in texts)
    found = [
        _Sentence(sentence, place, stems := Counter(words(sentence)), stems.total())
        for place, source in sources
        for sentence in sentences(source)
    ]
    if not found:
        return _answer(_NO_SOURCES, [], read)
    asked = [word for word in dict.fromkeys(words(question)) if word not in _EMPTY_WORDS]
    if not asked:
        long = [sentence for sentence in found if len(sentence.text) >= _SHORTEST_QUOTE] or found
        return _answer(_OPENING, long[:_OPENING_QUOTES], read)
    best = _ranked(found, asked)
    return _answer(_FOUND if best else _NOTHING_FITS, best, read)


def _answer(opening: str, chosen: Sequence[_Sentence], read: int) -> Answer:
    quotes = tuple(Quote(sentence.text, sentence.place) for sentence in chosen)
    lines = [opening, *(f"> “{quote.sentence}” [{quote.place}]" for quote in quotes)]
    text = "\n\n".join(lines)
    return Answer(text, quotes, prompt_tokens=read, completion_tokens=len(text.split()))


def _text(content: object) -> str:
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        parts = [part.get("text") for part in content if isinstance(part, dict)]
        return "\n\n".join(part for part in parts if isinstance(part, str))
    return ""


def _question_and_sources(texts: list[tuple[str, str]]) -> tuple[str, list[tuple[str, str]]]:
    """Return the question, and (place, text) of each source."""
    last = max((i for i, (role, _) in enumerate(texts) if role == "user"), default=-1)
    question = texts[last][1] if last >= 0 else ""
    blocks = [block for _, text in texts for block in _SOURCE.finditer(text)]
    if blocks:
        sources = [
            (_place(block[1], number), html.unescape(block[2]))
            for number, block in enumerate(blocks, 1)
        ]
        return _SOURCE.sub(" ", question), sources
    before, question = _divided(question.strip())
    earlier = [text for role, text in texts[: max(last, 0)] if role in {"user", "tool"}]
    return question, [
        ("uw bericht", text) for text in (*dict.fromkeys(earlier), before) if text.strip()
    ]


def _divided(message: str) -> tuple[str, str]:
    """Return the text and the question of a message that holds both."""
    first, _, rest = message.partition("\n")
    before, _, last = message.rpartition("\n")
    if first.rstrip().endswith("?") and not last.rstrip().endswith("?"):
        return rest, first
    if before:
        return before, last
    *earlier, question = sentences(message) or [""]
    return " ".join(earlier), question


def _place(attributes: str, number: int) -> str:
    given = {name.lower(): html.unescape(value) for name, value in _ATTRIBUTE.findall(attributes)}
    parts = [f"bron {given.get('nr') or number}", given.get("plaats", "")]
    # Brackets and line ends would end the note early.
    return re.sub(r"[\[\]\s]+", " ", ", ".join(part for part in parts if part)).strip()


def _ranked(found: Sequence[_Sentence], asked: Sequence[str]) -> list[_Sentence]:
    """Return the best sentences, best first; those far below the best are left out."""
    in_sentences = Counter(word for sentence in found for word in sentence.stems)
    weights = _weights(asked, in_sentences)
    if not weights:
        return []
    rarity = {
        word: math.log(1 + (len(found) - in_sentences[word] + 0.5) / (in_sentences[word] + 0.5))
        for word in weights
    }
    mean = sum(sentence.length for sentence in found) / len(found) or 1.0
    scored = [
        (_score(sentence, weights, rarity, mean), -place) for place, sentence in enumerate(found)
    ]
    best = sorted(scored, reverse=True)
    chosen: dict[str, _Sentence] = {}
    for score, place in best:
        if score <= 0 or score < _LEAST_OF_BEST * best[0][0] or len(chosen) == MAX_QUOTES:
            break
        chosen.setdefault(found[-place].text, found[-place])
    return list(chosen.values())


def _weights(asked: Sequence[str], known: Mapping[str, int]) -> dict[str, float]:
    """Return the words of the sources that a word of the question stands for, and how surely."""
    weights: dict[str, float] = {}
    for word in asked:
        if word in known:
            weights[word] = 1.0
    grams = {word: _grams(word) for word in asked if len(word) > _GRAM}
    for other in known:
        if other in weights or len(other) <= _GRAM or other in _EMPTY_WORDS:
            continue
        theirs = _grams(other)
        alike = max(
            (len(ours & theirs) / min(len(ours), len(theirs)) for ours in grams.values()), default=0
        )
        if alike >= _LEAST_ALIKE:
            weights[other] = alike / 2
    return weights


def _grams(word: str) -> frozenset[str]:
    return frozenset(word[at : at + _GRAM] for at in range(len(word) - _GRAM + 1))


def _score(
    sentence: _Sentence, weights: Mapping[str, float], rarity: Mapping[str, float], mean: float
) -> float:
    length = _SATURATION * (1 - _LENGTH_WEIGHT + _LENGTH_WEIGHT * sentence.length / mean)
    return sum(
        weights[word] * rarity[word] * times * (_SATURATION + 1) / (times + length)
        for word, times in sentence.stems.items()
        if word in weights
    )
