"""The child's side: confine this process, then answer requests until the parent leaves."""

from __future__ import annotations

import math
import os
import resource
import sys
import time
from collections.abc import Iterable
from typing import Any, BinaryIO

from stadspoort.errors import StadspoortError
from stadspoort.sandbox.jobs import Job
from stadspoort.sandbox.seal import seal
from stadspoort.sandbox.wire import HEAD, Message, decode, frame_size

_MEBIBYTE = 1024 * 1024


def serve(jobs: Iterable[Job[Any]], name: str, megabytes: int) -> None:
    """Answer requests for the job with this name from standard input, until it closes.

    Standard output is taken away from everything else: what a C library prints must not end up
    between the frames.
    """
    job = next(job for job in jobs if job.name == name)
    _confine(megabytes)
    if job.prepare is not None:
        job.prepare()
    with os.fdopen(os.dup(0), "rb") as requests, os.fdopen(os.dup(1), "wb") as replies:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):
            os.dup2(nowhere, standard)
        os.close(nowhere)
        if job.is_sealed:
            seal()
        while (request := _next(requests)) is not None:
            replies.write(_answer(job, request))
            replies.flush()


def _confine(megabytes: int) -> None:
    """Take from this process what the work does not need; the hard limits bind it for good."""
    memory = megabytes * _MEBIBYTE
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold the document
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


def _next(requests: BinaryIO) -> Message | None:
    start = requests.read(HEAD.size)
    if len(start) < HEAD.size:
        return None
    rest = requests.read(frame_size(start) - HEAD.size)
    return decode(start + rest)


def _answer(job: Job[Any], request: Message) -> bytes:
    """Return the frame of the result, or of the name of what went wrong: never its text."""
    _limit_time(request)
    try:
        return Message({"result": job.work(request)}).encode()
    except StadspoortError as error:
        return Message({"error": error.code, "context": error.context}).encode()
    except Exception as error:
        return Message({"failed": type(error).__name__}).encode()


def _limit_time(request: Message) -> None:
    """Bound the processor time of this one request; the parent watches the clock on the wall."""
    seconds = request.facts["seconds"]
    if isinstance(seconds, int | float):
        until = math.ceil(time.process_time() + seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))


def arguments() -> tuple[str, int]:
    """Return the name of the job and the megabytes from the command line of this process."""
    return sys.argv[1], int(sys.argv[2])
