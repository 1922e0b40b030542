"""The words with which each article begins, kept from one generation to the next.

Words of two languages are learned from them: a file of SQLite in every generation, which readers
never ask. A row follows from its article alone; the numbers of words are the file's own.
"""

from __future__ import annotations

import functools
import itertools
import shutil
import sqlite3
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from archive.engine.damage import unreadable_file
from archive.model.article import Document, Language, Tokens
from archive.model.fields import field_name
from archive.text.folding import Folded, fold
from archive.text.scan import HAN_RUN, SENTENCE_MARK, STRETCH_MARK

#: Raised when the tables or what stands in them change.
_TABLES: Final = 1

#: So many words of a text are kept: of a Chinese one Chinese words, and Latin ones and figures; of
#: an English one.
_HAN_WORDS: Final = 120
_LATIN_WORDS: Final = 20
_ENGLISH_WORDS: Final = 110

#: A fact: how many articles came or went since words were learned last.
_CHANGED: Final = "changed"

#: A word has fewer than so many shorter ones inside, of so many characters.
_MOST_INSIDE: Final = 12
_INSIDE: Final = (2, 3)

#: Of a body so many characters are looked at for how its words are printed.
_PRINTED: Final = 600

#: Words are numbered from 1 on; those of a title and of a lead are numbers of four bytes, 0 where
#: punctuation stands. `printed` is a Chinese word as an article prints it, "" while none is known.
_CREATE: Final = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS words (
    word INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, printed TEXT NOT NULL DEFAULT '');
CREATE TABLE IF NOT EXISTS beginnings (
    article TEXT PRIMARY KEY, chinese INTEGER NOT NULL, instant INTEGER NOT NULL,
    title BLOB NOT NULL, lead BLOB NOT NULL) WITHOUT ROWID;
"""

WordNumbers = npt.NDArray[np.uint32]


class ArticleBeginnings(NamedTuple):
    """The beginnings of all articles with an instant, by it, then by id.

    `texts[n]` is word number n ("" for 0), folded, and `printed[n]` as it is printed, "" where that
    is not known. Words of English articles are not stemmed. Those of article n are in `words` from
    `starts[n]` up to `starts[n + 1]`: first its title's, then from `leads[n]` on its lead's.
    `instants` are seconds since 1970 UTC.
    """

    texts: Sequence[str]
    printed: Sequence[str]
    articles: Sequence[str]
    chinese: npt.NDArray[np.bool_]
    instants: npt.NDArray[np.int64]
    words: WordNumbers
    starts: npt.NDArray[np.int64]
    leads: npt.NDArray[np.int64]


@functools.lru_cache(maxsize=1 << 16)
def _is_han(word: str) -> bool:
    return HAN_RUN.match(word) is not None


def whole_words(words: Sequence[str]) -> Iterator[str]:
    """Of Chinese words in order those that together are the text, without the shorter inside.

    The shorter ones, of two or three characters, stand before the word that they are in.
    """
    count = len(words)
    for at, word in enumerate(words):
        size = len(word)
        if size not in _INSIDE:
            yield word
            continue
        for behind in range(at + 1, min(at + _MOST_INSIDE, count)):
            longer = words[behind]
            length = len(longer)
            if length > size and word in longer:
                if all(piece in longer for piece in words[at + 1 : behind]):
                    break
            elif length not in _INSIDE:
                # Neither a part of what comes nor what holds this one.
                yield word
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
            raise unreadable_file(base or path, error) from error
        self._file.execute("BEGIN")
        self._numbers: dict[str, int] = {}
        self._unprinted: set[int] = set()
        self._changed = 0

    def put(self, document: Document) -> None:
        """Write down the words of a document, which has its tokens."""
        article = document.article
        chinese = article.language is not Language.ENGLISH
        texts = {"title": article.title, "body": article.body[:_PRINTED]}
        packed = []
        for name, text in texts.items():
            if chinese:
                words = _chinese_words(document.fields[field_name(name, "word")].terms)
                packed.append(self._packed(words, _Printing(text)))
            else:
                words = _english_words(document.fields[field_name(name, "exact")])
                packed.append(self._packed(words, None))
        instant = 0 if document.instant is None else document.instant
        row = (article.id, chinese, instant, *packed)
        self._file.execute("INSERT OR REPLACE INTO beginnings VALUES (?, ?, ?, ?, ?)", row)
        self._count(1)

    def remove(self, article: str) -> None:
        """Forget an article."""
        self._file.execute("DELETE FROM beginnings WHERE article = ?", (article,))
        self._count(1)

    def _count(self, more: int) -> None:
        self._changed += more

    def changed(self) -> tuple[int, int]:
        """How many articles came or went since words were learned last, and how many there are."""
        before, every = self._file.execute(
            "SELECT (SELECT value FROM facts WHERE name = ?), (SELECT count(*) FROM beginnings)",
            (_CHANGED,),
        ).fetchone()
        return self._changed + (before or 0), every

    def _packed(self, words: Iterable[str], printing: _Printing | None) -> bytes:
        return array("I", (self._number(word, printing) for word in words)).tobytes()

    def _number(self, word: str, printing: _Printing | None) -> int:
        if not word:
            return 0
        number = self._numbers.get(word)
        if number is None:
            known = self._file.execute(
                "SELECT word, printed FROM words WHERE text = ?", (word,)
            ).fetchone()
            if known is None:
                cursor = self._file.execute("INSERT INTO words (text) VALUES (?)", (word,))
                known = (cursor.lastrowid, "")
            number = self._numbers[word] = known[0]
            if not known[1] and printing is not None:
                self._unprinted.add(number)
        if printing is None or number not in self._unprinted:
            return number
        if printed := printing.of(word):
            self._unprinted.discard(number)
            row = (printed, number)
            self._file.execute("UPDATE words SET printed = ? WHERE word = ?", row)
        return number

    def read(self) -> ArticleBeginnings:
        """All that is known now."""
        words = self._file.execute("SELECT word, text, printed FROM words ORDER BY word").fetchall()
        texts, printed = [""] * (words[-1][0] + 1 if words else 1), dict[int, str]()
        for number, text, own in words:
            texts[number], printed[number] = text, own
        rows = self._file.execute(
            "SELECT article, chinese, instant, title, lead FROM beginnings WHERE instant <> 0 "
            "ORDER BY instant, article"
        ).fetchall()
        sizes = np.array([len(row[3]) + len(row[4]) for row in rows], np.int64) // 4
        starts = np.zeros(len(rows) + 1, np.int64)
        np.cumsum(sizes, out=starts[1:])
        return ArticleBeginnings(
            texts,
            [printed.get(number, "") for number in range(len(texts))],
            [row[0] for row in rows],
            np.array([row[1] for row in rows], bool),
            np.array([row[2] for row in rows], np.int64),
            np.frombuffer(b"".join(piece for row in rows for piece in row[3:]), np.uint32),
            starts,
            starts[:-1] + np.array([len(row[3]) for row in rows], np.int64) // 4,
        )

    def finish(self, *, learned: bool) -> None:
        """Write everything and close the file; `learned`: from all that is in it."""
        changed = 0 if learned else self.changed()[0]
        self._file.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (_CHANGED, changed))
        self._file.execute("COMMIT")
        self._file.close()

    def close(self) -> None:
        """Close the file, whatever is in it."""
        self._file.close()


class _Printing:
    """How words are printed in a text; it is folded when the first is asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded: Folded | None = None

    def of(self, word: str) -> str:
        """A folded Chinese word as it is printed first; "" where it is not found."""
        if not HAN_RUN.fullmatch(word):
            return ""
        if self._folded is None:
            self._folded = fold(self._text)
        at = self._folded.text.find(word)
        if at < 0:
            return ""
        first, last = self._folded.span(at, at + len(word))
        return self._folded.original[first:last]


def _chinese_words(words: Sequence[str]) -> list[str]:
    """The words of a Chinese text that are kept: of its beginning, and some Latin ones.

    Chinese words stand before all others.
    """
    behind = bisect_left(words, True, key=lambda word: not _is_han(word))
    han = itertools.islice(whole_words(words[: min(behind, 2 * _HAN_WORDS)]), _HAN_WORDS)
    return [*han, *words[behind : behind + _LATIN_WORDS]]


def _english_words(tokens: Tokens) -> list[str]:
    """The words of an English text that are kept, "" where punctuation stands between them."""
    words: list[str] = []
    reached = -1
    for term, position in zip(tokens.terms, tokens.positions, strict=True):
        if position > reached and not _is_han(term):
            words.append("" if term in (STRETCH_MARK, SENTENCE_MARK) else term)
            if len(words) >= _ENGLISH_WORDS:
                break
        reached = max(reached, position)
    return words


def without_articles_of(path: Path, base: Path, articles: Sequence[str]) -> None:
    """Copy the file of a generation, so that no byte tells of some articles.

    Words that no other article has go too.
    """
    table = BeginningsTable(path, base)
    for article in articles:
        table.remove(article)
    table.finish(learned=False)
    with closing(sqlite3.connect(path)) as file:
        rows = file.execute("SELECT title, lead FROM beginnings")
        used = {number for row in rows for piece in row for number in array("I", piece)}
        every = [number for (number,) in file.execute("SELECT word FROM words")]
        gone = ((number,) for number in every if number not in used)
        file.executemany("DELETE FROM words WHERE word = ?", gone)
        file.commit()
        # Bytes of rows that are gone stay in a file until it is written anew.
        file.execute("VACUUM")
