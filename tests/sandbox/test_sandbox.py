"""A child that crashes, hangs, eats memory or lies takes only itself down."""

from __future__ import annotations

import asyncio
import os
import platform
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvloop
from tests.engines.documents import make
from tests.sandbox.misbehaving import COMMAND, JOBS, escape, frame, garble, misbehave

from stadspoort import sandbox
from stadspoort.engines import documents
from stadspoort.engines.documents.errors import TooManyPagesError, TypeMismatchError
from stadspoort.engines.privacy import Detector
from stadspoort.engines.privacy.lists import ListsRefusedError
from stadspoort.sandbox import (
    ChildCrashedError,
    ChildOutOfMemoryError,
    ChildTimedOutError,
    Sandbox,
)
from stadspoort.sandbox.jobs import JOBS as REAL_JOBS

MEGABYTES = 512


@pytest.fixture
def drill() -> Iterator[Sandbox]:
    box = Sandbox(jobs=JOBS, command=COMMAND, width=2)
    yield box
    box.close()


def run(box: Sandbox, way: str, seconds: float = 20) -> str:
    return box.run(misbehave, way, seconds=seconds, megabytes=MEGABYTES)


@pytest.mark.parametrize(
    ("way", "context"),
    [
        pytest.param("abort", {"status": -6}, id="abort, as in a C library"),
        pytest.param("kill", {"status": -9}, id="killed from outside"),
        pytest.param("leave", {"status": 0}, id="left without a reply"),
        pytest.param("recurse", {"reason": "RecursionError"}, id="recursion without end"),
        pytest.param("bug", {"reason": "ZeroDivisionError"}, id="a bug: only its type is told"),
        pytest.param("stranger", {"reason": "no reply"}, id="an error outside the family"),
        pytest.param("wordy", {"reason": "no reply"}, id="an error that carries text"),
        pytest.param("wrong type", {"reason": "no reply"}, id="a result of another type"),
    ],
)
def test_a_crash_is_named_and_the_next_call_works(
    drill: Sandbox, way: str, context: dict[str, object]
) -> None:
    with pytest.raises(ChildCrashedError) as caught:
        run(drill, way)

    assert caught.value.context == context
    assert run(drill, "echo").isdigit()


def test_an_endless_loop_is_stopped(drill: Sandbox) -> None:
    with pytest.raises(ChildTimedOutError):
        run(drill, "spin", seconds=0.5)

    assert run(drill, "echo").isdigit()


def test_memory_is_bounded(drill: Sandbox) -> None:
    with pytest.raises(ChildOutOfMemoryError):
        run(drill, "hog")


def test_an_error_of_the_engine_comes_back_as_itself(drill: Sandbox) -> None:
    with pytest.raises(TooManyPagesError) as caught:
        run(drill, "named")

    assert caught.value.context == {"pages": 3, "limit": 2}


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param(b"nonsense, and enough of it to be a head", id="no frame"),
        pytest.param(b"SPT1", id="cut off in the head"),
        pytest.param(frame(b'{"result": "x"}')[:-3], id="cut off in the body"),
        pytest.param(frame(b"{"), id="no JSON"),
        pytest.param(frame(b"[]"), id="no object"),
        pytest.param(frame(b"{}"), id="neither result nor error"),
        pytest.param(frame(b'{"result": 1}'), id="result of another type"),
        pytest.param(frame(b'{"result": "x"}') + b"x", id="more than one reply"),
        pytest.param(frame(b"[" * 200_000), id="JSON without end"),
        pytest.param(b"SPT1\xff\xff\xff\xff\xff\xff\xff\xff", id="a reply of 8 gigabytes"),
        pytest.param(frame(b'{"error": "tests.made_up", "context": {}}'), id="unknown error"),
        pytest.param(
            frame(b'{"error": "documents.too_large", "context": {"a b": 1}}'), id="odd context"
        ),
        pytest.param(
            frame(b'{"error": "documents.too_large", "context": {"a": [1]}}'), id="nested context"
        ),
        pytest.param(frame(b'{"failed": "__import__(1)"}'), id="an odd name of a failure"),
        pytest.param(b"\x80\x04\x95cos\nsystem\n(S'true'\ntR." * 2, id="a pickle"),
    ],
)
def test_whatever_a_captured_child_sends_is_a_crash(drill: Sandbox, sent: bytes) -> None:
    with pytest.raises(ChildCrashedError):
        drill.run(garble, sent, seconds=20, megabytes=MEGABYTES)


def test_a_child_is_replaced_after_its_number_of_uses(drill: Sandbox) -> None:
    ids = [run(drill, "echo") for _ in range(6)]

    assert ids[0] == ids[1] == ids[2]
    assert ids[3] == ids[4] == ids[5]
    assert ids[0] != ids[3]


def test_a_child_that_died_while_idle_is_replaced(drill: Sandbox) -> None:
    first = run(drill, "echo")
    os.kill(int(first), 9)
    os.waitid(os.P_PID, int(first), os.WEXITED | os.WNOWAIT)

    assert run(drill, "echo") != first


def test_a_child_has_nothing_of_its_parent(drill: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STADSPOORT_DATABASE_URL", "postgres://secret")
    with Path(__file__).open("rb") as opened:
        os.set_inheritable(opened.fileno(), True)

        # Three standard streams, the two pipes as they were duplicated, and the listing itself.
        assert run(drill, "files") == "6"
    assert "STADSPOORT" not in run(drill, "environment")
    assert run(drill, "core") == "0"


def test_a_child_cannot_write_a_file(drill: Sandbox) -> None:
    with pytest.raises(ChildCrashedError):
        run(drill, "write")


@pytest.mark.skipif(
    platform.machine() not in ("x86_64", "aarch64"), reason="no list of calls for this machine"
)
@pytest.mark.parametrize(
    ("way", "outcome"),
    [
        ("compute", "done"),
        ("limit itself", "done"),
        ("read a file", "refused"),
        ("list a folder", "refused"),
        ("remove a file", "refused"),
        ("use the network", "refused"),
        ("use a local socket", "refused"),
        ("start a program", "refused"),
        ("fork", "refused"),
        ("signal its parent", "refused"),
        ("limit its parent", "refused"),
    ],
)
def test_a_sealed_child_reaches_nothing_but_its_pipes(
    drill: Sandbox, way: str, outcome: str
) -> None:
    assert drill.run(escape, way, seconds=20, megabytes=MEGABYTES) == outcome


def test_the_child_that_reads_documents_is_sealed() -> None:
    (job,) = (job for job in REAL_JOBS if job.name == "documents.read")

    assert job.is_sealed
    assert job.uses == 1


@pytest.mark.parametrize("charset", ["iso-8859-15", "windows-1250", "koi8-r", "utf-7", "cp850"])
def test_a_sealed_child_knows_every_character_set(charset: str) -> None:
    """Python loads a character set when first asked: too late in a child without files."""
    data = (
        f"From: a@example.nl\r\nSubject: =?{charset}?q?x?=\r\n"
        f"Content-Type: text/plain; charset={charset}\r\n\r\n"
    ).encode() + "Jan".encode(charset)

    document = sandbox.run(documents.read, data, "m.eml", seconds=20, megabytes=MEGABYTES)

    assert document.pages[0].text.endswith("Jan")
    assert document.notes == ()


def test_what_a_library_prints_is_no_reply(drill: Sandbox) -> None:
    assert run(drill, "print") == "said"


def test_a_large_reply_comes_whole(drill: Sandbox) -> None:
    assert run(drill, "large") == "x" * 3_000_000


def test_an_unregistered_function_does_not_run(drill: Sandbox) -> None:
    with pytest.raises(LookupError):
        drill.run(os.getcwd, seconds=1, megabytes=MEGABYTES)


async def test_the_event_loop_goes_on_while_a_child_works(drill: Sandbox) -> None:
    work = asyncio.create_task(drill.run_async(misbehave, "spin", seconds=1.0, megabytes=MEGABYTES))
    turns = 0
    while not work.done():
        await asyncio.sleep(0.01)
        turns += 1

    assert turns > 20
    with pytest.raises(ChildTimedOutError):
        await work


async def test_a_cancelled_call_kills_its_child_and_frees_its_place(drill: Sandbox) -> None:
    child = int(await drill.run_async(misbehave, "echo", seconds=20, megabytes=MEGABYTES))
    work = asyncio.create_task(drill.run_async(misbehave, "spin", seconds=60, megabytes=MEGABYTES))
    while not drill.at_work:
        await asyncio.sleep(0)

    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work

    answers = await asyncio.gather(
        *(drill.run_async(misbehave, "echo", seconds=20, megabytes=MEGABYTES) for _ in range(4))
    )
    assert str(child) not in answers


async def test_more_calls_than_children_wait_their_turn(drill: Sandbox) -> None:
    answers = await asyncio.gather(
        *(drill.run_async(misbehave, "echo", seconds=20, megabytes=MEGABYTES) for _ in range(9))
    )

    assert all(answer.isdigit() for answer in answers)


async def test_a_waiting_call_that_is_cancelled_leaves_the_queue(drill: Sandbox) -> None:
    working = [
        asyncio.create_task(drill.run_async(misbehave, "spin", seconds=1, megabytes=MEGABYTES))
        for _ in range(2)
    ]
    while drill.at_work < 2:
        await asyncio.sleep(0)
    waiting = asyncio.create_task(
        drill.run_async(misbehave, "echo", seconds=20, megabytes=MEGABYTES)
    )
    await asyncio.sleep(0)
    waiting.cancel()

    with pytest.raises(asyncio.CancelledError):
        await waiting
    await asyncio.gather(*working, return_exceptions=True)
    assert await drill.run_async(misbehave, "echo", seconds=20, megabytes=MEGABYTES)


def test_it_works_in_the_event_loop_of_the_server(drill: Sandbox) -> None:
    """Uvicorn runs on uvloop, which watches pipes in its own way."""

    async def work() -> str:
        with pytest.raises(ChildTimedOutError):
            await drill.run_async(misbehave, "spin", seconds=0.3, megabytes=MEGABYTES)
        with pytest.raises(ChildCrashedError):
            await drill.run_async(misbehave, "abort", seconds=20, megabytes=MEGABYTES)
        return await drill.run_async(misbehave, "large", seconds=20, megabytes=MEGABYTES)

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        assert runner.run(work()) == "x" * 3_000_000


def test_closing_ends_every_child_and_leaves_no_thread() -> None:
    before = threading.active_count()
    box = Sandbox(jobs=JOBS, command=COMMAND, width=2)
    child = int(run(box, "echo"))

    box.close()

    assert threading.active_count() == before
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
    with pytest.raises(ChildCrashedError):
        run(box, "echo")


def test_closing_ends_a_call_at_work() -> None:
    box = Sandbox(jobs=JOBS, command=COMMAND, width=2)
    run(box, "echo")
    failures: list[Exception] = []

    def work() -> None:
        try:
            run(box, "spin", seconds=60)
        except ChildCrashedError as error:
            failures.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    while not box.at_work:
        threading.Event().wait(0.01)
    box.close()
    thread.join(20)

    assert len(failures) == 1


def test_a_document_is_read_as_in_this_process() -> None:
    data = make.pdf(["Geachte mevrouw De Vries", "Met groet"])

    assert sandbox.run(
        documents.read, data, "brief.pdf", seconds=20, megabytes=MEGABYTES
    ) == documents.read(data, "brief.pdf")


def test_a_refused_document_is_refused_with_its_own_error() -> None:
    with pytest.raises(TypeMismatchError):
        sandbox.run(documents.read, make.pdf(["x"]), "brief.docx", seconds=20, megabytes=MEGABYTES)


def test_limits_of_reading_travel_to_the_child() -> None:
    with pytest.raises(TooManyPagesError):
        sandbox.run(
            documents.read,
            make.pdf(["a", "b"]),
            "brief.pdf",
            limits=documents.Limits(pages=1),
            seconds=20,
            megabytes=MEGABYTES,
        )


async def test_findings_are_those_of_this_process_with_odd_characters_before_them() -> None:
    text = "\ud800 \U0001f600 Bel 06-12345678 of mail jan@example.nl. BSN: 123456782"

    found = await sandbox.run_async(sandbox.detect, text, seconds=20, megabytes=MEGABYTES)

    assert found == Detector().detect(text)
    assert [text[finding.start : finding.end] for finding in found] == [
        "06-12345678",
        "jan@example.nl",
        "123456782",
    ]


def test_children_end_when_their_parent_is_killed() -> None:
    """The pipe closes; no child may stay behind as a stray."""
    program = (
        "import os, sys\n"
        "from stadspoort.sandbox import Sandbox\n"
        "from tests.sandbox.misbehaving import COMMAND, JOBS, misbehave\n"
        "box = Sandbox(jobs=JOBS, command=COMMAND)\n"
        "print(box.run(misbehave, 'echo', seconds=20, megabytes=512), flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    root = Path(__file__).parents[2]
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, check=False, timeout=60
    )
    child = int(ended.stdout)

    for _ in range(200):
        if not Path(f"/proc/{child}").exists() or _is_zombie(child):
            return
        threading.Event().wait(0.05)
    pytest.fail("the child outlived its parent")


def _is_zombie(process: int) -> bool:
    """Say whether it has ended: in a container nobody may collect an orphan."""
    status = Path(f"/proc/{process}/stat").read_text()
    return status.rpartition(")")[2].split()[0] == "Z"


def test_lists_are_read_in_a_sealed_child_with_every_problem() -> None:
    good = sandbox.run(
        sandbox.read_lists, {"organisaties.csv": b"naam\nZilver"}, seconds=60, megabytes=1024
    )
    assert good.organisations == ("Zilver",)

    with pytest.raises(ListsRefusedError) as caught:
        sandbox.run(
            sandbox.read_lists, {"medewerkers.csv": b"naam\n1\n2"}, seconds=60, megabytes=1024
        )
    assert [problem.line for problem in caught.value.problems] == [2, 3]
