"""`lexicon` and `glossary`: words in two languages, and the learned ones that wait for a decision.

A decision is a line in the newsroom's own file, so that every reindex honours it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict
from typing import Any, Final

from archive.commands.common import Commands, add_command, print_json, settings_of
from archive.corpus.lexicon.decisions import checked_pair, load_decisions
from archive.engine.catalogue import open_current
from archive.engine.files import write_atomically
from archive.engine.searcher import Searcher
from archive.errors import GlossaryError
from archive.model.lexicon import Lexicon, LexiconEntry, Translation
from archive.text.terms import term_text

#: So many pairs of articles are named for each word.
_NAMED: Final = 3


def register(commands: Commands) -> None:
    """Add the commands of this file."""
    lexicon = add_command(
        commands, "lexicon", _lexicon, "What a word is in the other language, and who says so."
    )
    lexicon.add_argument("word", nargs="+", metavar="WORD", help="a term in either language")
    glossary = add_command(
        commands, "glossary", _candidates, "Learned words, and what the newsroom decides of them."
    )
    actions = glossary.add_subparsers(metavar="ACTION")
    waiting = add_command(
        actions, "candidates", _candidates, "Words that were learned and no list knows."
    )
    for parser in (glossary, waiting):
        parser.add_argument("--least", type=int, default=5, metavar="N", help="pairs (5)")
        parser.add_argument("--limit", type=int, default=50, metavar="N", help="words (50)")
    for name, run, summary in (
        ("keep", _keep, "Keep an English term and a Chinese word for it."),
        ("reject", _reject, "Say that a Chinese word is none for an English term."),
    ):
        decide = add_command(actions, name, run, summary)
        decide.add_argument("english", metavar="ENGLISH")
        decide.add_argument("chinese", metavar="CHINESE")


def _known(searcher: Searcher) -> Lexicon:
    lexicon = searcher.lexicon()
    if lexicon is None:
        raise GlossaryError(
            f"{searcher.info().name} was made without a lexicon.", remedy="Run manage.py reindex."
        )
    return lexicon


def _lexicon(arguments: argparse.Namespace) -> int:
    settings = settings_of(arguments)
    word = " ".join(arguments.word)
    key = term_text(word)
    with closing(open_current(settings.engine, settings.index)) as searcher:
        lexicon = _known(searcher)
        told = lexicon.translations((key,)).get(key, ())
        rows = [(told_word, _proofs(lexicon, key, told_word)) for told_word in told]
    if arguments.json:
        print_json([_facts(told_word) | {"articles": proofs} for told_word, proofs in rows])
    else:
        for told_word, proofs in rows:
            print(
                f"{told_word.word}\t{told_word.probability:.2f}\t{told_word.origin}\t{_pairs(told_word.pairs)}"
            )
            for pair in proofs[:_NAMED]:
                print(f"    {' '.join(pair)}")
        if not rows:
            print(f"The lexicon does not know {word!r}.")
    return 0 if rows else 1


def _facts(told: Translation) -> dict[str, Any]:
    facts = asdict(told)
    del facts["key"]
    return facts


def _pairs(count: int) -> str:
    return "1 pair of articles" if count == 1 else f"{count:,} pairs of articles"


def _proofs(lexicon: Lexicon, key: str, told: Translation) -> Sequence[tuple[str, str]]:
    """The pairs that have a term and its translation, whichever of the two is English."""
    return lexicon.proofs(key, told.key) or lexicon.proofs(told.key, key)


def _waiting(lexicon: Lexicon, least: int) -> Iterator[LexiconEntry]:
    """Learned words with so many pairs, the likeliest first."""
    entries = (entry for entry in lexicon.learned() if entry.translation.pairs >= least)
    yield from sorted(
        entries,
        key=lambda entry: -entry.translation.probability * entry.translation.pairs**0.5,
    )


def _candidates(arguments: argparse.Namespace) -> int:
    settings = settings_of(arguments)
    with closing(open_current(settings.engine, settings.index)) as searcher:
        lexicon = _known(searcher)
        waiting = list(_waiting(lexicon, arguments.least))[: arguments.limit]
        rows = [(entry, _proofs(lexicon, entry.key, entry.translation)) for entry in waiting]
    if arguments.json:
        facts = [
            {"english": entry.term} | _facts(entry.translation) | {"articles": proofs}
            for entry, proofs in rows
        ]
        print_json(facts)
        return 0
    for entry, proofs in rows:
        told = entry.translation
        print(f"{entry.term}\t{told.word}\t{told.probability:.2f}\t{_pairs(told.pairs)}")
        for pair in proofs[:1]:
            print(f"    {' '.join(pair)}")
    return 0


def _keep(arguments: argparse.Namespace) -> int:
    return _decide(arguments, reject=False)


def _reject(arguments: argparse.Namespace) -> int:
    return _decide(arguments, reject=True)


def _decide(arguments: argparse.Namespace, *, reject: bool) -> int:
    """Add a line to the newsroom's file, unless it would be wrong."""
    own = settings_of(arguments).glossary
    if own is None:
        raise GlossaryError(
            "Decisions need a file of the newsroom's own.",
            remedy="Set ARCHIVE_GLOSSARY to its path; it is made when it is not there.",
        )
    try:
        pair = checked_pair(arguments.english, arguments.chinese)
    except ValueError as error:
        raise GlossaryError(f"Nothing was decided: {error}.", remedy="Correct the word.") from error
    row = pair._asdict() | ({"reject": True} if reject else {})
    line = json.dumps(row, ensure_ascii=False)
    load_decisions(own, new=True)
    written = own.read_text("utf-8") if own.exists() else ""
    if written and not written.endswith("\n"):
        written += "\n"
    own.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(own, f"{written}{line}\n")
    print(f"{own}: {line}\nThe next reindex honours it.")
    return 0
