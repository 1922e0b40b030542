"""WARC and ARC files: what a crawler fetched, a record each."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO, Final
from urllib.parse import quote

from archive.ingest.formats.html import HtmlPage, page_of, whole_characters
from archive.ingest.pages.http import Response, UnreadableBodyError, read_response
from archive.ingest.pages.members import first_bytes, unpacked_by_content
from archive.ingest.pages.records import MAX_BLOCK, Damage, Record, WarcRecords
from archive.ingest.raw import Note, RawArticle
from archive.ingest.reader import READ_ERRORS, ReadOptions, Reject, broken_off, shown

_SUFFIXES: Final = frozenset({".warc", ".arc"})

_WARC: Final = re.compile(rb"\s{0,10}WARC/\d\.\d")
_ARC: Final = re.compile(rb"\s{0,10}filedesc://\S{1,400} ")

#: Bytes of a packed file that are unpacked to tell it: an address of ARC fits in.
_LOOK: Final = 1024

_HTML: Final = re.compile(r"\b(?:html|xhtml\+xml)\b", re.IGNORECASE)
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_OK: Final = 200
_PAGE: Final = HtmlPage()


@dataclass(frozen=True, slots=True)
class Warc:
    """Pages of WARC and ARC files, each read as `HtmlPage` reads a file.

    Responses with status 200 and resources are read where they are HTML by their content. What
    else a crawler brings is no page and neither article nor reject: requests, revisits, metadata,
    other statuses, images, scripts, robots.txt. Only a file without any page is one reject, which
    counts what it holds. The day of a capture is when the page was fetched.
    """

    name: str = "WARC"

    def recognises(self, head: bytes, suffix: str) -> int:
        """By the line of the version; by the first record of ARC."""
        if _WARC.match(head) or _ARC.match(head) or begins_as_records(head):
            return 3
        return 1 if suffix in _SUFFIXES else 0

    def read(
        self,
        stream: BinaryIO,
        source: str,
        options: ReadOptions,
    ) -> Iterator[RawArticle | Reject]:
        """An article or a reject for each page, and a reject for each record that is damaged."""
        others: Counter[str] = Counter()
        results = articles = 0
        records: WarcRecords | None = None
        try:
            records = WarcRecords(unpacked_by_content(stream, options.limits))
            for record in records:
                result = _result(record, source)
                if isinstance(result, str):
                    others[result] += 1
                    continue
                results += 1
                articles += isinstance(result, RawArticle)
                yield result
        except READ_ERRORS as error:
            place = records.place if records else "the beginning"
            yield broken_off(source, place, error, articles)
            return
        if not results and others:
            counts = ", ".join(f"{count} {kind}" for kind, count in others.most_common(5))
            yield Reject(source, "the file", f"Holds no page: {counts}.")


def begins_as_records(head: bytes) -> bool:
    """Whether a file is one of gzip members of which the first begins as WARC or ARC."""
    first = first_bytes(head, _LOOK)
    return bool(_WARC.match(first) or _ARC.match(first))


def _result(record: Record | Damage, source: str) -> RawArticle | Reject | str:
    """The article of a record, its reject, or the kind of a record that is no page."""
    place = f"record {record.number}"
    if isinstance(record, Damage):
        return Reject(source, place, record.reason)
    kind = record.headers.get("warc-type", "").lower()
    if kind not in ("response", "resource"):
        return kind or "unknown"
    if record.block is None:
        return Reject(source, place, f"Larger than {MAX_BLOCK // 2**20} MiB: no page.")
    try:
        response = _response(record, kind)
    except UnreadableBodyError as error:
        return Reject(source, place, str(error))
    if response.status != _OK:
        return f"with status {response.status}"
    if not _is_page(response):
        return shown(response.headers.get("content-type", "").split(";")[0] or "without a type")
    return _page(record, response, source, place)


def _response(record: Record, kind: str) -> Response:
    block = record.block or b""
    if kind == "resource":
        return Response(_OK, {"content-type": record.headers.get("content-type", "")}, block)
    response = read_response(block)
    if not response.status and _PAGE.recognises(block, "") > 2:
        # A capture without the head of the response, as some crawlers of ARC files wrote them.
        return Response(_OK, {"content-type": record.headers.get("arc-kind", "")}, block)
    return response


def _is_page(response: Response) -> bool:
    """Whether a body is HTML: by its bytes; where they do not tell, by its type."""
    sure = _PAGE.recognises(response.body[:65536], "")
    said = response.headers.get("content-type", "")
    return sure == 3 or (bool(_HTML.search(said)) and (sure > 0 or b"<" in response.body[:2000]))


def _page(record: Record, response: Response, source: str, place: str) -> RawArticle | Reject:
    url = quote(record.headers.get("warc-target-uri", "").strip("<> "), safe="/:?#[]@!$&'()*+,;=%~")
    fetched = _moment(record.headers.get("warc-date", ""))
    body = whole_characters(response.body) if response.is_cut else response.body
    served_as = response.headers.get("content-type", "")
    result = page_of(body, source, place, url, fetched, served_as)
    if isinstance(result, Reject):
        return replace(result, reason=f"{result.reason.rstrip('.')} ({shown(url)}).")
    notes = list(result.notes)
    if response.is_cut or record.headers.get("warc-truncated"):
        notes.append(Note("page-truncated", f"The end of the page was not fetched: {shown(url)}"))
    return replace(result, notes=tuple(notes))


def _moment(text: str) -> dt.datetime | None:
    """The moment of a capture, in UTC: ISO 8601 in WARC, digits in ARC; None for neither."""
    digits = re.sub(r"\D", "", text)[:14]
    try:
        return dt.datetime.strptime(digits.ljust(14, "0"), "%Y%m%d%H%M%S").replace(tzinfo=dt.UTC)
    except ValueError:
        return None
