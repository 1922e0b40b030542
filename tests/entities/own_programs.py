"""Small programs that stand for a newsroom's own recogniser, and whether a process lives."""

from __future__ import annotations

import json
import shlex
import sys
import time
from collections.abc import Iterator
from pathlib import Path

#: Answers a hello with the name and the version that stand in a file, and writes down what it does.
_FRAME = """
import json, os, re, sys, time
HERE = {here!r}
def note(*words):
    with open(HERE + ".log", "a") as log:
        print(*words, file=log)
def answer(value):
    sys.stdout.write(json.dumps(value) + "\\n")
    sys.stdout.flush()
{begin}
note("started", os.getpid())
for line in sys.stdin:
    request = json.loads(line)
    if "hello" in request:
        answer(json.load(open(HERE + ".json")))
        continue
    number, text = request["id"], request["text"]
    note("asked", json.dumps(text))
{body}
"""

#: Finds what stands in a table of names, each with its kind.
FIND = """
    names = {"person": (%r), "organisation": (%r)}
    answer({"id": number, "spans": [
        {"start": at.start(), "end": at.end(), "kind": kind, "text": at[0]}
        for kind, pattern in names.items() if pattern for at in re.finditer(pattern, text)
    ]})
"""

#: Does what the text says, which is Python.
OBEY = "    exec(text); sys.stdout.flush()"


class OwnProgram:
    """A program in a folder: its command, and what it did."""

    def __init__(self, folder: Path, body: str, *, begin: str = "", name: str = "own") -> None:
        self._path = folder / f"{name}.py"
        self._log = folder / f"{name}.py.log"
        self.command = (sys.executable, "-I", "-S", str(self._path))
        self._path.write_text(_FRAME.format(here=str(self._path), begin=begin, body=body), "utf-8")
        self.says(name, "1")

    @property
    def setting(self) -> str:
        """The command as it stands in a setting."""
        return shlex.join(self.command)

    def says(self, name: object, version: object) -> None:
        """Answer the next hello with these."""
        said = {"name": name, "version": version}
        self._path.with_name(self._path.name + ".json").write_text(json.dumps(said))

    def _noted(self, word: str) -> Iterator[str]:
        lines = self._log.read_text().splitlines() if self._log.exists() else []
        return (line.partition(" ")[2] for line in lines if line.startswith(word))

    def processes(self) -> list[int]:
        """The numbers of the processes that it has run as, and of those that it has started."""
        return [int(number) for number in self._noted("started")]

    def asked(self) -> list[str]:
        """The texts that it was asked."""
        return [json.loads(text) for text in self._noted("asked")]


def _lives(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"


def wait_for_end(processes: list[int]) -> None:
    """Wait until none of these lives; one that goes on is a test that hangs."""
    assert processes
    while any(map(_lives, processes)):
        time.sleep(0.01)
