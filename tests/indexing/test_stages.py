"""A stage is done again when what it depends on changes, and its version tells of its code."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from dataclasses import astuple, replace
from zoneinfo import ZoneInfo

import pytest

from archive.corpus import version as corpus_version
from archive.corpus.sketches import traits_of
from archive.dates import version as dates_version
from archive.dates.mentions import mentioned_dates
from archive.entities import version as names_version
from archive.entities.authority import load_authority
from archive.entities.resolver import Resolver
from archive.indexing.content import content_digest
from archive.indexing.stages import Inputs, fingerprints, stale
from archive.ingest import version as reading_version
from archive.ingest.limits import Limits
from archive.ingest.reader import ReadOptions, Reject
from archive.ingest.source import read_sources
from archive.model.article import Article
from archive.quotations import version as quotations_version
from archive.quotations.statements import find_statements
from tests.analyzers import with_authority
from tests.conftest import SAMPLES, ZONE

TODAY = dt.date(2026, 1, 1)
READING = ReadOptions(ZONE, today=TODAY)
INPUTS = Inputs(READING, "authority", "models")

_NEW = """
What the number {name} in archive/{room}/version.py stands for has changed. Raise it by one where
the code of archive/{room} changed (not where only data or samples did), and write {digest} =
"{found}" beside it.
"""


def _articles() -> Iterator[Article]:
    """The sample archive in every format."""
    for result in read_sources([SAMPLES], READING):
        if isinstance(result, Article):
            yield result


def _digest(parts: Iterator[object]) -> str:
    hasher = hashlib.blake2b(digest_size=16)
    for part in parts:
        hasher.update(json.dumps(part, default=str, ensure_ascii=False).encode())
    return hasher.hexdigest()


def test_other_articles_need_another_number() -> None:
    def read() -> Iterator[object]:
        for result in read_sources([SAMPLES], READING):
            if isinstance(result, Reject):
                yield result.place, result.reason
            else:
                codes = [note.code for note in result.notes]
                yield result.id, content_digest(result).hex(), codes

    found = _digest(read())
    told = _NEW.format(name="READING_RULES", room="ingest", digest="ARTICLES_READ", found=found)
    assert found == reading_version.ARTICLES_READ, told


def test_other_days_need_another_number() -> None:
    def read() -> Iterator[object]:
        for article in _articles():
            day = article.published
            day = day.date() if isinstance(day, dt.datetime) else day
            for text in (article.title, article.body):
                for date in mentioned_dates(text, day):
                    yield date.first, date.last, date.start, date.end, date.precision

    found = _digest(read())
    told = _NEW.format(name="DATE_RULES", room="dates", digest="DATES_READ", found=found)
    assert found == dates_version.DATES_READ, told


def test_other_statements_need_another_number() -> None:
    def read() -> Iterator[object]:
        resolver = Resolver(load_authority(), with_authority())
        for article in _articles():
            for said in find_statements(article.body, resolver.mentions(article)):
                yield astuple(said)

    found = _digest(read())
    told = _NEW.format(
        name="QUOTATION_RULES", room="quotations", digest="STATEMENTS_FOUND", found=found
    )
    assert found == quotations_version.STATEMENTS_FOUND, told


def test_other_traits_need_another_number() -> None:
    found = _digest(astuple(traits_of(article)) for article in _articles())
    told = _NEW.format(name="COPY_RULES", room="corpus", digest="TRAITS_FOUND", found=found)
    assert found == corpus_version.TRAITS_FOUND, told


def test_other_names_need_another_number() -> None:
    def read() -> Iterator[object]:
        resolver = Resolver(load_authority(), with_authority())
        for article in _articles():
            for mention in resolver.mentions(article):
                yield mention.entity, mention.field, mention.start, mention.end

    found = _digest(read())
    told = _NEW.format(name="NAME_RULES", room="entities", digest="NAMES_FOUND", found=found)
    assert found == names_version.NAMES_FOUND, told


@pytest.mark.parametrize(
    "changed, again",
    [
        (INPUTS, ()),
        (INPUTS._replace(authority="other"), ("entities", "lexicon")),
        (INPUTS._replace(glossary="other"), ("lexicon",)),
        (INPUTS._replace(models="other"), ("entities",)),
        (INPUTS._replace(reading=replace(READING, day_order="mdy")), ("ingest",)),
        (INPUTS._replace(reading=replace(READING, limits=Limits(whole=5))), ("ingest",)),
        (INPUTS._replace(reading=replace(READING, today=dt.date(2027, 1, 1))), ("ingest",)),
        (INPUTS._replace(reading=replace(READING, today=dt.date(2026, 9, 9))), ()),
        (INPUTS._replace(reading=replace(READING, zone=ZoneInfo("UTC"))), ("ingest", "dates")),
    ],
)
def test_only_what_depends_on_it_is_stale(changed: Inputs, again: tuple[str, ...]) -> None:
    assert stale(fingerprints(changed), fingerprints(INPUTS)) == frozenset(again)


def test_what_was_made_without_a_stage_is_stale() -> None:
    made = fingerprints(INPUTS)
    assert stale(made, {}) == frozenset(made)
