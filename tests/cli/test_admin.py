"""`admin`: the register on the command line, as scripts use it."""

from __future__ import annotations

import json

import pytest
from tests.apps.register import make

from stadspoort import cli
from stadspoort.apps.audit import keyring
from stadspoort.apps.audit.errors import KeysMissingError
from stadspoort.apps.audit.models import LedgerEntry
from stadspoort.apps.register.models import Decision, ModelDeployment, Purpose

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _installation() -> None:
    try:
        keyring.current()
    except KeysMissingError:
        keyring.initialise(make.NOW)
    make.start()


def run(*arguments: str) -> int:
    return cli.main(["admin", *arguments])


def add_mock(*more: str) -> int:
    return run("add-model", "--name", "mock", "--base-url", "http://127.0.0.1:9111/v1", *more)


def add_purpose(*more: str) -> int:
    return run(
        "add-purpose", "--slug", "brieven", "--title", "Brieven", "--data-classes", "openbaar,bsn",
        *more,
    )  # fmt: skip


def allow(*more: str) -> int:
    return run(
        "allow", "--purpose", "brieven", "--model", "mock", "--until", "2999-12-31",
        "--reason", "Proef", *more,
    )  # fmt: skip


def test_from_nothing_to_allowed(capsys: pytest.CaptureFixture[str]) -> None:
    """The three commands of the manual; without an application for both of our own."""
    assert add_mock("--self-hosted", "--private-host", "--upstream-model", "m-1") == 0
    assert add_purpose("--output", "raw") == 0
    assert allow("--condition", "Lees na.") == 0

    assert "Ja, onder voorwaarden, tot en met 31-12-2999. Proef" in capsys.readouterr().out
    model, purpose = ModelDeployment.objects.get(name="mock"), Purpose.objects.get()
    assert (model.upstream_model, model.allows_private_host) == ("m-1", True)
    assert (purpose.output, purpose.data_classes) == ("raw", ["bsn", "openbaar"])
    assert {row.application.slug for row in Decision.objects.all()} == {"api", "assistent"}
    entry = LedgerEntry.objects.order_by("-seq").first()
    assert entry is not None
    assert json.loads(entry.payload or "")["by"] == "systeem"


def test_what_the_gate_will_refuse_is_said_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    """An address of this machine without the mark, and a model without an agreement."""
    add_mock()

    out = capsys.readouterr().out
    assert "De poort weigert aanroepen totdat u aangeeft dat dit klopt" in out
    assert "er is geen verwerkersovereenkomst" in out


def test_what_is_not_named_stays_as_it_was() -> None:
    """A script may mend one thing without knowing the others."""
    add_mock("--processor-agreement", "2026-01-01", "--private-host")
    add_purpose()

    assert run("change-model", "--name", "mock", "--upstream-model", "m-2") == 0
    assert run("change-purpose", "--slug", "brieven", "--title", "Post") == 0

    model, purpose = ModelDeployment.objects.get(name="mock"), Purpose.objects.get()
    assert (str(model.processor_agreement_on), model.allows_private_host) == ("2026-01-01", True)
    assert (purpose.title, purpose.data_classes) == ("Post", ["bsn", "openbaar"])


def test_an_experiment_is_scripted(capsys: pytest.CaptureFixture[str]) -> None:
    """Box included; without one it is refused by name."""
    assert add_purpose("--experiment", "--until", "2999-01-01") == 1
    assert "register.experiment_incomplete" in capsys.readouterr().err
    assert (
        add_purpose(
            "--experiment", "--until", "2999-01-01", "--question", "Helpt het?",
            "--budget-tokens", "1000",
        )
        == 0
    )  # fmt: skip
    assert Purpose.objects.get().budget_tokens == 1000


def test_a_decision_is_forbidden_and_withdrawn(capsys: pytest.CaptureFixture[str]) -> None:
    """By number, as the list shows it."""
    add_mock("--self-hosted")
    add_purpose()
    use = ("--purpose", "brieven", "--model", "mock", "--application", "api")
    assert run("forbid", *use, "--reason", "Te veel risico") == 0
    number = Decision.objects.get().pk
    capsys.readouterr()

    assert run("withdraw", str(number), "--reason", "Vergissing") == 0
    assert run("list-decisions", "--json") == 0

    (row,) = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (row["id"], row["allows"], row["is_withdrawn"]) == (number, False, True)


def test_the_question_can_be_asked_by_a_script(capsys: pytest.CaptureFixture[str]) -> None:
    """With what is allowed instead."""
    add_mock("--self-hosted")
    add_purpose()
    allow()
    run("add-supplier", "--slug", "acme", "--name", "Acme")
    run("add-application", "--slug", "gratis", "--name", "Gratis", "--supplier", "acme",
        "--kind", "consumer")  # fmt: skip
    run("assess", "--application", "gratis", "--standing", "verboden", "--reason", "Geen contract.",
        "--source", "Standpunt")  # fmt: skip
    capsys.readouterr()

    assert run("answer", "--application", "gratis", "--purpose", "brieven", "--json") == 1

    told = json.loads(capsys.readouterr().out)
    assert (told["allowed"], told["standing"], told["reason"]) == (
        False,
        "verboden",
        "Geen contract.",
    )
    assert told["alternatives"] == [
        {"application": "assistent", "model": "mock"},
        {"application": "api", "model": "mock"},
    ]


def test_a_prohibition_by_policy_is_withdrawn_when_the_policy_goes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It never lapses by itself, so there must be a way; once."""
    add_mock("--self-hosted")
    add_purpose()
    run("assess", "--model", "mock", "--standing", "verboden", "--reason", "Lek gevonden.",
        "--source", "CISO")  # fmt: skip
    assert allow() == 1
    told = capsys.readouterr().err
    assert "Er is niets vastgelegd. Reden: Lek gevonden." in told
    assert not Decision.objects.exists()
    run("list-assessments", "--json")
    (row,) = json.loads(capsys.readouterr().out)

    assert run("withdraw-assessment", str(row["id"])) == 0
    assert run("withdraw-assessment", str(row["id"])) == 1

    assert allow("--application", "api") == 0
    assert run("answer", "--application", "api", "--purpose", "brieven") == 0
    assert "Ja, onder voorwaarden" in capsys.readouterr().out


@pytest.mark.parametrize(
    "listing", ["suppliers", "applications", "models", "purposes", "decisions", "uses"]
)
def test_lists_are_lines_for_people_and_json_for_scripts(
    listing: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of the same rows; the key of a model never, only whether there is one."""
    add_mock("--self-hosted")
    add_purpose()
    allow()
    capsys.readouterr()

    assert run(f"list-{listing}") == 0
    lines = capsys.readouterr().out.splitlines()
    assert run(f"list-{listing}", "--json") == 0
    rows = json.loads(capsys.readouterr().out)

    assert len(lines) == len(rows) + 1 > 1
    assert not any("secret_file" in row for row in rows)


def test_what_was_written_is_told_to_a_script_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    """One line of facts per thing that was recorded."""
    assert add_mock("--self-hosted", "--private-host", "--json") == 0
    assert add_purpose("--json") == 0
    assert allow("--json") == 0

    model, purpose, *decisions = map(json.loads, capsys.readouterr().out.splitlines())
    assert model == {"name": "mock", "warnings": []}
    assert purpose == {"slug": "brieven"}
    assert [(each["application"], each["allowed"]) for each in decisions] == [
        ("api", True),
        ("assistent", True),
    ]


def test_what_the_register_does_not_know_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    """Of a command with a model and a purpose one must know which of the two is wrong."""
    add_mock("--self-hosted")
    assert allow() == 1

    assert "Het register kent geen doel brieven." in capsys.readouterr().err


def test_stopping_and_starting() -> None:
    """For everyone at once."""
    add_mock("--self-hosted")
    assert run("stop-model", "--name", "mock") == 0
    assert not ModelDeployment.objects.get(name="mock").is_active
    assert run("start-model", "--name", "mock") == 0
    assert ModelDeployment.objects.get(name="mock").is_active


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(
            ("add-model", "--name", "x", "--base-url", "http://10.0.0.5/v1"),
            "register.private_host_not_marked",
            id="private",
        ),
        pytest.param(
            ("add-model", "--name", "x", "--base-url", "https://a.nl", "--supplier", "geen"),
            "register.unknown_entry",
            id="unknown supplier",
        ),
        pytest.param(
            ("stop-model", "--name", "geen"), "register.unknown_entry", id="unknown model"
        ),
        pytest.param(
            ("stop-purpose", "--slug", "geen", "--by", "niemand"),
            "accounts.user_unknown",
            id="unknown person",
        ),
        pytest.param(
            (
                "assess",
                "--model",
                "stadspoort/citaat",
                "--standing",
                "verboden",
                "--reason",
                "x",
                "--source",
                "y",
                "--until",
                "2999-01-01",
            ),
            "register.prohibition_end",
            id="a prohibition with an end",
        ),
        pytest.param(
            (
                "assess",
                "--model",
                "stadspoort/citaat",
                "--standing",
                "toegestaan",
                "--reason",
                "x",
                "--source",
                "y",
                "--until",
                "2020-01-01",
            ),
            "register.date_in_past",
            id="ended before it began",
        ),
        pytest.param(
            ("assess", "--standing", "toegestaan", "--reason", "x", "--source", "y"),
            "register.assessment_of_nothing",
            id="about nothing",
        ),
        pytest.param(("withdraw", "9", "--reason", "x"), "register.unknown_entry", id="decision"),
    ],
)
def test_failures_are_one_line(
    arguments: tuple[str, ...], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A Dutch sentence with the code behind it, status 1."""
    assert run(*arguments) == 1

    (line,) = capsys.readouterr().err.splitlines()
    assert code in line
