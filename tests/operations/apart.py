"""Commands run in a process of their own, which dies or finds the disk full where a test says."""

from __future__ import annotations

import errno
import io
import itertools
import os
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

#: Exit codes of a child: killed by a fault, and an exception that nothing caught.
KILLED: Final = 77
BROKEN: Final = 99

_OTHERS: Final = ("os.mkdir", "os.link", "os.rename", "os.remove", "os.rmdir", "os.truncate")
_CHANGES: Final = ("open", *_OTHERS)
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Strikes(StrEnum):
    """What a fault does: the process ends at once, or no write finds room any more."""

    KILL = "kill"
    FULL = "full"


@dataclass(frozen=True)
class Fault:
    """Strikes at the change number `at` that a process makes to what lies in a folder."""

    strikes: Strikes
    at: int


@dataclass(frozen=True)
class Outcome:
    """How a child ended, and what it said on standard error."""

    code: int
    said: str


def _changed(event: str, arguments: tuple[Any, ...], root: str) -> bool:
    """Whether an audited event changes something in a folder."""
    if event not in _CHANGES:
        return False
    path = arguments[0]
    if event == "open" and not arguments[2] & _WRITING:
        return False
    if event in ("os.remove", "os.rmdir") and arguments[1] != -1:
        return True  # relative to an open folder: `shutil.rmtree` goes that way
    return isinstance(path, str | bytes | os.PathLike) and os.fsdecode(path).startswith(root)


def _takes_room(event: str, arguments: tuple[Any, ...]) -> bool:
    """Whether a change needs room on the disk; to open a file that is there needs none."""
    if event == "open":
        path, _, flags = arguments
        return bool(flags & os.O_TRUNC) or not Path(os.fsdecode(path)).exists()
    return event in ("os.mkdir", "os.link")


def _arm(root: Path, fault: Fault) -> None:
    """Let a fault strike this process. There is no way back."""
    count = itertools.count(1)

    def strike(path: object, *, room: bool) -> None:
        number = next(count) if fault.strikes is Strikes.KILL or room else 0
        if fault.strikes is Strikes.KILL and number == fault.at:
            os._exit(KILLED)
        if fault.strikes is Strikes.FULL and number >= fault.at:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if _changed(event, arguments, str(root)):
            strike(arguments[0], room=_takes_room(event, arguments))

    fsync = os.fsync

    def striking(file: Any) -> None:
        strike(root, room=True)
        fsync(file)

    os.fsync = striking  # type: ignore[assignment]  # counts, then does what it did
    sys.addaudithook(hook)


def apart(act: Callable[[], int], root: Path, fault: Fault | None = None) -> Outcome:
    """Do something in a forked child; a fault ends it so that no code of its own cleans up."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os._exit(_child(act, root, fault, writing))
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as said:
        text = said.read()
    return Outcome(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), text)


def _child(act: Callable[[], int], root: Path, fault: Fault | None, said: int) -> int:
    sys.stdout = io.StringIO()
    sys.stderr = os.fdopen(said, "w", encoding="utf-8")
    try:
        if fault is not None:
            _arm(root, fault)
        return act()
    except BaseException:  # noqa: BLE001 # told to the parent, and no test of it goes on here
        traceback.print_exc()
        return BROKEN
    finally:
        sys.stderr.flush()
