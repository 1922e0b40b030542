"""From what models find in an article to the names that it may be shown with."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from archive.entities import (
    han_bodies,
    han_ends,
    han_names,
    latin_bodies,
    latin_names,
    latin_organisations,
)
from archive.entities.findings import Findings, Stretch
from archive.entities.models import language_stretches
from archive.entities.word_lists import is_no_name, is_place
from archive.model.article import Article
from archive.model.entity import Kind

#: Between title and body, where both are read as one text.
_GAP: Final = "\n\n"

#: A Chinese name of so many characters is found wherever it stands, once it was found.
_CERTAIN: Final = 3

#: Articles of which they are remembered: who resolves names asks, and who counts them.
_LATELY: Final = 2

_STRAIGHT: Final = str.maketrans("‘’", "''")


class Candidate(NamedTuple):
    """A name that an article may be about.

    `start` and `end` count code points of the `field`. `name` is the name in full as the article
    prints it, whatever part of it stands here. `lone` is a surname of which the article says no
    more: a name in this article, and no evidence for others.
    """

    field: str
    start: int
    end: int
    kind: Kind
    name: str
    lone: bool = False


class _Text:
    """Title and body as one text, by the language that parts of it are read in."""

    def __init__(self, article: Article) -> None:
        self.title = article.title
        self.text = article.title + _GAP + article.body
        self._body = len(article.title) + len(_GAP)
        # As the models read them: title and body separately.
        parts = [*language_stretches(article.title)]
        parts += [
            (language, a + self._body, b + self._body)
            for language, a, b in language_stretches(article.body)
        ]
        self._starts = [start for _, start, _ in parts]
        self._languages = [language for language, _, _ in parts]

    def language(self, at: int) -> str:
        """The language in which the text is read at a place; "" where all of it has none."""
        if not self._languages:
            return ""
        return self._languages[max(0, bisect_right(self._starts, at) - 1)]

    def has(self, language: str) -> bool:
        """Whether a part of the text is read in a language."""
        return language in self._languages

    def joined(self, findings: Findings) -> list[Stretch]:
        """Findings as stretches of the one text."""
        return [
            Stretch(finding.kind, finding.start + shift, finding.end + shift)
            for finding in findings
            for shift in [self._body if finding.field == "body" else 0]
        ]

    def candidate(self, start: int, end: int, kind: Kind, name: str, lone: bool) -> Candidate:
        """A candidate at a place of the one text."""
        name = " ".join(name.split()).translate(_STRAIGHT)
        if start < self._body:
            return Candidate("title", start, end, kind, name, lone)
        return Candidate("body", start - self._body, end - self._body, kind, name, lone)


@lru_cache(maxsize=_LATELY)
def candidates(article: Article, findings: Findings) -> tuple[Candidate, ...]:
    """The names of an article, title before body, in order of place, none overlapping another."""
    if not findings:
        return ()
    text = _Text(article)
    stretches = text.joined(findings)
    chinese = [stretch for stretch in stretches if text.language(stretch.start) == "zh"]
    english = [stretch for stretch in stretches if text.language(stretch.start) == "en"]
    if article.title.isupper():
        # Capitals say nothing of names in a headline without small letters.
        english = [stretch for stretch in english if stretch.start >= len(article.title)]
    if text.has("zh"):
        bodies = han_bodies.bodies(text.text)
        chinese += [Stretch(Kind.ORGANISATION, start, end) for start, end in bodies]
    named = [*_called(text), *_chinese(text, chinese), *_english(text, english)]
    named.sort(key=lambda name: (name[0], name[0] - name[1]))
    chosen: list[Candidate] = []
    last = 0
    for start, end, kind, name, lone in named:
        if start >= last:
            chosen.append(text.candidate(start, end, kind, name, lone))
            last = end
    return tuple(chosen)


_Named = tuple[int, int, Kind, str, bool]


def _chinese(text: _Text, stretches: Sequence[Stretch]) -> Iterator[_Named]:
    kinds: dict[str, Kind] = {}
    places: set[tuple[int, int]] = set()
    for stretch in han_ends.in_one_piece(text.text, stretches):
        trimmed = han_names.trim(stretch.kind, text.text, stretch.start, stretch.end)
        if trimmed is not None:
            places.add(trimmed)
            kinds.setdefault(text.text[slice(*trimmed)], stretch.kind)
    for name in [name for name in kinds if kinds[name] is Kind.PERSON]:
        whole = han_names.without_run_in(name, text.text)
        if whole != name:
            kinds.setdefault(whole, kinds.pop(name))
            cut = len(name) - len(whole)
            places = {
                (start, end - cut if text.text[start:end] == name else end) for start, end in places
            }
    for name in [name for name in kinds if kinds[name] is Kind.PERSON]:
        whole = han_ends.with_last(name, text.text)
        if whole != name:
            kinds.setdefault(whole, kinds.pop(name))
            places = {
                (start, end + 1 if text.text[start:end] == name else end) for start, end in places
            }
    certain = [name for name in kinds if len(name) >= _CERTAIN]
    if certain:
        # Not a pattern of all names, which is tried name by name wherever it may begin.
        everywhere = AhoCorasick(
            certain,
            matchkind=MatchKind.LeftmostLongest,
            implementation=Implementation.ContiguousNFA,
        )
        places |= {(a, b) for _, a, b in everywhere.find_matches_as_indexes(text.text)}
    for start, end in places:
        name = text.text[start:end]
        yield start, end, kinds[name], name, False


def _called(text: _Text) -> Iterator[_Named]:
    """What a Chinese text calls a company or a restaurant."""
    if text.has("zh"):
        for start, end in han_bodies.called(text.text):
            name = text.text[start:end]
            if text.language(start) == "zh" and not is_place(name) and not is_no_name(name):
                yield start, end, Kind.ORGANISATION, name, False


def _english(text: _Text, stretches: Sequence[Stretch]) -> Iterator[_Named]:
    if text.has("en"):
        bodies = latin_bodies.with_bodies(text.text, stretches)
        stretches = [one for one in bodies if text.language(one.start) == "en"]
        if (company := latin_bodies.headline(text.title)) is not None:
            start, end, name = company
            yield start, end, Kind.ORGANISATION, name, False
    people = latin_names.people(text.text, stretches)
    for start, end, name in people:
        yield start, end, Kind.PERSON, name, False
    for start, end in latin_names.lone(text.text, stretches, people):
        yield start, end, Kind.PERSON, text.text[start:end], True
    places = list(latin_organisations.organisations(text.text, stretches))
    whole = latin_bodies.whole_names(text.text, places)
    for start, end in places:
        name = text.text[start:end].removeprefix("The ")
        yield start, end, Kind.ORGANISATION, whole.get(name, name), False
