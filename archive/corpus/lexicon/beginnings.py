"""The words with which each article begins, kept from one generation to the next.

Words of two languages are learned from them: a file of SQLite in every generation, which readers
never ask. A row follows from its article alone; the numbers of words are the file's own.
"""

from __future__ import annotations

import shutil
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from archive.errors import DamagedIndexError
from archive.model.article import Document, Language
from archive.model.fields import field_name
from archive.text.scan import HAN_RUN

#: The file's name in the folder of a generation.
BEGINNINGS: Final = "beginnings.sqlite3"

#: Raised when the tables or what stands in them change.
_TABLES: Final = 1

#: So many words of a body are looked at, of Chinese and of English.
_LEAD_WORDS: Final = {True: 120, False: 90}

#: Of a Chinese body so many Latin words and figures.
_LATIN_WORDS: Final = 20

#: A word has fewer than so many shorter ones inside, of so many characters.
_MOST_INSIDE: Final = 12
_INSIDE: Final = (2, 3)

#: Words are numbered from 1 on; those of a title and of a lead are numbers of four bytes.
_CREATE: Final = """
CREATE TABLE IF NOT EXISTS words (word INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS beginnings (
    article TEXT PRIMARY KEY, chinese INTEGER NOT NULL, instant INTEGER NOT NULL,
    title BLOB NOT NULL, lead BLOB NOT NULL) WITHOUT ROWID;
"""

Numbers = npt.NDArray[np.uint32]


class Beginnings(NamedTuple):
    """The beginnings of all articles with an instant, by it, then by id.

    `texts[n]` is word number n ("" for 0). The words of article n are those of `words` from
    `starts[n]` up to `starts[n + 1]`: first its title's, then from `leads[n]` on its lead's.
    `instants` are seconds since 1970 UTC.
    """

    texts: Sequence[str]
    articles: Sequence[str]
    chinese: npt.NDArray[np.bool_]
    instants: npt.NDArray[np.int64]
    words: Numbers
    starts: npt.NDArray[np.int64]
    leads: npt.NDArray[np.int64]


def _is_han(word: str) -> bool:
    return HAN_RUN.match(word) is not None


def whole_words(words: Sequence[str]) -> Iterator[str]:
    """Of Chinese words in order those that together are the text, without the shorter inside.

    The shorter ones stand before the word that they are in.
    """
    for at, word in enumerate(words):
        if len(word) not in _INSIDE:
            yield word
            continue
        for behind in range(at + 1, min(at + _MOST_INSIDE, len(words))):
            longer = words[behind]
            if len(longer) > len(word) and word in longer:
                if all(part in longer for part in words[at + 1 : behind]):
                    break
        else:
            yield word


class BeginningsTable:
    """The table in a build: what articles begin with is written to it as they come and go."""

    def __init__(self, path: Path, base: Path | None = None) -> None:
        """`base` is the file of the generation that is built on; nothing is known without one.

        Raises `DamagedIndexError` where it is not what was written.
        """
        if base is not None:
            shutil.copyfile(base, path)
        self._file = sqlite3.connect(path, isolation_level=None)
        try:
            self._file.executescript(
                f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
                f"PRAGMA user_version = {_TABLES};"
            )
            self._file.executescript(_CREATE)
        except sqlite3.DatabaseError as error:
            self._file.close()
            raise DamagedIndexError(f"{base or path} cannot be read: {error}.", file=base) from error
        self._file.execute("BEGIN")
        self._numbers: dict[str, int] = {}
        self.changed = 0

    def put(self, document: Document) -> None:
        """Write down the words of a document, which has its tokens."""
        chinese = document.article.language is not Language.ENGLISH
        title = document.fields[field_name("title", "word")].terms
        body = document.fields[field_name("body", "word")].terms
        row = (
            document.article.id,
            chinese,
            0 if document.instant is None else document.instant,
            self._packed(_looked_at(title, chinese=chinese)),
            self._packed(_looked_at(body, chinese=chinese)),
        )
        self._file.execute("INSERT OR REPLACE INTO beginnings VALUES (?, ?, ?, ?, ?)", row)
        self.changed += 1

    def remove(self, article: str) -> None:
        """Forget an article."""
        self._file.execute("DELETE FROM beginnings WHERE article = ?", (article,))
        self.changed += 1

    def _packed(self, words: Iterable[str]) -> bytes:
        return array("I", map(self._number, words)).tobytes()

    def _number(self, word: str) -> int:
        number = self._numbers.get(word)
        if number is None:
            known = self._file.execute("SELECT word FROM words WHERE text = ?", (word,)).fetchone()
            if known is None:
                cursor = self._file.execute("INSERT INTO words (text) VALUES (?)", (word,))
                known = (cursor.lastrowid,)
            number = self._numbers[word] = known[0]
        return number

    def read(self) -> Beginnings:
        """All that is known now."""
        texts = {0: ""} | dict(self._file.execute("SELECT word, text FROM words"))
        rows = self._file.execute(
            "SELECT article, chinese, instant, title, lead FROM beginnings WHERE instant <> 0 "
            "ORDER BY instant, article"
        ).fetchall()
        sizes = np.array([len(row[3]) + len(row[4]) for row in rows], np.int64) // 4
        starts = np.zeros(len(rows) + 1, np.int64)
        np.cumsum(sizes, out=starts[1:])
        return Beginnings(
            [texts.get(number, "") for number in range(max(texts) + 1)],
            [row[0] for row in rows],
            np.array([row[1] for row in rows], bool),
            np.array([row[2] for row in rows], np.int64),
            np.frombuffer(b"".join(part for row in rows for part in row[3:]), np.uint32),
            starts,
            starts[:-1] + np.array([len(row[3]) for row in rows], np.int64) // 4,
        )

    def finish(self) -> None:
        """Write everything and close the file."""
        self._file.execute("COMMIT")
        self._file.close()

    def close(self) -> None:
        """Close the file, whatever is in it."""
        self._file.close()


def _looked_at(words: Sequence[str], *, chinese: bool) -> list[str]:
    """The words of a text that are kept, of its beginning."""
    if not chinese:
        return [word for word in words[: _LEAD_WORDS[False]] if not _is_han(word)]
    han = [word for word in words[: 2 * _LEAD_WORDS[True]] if _is_han(word)]
    latin = [word for word in words[len(han) :] if not _is_han(word)]
    return [*list(whole_words(han))[: _LEAD_WORDS[True]], *latin[:_LATIN_WORDS]]


def without_articles_of(path: Path, base: Path, articles: Sequence[str]) -> None:
    """Copy the file of a generation, so that no byte tells of some articles.

    Words that no other article has go too.
    """
    table = BeginningsTable(path, base)
    with closing(table):
        for article in articles:
            table.remove(article)
        table.finish()
