"""The parent's end of the process in which PDF files are read."""

from __future__ import annotations

import atexit
import os
import select
import signal
import subprocess
import sys
from threading import Lock
from typing import Final

from archive.ingest.pdf.document import PdfText
from archive.ingest.pdf.server import DEADLINE, LENGTH, received

#: Seconds beyond a child's deadline after which its server is taken to be stuck.
_PATIENCE: Final = 30

#: What the server runs: the folders of modules follow.
_RUN: Final = (
    "import sys; sys.path[:] = sys.argv[1:]; "
    "from archive.ingest.pdf.server import serve_pdf; serve_pdf()"
)


class PdfProcess:
    """Reads one file after the other in a process that starts with the first and ends when idle.

    Starting takes some tenths of a second, which a process for each file would cost each of them.
    It ends with this program, however this ends: its standard input is closed then.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._server: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def read(self, data: bytes) -> PdfText:
        """The text of a file. Raises nothing for anything that it holds."""
        with self._lock:
            for _ in range(2):  # one that was idle ends just as it is asked
                try:
                    return self._ask(data)
                except (BrokenPipeError, EOFError):
                    self.close()
                except TimeoutError:
                    self.close()
                    break
        return PdfText(reason="The program that reads it does not answer.")

    def close(self) -> None:
        """End the process, and what it is at."""
        server, self._server = self._server, None
        if server is None or self._owner != os.getpid():
            return
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGKILL)
        server.wait()
        for stream in (server.stdin, server.stdout):
            assert stream is not None
            try:
                stream.close()
            except BrokenPipeError:
                continue  # what it was not sent any more

    def _ask(self, data: bytes) -> PdfText:
        server = self._running()
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(len(data).to_bytes(LENGTH, "big"))
        server.stdin.write(data)
        server.stdin.flush()
        if not select.select([server.stdout], [], [], DEADLINE + _PATIENCE)[0]:
            raise TimeoutError
        return received(server.stdout)  # type: ignore[arg-type]  # a pipe of bytes is one

    def _running(self) -> subprocess.Popen[bytes]:
        """The server of this process: a fork of it shares none with its parent."""
        if self._owner != os.getpid():
            self._server, self._owner = None, os.getpid()
            atexit.register(self.close)
        if self._server is not None and self._server.poll() is not None:
            self.close()
        if self._server is None:
            self._server = subprocess.Popen(  # noqa: S603  # this interpreter, this program
                [sys.executable, "-c", _RUN, *sys.path],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                process_group=0,
            )
        return self._server


#: The process of this program.
PDF_PROCESS: Final = PdfProcess()
