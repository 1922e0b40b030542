"""The file of the words of two languages that a generation knows, the same for every engine."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

from archive.engine.damage import unreadable_file
from archive.model.lexicon import LexiconEntry, Translation, WordOrigin

#: The file's name in the folder of a generation.
LEXICON: Final = "lexicon.sqlite3"

#: The file that words are learned from, which no reader asks: it is looked at when it is used.
BEGINNINGS: Final = "beginnings.sqlite3"

#: A learned word that nobody else knows is told while so many pairs of articles prove it.
LEAST_PROVED: Final = 3

#: `place` orders the translations of a term. A pair is two articles of the same hours, by number
#: from the most alike on; a proof says that a pair has two terms.
_CREATE: Final = """
CREATE TABLE entries (
    key TEXT NOT NULL, place INTEGER NOT NULL, term TEXT NOT NULL, other TEXT NOT NULL,
    word TEXT NOT NULL, probability REAL NOT NULL, origin TEXT NOT NULL, pairs INTEGER NOT NULL,
    english INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE pairs (pair INTEGER PRIMARY KEY, english TEXT NOT NULL, chinese TEXT NOT NULL);
CREATE TABLE proofs (
    english TEXT NOT NULL, chinese TEXT NOT NULL, pair INTEGER NOT NULL,
    PRIMARY KEY (english, chinese, pair)) WITHOUT ROWID;
"""


class WordProof(NamedTuple):
    """A pair of articles, by its number, has an English and a Chinese term, by their keys."""

    english: str
    chinese: str
    pair: int


class LexiconContent(NamedTuple):
    """What a lexicon holds. `english` entries are of English terms, `chinese` of Chinese ones.

    The entries of a term stand one after the other, the most probable first. `pairs` are ids of
    articles, English first, the most alike first; a proof names one by its number from 0.
    """

    english: Iterable[LexiconEntry]
    chinese: Iterable[LexiconEntry]
    pairs: Sequence[tuple[str, str]]
    proofs: Iterable[WordProof]


def write_lexicon(path: Path, content: LexiconContent) -> None:
    """Write the file of a lexicon; there is none at this path."""
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _CREATE)
        file.execute("BEGIN")
        for entries, english in ((content.english, True), (content.chinese, False)):
            file.executemany(
                "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", _rows(entries, english)
            )
        rows = ((number, *pair) for number, pair in enumerate(content.pairs))
        file.executemany("INSERT INTO pairs VALUES (?, ?, ?)", rows)
        file.executemany("INSERT OR IGNORE INTO proofs VALUES (?, ?, ?)", content.proofs)
        file.execute("COMMIT")
        file.execute("VACUUM")


def _rows(entries: Iterable[LexiconEntry], english: bool) -> Iterator[tuple[Any, ...]]:
    before, place = "", 0
    for key, term, told in entries:
        place = place + 1 if key == before else 0
        before = key
        yield (
            *(key, place, term, told.key, told.word),
            *(round(told.probability, 4), str(told.origin), told.pairs, english),
        )


def write_without(path: Path, base: Path, gone: Callable[[str], bool]) -> None:
    """Write the lexicon of another file without the pairs of articles that are gone."""
    path.write_bytes(base.read_bytes())
    with closing(sqlite3.connect(path)) as file:
        numbers = list(_pairs_of(file, gone))
        if not numbers:
            return
        file.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        for number in numbers:
            file.execute("DELETE FROM proofs WHERE pair = ?", (number,))
            file.execute("DELETE FROM pairs WHERE pair = ?", (number,))
        file.execute(
            "UPDATE entries SET pairs = (SELECT count(*) FROM proofs WHERE proofs.english = "
            "iif(entries.english, entries.key, entries.other) AND proofs.chinese = "
            "iif(entries.english, entries.other, entries.key)) WHERE pairs > 0"
        )
        file.execute(
            "DELETE FROM entries WHERE origin = ? AND pairs < ?", (WordOrigin.LEARNED, LEAST_PROVED)
        )
        file.commit()
        # Bytes of rows that are gone stay in a file until it is written anew.
        file.execute("VACUUM")


def _pairs_of(file: sqlite3.Connection, gone: Callable[[str], bool]) -> Iterator[int]:
    """The numbers of the pairs of which an article is gone."""
    for number, english, chinese in file.execute("SELECT pair, english, chinese FROM pairs"):
        if gone(english) or gone(chinese):
            yield number


class LexiconFile:
    """See `archive.model.lexicon.Lexicon`; `hidden` says of ids which readers must not see."""

    def __init__(
        self, path: Path, hidden: Callable[[Sequence[str]], Iterable[str]] = lambda _: ()
    ) -> None:
        """Raises `DamagedIndexError` where it cannot be read."""
        self._path = path
        self._lock = threading.Lock()
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        with self._reading():
            self._file = sqlite3.connect(uri, uri=True, check_same_thread=False)
            pairs = self._file.execute("SELECT pair, english, chinese FROM pairs").fetchall()
        away = set(hidden([article for _, *pair in pairs for article in pair]))
        self._hidden = {number for number, *pair in pairs if away.intersection(pair)}

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with self._lock:
            try:
                yield
            except sqlite3.DatabaseError as error:
                raise unreadable_file(self._path, error) from error

    def _ask(self, statement: str, values: Sequence[str] = ()) -> list[Any]:
        with self._reading():
            return self._file.execute(statement, values).fetchall()

    def translations(self, keys: Sequence[str]) -> Mapping[str, tuple[Translation, ...]]:
        """See `Lexicon`."""
        words_of: dict[str, list[Translation]] = {}
        rows = self._ask(
            "SELECT * FROM entries WHERE key IN (SELECT value FROM json_each(?)) "
            "ORDER BY key, place",
            (json.dumps(list(keys)),),
        )
        for entry in filter(None, map(self._entry, rows)):
            words_of.setdefault(entry.key, []).append(entry.translation)
        return {key: tuple(words) for key, words in words_of.items()}

    def _entry(self, row: tuple[Any, ...]) -> LexiconEntry | None:
        """An entry with the pairs that may be seen; None where these do not prove it."""
        key, _, term, partner, word, probability, origin, pairs, english = row
        if pairs and self._hidden:
            pairs = len(self.proofs(*((key, partner) if english else (partner, key))))
        if origin == WordOrigin.LEARNED and pairs < LEAST_PROVED:
            return None
        return LexiconEntry(
            key, term, Translation(partner, word, probability, WordOrigin(origin), pairs)
        )

    def proofs(self, english: str, chinese: str) -> tuple[tuple[str, str], ...]:
        """See `Lexicon`."""
        rows = self._ask(
            "SELECT pair, pairs.english, pairs.chinese FROM proofs JOIN pairs USING (pair) "
            "WHERE proofs.english = ? AND proofs.chinese = ? ORDER BY pair",
            (english, chinese),
        )
        return tuple((left, right) for pair, left, right in rows if pair not in self._hidden)

    def learned(self) -> Iterator[LexiconEntry]:
        """See `Lexicon`."""
        rows = self._ask(
            "SELECT * FROM entries WHERE english AND origin = ? ORDER BY key, place",
            (WordOrigin.LEARNED,),
        )
        entries = filter(None, map(self._entry, rows))
        yield from sorted(entries, key=lambda entry: -entry.translation.pairs)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._file.close()


def open_lexicon(
    folder: Path, files: Iterable[str], hidden: Callable[[Sequence[str]], Iterable[str]]
) -> LexiconFile | None:
    """The lexicon of a generation with these files; None where it was made without one."""
    return LexiconFile(folder / LEXICON, hidden) if LEXICON in files else None
