"""SQLite with FTS5."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

from archive.model.fields import FACET_NAMES, TEXT_FIELDS
from archive.model.query import And, AtLeast, Days, Node, Not, Or, Phrase, Prefix, Term
from benchmarks.side_by_side.corpus import Analysed
from benchmarks.side_by_side.engines import Answer, Counts, month_of
from benchmarks.side_by_side.questions import WEIGHTS, Question, nodes

_Row = tuple[str, int, int, list[str], list[tuple[str, str]]]

#: What a field weighs in a real ranking, in the order of the columns.
_WEIGHTS: Final = "".join(f", {WEIGHTS.get(field, 1.0)}" for field in TEXT_FIELDS)

#: Every character but white space belongs to a token.
_TOKENIZER: Final = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co'"


class Sqlite:
    """See `Peer`."""

    name = "SQLite FTS5"

    def fed(self, article: Analysed) -> _Row:
        values = [(facet, value) for facet in FACET_NAMES for value in article.facets[facet]]
        texts = [article.text(field) for field in TEXT_FIELDS]
        return article.id, article.day, month_of(article.day), texts, values

    def build(self, folder: Path, articles: Iterable[_Row]) -> None:
        folder.mkdir(parents=True)
        store = sqlite3.connect(folder / "articles.db")
        columns = ", ".join(TEXT_FIELDS)
        store.execute(
            f"create virtual table words using fts5({columns}, content='', "
            f'tokenize="{_TOKENIZER}")'
        )
        store.execute("create table article (id text, day integer, month integer)")
        store.execute("create table facet (article integer, name text, value text)")
        holes = ", ".join("?" * (len(TEXT_FIELDS) + 1))
        for number, (key, day, month, texts, values) in enumerate(articles, 1):
            store.execute(f"insert into words(rowid, {columns}) values ({holes})", (number, *texts))
            store.execute(
                "insert into article(rowid, id, day, month) values (?, ?, ?, ?)",
                (number, key, day, month),
            )
            rows = [(number, *value) for value in values]
            store.executemany("insert into facet values (?, ?, ?)", rows)
        store.execute("create index facets on facet(name, article, value)")
        store.execute("create index days on article(day)")
        store.execute("insert into words(words) values ('optimize')")
        store.commit()
        store.execute("analyze")
        store.close()

    def open(self, folder: Path) -> None:
        self._store = sqlite3.connect(folder / "articles.db")
        self._store.execute("pragma mmap_size = 8000000000")
        self._store.execute("pragma temp_store = memory")
        self._store.execute("create temp table matched (article integer primary key, score real)")

    def _match(self, node: Node) -> str:
        match node:
            case Term(field, text):
                return f'{field} : "{_plain(text)}"'
            case Phrase(field, texts, places):
                return f'{field} : "{_plain(" ".join(_filled(texts, places)))}"'
            case Prefix(field, text):
                return f'{field} : "{_plain(text)}" *'
            case And(parts):
                wanted = [f"({self._match(p)})" for p in parts if not isinstance(p, Not | Days)]
                without = [f"({self._match(p.part)})" for p in parts if isinstance(p, Not)]
                return " NOT ".join([" AND ".join(wanted), *without])
            case Or(parts):
                return " OR ".join(f"({self._match(part)})" for part in parts)
        raise TypeError(node)

    def can(self, question: Question) -> bool:
        # Its expressions know no "so many of these".
        return not any(isinstance(node, AtLeast) for node in nodes(question.tree))

    def _scored(self, question: Question) -> str:
        """The expression of a question: what must match, beside which anything may add to scores.

        The weights are those of columns; single terms and bonuses have none.
        """
        wanted = self._match(question.tree)
        if question.simple:
            return wanted
        ranking = question.ranking
        adding = [Term(field, text) for field, text, _ in ranking.terms]
        parts = [
            self._match(node) for node in (*adding, *(bonus.node for bonus in ranking.bonuses))
        ]
        return " AND ".join(["(" + wanted + ")", "(" + " OR ".join([wanted, *parts]) + ")"])

    def ask(self, question: Question, counted: Sequence[str], *, every: bool = False) -> Answer:
        run = self._store.execute
        run("delete from matched")
        days = [part for part in getattr(question.tree, "parts", ()) if isinstance(part, Days)]
        narrowed = "and article.day between ? and ?" if days else ""
        bounds = (days[0].first, days[0].last) if days else ()
        weights = "" if question.simple else _WEIGHTS
        run(
            f"insert into matched select words.rowid, bm25(words{weights}) from words "
            + ("join article on article.rowid = words.rowid " if days else "")
            + f"where words match ? {narrowed}",
            (self._scored(question), *bounds),
        )
        total = int(run("select count(*) from matched").fetchone()[0])
        first = run(
            "select article.id from matched join article on article.rowid = matched.article "
            "order by score limit 10"
        ).fetchall()
        size = 1_000_000 if every else 10
        counts = {name: self._counts(name, size) for name in counted}
        return Answer(total, tuple(row[0] for row in first), counts)

    def _counts(self, name: str, size: int) -> Counts:
        if name in FACET_NAMES:
            return dict(
                self._store.execute(
                    "select value, count(*) from matched join facet "
                    "on facet.article = matched.article and facet.name = ? "
                    "group by value order by 2 desc limit ?",
                    (name, size),
                ).fetchall()
            )
        periods = self._store.execute(
            f"select {name}, count(*) from matched join article "
            f"on article.rowid = matched.article where {name} > 0 group by {name}"
        ).fetchall()
        return {str(period): count for period, count in periods}


def _filled(texts: tuple[str, ...], places: tuple[int, ...]) -> list[str]:
    """The tokens of a phrase with a token at every place, as a phrase of this engine needs them.

    Only the last character of a run of Han is left out of phrases: it is in the pair before it.
    """
    found = [texts[0]]
    for text, apart in zip(texts[1:], (b - a for a, b in pairwise(places)), strict=True):
        found += [found[-1][-1]] * (apart - 1)
        found.append(text)
    return found


def _plain(text: str) -> str:
    return text.replace('"', '""')
