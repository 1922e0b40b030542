"""The ids of articles: those that sources give, and those that are made."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import Final

#: Neither can stand in a page: a lone surrogate has no bytes in UTF-8, HTML and XML know no NUL.
_UNWRITABLE: Final = re.compile("[\0\ud800-\udfff]")

#: An id is one line wherever it is printed; Unicode's line ends break lines too.
_LINE_ENDS: Final = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")

#: Addresses cannot hold these as a step, and a folder or an archive means something by them.
_STEPS: Final = (".", "..")

#: A longer id makes addresses that proxies refuse (most take 8 KiB, three bytes percent-encoded for
#: each of a Han character).
_LONGEST: Final = 500

#: What ids end in that cleaning changed: `~` and the hash of so many bytes.
_HASH: Final = 16
_HASHED: Final = re.compile(rf"~[0-9a-f]{{{2 * _HASH}}}\Z")

#: Bytes of the hash that is the id of an article whose source gives none.
_MADE: Final = 8


def made_id(prefix: str, size: int, text: str) -> str:
    """`prefix` and a hash of `text` as 2 × `size` hexadecimal digits: the same in every run."""
    return prefix + blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).hexdigest()


def writable_id(given: str) -> str:
    """A source's own id in a form that can be written on one line, without spaces around it.

    An id of which cleaning must change anything gets a hash of itself at its end, and so does one
    that looks like that already: two ids are never made one.
    """
    stripped = given.strip()
    if not stripped:
        return ""
    cleaned = _LINE_ENDS.sub(" ", _UNWRITABLE.sub("\ufffd", stripped))[:_LONGEST]
    if cleaned == stripped and cleaned not in _STEPS and not _HASHED.search(cleaned):
        return cleaned
    return made_id(f"{cleaned}~", _HASH, stripped)


def article_id(given: str, url: str, content: str) -> str:
    """The id that a source gives, else one made from the address, else one from the content."""
    return writable_id(given) if given.strip() else made_id("x-", _MADE, url or content)
