"""Quotations drawn from real articles: true ones are confirmed, changed ones are not."""

from __future__ import annotations

import gzip
import itertools
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from archive.indexing.reindex import reindex
from archive.model.quotation import quotation_digest
from archive.search.service import SearchService
from tests.conftest import library_of, options_of

_HAN: Final = re.compile("[\u4e00-\u9fff]")
_WORD: Final = re.compile(r"[A-Za-z]+")

Texts = dict[str, tuple[str, str]]


def texts_of(service: SearchService) -> Texts:
    """The two texts of every article, by id."""
    with service._library.reading() as edition:
        ids = [article for article, _ in edition.searcher.contents()]
        articles = [document.article for document in edition.searcher.get_many(ids)]
    return {article.id: (article.title, article.body) for article in articles}


def draw(rng: random.Random, texts: Texts) -> Iterator[tuple[str, str]]:
    """An article and words of its body, without end: whole words, or Han characters."""
    ids = sorted(texts)
    while True:
        article = rng.choice(ids)
        body = texts[article][1]
        if _HAN.search(body[:200]):
            length = rng.randint(8, 60)
            start = rng.randrange(max(1, len(body) - length))
            quoted = body[start : start + length]
            if _HAN.match(quoted) and _HAN.match(quoted[-1]) and "\n" not in quoted:
                yield article, quoted
            continue
        words = [match.span() for match in re.finditer(r"\S+", body)]
        count = rng.randint(4, 25)
        if len(words) > count:
            start = rng.randrange(len(words) - count)
            yield article, body[words[start][0] : words[start + count - 1][1]]


def changed(rng: random.Random, quoted: str, texts: Texts) -> str:
    """A quotation with a word or a character replaced, that no text has."""
    every = [text for pair in texts.values() for text in pair]
    while True:
        other = rng.choice(every)
        places = list((_HAN if _HAN.search(quoted) else _WORD).finditer(quoted))
        instead = (_HAN if _HAN.search(quoted) else _WORD).findall(other)
        if not places:
            places, instead = list(re.finditer(r"\w", quoted)), list("abcdefghij0123456789")
        if not instead:
            continue
        place = rng.choice(places)
        written: str = quoted[: place.start()] + rng.choice(instead) + quoted[place.end() :]
        if not any(written in text for text in every):
            return written


def check(service: SearchService, count: int, seed: int) -> None:
    """So many true and as many changed quotations."""
    rng, texts = random.Random(seed), texts_of(service)
    for article, quoted in itertools.islice(draw(rng, texts), count):
        page = service.quotation(quoted)
        assert page.verdict == "verbatim"
        # Of words that stand in very many articles the first are told.
        assert page.unread or article in {each.article.id for each in page.articles}, quoted
        for quoting in page.articles:
            for place in quoting.places:
                text = texts[quoting.article.id][place.span.field == "body"]
                assert text[place.span.start : place.span.end] == place.text
                assert place.text.split() == quoted.split()
                assert place.span.digest == quotation_digest(place.text)
    for _, quoted in itertools.islice(draw(rng, texts), count):
        assert service.quotation(changed(rng, quoted, texts)).articles == ()


def test_true_quotations_are_confirmed_and_changed_ones_are_not(
    sample_service: SearchService,
) -> None:
    check(sample_service, 60, seed=25)


@pytest.mark.long
@pytest.mark.corpus
def test_five_hundred_of_the_corpus(corpus: Path, tmp_path: Path) -> None:
    rng = random.Random(25)
    with (tmp_path / "some.jsonl").open("w", encoding="utf-8") as some:
        for path in sorted(corpus.glob("*.jsonl.gz")):
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                some.writelines(line for line in lines if rng.random() < 0.03)
    reindex(options_of(tmp_path / "index", tmp_path / "some.jsonl"))
    library = library_of(tmp_path / "index")
    check(SearchService(library), 500, seed=26)
    library.close()
