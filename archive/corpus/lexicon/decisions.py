"""What the newsroom decided of words in two languages: pairs that it keeps, and that are none.

A line of its file is a JSON object: `{"english": "tariff", "chinese": "關稅"}` keeps a pair, with
`"reject": true` it is none. A later line of the same pair counts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from archive.errors import GlossaryError
from archive.model.lexicon import WordPair
from archive.text.scan import HAN_RUN
from archive.text.terms import term_key, term_text

#: What a line may have.
_FIELDS: Final = {"english", "chinese", "reject"}


@dataclass(frozen=True, slots=True)
class Decisions:
    """The pairs that are kept and rejected; a line for each line that could not be read."""

    kept: tuple[WordPair, ...] = ()
    rejected: tuple[WordPair, ...] = ()
    problems: tuple[str, ...] = ()
    digest: str = ""


def checked_pair(english: str, chinese: str) -> WordPair:
    """A pair of an English term and a Chinese word; raises `ValueError` where one is none."""
    if not term_text(english) or any(HAN_RUN.search(piece) for piece in term_key(english)):
        raise ValueError(f"{english!r} is no English term")
    if len(key := term_key(chinese)) != 1 or not HAN_RUN.fullmatch(key[0]):
        raise ValueError(f"{chinese!r} is no Chinese word")
    if len(key[0]) < 2:
        raise ValueError(f"{chinese!r} is a single character")
    return WordPair(" ".join(english.split()), chinese.strip())


def _read_row(row: Any) -> tuple[WordPair, bool]:
    if not isinstance(row, dict):
        raise TypeError("not a JSON object")
    if odd := row.keys() - _FIELDS:
        raise ValueError(f"{min(odd)!r} is not known")
    english, chinese, reject = row.get("english"), row.get("chinese"), row.get("reject", False)
    if not isinstance(english, str) or not isinstance(chinese, str):
        raise TypeError("english and chinese are not both texts")
    if not isinstance(reject, bool):
        raise TypeError("reject is not true or false")
    return checked_pair(english, chinese), reject


def read_decisions(lines: Iterable[str], origin: str) -> Decisions:
    """Read the lines of a file; a bad one is reported with its number and the rest counts."""
    decided: dict[tuple[str, str], tuple[WordPair, bool]] = {}
    problems = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            pair, reject = _read_row(json.loads(line))
        except (ValueError, TypeError) as error:
            problems.append(f"{origin} line {number}: {error}")
            continue
        decided[term_text(pair.english), term_text(pair.chinese)] = pair, reject
    values = decided.values()
    told = json.dumps(sorted((*keys, value[1]) for keys, value in decided.items()))
    return Decisions(
        tuple(pair for pair, reject in values if not reject),
        tuple(pair for pair, reject in values if reject),
        tuple(problems),
        hashlib.blake2b(told.encode(), digest_size=8).hexdigest() if decided else "",
    )


def load_decisions(own: Path | None, *, new: bool = False) -> Decisions:
    """The newsroom's decisions, none where it has no file of them.

    With `new` the file may not be there yet. Raises `GlossaryError` where it cannot be read.
    """
    if own is None or (new and not own.exists()):
        return Decisions()
    try:
        return read_decisions(own.read_text("utf-8-sig").splitlines(), str(own))
    except (OSError, UnicodeDecodeError) as error:
        raise GlossaryError(
            f"The glossary file {own} cannot be read: {error}.", remedy="Check ARCHIVE_GLOSSARY."
        ) from error
