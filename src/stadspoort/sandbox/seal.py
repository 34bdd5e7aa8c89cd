"""Take from this process, for good, every way to reach the machine but its open pipes.

A filter on system calls (seccomp, Linux). What a captured parser may still do: compute, use the
memory it was given, and read and write what is open, which is the pipes to its parent. It cannot
open a file (the key folder, the database), start a program, use the network or touch another
process. A call that is not on the list fails with EPERM; it does not kill, because libraries try
things they can do without.
"""

from __future__ import annotations

import ctypes
import errno
import platform
from collections.abc import Mapping
from dataclasses import dataclass

_SET_NO_NEW_PRIVS = 38
_SET_SECCOMP = 22
_MODE_FILTER = 2
_ALLOW = 0x7FFF0000
_FAIL = 0x00050000 | errno.EPERM

# Classic BPF: load a word of the call's description, compare and jump, return a verdict.
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16
# x86-64 has a second set of numbers for the same calls, from here on: none of them is needed.
_SECOND_SET = 0x40000000


@dataclass(frozen=True, slots=True)
class _Machine:
    """The numbers of one architecture: its own and those of the calls that stay."""

    audit: int
    calls: tuple[int, ...]
    prlimit: int


# read write close fstat lseek mmap mprotect munmap brk rt_sigaction rt_sigprocmask rt_sigreturn
# sched_yield mremap madvise getpid exit gettid futex clock_gettime exit_group getrusage
# restart_syscall getrandom rseq
_MACHINES: Mapping[str, _Machine] = {
    "x86_64": _Machine(
        audit=0xC000003E,
        calls=(
            *(0, 1, 3, 5, 8, 9, 10, 11, 12, 13, 14, 15),
            *(24, 25, 28, 39, 60, 186, 202, 228, 231, 98, 219, 318, 334),
        ),
        prlimit=302,
    ),
    "aarch64": _Machine(
        audit=0xC00000B7,
        calls=(
            *(63, 64, 57, 80, 62, 222, 226, 215, 214, 134, 135, 139),
            *(124, 216, 233, 172, 93, 178, 98, 113, 94, 165, 128, 278, 293),
        ),
        prlimit=261,
    ),
}


class _Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_uint16),
        ("if_true", ctypes.c_uint8),
        ("if_false", ctypes.c_uint8),
        ("value", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("instructions", ctypes.POINTER(_Instruction)))


def seal() -> bool:
    """Seal this process; say whether it could be done.

    False on an architecture without a list or a kernel without filters: the other limits of the
    child still hold there. Everything the process will need must be loaded before.
    """
    machine = _MACHINES.get(platform.machine())
    if machine is None:
        return False
    steps = _steps(machine)
    instructions = (_Instruction * len(steps))(*(_Instruction(*step) for step in steps))
    program = _Program(len(steps), instructions)
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    # Without this promise only root may set a filter.
    if prctl(_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(prctl(_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program)) == 0)


def _steps(machine: _Machine) -> list[tuple[int, int, int, int]]:
    """Return the filter as (code, jump if true, jump if false, value), jumps counted from the next.

    load architecture; other than ours: fail
    load number;       of the second set: fail
    prlimit: only on this very process (argument 0), to bound the time of a request
    on the list: allow
    fail
    allow
    """
    fail_at = 8 + len(machine.calls)
    allow_at = fail_at + 1
    steps = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_IF_EQUAL, 0, fail_at - 2, machine.audit),
        (_LOAD, 0, 0, _NUMBER),
        (_IF_AT_LEAST, fail_at - 4, 0, _SECOND_SET),
        (_IF_EQUAL, 0, 2, machine.prlimit),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_IF_EQUAL, allow_at - 7, fail_at - 7, 0),
        (_LOAD, 0, 0, _NUMBER),
    ]
    for number in machine.calls:
        steps.append((_IF_EQUAL, allow_at - len(steps) - 1, 0, number))
    return [*steps, (_RETURN, 0, 0, _FAIL), (_RETURN, 0, 0, _ALLOW)]
