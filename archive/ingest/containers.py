"""What lies packed in a file: layers and archives, told by their content, down to the articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO, Final, NamedTuple

from archive.ingest.completing import complete
from archive.ingest.detection import (
    choose_format,
    names_format,
    suffix_of,
    unpacked_name,
    why_no_format,
)
from archive.ingest.formats.mapping import MAPPING_FILE, SourceMapping, mapping_for
from archive.ingest.formats.warc import begins_as_records
from archive.ingest.limits import LimitError, Meter
from archive.ingest.members import DamagedArchiveError, Member, Refused
from archive.ingest.pieces import KnownPiece
from archive.ingest.raw import Format, PiecewiseFormat, RawArticle
from archive.ingest.reader import READ_ERRORS, ReadOptions, Reject, broken_off, shown, why_broken
from archive.ingest.streams import buffered, looked_into
from archive.ingest.tar_archive import is_tar, tar_members
from archive.ingest.unpacking import packed_suffix, unpacked_by_suffix
from archive.ingest.zip_archive import is_document, is_zip, seekable, zip_members
from archive.model.article import Article, Place

#: What folders and archives of articles hold about themselves, in any format.
_ABOUT: Final = ("readme", "license", "licence")

#: What macOS puts beside each file of an archive.
_OF_MACOS: Final = "__MACOSX"

#: From here on a format is sure by content: a broken archive of its kind is then for it to reject.
_BY_CONTENT: Final = 2


class Result(NamedTuple):
    """What was read, from which file, in which format ("" where none was chosen).

    `piece` is the digest of the piece of the file that says all of an article, and nothing that
    would be odd; b"" where there is none.
    """

    file: str
    format: str
    result: Article | Reject
    piece: bytes = b""


class Known(NamedTuple):
    """What is known, so that it was not read: by the digest of its piece, and where it stands."""

    piece: bytes
    place: Place


@dataclass(frozen=True, slots=True)
class Here:
    """Where reading stands.

    `file` names the file for people; `name` is the last of its names, without the suffixes of
    layers that are unpacked already; `depth` is the number of these.
    """

    file: str
    name: str
    meter: Meter
    depth: int = 0


def is_about(name: str, formats: Sequence[Format]) -> bool:
    """Whether a file tells of its folder: LICENSE.txt does, license-plates.jsonl does not."""
    name = name.lower()
    if name == MAPPING_FILE or name.split(".")[0] in _ABOUT:
        return True
    return name.startswith(_ABOUT) and not names_format(formats, suffix_of(unpacked_name(name)))


@dataclass(frozen=True, slots=True)
class Contents:
    """Reads what files hold, in these formats.

    `is_known` says of the digest of a piece of a file whether it need not be read, as what it says
    is known; None where nothing is.
    """

    formats: Sequence[Format]
    options: ReadOptions
    mappings: Sequence[SourceMapping] = ()
    is_known: Callable[[bytes], bool] | None = None

    def read(self, stream: BinaryIO, here: Here) -> Iterator[Result | Known]:
        """What a file holds, unpacked as far as it is packed. Raises nothing for what it holds."""
        try:
            head, stream = looked_into(stream)
            if not head:
                stream.read(1)  # raises what stands in the place of the first byte
        except READ_ERRORS as error:
            yield _result(broken_off(here.file, "the file", error, 0))
            return
        # Its reader unpacks record by record, so that damage to one costs no other.
        suffix = "" if begins_as_records(head) else packed_suffix(head)
        if not (suffix or is_zip(head) or is_tar(head)):
            yield from self._articles(stream, head, here)
        elif here.depth >= self.options.limits.depth:
            most = self.options.limits.depth
            reason = f"Packed in more than {most} layers (ARCHIVE_READ_DEPTH may be raised)."
            yield _result(Reject(here.file, "the file", reason))
        elif suffix:
            below = replace(here, name=unpacked_name(here.name), depth=here.depth + 1)
            yield from self.read(buffered(unpacked_by_suffix(stream, suffix, here.meter)), below)
        elif is_zip(head):
            yield from self._zip(stream, head, here)
        else:
            yield from self._members(tar_members(stream), here)

    def _zip(self, stream: BinaryIO, head: bytes, here: Here) -> Iterator[Result | Known]:
        """A ZIP archive is one document or many files."""
        try:
            with seekable(stream) as file:
                try:
                    whole = is_document(file, here.meter)
                except DamagedArchiveError:
                    whole = choose_format(self.formats, head, "")[1] >= _BY_CONTENT
                if whole:
                    yield from self._articles(file, head, here)
                else:
                    yield from self._members(zip_members(file, here.meter), here)
        except READ_ERRORS as error:
            yield _result(broken_off(here.file, "the file", error, 0))

    def _members(self, members: Iterator[Member | Refused], here: Here) -> Iterator[Result | Known]:
        """The files of an archive; where it breaks off, that is the last that is said of it."""
        last, told = "the beginning", False
        try:
            for number, member in enumerate(members):
                if number >= self.options.limits.members:
                    raise LimitError(f"it holds more than {number:,} files", "MEMBERS")
                last = f"after {member.name}"
                for result in self._member(member, here):
                    told = (
                        isinstance(result, Result)
                        and isinstance(result.result, Reject)
                        and result.result.fatal
                    )
                    yield result
                here.meter.check()
        except LimitError as error:
            if not told:
                yield _result(_broken(here.file, last, error.reason))
        except DamagedArchiveError as error:
            yield _result(_broken(here.file, last, error.detail))
        except READ_ERRORS as error:
            yield _result(_broken(here.file, last, why_broken(error)))

    def _member(self, member: Member | Refused, here: Here) -> Iterator[Result | Known]:
        """A file of an archive, but for those that a folder would leave out too."""
        steps = [step for step in member.name.split("/") if step not in ("", ".", "..")]
        hidden = any(step.startswith(".") or step == _OF_MACOS for step in steps)
        if not steps or hidden or is_about(steps[-1], self.formats):
            return
        below = Here(f"{here.file}: {member.name}", steps[-1], here.meter, here.depth + 1)
        if isinstance(member, Refused):
            yield _result(Reject(below.file, "the file", member.reason))
        else:
            yield from self.read(member.stream, below)

    def _articles(self, stream: BinaryIO, head: bytes, here: Here) -> Iterator[Result | Known]:
        """The articles of a file that is unpacked."""
        name = unpacked_name(here.name)
        if not head and name != here.name:
            # A packed file has a header at least; this one was never written.
            yield _result(broken_off(here.file, "the file", EOFError(), 0))
            return
        format_: Format | SourceMapping | None = mapping_for(
            unpacked_name(here.file), self.mappings
        )
        if format_ is None:
            format_, _ = choose_format(self.formats, head, suffix_of(name))
        if format_ is None:
            reason = why_no_format(head, suffix_of(name))
            yield _result(Reject(here.file, "the file", reason))
            return
        yield from self._completed(format_, stream, here.file)

    def _completed(
        self, format_: Format | SourceMapping, stream: BinaryIO, file: str
    ) -> Iterator[Result | Known]:
        """What a format reads, as articles; those without a place are counted."""
        place = "the file"
        try:
            for number, raw in enumerate(self._raw(format_, stream, file), 1):
                place = f"after article {number}"
                if isinstance(raw, Reject):
                    yield Result(file, format_.name, raw)
                    continue
                if isinstance(raw, KnownPiece):
                    yield Known(raw.piece, Place(file, raw.place))
                    continue
                placed = raw if raw.place else replace(raw, place=f"article {number}")
                result = complete(placed, self.options, file)
                odd = isinstance(result, Reject) or result.notes
                yield Result(file, format_.name, result, b"" if odd else raw.piece)
        except Exception as error:  # noqa: BLE001  # the fault of a library costs one file
            reason = f"The {format_.name} reader failed: {type(error).__name__}: {shown(error)}."
            yield Result(file, format_.name, Reject(file, place, reason, fatal=True))

    def _raw(
        self, format_: Format | SourceMapping, stream: BinaryIO, file: str
    ) -> Iterator[RawArticle | Reject | KnownPiece]:
        if self.is_known is not None and isinstance(format_, PiecewiseFormat):
            return format_.read_pieces(stream, file, self.options, self.is_known)
        return iter(format_.read(stream, file, self.options))


def _result(reject: Reject) -> Result:
    return Result(reject.source, "", reject)


def _broken(file: str, place: str, reason: str) -> Reject:
    reason = f"The archive broke off: {reason}; what follows in it is not read."
    return Reject(file, place, reason, fatal=True)
