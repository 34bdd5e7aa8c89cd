"""What a log of outgoing traffic shows of services for generative AI, and what to block."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stadspoort.engines.shadow import (
    Access,
    block_list,
    packaged_services,
    read_log,
    read_services,
    sightings,
)
from stadspoort.errors import StadspoortError

LIST = """# invented services
dienst;naam;soort;host;bron;gelezen
praat-gratis;Praat (gratis);vrij;praat.example;eigen lijst;2026-08-01
praat-gratis;Praat (gratis);vrij;cdn-praat.example;eigen lijst;2026-08-19
praat-zakelijk;Praat Zakelijk;contract;praat.example;eigen lijst;2026-08-19
beeld;Beeldmaker;vrij;beeld.example;eigen lijst;2026-07-02
tekst;Tekstdienst;contract;api.tekst.example;eigen lijst;2026-07-02
tekst-proef;Tekstdienst proef;vrij;tekst.example;eigen lijst;2026-07-02
"""
UNREADABLE = "shadow.log_unreadable"
BAD_HOST = "de host is geen domeinnaam in kleine letters"
SERVICES = read_services(LIST, name="lijst.csv")


def test_a_list_is_dated_by_its_latest_reading() -> None:
    """Rows of one service and one access belong together."""
    assert str(SERVICES.as_of) == "2026-08-19"
    first = SERVICES.services[0]
    assert (first.slug, first.access) == ("praat-gratis", Access.FREE)
    assert first.hosts == ("praat.example", "cdn-praat.example")


@pytest.mark.parametrize(
    ("row", "line", "reason"),
    [
        ("a;b", 3, "2 kolommen in plaats van 6"),
        ("X;Naam;vrij;x.example;bron;2026-08-19", 3, "het kenmerk van de dienst is geen kenmerk"),
        ("xx;;vrij;x.example;bron;2026-08-19", 3, "de naam ontbreekt"),
        ("xx;Naam;gratis;x.example;bron;2026-08-19", 3, "de soort is niet vrij of contract"),
        ("xx;Naam;vrij;X.example;bron;2026-08-19", 3, BAD_HOST),
        ("xx;Naam;vrij;x.example;;2026-08-19", 3, "de bron ontbreekt"),
        ("xx;Naam;vrij;x.example;bron;19-08-2026", 3, "gelezen is geen datum als 2026-11-23"),
    ],
)  # fmt: skip
def test_a_broken_list_is_refused_with_file_line_and_reason(
    row: str, line: int, reason: str
) -> None:
    """Nothing of it is used."""
    head = "dienst;naam;soort;host;bron;gelezen\n"
    good = "goed;Goed;vrij;goed.example;bron;2026-08-19\n"
    with pytest.raises(StadspoortError) as caught:
        read_services(head + good + row, name="lijst.csv")
    assert caught.value.context == {"file": "lijst.csv", "line": line, "reason": reason}


def test_the_packaged_list_can_be_used() -> None:
    """Every host of it says where it was read, and the list covers free and contracted services."""
    listed = packaged_services()
    kinds = {service.access for service in listed.services}
    assert kinds == {Access.FREE, Access.CONTRACTED}
    assert listed.at("chat.deepseek.com") is not None


@pytest.mark.parametrize(
    ("host", "listed"),
    [
        ("praat.example", "praat.example"),
        ("www.praat.example", "praat.example"),
        ("API.Tekst.Example.", "api.tekst.example"),
        ("login.tekst.example", "tekst.example"),
        ("nietpraat.example", None),
        ("praat.example.org", None),
    ],
)
def test_a_host_below_a_listed_one_belongs_to_it(host: str, listed: str | None) -> None:
    """The longest listed host wins; a name that only ends the same does not count."""
    found = SERVICES.at(host)
    assert (found[0] if found else None) == listed


LOGS = {
    "proxy": (
        "tijd;gebruiker;url;aantal\n"
        "08:01;j.bakker;https://www.praat.example/chat?q=geheim;12\n"
        "08:02;m.vis;beeld.example:443;3\n"
        "08:03;m.vis;https://nieuws.example/;40\n"
    ),
    "dns": "query,count\npraat.example.,12\nBEELD.example,3\nnieuws.example,40\n",
    "elk een": "client\thostname\n" + "10.0.0.1\tpraat.example\n" * 12
    + "10.0.0.2\tbeeld.example\n" * 3 + "10.0.0.2\tnieuws.example\n" * 40,
}  # fmt: skip


@pytest.mark.parametrize("name", LOGS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_log_gives_hosts_and_counts(name: str, encoding: str) -> None:
    """Whatever divides the columns, and with a count per row or a row per request."""
    reading = read_log(LOGS[name].encode(encoding), SERVICES)
    assert reading.counts == {"praat.example": 12, "beeld.example": 3}
    assert reading.others == 40
    assert reading.problems == ()


def test_nothing_of_users_and_of_other_hosts_is_kept() -> None:
    """A log of outgoing traffic tells what people read."""
    kept = repr(read_log(LOGS["proxy"].encode(), SERVICES))
    for word in ("bakker", "vis", "nieuws", "geheim", "08:01"):
        assert word not in kept


def test_each_wrong_row_is_named_and_the_right_ones_count() -> None:
    """With its line in the file; a row that is wrong counts for nothing."""
    log = (
        "host;aantal\npraat.example;5\nbeeld.example;veel\n;3\nbeeld.example\nbeeld.example;1.200\n"
    )
    reading = read_log(log.encode(), SERVICES)
    assert reading.counts == {"beeld.example": 1200, "praat.example": 5}
    assert reading.problems == (
        (3, "het aantal is geen geheel getal"),
        (4, "geen host of webadres"),
        (5, "te weinig kolommen"),
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\n \n", "empty"),
        (b"PK\x03\x04\x00\x00", "binary"),
        (b"\xff\xfe\x00", "binary"),
        (b"naam;aantal\nJan;3\n", "no_host_column"),
        (b"host" * 50_000, "no_host_column"),
    ],
)
def test_what_is_no_log_is_refused(content: bytes, reason: str) -> None:
    """With the reason, and nothing is read."""
    with pytest.raises(StadspoortError) as caught:
        read_log(content, SERVICES)
    assert (caught.value.code, caught.value.context["reason"]) == (UNREADABLE, reason)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    """Never another failure."""
    try:
        reading = read_log(b"host;aantal\n" + content, SERVICES)
    except StadspoortError as error:
        assert error.code == UNREADABLE  # noqa: PT017 (any other failure ends the test)
        return
    assert sum(reading.counts.values()) >= 0


def test_a_host_of_two_versions_leaves_the_version_open() -> None:
    """Seen is not forbidden: it may have been the version under the contract."""
    seen = sightings(read_log(LOGS["dns"].encode(), SERVICES), SERVICES)
    shared, free = seen
    assert (shared.count, shared.is_version_known) == (12, False)
    assert [service.slug for service in shared.free] == ["praat-gratis"]
    assert [service.slug for service in shared.contracted] == ["praat-zakelijk"]
    assert (free.count, free.is_version_known) == (3, True)


def test_the_block_list_makes_exceptions_for_what_is_in_use() -> None:
    """A host is not blocked when a service in use is there, above it or below it."""
    lines = {line.host: line for line in block_list(SERVICES, lambda service: True)}
    assert lines["beeld.example"].is_blocked
    assert lines["cdn-praat.example"].is_blocked
    assert not lines["praat.example"].is_blocked
    assert lines["praat.example"].kept_for == ("Praat Zakelijk",)
    assert lines["tekst.example"].kept_for == ("Tekstdienst",)


def test_without_anything_in_use_every_free_host_is_blocked() -> None:
    """A contract that nobody has makes no exception."""
    assert all(line.is_blocked for line in block_list(SERVICES, lambda service: False))
