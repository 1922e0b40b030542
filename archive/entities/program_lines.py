"""A program that is kept running and answers lines with lines."""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from archive.entities.leash import SIGNALLED
from archive.errors import RecogniserError

#: A longer line is no answer: in bytes, many times what the longest text could need.
LONGEST_LINE: Final = 2**23

#: Read or written at once, in bytes.
_PIECE: Final = 2**16

#: Bytes that are kept of what a program says on its standard error, and characters shown of them.
_KEPT: Final = 4096
_SHOWN: Final = 200

#: Seconds to wait for a program that is ending, or was killed.
_ENDING: Final = 5.0

_LEASH: Final = Path(__file__).with_name("leash.py")


def _start(command: Sequence[str]) -> tuple[subprocess.Popen[bytes], int]:
    """A program, and the descriptor that keeps it alive while it is open."""
    held, hold = os.pipe()
    try:
        process = subprocess.Popen(  # noqa: S603  # the administrator's own program, no shell
            [sys.executable, "-I", "-S", str(_LEASH), str(held), *command],
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            pass_fds=(held,),
            # What a terminal sends is for whoever started it.
            process_group=0,
        )
    except BaseException:
        os.close(hold)
        raise
    finally:
        os.close(held)
    return process, hold


class LineProgram:
    """A program that is sent lines and gives a line for each, in their order.

    Lines are bytes and end with a line feed. All that are asked together are sent as the program
    takes them, while answers are read, so neither side ever waits for the other to read. What it
    says on its standard error is read too, and the last line shown where it fails. It ends with
    this process, even where that is killed.

    `name` is what errors call it; `patience` is how many seconds it may take for a line. Raises
    `RecogniserError` where it cannot be started.
    """

    def __init__(self, name: str, command: Sequence[str], patience: float) -> None:
        self._name = name
        self._patience = patience
        if shutil.which(command[0]) is None:
            raise RecogniserError(
                f"{name} cannot be started: there is no program {command[0]!r} that may be run.",
                remedy="Write its whole path, and check that this user may run it.",
            )
        try:
            self._process, self._hold = _start(command)
        except OSError as error:
            raise RecogniserError(f"{name} cannot be started: {error.strerror}.") from error
        pipes = (self._process.stdin, self._process.stdout, self._process.stderr)
        self._pipes = [pipe for pipe in pipes if pipe is not None]
        self._input, self._output, self._said = (pipe.fileno() for pipe in self._pipes)
        self._to_send = memoryview(b"")
        self._incoming = bytearray()
        self._last_said = b""
        self._poll = select.poll()
        for descriptor in (self._input, self._output, self._said):
            os.set_blocking(descriptor, False)
        for descriptor in (self._output, self._said):
            self._poll.register(descriptor, select.POLLIN)

    def ask(self, lines: Sequence[bytes]) -> Iterator[bytes]:
        """The answer to each line, without its line feed, as they come.

        Raises `RecogniserError` where the program ends, is silent or says too much; it is of no
        use then, nor where answers are left.
        """
        self._to_send = memoryview(b"".join(lines))
        for _ in lines:
            until = time.monotonic() + self._patience
            while (answer := self._next()) is None:
                self._exchange(until)
            yield answer

    def _next(self) -> bytes | None:
        """The next line that has come; None where none is whole."""
        end = self._incoming.find(b"\n")
        if max(end, end < 0 and len(self._incoming)) > LONGEST_LINE:
            raise RecogniserError(
                f"{self._name} answered with a line of more than {LONGEST_LINE:,} bytes."
            )
        if end < 0:
            return None
        line = bytes(self._incoming[:end])
        del self._incoming[: end + 1]
        return line

    def _exchange(self, until: float) -> None:
        """Send and take what can be at once; wait for that until an instant."""
        if self._to_send:
            self._poll.register(self._input, select.POLLOUT)
        ready = dict(self._poll.poll(max(0.0, until - time.monotonic()) * 1000))
        if self._to_send:
            self._poll.unregister(self._input)
        if not ready:
            raise RecogniserError(f"{self._name} gave no answer for {self._patience:g} seconds.")
        if self._said in ready and not self._listen():
            self._poll.unregister(self._said)
        if self._output in ready:
            piece = os.read(self._output, _PIECE)
            if not piece:
                raise self._end()
            self._incoming += piece
        elif self._input in ready:
            self._send()

    def _send(self) -> None:
        try:
            sent = os.write(self._input, self._to_send[:_PIECE])
        except BrokenPipeError:
            raise self._end() from None
        self._to_send = self._to_send[sent:]

    def _listen(self) -> bool:
        """Read what the program says on its standard error; whether there may be more."""
        try:
            piece = os.read(self._said, _PIECE)
        except BlockingIOError:
            return False
        self._last_said = (self._last_said + piece)[-_KEPT:]
        return bool(piece)

    def _end(self) -> RecogniserError:
        """What to say where a line to the program is closed."""
        try:
            code = self._process.wait(_ENDING)
        except subprocess.TimeoutExpired:
            return RecogniserError(f"{self._name} closed its input or its output.")
        while self._listen():
            pass
        how = f"code {code}"
        if code > SIGNALLED:
            with suppress(ValueError):
                how = signal.Signals(code - SIGNALLED).name
        return RecogniserError(f"{self._name} ended with {how}{self._last_line()}.")

    def _last_line(self) -> str:
        """The last line that the program said, after a colon; "" for none."""
        text = self._last_said.decode("utf-8", "replace")
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if not lines:
            return ""
        shown = "".join(sign if sign.isprintable() else "�" for sign in lines[-1][:_SHOWN])
        return f": {shown.rstrip('.')}"

    def close(self) -> None:
        """End the program at once; it holds nothing that could be lost."""
        os.close(self._hold)
        for pipe in self._pipes:
            pipe.close()
        try:
            self._process.wait(_ENDING)
        except subprocess.TimeoutExpired:
            # It waits for the system, and ends with it.
            self._process.kill()
            self._process.returncode = -signal.SIGKILL
