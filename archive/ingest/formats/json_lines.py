"""The lines of a file of JSON, some of them read ahead."""

from __future__ import annotations

from typing import BinaryIO, Final

from archive.ingest.formats.json_scan import depth_behind
from archive.ingest.formats.recoded import recoded, recoding_notes
from archive.model.article import Note

#: Lines that are looked at to know whether each is an object of its own.
_LOOK: Final = 3


class JsonLines:
    """The lines of a stream, some of them read ahead."""

    def __init__(self, longest: int) -> None:
        self.longest = longest
        self._stream: BinaryIO | None = None
        self._ahead: list[bytes] = []
        self.number = 0
        #: What was odd about the encoding of the whole stream.
        self.notes: tuple[Note, ...] = ()

    def open(self, stream: BinaryIO) -> None:
        self._stream = recoded(stream)
        self.notes = recoding_notes(self._stream)

    def each_is_an_object(self) -> bool:
        """Whether one of the first lines is a whole object, alone or as an element of a list."""
        for _ in range(_LOOK):
            line = self._from_stream()
            self._ahead.append(line)
            if not line or len(line) > self.longest:
                return False
            text = line.decode("utf-8", "replace").strip("\ufeff\x1e \t\r\n,[];")
            if text.startswith("{") and text.endswith("}") and depth_behind(text) == (0, False):
                return True
        return False

    def next(self) -> bytes | None:
        """The next line, b"" at the end, None for one that is too long (it is passed over).

        Raises what reading raises.
        """
        line = self._ahead.pop(0) if self._ahead else self._from_stream()
        self.number += 1
        if len(line) < self.longest or line.endswith(b"\n"):
            return line
        while line and not line.endswith(b"\n"):
            line = self._from_stream()
        return None

    def back(self, line: bytes) -> None:
        """Gives the last line back."""
        self._ahead.insert(0, line)
        self.number -= 1

    def rest(self) -> bytes:
        """All that is left, or more bytes than are read as one piece. Raises what reading raises.

        What was read before it raised is in `seen`.
        """
        size = sum(map(len, self._ahead))
        while size <= self.longest and self._stream is not None:
            piece = self._stream.read(2**16)
            if not piece:
                break
            self._ahead.append(piece)
            size += len(piece)
        return self.seen()

    def seen(self) -> bytes:
        """What was read and not yet given."""
        return b"".join(self._ahead)

    def _from_stream(self) -> bytes:
        return self._stream.readline(self.longest) if self._stream else b""
