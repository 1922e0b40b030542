"""Articles analysed beforehand and kept on disk, so that engines are fed the same tokens.

A cache folder holds `articles-N.pickle` with up to `PART` articles each, in the order of the
sources, and `paragraphs-N.pickle` with paragraphs analysed one by one, from which any number of
articles is recombined.
"""

from __future__ import annotations

import multiprocessing
import pickle
import random
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from archive.entities.authority import load_authority
from archive.entities.recogniser import AuthorityRecogniser
from archive.indexing.documents import publication
from archive.ingest.reader import ReadOptions, Reject
from archive.ingest.source import read_sources
from archive.model.article import Article, Document
from archive.model.facets import facet_values
from archive.model.fields import FACET_NAMES, LEAD, POSITIONAL, TEXT_FIELDS
from archive.text.scan import HAN_PAIR
from archive.text.segmentation import segmenter_of
from archive.text.tokens import LEAD_LENGTH, Analyzer

PART: Final = 2_000
SEED: Final = 20260101
ZONE: Final = ZoneInfo("Asia/Hong_Kong")

#: A field to its tokens joined by a line break, and their positions if it has any.
Fields = dict[str, tuple[str, "array[int]"]]

#: Stand where a paragraph ends and where a position has no token; no token is like them.
PARAGRAPH: Final = "\u00b6"
EMPTY: Final = "\u2205"

#: Positions from one paragraph to the next.
_APART: Final = 64


@dataclass(frozen=True, slots=True)
class Analysed:
    """An article as engines are fed it: tokens by field, and what is counted.

    Of `title` questions are made; no engine is fed it.
    """

    id: str
    title: str
    day: int
    instant: int | None
    facets: dict[str, tuple[str, ...]]
    fields: Fields

    def terms(self, field: str) -> list[str]:
        """The tokens of a field."""
        joined = self.fields[field][0]
        return joined.split("\n") if joined else []

    def text(self, field: str) -> str:
        """The tokens of a field parted by white space, for engines that number them as they come.

        One token stands at each position, so that phrases are what they are by position. Others
        of a position (the single character before which a run of Han begins, the parts of a
        compound written as one word) follow at the end: they are found, but not in a phrase.
        """
        joined, positions = self.fields[field]
        return _one_a_position(self.terms(field), positions) if positions else joined


def _one_a_position(terms: list[str], positions: array[int]) -> str:
    standing: dict[int, str] = {}
    others: list[str] = []
    for term, position in zip(terms, positions, strict=True):
        before = standing.get(position)
        pair = before is not None and HAN_PAIR.fullmatch(term) and term.startswith(before)
        # A pair of characters takes the place of the one that begins it.
        if before is None or pair:
            standing[position] = term
        if before is not None:
            others.append(before if pair else term)
    stream: list[str] = []
    last = -1
    for position in sorted(standing):
        apart = position - last
        stream += [PARAGRAPH] if apart >= _APART else [EMPTY] * (apart - 1)
        stream.append(standing[position])
        last = position
    return "\n".join([*stream, PARAGRAPH, *others] if others else stream)


def _packed(title: str, body: str) -> Fields:
    assert _analyzer is not None
    return {
        field: ("\n".join(tokens.terms), array("I", tokens.positions))
        for field, tokens in _analyzer.analyse_article(title, body).items()
    }


_recogniser: AuthorityRecogniser | None = None
_analyzer: Analyzer | None = None


def _begin() -> None:
    global _recogniser, _analyzer
    authority = load_authority()
    segmenter = segmenter_of(authority.names())
    _recogniser, _analyzer = AuthorityRecogniser(authority, segmenter), Analyzer(segmenter)


def _analysed(article: Article) -> Analysed:
    assert _recogniser is not None
    day, instant = publication(article.published, ZONE)
    document = Document(article, day, instant, tuple(_recogniser.mentions(article)))
    facets = {facet: facet_values(document, facet) for facet in FACET_NAMES}
    fields = _packed(article.title, article.body)
    return Analysed(article.id, article.title, day, instant, facets, fields)


def _work(numbered: tuple[Path, int, list[Article]]) -> int:
    folder, number, articles = numbered
    with (folder / f"articles-{number:05d}.pickle").open("wb") as out:
        pickle.dump([_analysed(one) for one in articles], out, pickle.HIGHEST_PROTOCOL)
    if not number % 8:
        paragraphs = [
            _packed("", paragraph)
            for one in articles
            for paragraph in one.body.split("\n\n")
            if len(paragraph) > 40
        ]
        with (folder / f"paragraphs-{number:05d}.pickle").open("wb") as out:
            pickle.dump(paragraphs, out, pickle.HIGHEST_PROTOCOL)
    return len(articles)


def prepare(sources: list[Path], folder: Path) -> None:
    """Analyse the articles of the sources in a fixed random order, unless that was done before."""
    if (folder / "complete").exists():
        return
    if not sources:
        raise SystemExit(f"{folder} has no articles: name the sources")
    folder.mkdir(parents=True, exist_ok=True)
    found = read_sources(tuple(sources), ReadOptions(ZONE))
    articles = [one for one in found if not isinstance(one, Reject)]
    random.Random(SEED).shuffle(articles)
    starts = range(0, len(articles), PART)
    parts = [(folder, at // PART, articles[at : at + PART]) for at in starts]
    with multiprocessing.get_context("spawn").Pool(initializer=_begin) as pool:
        for done in pool.imap(_work, parts):
            print(f"analysed {done:,} more articles", flush=True)
    (folder / "complete").touch()


def _load(folder: Path, pattern: str) -> Iterator[list[object]]:
    for path in sorted(folder.glob(pattern)):
        with path.open("rb") as file:
            yield pickle.load(file)


def articles(folder: Path, count: int) -> Iterator[Analysed]:
    """The first `count` articles; where there are fewer, all of these are recombined ones."""
    total = sum(1 for _ in folder.glob("articles-*")) * PART
    chosen = _recombined(folder, count) if count > total else _all(folder)
    yield from islice(chosen, count)


def _all(folder: Path) -> Iterator[Analysed]:
    for part in _load(folder, "articles-*.pickle"):
        for one in part:
            assert isinstance(one, Analysed)
            yield one


def _recombined(folder: Path, count: int) -> Iterator[Analysed]:
    """Articles of three to eight real paragraphs each, with a real article's day and facets."""
    chooser = random.Random(SEED)
    paragraphs: list[Fields] = []
    for part in _load(folder, "paragraphs-*.pickle"):
        paragraphs += part  # type: ignore[arg-type]  # what `_work` wrote
    kept = [one for one, _ in zip(_all(folder), range(20_000), strict=False)]
    for number in range(count):
        like = chooser.choice(kept)
        chosen = chooser.choices(paragraphs, k=chooser.randint(3, 8))
        title = {name: tokens for name, tokens in like.fields.items() if name.startswith("title")}
        yield Analysed(
            f"r-{number:07d}",
            like.title,
            like.day,
            like.instant,
            like.facets,
            title | _joined(chosen),
        )


def _joined(
    paragraphs: Iterable[Fields],
) -> Fields:
    """The fields of several paragraphs as one body."""
    parts = list(paragraphs)
    found: Fields = {}
    for field in TEXT_FIELDS:
        if field.startswith("title"):
            continue
        texts = [part[field][0] for part in parts if part[field][0]]
        positions = array("I")
        if field.endswith(POSITIONAL):
            at = 0
            for part in parts:
                positions.extend(place + at for place in part[field][1])
                at = (positions[-1] if positions else 0) + _APART
        if field.endswith("char"):
            texts = ["\n".join(sorted({c for text in texts for c in text.split("\n")}))]
        found[field] = ("\n".join(texts), positions)
    lead = found[LEAD][0].split("\n")[:LEAD_LENGTH]
    return found | {LEAD: ("\n".join(lead), array("I"))}
