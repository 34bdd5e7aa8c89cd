"""Loading frameworks: everything, or nothing and every reason why not, with file and line."""

from __future__ import annotations

from datetime import date

import pytest
from tests.engines.frameworks import make
from tests.engines.frameworks.make import NEW, OLD

from stadspoort.engines.frameworks.library import UnknownVersionError, read_library

WORDS = "vocabulary.yaml"


def test_a_version_is_found_by_name_and_by_day() -> None:
    library = make.library()

    assert library.named("aia@2024-07-12").version == "2024-07-12"
    assert library.named("aia").version == "2026-07-27"
    assert library.named("aia", date(2026, 7, 26)).version == "2024-07-12"
    assert library.named("aia", date(2026, 7, 27)).version == "2026-07-27"
    assert [each.name for each in library.on(date(2026, 7, 26))] == ["aia@2024-07-12"]
    assert library.on(date(2024, 7, 31)) == ()


@pytest.mark.parametrize("name", ["avg", "aia@2025", "aia@", ""])
def test_an_unknown_name_is_a_named_failure(name: str) -> None:
    with pytest.raises(UnknownVersionError):
        make.library().named(name)


def test_a_requirement_is_read_whole() -> None:
    """Every field, with the defaults of those that are left out."""
    version = make.library().named("aia")
    marking = next(each for each in version.requirements if each.id == "aia-50-2-markering")

    assert (marking.provision, marking.actor) == ("aia-50-2", "provider")
    assert marking.kinds == ("new", "existing")
    assert str(marking.condition) == "'beeld' in app.generates"
    assert (marking.check, marking.severity, marking.reach) == ("test", "block", "contract")
    assert [each.type for each in marking.accepts] == ["markering_test"]
    assert marking.accepts[0].max_age_days is None
    assert (marking.needs_all, marking.machine, marking.prohibits) == (False, True, False)
    assert (marking.enforces, marking.supersedes, marking.note) == ((), (), None)
    existing = version.provision("aia-50-2").applies[1]
    assert (existing.first, existing.last) == (date(2026, 12, 2), None)
    assert str(existing.when) == "app.placed_on_market < '2026-08-02'"
    assert existing.conflicts[0].day == date(2027, 2, 2)


def test_an_age_that_is_not_given_is_that_of_the_type() -> None:
    files = make.contents()
    text = files[NEW].decode().replace("of: [markering_test]", "of: [dpia, markering_test]")
    files[NEW] = text.encode()

    marking = read_library(files).named("aia").requirements[5]

    assert [(each.type, each.max_age_days) for each in marking.accepts] == [
        ("dpia", 1095),
        ("markering_test", None),
    ]


@pytest.mark.parametrize(
    ("old", "new", "problems"),
    [
        pytest.param(
            "from: 2024-08-01", "from: 2024-8-1",
            ["regel 8: from: '2024-8-1' is geen datum; schrijf JJJJ-MM-DD, zoals 2026-08-02"],
            id="a day in another notation",
        ),
        pytest.param(
            "to: 2026-07-26", "to: 2026-02-30",
            ["regel 8: to: '2026-02-30' is geen datum; schrijf JJJJ-MM-DD, zoals 2026-08-02"],
            id="a day that is not in the calendar",
        ),
        pytest.param(
            "to: 2026-07-26", "to: 2024-07-31",
            ["regel 8: het einde 2024-07-31 ligt voor het begin 2024-08-01"],
            id="an end before the begin",
        ),
        pytest.param(
            "from: 2025-02-02, to: null", "from: 2025-02-02, to: 2025-02-01",
            ["regel 16: het einde 2025-02-01 ligt voor het begin 2025-02-02"],
            id="an end before the begin of a provision",
        ),
        pytest.param(
            "condition: use.interacts_with_public", "condition: use.praat_met_inwoner",
            ["regel 69: condition: het kenmerk use.praat_met_inwoner is onbekend"],
            id="an unknown attribute",
        ),
        pytest.param(
            "condition: use.interacts_with_public", "condition: use.risk_class",
            ["regel 69: condition: use.risk_class is van de soort choice, geen ja of nee: "
             "vergelijk het met een waarde"],
            id="a condition of the wrong type",
        ),
        pytest.param(
            "of: [schermtekst]", "of: [schermtext]",
            ["regel 72: de bewijssoort 'schermtext' is onbekend"],
            id="an unknown type of evidence",
        ),
        pytest.param(
            "    actor: deployer", "    actor: gebruiker",
            ["regel 35: actor 'gebruiker' bestaat niet; kies uit deployer, provider, "
             "gpai_provider, controller",
             "regel 34: de bepaling aia-4 heeft geen datum voor actor gebruiker en soort all"],
            id="an unknown actor",
        ),
        pytest.param(
            "    actor: deployer", "    actor: provider",
            ["regel 34: de bepaling aia-4 heeft geen datum voor actor provider en soort all"],
            id="an actor for whom the provision has no date",
        ),
        pytest.param(
            "- id: aia-5-emotie", "- id: aia-4-geletterdheid",
            ["regel 43: de eis aia-4-geletterdheid staat er twee keer, ook op regel 33"],
            id="an id twice",
        ),
        pytest.param(
            "  - id: aia-5\n", "  - id: aia-4\n",
            ["regel 17: de bepaling aia-4 staat er twee keer, ook op regel 12",
             "regel 44: de bepaling aia-5 staat niet in dit bestand"],
            id="a provision twice, and one that is not there",
        ),
        pytest.param(
            "    applies:\n      - {actor: deployer, kind: all, from: 2025-02-02, to: null, "
            "certainty: two_sources}\n", "",
            ["regel 12: de bepaling aia-4 heeft geen datum: vul applies in",
             "regel 32: de bepaling aia-4 heeft geen datum voor actor deployer en soort all"],
            id="a provision without a date",
        ),
        pytest.param(
            "    severity: warn", "    severity: warn\n    ernst: hoog",
            ["regel 41: het veld ernst is onbekend"],
            id="an unknown field",
        ),
        pytest.param(
            "    severity: warn", "    severity: warn\n    severity: info",
            ["regel 41: het veld severity staat er twee keer (ook op regel 40)"],
            id="a field twice",
        ),
        pytest.param(
            "    severity: warn\n", "",
            ["regel 33: het veld severity ontbreekt"],
            id="a field that is missing",
        ),
        pytest.param(
            "severity: warn", "severity: ernstig",
            ["regel 40: severity 'ernstig' bestaat niet; kies uit block, warn, info"],
            id="an unknown word",
        ),
        pytest.param(
            "prohibits: true", "prohibits: ja",
            ["regel 51: bij prohibits hoort true of false, niet 'ja'",
             "regel 43: het veld evidence ontbreekt"],
            id="yes in another word",
        ),
        pytest.param(
            "    severity: block\n    prohibits: true", "    severity: warn\n    prohibits: true",
            ["regel 50: een verbod (prohibits) heeft severity block"],
            id="a prohibition that only warns",
        ),
        pytest.param(
            "    prohibits: true", "    prohibits: true\n    evidence: {needs: any, of: [dpia]}",
            ["regel 52: bij een verbod (prohibits) hoort geen evidence"],
            id="a prohibition with evidence",
        ),
        pytest.param(
            "    evidence: {needs: any, of: [werkinstructie]}\n", "",
            ["regel 53: het veld evidence ontbreekt"],
            id="no evidence",
        ),
        pytest.param(
            "of: [werkinstructie]", "of: []",
            ["regel 61: er is minstens één bewijssoort nodig"],
            id="evidence of no type",
        ),
        pytest.param(
            "max_age_days: 365", "max_age_days: een jaar",
            ["regel 41: bij max_age_days hoort een aantal dagen, niet 'een jaar'"],
            id="an age that is no number",
        ),
        pytest.param(
            "    reach: instruction", "    machine: false\n    reach: instruction",
            ["regel 41: een eis die geen machine kan beoordelen (machine: false) heeft een "
             "bewijssoort nodig die een beoordeling door een mens is (assessment: true)"],
            id="a judgement that no evidence holds",
        ),
        pytest.param(
            "enforces: [human_review]", "enforces: [meelezen]",
            ["regel 62: de voorwaarde voor gebruik 'meelezen' is onbekend"],
            id="an unknown condition of use",
        ),
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused_with_line_and_reason(
    old: str, new: str, problems: list[str]
) -> None:
    assert make.spoiled(OLD, old, new) == [f"{OLD}, {problem}" for problem in problems]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "regel 1: het bestand moet bestaan uit velden met een naam"),
        (b"- a\n- b\n", "regel 1: het bestand moet bestaan uit velden met een naam"),
        (b"a: [b\nc: d\n", "regel 2: hier klopt de YAML niet: kijk naar inspringing, dubbele "
         "punten en aanhalingstekens"),
        (b"a: b\n---\na: c\n", "regel 2: er staat meer dan één document in het bestand (---)"),
        (b"a: &x b\nc: *x\n",
         "regel 1: verwijzingen (&) zijn niet toegestaan: schrijf de waarde uit"),
        (b"a: b\nc: *x\n", "regel 2: verwijzingen (*) zijn niet toegestaan: schrijf de waarde uit"),
        (b"a: !!python/object/apply:os.system ['true']\n",
         "regel 1: het kenmerk tag:yaml.org,2002:python/object/apply:os.system is niet toegestaan"),
        (b"a: " + b"[" * 40 + b"]" * 40, "regel 1: de velden zijn meer dan 12 niveaus diep"),
        (b"? [a, b]\n: c\n", "regel 1: de naam van een veld is een woord, geen lijst"),
        (b"a: b\nc: \xff\n", "regel 2: de regel is niet in UTF-8 opgeslagen"),
        (b"a: \x07\n", "er staan tekens in die in YAML niet mogen"),
        (b"# " + b"x" * (16 * 1024 * 1024), "het bestand is groter dan 16 MB"),
    ],
    ids=["nothing", "a list", "broken", "two documents", "anchor", "alias", "tag", "too deep",
         "a list as name", "no utf-8", "a control sign", "too large"],
)  # fmt: skip
def test_what_is_no_plain_yaml_is_refused(data: bytes, problem: str) -> None:
    divider = ", " if problem.startswith("regel") else ": "
    assert make.refused(make.contents() | {OLD: data}) == [f"{OLD}{divider}{problem}"]


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        pytest.param(
            OLD, "to: 2026-07-26", "to: 2026-07-27",
            f"{NEW}, regel 8: deze versie begint op 2026-07-27, terwijl aia@2024-07-12 nog geldt "
            "(einde: 2026-07-27)",
            id="versions that overlap",
        ),
        pytest.param(
            OLD, "to: 2026-07-26", "to: null",
            f"{NEW}, regel 8: deze versie begint op 2026-07-27, terwijl aia@2024-07-12 nog geldt "
            "(einde: open)",
            id="a version that was never closed",
        ),
        pytest.param(
            NEW, "    subject: application", "    subject: use",
            f"{NEW}, regel 97: de eis aia-50-1-ai-herkenbaar gaat in aia@2024-07-12 over "
            "application en hier over use: geef haar een nieuw id",
            id="an id with another meaning",
        ),
        pytest.param(
            NEW, "    check: test", "    check: test\n    supersedes: [aia-50-2-merk]",
            f"{NEW}, regel 108: aia-50-2-markering vervangt aia-50-2-merk, die in geen eerdere "
            "versie staat",
            id="supersedes something unknown",
        ),
        pytest.param(
            NEW, "    check: test", "    check: test\n    supersedes: [aia-5-emotie]",
            f"{NEW}, regel 108: aia-50-2-markering vervangt aia-5-emotie, die zelf nog in deze "
            "versie staat",
            id="supersedes what is still there",
        ),
        pytest.param(
            NEW, "    check: test", "    check: test\n    supersedes: [aia-50-2-markering]",
            f"{NEW}, regel 108: aia-50-2-markering vervangt via andere eisen zichzelf",
            id="supersedes itself",
        ),
        pytest.param(
            NEW, "version: '2026-07-27'", "version: '2026-07-28'",
            f"{NEW}, regel 6: het bestand hoort aia/2026-07-28.yaml te heten",
            id="a name that is not that of the file",
        ),
        pytest.param(
            WORDS, "deliverer: supplier", "deliverer: iemand",
            f"{WORDS}, regel 17: deliverer 'iemand' bestaat niet; kies uit supplier, municipality, "
            "government, gate",
            id="an unknown deliverer",
        ),
        pytest.param(
            WORDS, "id: app.contracted, type: bool, label: dienst met contract, derived: true",
            "id: app.contracted, type: bool, label: dienst met contract",
            f"{WORDS}, regel 29: app.contracted wordt berekend: zet derived: true",
            id="asking for what is computed",
        ),
        pytest.param(
            WORDS, "question: Hoeveel medewerkers zijn er?", "derived: true",
            f"{WORDS}, regel 36: org.employees wordt niet berekend; alleen app.kind, "
            "app.passes_gate, app.contracted, app.cloud, app.third_country, model.version, "
            "supplier.country, supplier.is_processor, use.affected, use.data_classes, use.help, "
            "use.personal_data, use.purpose",
            id="computing what nobody computes",
        ),
        pytest.param(
            WORDS, "{id: provider, label: aanbieder}", "{id: deployer, label: aanbieder}",
            f"{WORDS}, regel 5: deployer staat er twee keer",
            id="a word twice",
        ),
    ],
)  # fmt: skip
def test_what_does_not_fit_the_other_files_is_refused(
    file: str, old: str, new: str, problem: str
) -> None:
    assert make.spoiled(file, old, new)[0] == problem


def test_two_requirements_that_supersede_each_other_are_refused() -> None:
    """A cycle over two versions: the old one cannot know the new one, and it is a cycle too."""
    files = make.contents()
    files[OLD] = files[OLD].replace(
        b"    check: document\n    severity: warn",
        b"    check: document\n    supersedes: [aia-4-nieuw]\n    severity: warn",
    )
    files[NEW] = (
        files[NEW]
        .replace(b"id: aia-4-geletterdheid", b"id: aia-4-nieuw")
        .replace(
            b"    check: document\n    severity: warn",
            b"    check: document\n    supersedes: [aia-4-geletterdheid]\n    severity: warn",
            1,
        )
    )

    assert make.refused(files) == [
        f"{OLD}, regel 33: aia-4-geletterdheid vervangt aia-4-nieuw, die in geen eerdere versie "
        "staat",
        f"{OLD}, regel 33: aia-4-geletterdheid vervangt via andere eisen zichzelf",
        f"{NEW}, regel 56: aia-4-nieuw vervangt via andere eisen zichzelf",
    ]


def test_a_requirement_of_another_framework_has_another_id() -> None:
    files = make.contents()
    files["other.yaml"] = files[NEW].replace(b"framework: aia", b"framework: other")

    assert make.refused(files)[0] == (
        "other.yaml, regel 56: de eis aia-4-geletterdheid staat al in aia@2024-07-12"
    )


def test_a_version_twice_is_refused() -> None:
    files = make.contents()
    files["nog-eens.yaml"] = files[NEW]

    assert make.refused(files)[0] == (
        f"nog-eens.yaml, regel 6: aia@2026-07-27 is er twee keer, ook in {NEW}"
    )


def test_without_a_vocabulary_nothing_is_read() -> None:
    files = make.contents()
    del files[WORDS]

    assert make.refused(files) == [f"{WORDS}: dit bestand ontbreekt"]


class TestHashes:
    """A released version never changes; what changes no duty may."""

    @staticmethod
    def hash_after(old: str, new: str) -> str:
        files = make.contents()
        text = files[NEW].decode()
        assert old in text
        files[NEW] = text.replace(old, new).encode()
        return read_library(files).named("aia").hash

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            pytest.param("# A small part", "# Een klein deel", id="a comment"),
            pytest.param("condition: use.interacts_with_public",
                         "condition: '( use.interacts_with_public )'", id="brackets and spaces"),
            pytest.param("obligation: Gemaakte beelden zijn", "obligation: Gemaakte   beelden zijn",
                         id="white space in a text"),
            pytest.param("note: wijkt af", "note: gelezen op 2 november", id="a note"),
            pytest.param("certainty: one_source", "certainty: two_sources", id="a certainty"),
            pytest.param("to: null", "to: 2028-12-31", id="the last day"),
            pytest.param("status: concept", "status: final", id="the status"),
            pytest.param("kind: [new, existing]", "kind:\n      - new\n      - existing",
                         id="another notation of a list"),
        ],
    )  # fmt: skip
    def test_the_same_meaning_has_the_same_hash(self, old: str, new: str) -> None:
        assert self.hash_after(old, new) == make.library().named("aia").hash

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            pytest.param("from: 2026-12-02, certainty", "from: 2026-12-03, certainty", id="a date"),
            pytest.param("severity: warn", "severity: info", id="a severity"),
            pytest.param("De inwoner merkt bij", "De inwoner ziet bij", id="an obligation"),
            pytest.param("max_age_days: 365", "max_age_days: 366", id="an age"),
            pytest.param("needs: any, of: [markering_test]", "needs: all, of: [markering_test]",
                         id="any or all"),
            pytest.param("when: app.placed_on_market < '2026-08-02'",
                         "when: app.placed_on_market <= '2026-08-02'", id="what is existing"),
            pytest.param("enforces: [ai_label]", "enforces: []", id="a condition of use"),
        ],
    )  # fmt: skip
    def test_another_meaning_has_another_hash(self, old: str, new: str) -> None:
        assert self.hash_after(old, new) != make.library().named("aia").hash

    def test_the_hash_is_the_same_on_every_machine(self) -> None:
        """Written down once: a change of form would make every released version look changed."""
        assert make.library().named("aia@2024-07-12").hash == (
            "f47e10b0df6b67bd19eb1bff6b4be71227ff082d33dd48a821e83f565833fdb8"
        )

    def test_an_unchanged_requirement_keeps_its_hash_in_the_next_version(self) -> None:
        library = make.library()
        old = {each.id: each.hash for each in library.named("aia@2024-07-12").requirements}
        new = {each.id: each.hash for each in library.named("aia@2026-07-27").requirements}

        assert old["aia-5-emotie"] == new["aia-5-emotie"]
        assert old["aia-4-geletterdheid"] != new["aia-4-geletterdheid"]
        assert old["aia-26-toezicht"] != new["aia-26-toezicht"]

    def locked(self, line: str) -> list[str]:
        return make.refused(make.contents() | {"hashes.txt": f"# vrijgegeven\n{line}\n".encode()})

    def test_a_released_version_that_did_not_change_is_accepted(self) -> None:
        version = make.library().named("aia@2024-07-12")
        line = f"aia@2024-07-12 concept {version.hash}"
        library = read_library(make.contents() | {"hashes.txt": line.encode()})

        assert library.released == {"aia@2024-07-12"}

    @pytest.mark.parametrize(
        ("line", "problem"),
        [
            ("aia@2024-07-12 concept " + "0" * 64,
             f"{OLD}, regel 6: aia@2024-07-12 is vrijgegeven en mag niet veranderen: maak een "
             "nieuwe versie (hash nu f47e10b0df6b, vrijgegeven 000000000000)"),
            ("aia@2023 concept " + "0" * 64,
             "hashes.txt, regel 2: aia@2023 is vrijgegeven, maar is er niet meer"),
            ("aia 2023 " + "0" * 64,
             "hashes.txt, regel 2: hier hoort kader@versie, concept of final, en de hash"),
        ],
        ids=["changed", "gone", "broken line"],
    )  # fmt: skip
    def test_a_released_version_may_not_change_or_go(self, line: str, problem: str) -> None:
        assert self.locked(line) == [problem]

    def test_a_status_that_was_not_released_is_refused(self) -> None:
        """Whether a text was confirmed by somebody does not change by the way."""
        version = make.library().named("aia@2024-07-12")

        assert self.locked(f"aia@2024-07-12 final {version.hash}") == [
            "hashes.txt, regel 2: aia@2024-07-12 is in het bestand concept"
        ]
