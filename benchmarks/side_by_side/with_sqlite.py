"""SQLite with FTS5."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from archive.model.fields import TEXT_FIELDS
from archive.model.query import And, Days, Node, Not, Or, Phrase, Prefix, Term
from benchmarks.side_by_side.corpus import Analysed
from benchmarks.side_by_side.engines import FACETS, Answer, Counts, month_of
from benchmarks.side_by_side.questions import Question

_Row = tuple[str, int, int, list[str], list[tuple[str, str]]]

#: Every character but white space belongs to a token.
_TOKENIZER: Final = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co'"


class Sqlite:
    """See `Peer`."""

    name = "SQLite FTS5"

    def fed(self, article: Analysed) -> _Row:
        values = [(facet, value) for facet in FACETS for value in article.facets[facet]]
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
            case Phrase(field, texts):
                return f'{field} : "{" ".join(map(_plain, texts))}"'
            case Prefix(field, text):
                return f'{field} : "{_plain(text)}" *'
            case And(parts):
                wanted = [f"({self._match(p)})" for p in parts if not isinstance(p, Not | Days)]
                without = [f"({self._match(p.part)})" for p in parts if isinstance(p, Not)]
                return " NOT ".join([" AND ".join(wanted), *without])
            case Or(parts):
                return " OR ".join(f"({self._match(part)})" for part in parts)
        raise TypeError(node)

    def ask(self, question: Question, *, facets: bool, every: bool = False) -> Answer:
        run = self._store.execute
        run("delete from matched")
        days = [part for part in getattr(question.tree, "parts", ()) if isinstance(part, Days)]
        narrowed = "and article.day between ? and ?" if days else ""
        bounds = (days[0].first, days[0].last) if days else ()
        run(
            "insert into matched select words.rowid, bm25(words) from words "
            + ("join article on article.rowid = words.rowid " if days else "")
            + f"where words match ? {narrowed}",
            (self._match(question.tree), *bounds),
        )
        total = int(run("select count(*) from matched").fetchone()[0])
        first = run(
            "select article.id from matched join article on article.rowid = matched.article "
            "order by score limit 10"
        ).fetchall()
        counted: dict[str, Counts] = {}
        if facets:
            for name in FACETS:
                counted[name] = dict(
                    run(
                        "select value, count(*) from matched join facet "
                        "on facet.article = matched.article and facet.name = ? "
                        "group by value order by 2 desc limit ?",
                        (name, 1_000_000 if every else 10),
                    ).fetchall()
                )
            months = run(
                "select month, count(*) from matched join article "
                "on article.rowid = matched.article where month > 0 group by month"
            ).fetchall()
            counted["month"] = {str(month): count for month, count in months}
        return Answer(total, tuple(row[0] for row in first), counted)


def _plain(text: str) -> str:
    return text.replace('"', '""')
