"""What the engine is asked where readers type: plans of queries drawn from the articles.

A plan is made over this archive's own index of the compared articles, as a page makes it: words are
taken apart, names and regional words widened, and what stands in headlines, near the beginning, in
the typed capitals or in the typed order adds to the score. The other engines get the same tree as
what must match and the same terms and bonuses beside it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, islice
from typing import Final

from archive.engine.searcher import Searcher
from archive.model.query import And, AtLeast, Node, Not, Or, Phrase, Prefix, Term
from archive.query.parameters import SearchParameters
from archive.query.plan import Question as Planned
from archive.query.plan import make_plan
from archive.search.edition import Edition
from archive.text import tables
from archive.text.scan import HAN, HAN_RUN
from benchmarks.side_by_side.corpus import Analysed
from benchmarks.side_by_side.questions import SEED, Question, nodes

EACH: Final = 25

_CHARACTER: Final = re.compile(f"[{HAN}]")

#: So often a query is drawn for a row that nothing fits.
_TRIES: Final = 2_000

#: What every engine has in some form.
_COMMON: Final = And | Or | AtLeast | Not | Term | Phrase | Prefix


class _Typing:
    """Draws what readers type, of the articles' titles, the names and the regional words."""

    def __init__(self, articles: Iterable[Analysed], edition: Edition) -> None:
        self._random = random.Random(SEED)
        found = sorted(articles, key=lambda one: one.id)
        chinese = [one.title for one in found if HAN_RUN.search(one.title)]
        self._titles = {"zh": chinese, "en": [one.title for one in found if one.title.isascii()]}
        self._cut = edition.words.segmenter.best_parts
        mentioned = {
            value
            for one in found
            for kind in ("person", "organisation")
            for value in one.facets[kind]
        }
        entities = edition.names().entities
        self._names = sorted(
            name for key in mentioned & set(entities) for name in entities[key].all_names()
        )
        rows = tables.rows("archive.query", "regional.tsv")
        self._regional = [form for row in rows for form in row.split("\t")[0].split("|")]

    def title(self, language: str) -> str:
        """A headline, whole."""
        return self._random.choice(self._titles[language])

    def language(self) -> str:
        """Either language."""
        return self._random.choice(sorted(self._titles))

    def words(self, language: str) -> str:
        """One to three words of one headline."""
        title = self.title(language)
        runs = HAN_RUN.findall(title) if language == "zh" else []
        words = [word for run in runs for word in self._cut(run)] or title.split()
        return " ".join(self._random.sample(words, min(len(words), self._random.randint(1, 3))))

    def name(self) -> str:
        """A name of someone whom an article names."""
        return self._random.choice(self._names)

    def regional(self) -> str:
        """A word that is another one elsewhere."""
        return self._random.choice(self._regional)


def askable(node: Node) -> Node:
    """A tree that engines which number tokens as they come can be asked as well.

    A single Han character may share its position with the pair that it begins, and only one of
    them can stand there: a phrase is parted around such a character. It is so for all engines.
    """
    match node:
        case And(parts):
            # The filters of a page, of which there are none here, are an empty part of its tree.
            return And(tuple(askable(part) for part in parts if part != And(())))
        case Or(parts):
            return Or(tuple(map(askable, parts)))
        case AtLeast(count, parts):
            return AtLeast(count, tuple(map(askable, parts)))
        case Not(part):
            return Not(askable(part))
        case Phrase():
            return _parted(node)
    return node


def _parted(phrase: Phrase) -> Node:
    tokens = list(zip(phrase.texts, phrase.places, strict=True))
    if len(set(phrase.places)) < len(tokens):
        return And(tuple(Term(phrase.field, text) for text in phrase.texts))
    parts: list[Node] = []
    for alone, chosen in groupby(tokens, key=lambda token: bool(_CHARACTER.fullmatch(token[0]))):
        run = list(chosen)
        if alone or len(run) == 1:
            parts += [Term(phrase.field, text) for text, _ in run]
        else:
            texts, places = zip(*run, strict=True)
            parts.append(Phrase(phrase.field, texts, tuple(at - places[0] for at in places)))
    return parts[0] if len(parts) == 1 else And(tuple(parts))


def _common(planned: Planned) -> bool:
    """Whether every engine has each kind of node, and articles have some of the terms."""
    asked = (planned.tree, *(bonus.node for bonus in planned.ranking.bonuses))
    return bool(planned.ranking.terms) and all(
        isinstance(node, _COMMON) for tree in asked for node in nodes(tree)
    )


def _drawn(make: Callable[[], str], edition: Edition, *, nearly: bool) -> Iterator[Planned]:
    """Plans of what is typed that find anything; `nearly`: of what matches nearly."""
    for _ in range(_TRIES):
        plan = make_plan(SearchParameters(q=make()), edition)
        planned = plan.relaxed if nearly else plan.strict
        if planned is not None and _common(planned) and edition.count(planned.tree):
            yield planned


def real_questions(articles: Iterable[Analysed], searcher: Searcher) -> list[Question]:
    """Questions as plans ask them, of eight kinds; a fixed choice for the same articles."""
    edition = Edition(searcher)
    typing = _Typing(articles, edition)
    kinds: dict[str, Callable[[], str]] = {
        "headline en": lambda: typing.title("en"),
        "headline zh": lambda: typing.title("zh"),
        "words en": lambda: typing.words("en"),
        "words zh": lambda: typing.words("zh"),
        "both": lambda: f"{typing.words('en')} {typing.words('zh')}",
        "name": typing.name,
        "regional": typing.regional,
        "nearly": lambda: typing.title(typing.language()),
    }
    return [
        Question(kind, askable(one.tree), one.ranking, simple=False)
        for kind, make in kinds.items()
        for one in islice(_drawn(make, edition, nearly=kind == "nearly"), EACH)
    ]
