"""What one request may cost, so that no reader holds up the others.

Work is counted in steps of about 10 nanoseconds: a posting or a position that is looked at. It is
estimated before it begins, from numbers that an index has at hand. `python -m benchmarks.worst`
finds the most expensive requests that pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final, Protocol

from archive.errors import BadParameterError, TooMuchWorkError
from archive.model.message import Message
from archive.model.query import Bonus, Node, ScoredTerm, Term
from archive.model.result import GenerationInfo, Work
from archive.text.phrases import quoted_spans

#: Words with `~` of one query that are searched with spellings near them. Each spelling is searched
#: and shown as an article prints it.
MOST_TILDES: Final = 8

#: Words next to NEAR in one query that are searched with any ending. Each lists up to 5,000 tokens
#: of two fields: 0.01 s.
MOST_WALKS: Final = 40

#: Facet values that the fields of one query may stand for (`author:a` is every author with an a).
#: 5,000 are 0.1 s.
MOST_VALUES: Final = 5_000

#: Words and Han characters of one query, folded. More is a text rather than a query: 2,000 take
#: 0.2 s to read, and a whole article is shorter as a rule.
MOST_TOKENS: Final = 2_000

#: Steps that one request may take over an archive without articles, and more for each article: the
#: same query costs more in a larger archive. About 0.6 s for 18,727 and 1.8 s for 96,498 articles.
STEPS: Final = 40_000_000
STEPS_AN_ARTICLE: Final = 1_400

#: Steps that marking all articles of one export may take: some minutes. Those of a few words take
#: 4,000 an article, so that all of 96,498 are far below.
EXPORT_STEPS: Final = 6_000_000_000

#: What a scored term costs in addition to its postings.
_TERM: Final = 3_000

#: An article's page shows one text, which may be as long as so many of a page of results.
LONG_ARTICLE: Final = 10


class Estimates(Protocol):
    """What a searcher knows of work before it does it."""

    def work(self, trees: Sequence[Node]) -> tuple[Work, ...]:
        """About how much work each tree is."""

    def info(self) -> GenerationInfo:
        """What is known of the generation."""


def too_much() -> BadParameterError:
    """What is said of a query that costs too much."""
    return BadParameterError("q", "too_much_work")


@contextmanager
def refusing() -> Iterator[None]:
    """Turn an engine's `TooMuchWorkError` into what is said of the query."""
    try:
        yield
    except TooMuchWorkError as error:
        raise too_much() from error


def check_length(text: str) -> None:
    """Raise `BadParameterError` for a query of more words and characters than are read."""
    tokens = sum(len(span.text) if span.han else 1 for span in quoted_spans(text))
    if tokens > MOST_TOKENS:
        raise BadParameterError("q", "wordy_query", count=tokens, most=MOST_TOKENS)


def check_work(
    estimates: Estimates,
    trees: Iterable[Node],
    terms: Iterable[ScoredTerm] = (),
    bonuses: Iterable[Bonus] = (),
    *,
    shown: int,
) -> int:
    """Raise `BadParameterError` where it would take too many steps to answer; gives those left.

    `trees` are evaluated, each as often as it is given, and the first is marked in `shown`
    articles; `terms` and `bonuses` score.
    """
    scored = [Term(term.field, term.text) for term in terms]
    work = estimates.work([*trees, *(bonus.node for bonus in bonuses)])
    taken = shown * work[0].show + _TERM * len(scored) + sum(tree_work.find for tree_work in work)
    allowed = steps(estimates)
    # A term scores every article at most; each is looked up only where that might be too much.
    most = len(scored) * (estimates.info().articles + _TERM)
    if taken + most > allowed // 2:
        most = sum(term_work.find for term_work in estimates.work(scored))
    left = allowed - taken - most
    if left < 0:
        raise too_much()
    return left


def steps(estimates: Estimates) -> int:
    """How many steps one request may take."""
    return STEPS + STEPS_AN_ARTICLE * estimates.info().articles


def check_marks(estimates: Estimates, tree: Node) -> None:
    """Raise `BadParameterError` where it would take too many steps to mark a tree in an article."""
    if LONG_ARTICLE * estimates.work((tree,))[0].show > steps(estimates):
        raise too_much()


def check_export(estimates: Estimates, tree: Node, articles: int) -> None:
    """Raise `BadParameterError` where it would take too long to mark a tree in so many articles."""
    if articles * estimates.work((tree,))[0].show > EXPORT_STEPS:
        raise too_much()


class Budget:
    """What one query may still ask of vocabulary and facets; notes say what ran out."""

    def __init__(self) -> None:
        self.notes: dict[Message, None] = {}
        self._used: dict[str, set[str]] = {}
        self._values = 0

    def _take(self, word: str, most: int, note: Message) -> bool:
        used = self._used.setdefault(note.code, set())
        if word not in used and len(used) >= most:
            self.notes[note] = None
            return False
        used.add(word)
        return True

    def takes_tilde(self, word: str) -> bool:
        """Whether spellings near a word may be looked for; equal words count once."""
        return self._take(word, MOST_TILDES, Message.of("many_tildes", most=MOST_TILDES))

    def takes_walk(self, word: str) -> bool:
        """Whether the forms of a word may be looked for; equal words count once."""
        return self._take(word, MOST_WALKS, Message.of("many_forms", most=MOST_WALKS))

    def take_values(self, count: int) -> None:
        """Count values that a field stands for; raises `BadParameterError` beyond `MOST_VALUES`."""
        self._values += count
        if self._values > MOST_VALUES:
            raise too_much()
