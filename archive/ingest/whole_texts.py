"""A file that is one text."""

from __future__ import annotations

from typing import BinaryIO

from archive.ingest.encoding import Decoded, decode
from archive.ingest.reader import ReadOptions, Reject, UnreadableArticleError, read_whole


def read_text(stream: BinaryIO, source: str, options: ReadOptions) -> Decoded | Reject:
    """The text of `stream`, or the reject that says why it cannot be had."""
    data = read_whole(stream, source, options)
    if isinstance(data, Reject):
        return data
    try:
        return decode(data)
    except UnreadableArticleError as error:
        return Reject(source, "the file", error.detail)
