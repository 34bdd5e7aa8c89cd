"""How fast facts are judged: 300 applications for 40 uses against 200 requirements.

The frameworks are those of the package, on a day on which the most of them apply, filled up to 200
with copies. Facts are invented with a fixed seed: most attributes known, evidence of every type
about applications, suppliers, models and uses, a few decisions. A sample is also judged one by one
with its trace, and must say the same.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from bench.table import show

from stadspoort.engines.frameworks.conditions import Value
from stadspoort.engines.frameworks.facts import (
    Application,
    Facts,
    Model,
    Organisation,
    SubProcessor,
    Supplier,
    Use,
)
from stadspoort.engines.frameworks.judging import Ruling, judge, judge_all
from stadspoort.engines.frameworks.library import Library, packaged_files, read_library
from stadspoort.engines.frameworks.records import (
    Adoption,
    Bearing,
    Decision,
    Evidence,
    ReadAs,
    Reliance,
    Via,
)
from stadspoort.engines.frameworks.vocabulary import Attribute, AttributeType, Vocabulary

DAY = date(2027, 12, 2)
APPLICATIONS, USES, REQUIREMENTS = 300, 40, 200
SUPPLIERS, MODELS, EVIDENCE, DECISIONS = 60, 20, 3_000, 200
KNOWN = 0.95
MOST_SECONDS = {"read the frameworks": 2.0, "judge all": 5.0, "judge one, with its trace": 0.5}
SAMPLE = 20


def main() -> int:
    """Print the table; return 1 if a limit was not met or the sample differs."""
    started = time.process_time()
    library = read_library(packaged_files())
    took = {"read the frameworks": time.process_time() - started}
    library = filled_up(library)
    draw = random.Random(7)  # noqa: S311  invented facts, nothing secret
    facts = invented(library, draw)

    started = time.process_time()
    rows = judge_all(library, facts, DAY)
    took["judge all"] = time.process_time() - started

    sample = draw.sample(rows, SAMPLE)
    started = time.process_time()
    traced = [judge(library, facts, row.application, row.use, DAY) for row in sample]
    took["judge one, with its trace"] = (time.process_time() - started) / SAMPLE
    same = all(
        (one.verdict, one.valid_until, one.conditions)
        == (row.verdict, row.valid_until, row.conditions)
        for one, row in zip(traced, sample, strict=True)
    )
    told = [(what, f"{seconds:.2f} s", f"{MOST_SECONDS[what]} s") for what, seconds in took.items()]
    what = f"{APPLICATIONS} applications, {USES} uses, {applying(traced[0])} requirements"
    show(f"register: CPU on one core, {what}", ("what", "CPU", "may be"), told)
    counts = Counter(str(row.verdict) for row in rows)
    print(", ".join(f"{verdict} {count}" for verdict, count in sorted(counts.items())))
    print(f"sample of {SAMPLE} judged with a trace: {'the same' if same else 'DIFFERS'}")
    is_fast = all(seconds <= MOST_SECONDS[what] for what, seconds in took.items())
    return 0 if same and is_fast else 1


def applying(ruling: Ruling) -> int:
    """Return how many requirements were judged for a pair."""
    return len(ruling.trace)


def filled_up(library: Library) -> Library:
    """Return the library with copies of requirements, so that 200 apply on the day."""
    facts = Facts(
        Organisation("org", "Gemeente"),
        applications={"a": Application("a", "a", None, "own", passes_gate=True)},
        uses={"u": Use("u", "u")},
    )
    missing = REQUIREMENTS - applying(judge(library, facts, "a", "u", DAY))
    of_gdpr = library.named("avg", DAY)
    copies = [
        replace(each, id=f"kopie-{each.id}", hash=f"kopie-{each.hash}")
        for each in of_gdpr.requirements[: max(missing, 0)]
    ]
    copy = replace(of_gdpr, framework="kopie", requirements=tuple(copies))
    return replace(library, versions=(*library.versions, copy))


def invented(library: Library, draw: random.Random) -> Facts:
    """Return facts of a large municipality."""
    words = library.vocabulary
    suppliers = {f"s{n}": supplier(n, words, draw) for n in range(SUPPLIERS)}
    models = {
        f"m{n}": Model(
            f"m{n}", f"Model {n}", f"s{draw.randrange(SUPPLIERS)}",
            attributes=attributes("model", words, draw),
        )
        for n in range(MODELS)
    }  # fmt: skip
    applications = {
        f"a{n}": Application(
            f"a{n}", f"Toepassing {n}", f"s{draw.randrange(SUPPLIERS)}",
            draw.choice(["contracted", "contracted", "self_hosted", "own", "consumer"]),
            draw.random() < 0.5,
            tuple(sorted({f"m{draw.randrange(MODELS)}" for _ in range(draw.randrange(3))})),
            attributes("app", words, draw),
        )
        for n in range(APPLICATIONS)
    }  # fmt: skip
    uses = {
        f"u{n}": Use(
            f"u{n}", f"Gebruik {n}", frozenset(draw.sample(sorted(words.data_classes), 2)),
            attributes=attributes("use", words, draw),
        )
        for n in range(USES)
    }  # fmt: skip
    first = date(2020, 1, 1)
    return Facts(
        organisation=Organisation("org", "Gemeente", attributes("org", words, draw)),
        suppliers=suppliers,
        applications=applications,
        models=models,
        uses=uses,
        evidence=tuple(evidence(n, words, draw) for n in range(EVIDENCE)),
        decisions=tuple(
            Decision(
                f"a{draw.randrange(APPLICATIONS)}", f"u{draw.randrange(USES)}",
                draw.random() < 0.7, "reden", "fatima", DAY - timedelta(days=30),
                DAY + timedelta(days=draw.randrange(300)),
            )
            for _ in range(DECISIONS)
        ),
        adoptions=tuple(
            Adoption(each.framework, each.version, adopted=True, by="College", on=first)
            for each in library.versions
        ),
    )  # fmt: skip


def supplier(number: int, words: Vocabulary, draw: random.Random) -> Supplier:
    """Return a supplier with a chain behind it."""
    links = tuple(SubProcessor(f"s{draw.randrange(SUPPLIERS)}") for _ in range(draw.randrange(3)))
    return Supplier(
        f"s{number}", f"Leverancier {number}", draw.choice(["NL", "IE", "US", None]),
        attributes("supplier", words, draw), links,
    )  # fmt: skip


def evidence(number: int, words: Vocabulary, draw: random.Random) -> Evidence:
    """Return a piece of evidence."""
    subject = draw.choice(
        [
            {"application": f"a{draw.randrange(APPLICATIONS)}"},
            {"application": f"a{draw.randrange(APPLICATIONS)}", "use": f"u{draw.randrange(USES)}"},
            {"supplier": f"s{draw.randrange(SUPPLIERS)}"},
            {"model": f"m{draw.randrange(MODELS)}"},
            {"use": f"u{draw.randrange(USES)}"},
            {"organisation": "org"},
        ]
    )
    against = Bearing.AGAINST if "application" in subject else Bearing.CONTEXT
    effective = DAY - timedelta(days=draw.randrange(600))
    return Evidence(
        id=f"e{number:05}",
        type=draw.choice(sorted(words.evidence_types)),
        subject=subject,
        effective=effective,
        read_as=draw.choice([ReadAs.FULL, ReadAs.FULL, ReadAs.PASSAGE, ReadAs.EXCERPT]),
        via=Via.DOCUMENT,
        bearing=against if draw.random() < 0.03 else Bearing.FOR,
        reliance=draw.choice([*Reliance, *[Reliance.OWN_CHECK] * 6]),
        ends=effective + timedelta(days=draw.randrange(300, 1_500)),
    )


def attributes(kind: str, words: Vocabulary, draw: random.Random) -> dict[str, Value]:
    """Return values for most attributes of a kind of thing."""
    found: dict[str, Value] = {}
    for name, attribute in words.attributes.items():
        before, _, after = name.partition(".")
        if before == kind and not attribute.derived and draw.random() < KNOWN:
            found[after] = value(attribute, draw)
    return found


def value(attribute: Attribute, draw: random.Random) -> Value:
    """Return a value of the type of the attribute."""
    choices = sorted(attribute.choices or {"x": "x"})
    values: dict[AttributeType, Value] = {
        AttributeType.BOOL: draw.random() < 0.5,
        AttributeType.DATE: date(2024, 1, 1) + timedelta(days=draw.randrange(1_400)),
        AttributeType.NUMBER: draw.randrange(1_000),
        AttributeType.COUNTRY: draw.choice(["NL", "US"]),
        AttributeType.SET: frozenset(draw.sample(choices, draw.random() < 0.05)),
    }
    return values.get(attribute.type, draw.choice(choices))


if __name__ == "__main__":
    sys.exit(main())
