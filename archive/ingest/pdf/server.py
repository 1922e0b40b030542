"""The process in which PDF files are read: a fresh child for each, with limits of its own.

The library is written in C and files come from anywhere: one may crash it, keep it busy for ever or
fill the memory. Then its child ends, and nothing else.
"""

from __future__ import annotations

import json
import os
import resource
import select
import signal
import sys
from dataclasses import asdict
from typing import BinaryIO, Final

from archive.ingest.pdf.document import PdfText, read_document

#: Seconds of work for one file: a newspaper of a hundred full pages takes some fifteen. Seconds
#: by the clock are more, as the machine may be at other work.
WORK: Final = 120
DEADLINE: Final = 600

#: Address space of a child. The two libraries take 300 MiB of it; a page of pictures some hundred.
MEMORY: Final = 2 * 2**30

#: A server that is asked nothing for so many seconds ends: no more PDF files come.
_IDLE: Final = 60

#: Bytes of the length before each message.
LENGTH: Final = 8


def serve_pdf() -> None:
    """Answer on standard output what comes on standard input, until that ends."""
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    while select.select([requests], [], [], _IDLE)[0]:
        size = requests.read(LENGTH)
        if len(size) < LENGTH:
            return
        data = requests.read(int.from_bytes(size, "big"))
        answer = _in_child(data)
        answers.write(len(answer).to_bytes(LENGTH, "big") + answer)
        answers.flush()


def _in_child(data: bytes) -> bytes:
    """The text of a file as a child reads it, or why the child ended without one."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _child(data, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        answer = stream.read()
    _, status = os.waitpid(child, 0)
    return answer if status == 0 and answer else _dumped(PdfText(reason=_why(status)))


def _child(data: bytes, writing: int) -> None:
    """Never returns."""
    code = 1
    try:
        _limit()
        with os.fdopen(writing, "wb") as stream:
            stream.write(_dumped(_text(data)))
        code = 0
    finally:
        os._exit(code)


def _text(data: bytes) -> PdfText:
    try:
        return read_document(data)
    except MemoryError:
        return PdfText(reason=f"It needs more than {MEMORY // 2**20} MiB of memory.")
    except RecursionError:
        return PdfText(reason="Damaged: its objects lie too deep in each other.")


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    # Both end the process wherever it is, also within the library.
    resource.setrlimit(resource.RLIMIT_CPU, (WORK, WORK + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    for each in (signal.SIGALRM, signal.SIGXCPU):
        signal.signal(each, signal.SIG_DFL)
    signal.alarm(DEADLINE)


def _why(status: int) -> str:
    ended = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    if ended in (signal.SIGALRM, signal.SIGXCPU):
        return f"It takes more than {WORK} seconds of work."
    return "Damaged: the program that reads it crashed."


def _dumped(text: PdfText) -> bytes:
    return json.dumps(asdict(text)).encode()


def received(stream: BinaryIO) -> PdfText:
    """The answer that stands next in `stream`. Raises `EOFError` where it ends before."""
    size = stream.read(LENGTH)
    if len(size) < LENGTH:
        raise EOFError
    answer = stream.read(int.from_bytes(size, "big"))
    fields = json.loads(answer)
    notes = [(str(code), str(detail)) for code, detail in fields.pop("notes")]
    return PdfText(**fields, notes=notes)
