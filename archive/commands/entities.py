"""`entities`: the authority file, and the names that wait for a curator's decision.

A decision is a line in the newsroom's own file, so that every reindex honours it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

from archive.commands.common import Commands, add_command, print_json, settings_of
from archive.engine.catalogue import open_current
from archive.engine.files import write_atomically
from archive.engine.searcher import Searcher
from archive.entities.authority import Authority, load_authority
from archive.entities.curation import account_of, by_company, claimed_twice, suggestions
from archive.errors import AuthorityError
from archive.model.aggregations import FacetValues
from archive.model.article import Document
from archive.model.entity import ACTORS, Kind, Mention, candidate_id, candidate_name
from archive.model.language import LANGUAGES
from archive.model.query import HasValue
from archive.model.result import SearchRequest, Sort
from archive.settings import Settings
from archive.text.folding import fold_text

#: How much text is shown around a name.
_AROUND: Final = 20

#: Stored articles that are unpacked at once.
_TOGETHER: Final = 500

_KINDS: Final = tuple(map(str, Kind))
_ACTORS: Final = tuple(map(str, ACTORS))


def register(commands: Commands) -> None:
    """Add the commands of this file."""
    parser = add_command(
        commands, "entities", _list, "The authority file, and the names that wait for a decision."
    )
    actions = parser.add_subparsers(metavar="ACTION")
    listed = add_command(actions, "list", _list, "List entities.")
    listed.add_argument("--kind", choices=_KINDS)
    listed.add_argument("--find", default="", metavar="TEXT", help="in any name, in any script")
    parser.set_defaults(kind=None, find="")
    waiting = add_command(actions, "candidates", _candidates, "Names in no authority file.")
    waiting.add_argument("--kind", choices=_ACTORS)
    for command, least in ((waiting, 3), (_suggest_command(actions), 2)):
        command.add_argument("--least", type=int, default=least, metavar="N", help="articles")
        command.add_argument("--limit", type=int, default=50, metavar="N", help="names (50)")
    approve = add_command(actions, "approve", _approve, "Make an entity of a name.")
    approve.add_argument("name", metavar="NAME", help="as the articles print it")
    approve.add_argument("--id", required=True, help="a slug such as mark-zuckerberg")
    approve.add_argument("--kind", required=True, choices=_KINDS)
    for language in LANGUAGES:
        approve.add_argument(f"--{language.lower()}", dest=language, default="", metavar="NAME")
    approve.add_argument("--alias", action="append", default=[], metavar="NAME")
    approve.add_argument("--note", default="")
    merge = add_command(actions, "merge", _merge, "Give a name, or a whole entity, to an entity.")
    merge.add_argument("name", metavar="NAME", help="a name, or the id of an entity")
    merge.add_argument("into", metavar="ID")
    reject = add_command(actions, "reject", _reject, "Show a name no more.")
    reject.add_argument("name", metavar="NAME")
    reject.add_argument("--kind", choices=_ACTORS, help="only as this (default: as anything)")
    reject.add_argument(
        "--private", action="store_true", help="a private person: shown in no list, ever"
    )
    check = add_command(actions, "check", _check, "Say what is wrong with a file of entities.")
    check.add_argument("file", type=Path, metavar="FILE")


def _suggest_command(actions: Commands) -> argparse.ArgumentParser:
    return add_command(
        actions,
        "suggest",
        _suggest,
        "Pairs of names in two scripts that may be one bearer's: in brackets, or in one company.",
    )


def _list(arguments: argparse.Namespace) -> int:
    authority = load_authority(settings_of(arguments).authority, new=True)
    wanted = fold_text(arguments.find)
    entities = [
        entry.entity
        for entry in authority.entries.values()
        if arguments.kind in (None, entry.entity.kind)
        and any(wanted in fold_text(name) for name in (entry.entity.id, *entry.entity.all_names()))
    ]
    if arguments.json:
        print_json(
            [{"id": e.id, "kind": e.kind, "names": e.all_names(), "note": e.note} for e in entities]
        )
    else:
        for entity in entities:
            print(f"{entity.id}\t{entity.kind}\t{', '.join(entity.all_names())}")
        print(f"{len(entities):,} of {len(authority.entries):,} entities")
    return 0


def _searcher(settings: Settings) -> Searcher:
    return open_current(settings.engine, settings.index)


def _candidates(arguments: argparse.Namespace) -> int:
    kinds = [arguments.kind] if arguments.kind else _ACTORS
    with closing(_searcher(settings_of(arguments))) as searcher:
        candidates = [
            candidate for kind in kinds for candidate in _waiting(searcher, kind, arguments.least)
        ]
        candidates.sort(key=lambda candidate: (-candidate.articles, candidate.name))
        rows = [
            (candidate, list(_examples(searcher, candidate)))
            for candidate in candidates[: arguments.limit]
        ]
    if arguments.json:
        print_json([candidate._asdict() | {"examples": examples} for candidate, examples in rows])
        return 0
    for candidate, examples in rows:
        print(f"{candidate.name}\t{candidate.kind}\t{candidate.articles:,} articles")
        for example in examples:
            print(f"    {example}")
    return 0


class _Waiting(NamedTuple):
    """A name that waits for a decision."""

    name: str
    kind: str
    articles: int


def _waiting(searcher: Searcher, kind: str, least: int) -> Iterator[_Waiting]:
    facet = FacetValues(kind, len(searcher.facet_values(kind)))
    request = SearchRequest(limit=0, aggregations=(facet,))
    for counted in searcher.search(request).counts(facet).values:
        name = candidate_name(counted.value)
        if name is not None and counted.count >= least:
            yield _Waiting(name, kind, counted.count)


def _examples(searcher: Searcher, waiting: _Waiting) -> Iterator[str]:
    """A name in the newest articles that have it."""
    entity = candidate_id(waiting.name)
    tree = HasValue(waiting.kind, entity)
    request = SearchRequest(tree=tree, sort=Sort.NEWEST, limit=2, documents=True)
    for document in searcher.search(request).documents:
        article = document.article
        first = next(mention for mention in document.mentions if mention.entity == entity)
        yield _in_context(article.title if first.field == "title" else article.body, first)


def _in_context(text: str, mention: Mention) -> str:
    before = text[max(0, mention.start - _AROUND) : mention.start]
    after = text[mention.end : mention.end + _AROUND]
    return " ".join(f"…{before}[{mention.text}]{after}…".split())


def _suggest(arguments: argparse.Namespace) -> int:
    settings = settings_of(arguments)
    authority = load_authority(settings.authority, new=True)
    with closing(_searcher(settings)) as searcher:
        bracketed = suggestions(
            (document.article.body for document in _documents(searcher)),
            authority,
            arguments.least,
        )
        accounts = filter(None, map(account_of, _documents(searcher)))
        kept = by_company(accounts, authority, arguments.least, bracketed)
    pairs = [*bracketed[: arguments.limit], *kept[: arguments.limit]]
    if arguments.json:
        print_json([pair._asdict() for pair in pairs])
        return 0
    for pair in pairs:
        known = f"\tone is {pair.entity}" if pair.entity else ""
        print(f"{pair.han}\t{pair.latin}\t{pair.articles:,} articles\tby {pair.evidence}{known}")
    return 0


def _documents(searcher: Searcher) -> Iterator[Document]:
    ids = [article for article, _ in searcher.contents()]
    for start in range(0, len(ids), _TOGETHER):
        yield from searcher.get_many(ids[start : start + _TOGETHER])


def _check(arguments: argparse.Namespace) -> int:
    authority = load_authority(arguments.file)
    problems = [*authority.problems, *claimed_twice(authority)]
    if arguments.json:
        print_json({"entities": len(authority.entries), "problems": problems})
    else:
        print(
            "\n".join([*problems, f"{len(authority.entries):,} entities, {len(problems)} faults"])
        )
    return 1 if problems else 0


def _decide(arguments: argparse.Namespace, row: Mapping[str, object]) -> int:
    """Add a line to the newsroom's file, unless it would be wrong."""
    own = settings_of(arguments).authority
    if own is None:
        raise AuthorityError(
            "Decisions need a file of the newsroom's own.",
            remedy="Set ARCHIVE_AUTHORITY to its path; it is made when it is not there.",
        )
    line = json.dumps(row, ensure_ascii=False)
    before = load_authority(own, new=True)
    after = load_authority(own, [line], new=True)
    new = _faults(after) - _faults(before)
    if new:
        raise AuthorityError(f"Nothing was decided: {min(new)}.", remedy="Correct what is named.")
    written = own.read_text("utf-8") if own.exists() else ""
    own.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(
        own, written + ("\n" if written and not written.endswith("\n") else "") + line + "\n"
    )
    print(f"{own}: {line}\nThe next reindex honours it.")
    return 0


def _faults(authority: Authority) -> set[str]:
    return {*authority.problems, *claimed_twice(authority)}


def _approve(arguments: argparse.Namespace) -> int:
    names = {key: getattr(arguments, key) for key in LANGUAGES}
    names = {key: name for key, name in names.items() if name}
    if arguments.name not in names.values():
        key = "en" if arguments.name.isascii() else "zh-Hant"
        taken = key in names
        arguments.alias += [arguments.name] if taken else []
        names |= {} if taken else {key: arguments.name}
    row = {"id": arguments.id, "kind": arguments.kind, **names, "aliases": arguments.alias}
    return _decide(arguments, row | {"note": arguments.note})


def _merge(arguments: argparse.Namespace) -> int:
    authority = load_authority(settings_of(arguments).authority, new=True)
    if arguments.name in authority.entries:
        return _decide(arguments, {"id": arguments.name, "redirect": arguments.into})
    return _decide(arguments, {"id": arguments.into, "add": [arguments.name]})


def _reject(arguments: argparse.Namespace) -> int:
    if arguments.private:
        return _decide(arguments, {"do_not_profile": arguments.name})
    kind = {"kind": arguments.kind} if arguments.kind else {}
    return _decide(arguments, {"reject": arguments.name, **kind})
