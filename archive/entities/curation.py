"""What helps a curator of the authority file: claims that collide, and pairs of names in texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from archive.entities.authority import Authority
from archive.entities.bracketed import bracketed_names
from archive.entities.company import Account, pairings
from archive.entities.heard import heard_pairs
from archive.model.article import Document, Language
from archive.model.entity import ACTORS, candidate_name
from archive.text.folding import fold_text


class Suggestion(NamedTuple):
    """A Chinese and a Latin name of one thing, as so many articles print them.

    `entity` is the entity that has one of the two already, "" where none has. `evidence` is
    "brackets", where one is printed in brackets behind the other, "company", where reports of one
    event in both languages have one each (see `archive.entities.company`), or "sound", where they
    also sound alike (see `archive.entities.heard`).
    """

    han: str
    latin: str
    articles: int
    entity: str
    evidence: str = "brackets"


def claimed_twice(authority: Authority) -> Iterator[str]:
    """A line for each name that two entities claim and not each of them tells apart."""
    claims: dict[str, dict[str, list[bool]]] = {}
    for entry in authority.entries.values():
        for name in entry.entity.all_names():
            owners = claims.setdefault(fold_text(name), {})
            owners.setdefault(entry.entity.id, []).append(entry.tells_apart(name))
    for name, owners in claims.items():
        if len(owners) > 1 and not all(all(guarded) for guarded in owners.values()):
            yield f"{name!r} is a name of {' and '.join(sorted(owners))}, not guarded by each"


def suggestions(texts: Iterable[str], authority: Authority, least: int) -> list[Suggestion]:
    """Pairs in brackets of so many texts at least, the commonest first; none that is known.

    A lone Latin word is as often a drug or a style, so it must be a name of the authority file.
    """
    owners = _owners(authority)
    proposals = []
    for han, latin, count in bracketed_names(texts, least):
        first, second = owners.get(fold_text(han)), owners.get(fold_text(latin))
        if first is not None and first == second:
            continue
        entity = second or first or ""
        if second is None and entity and not _may_be(authority, entity, latin):
            entity = ""
        if entity or " " in latin or not latin.isalpha() or latin.isupper():
            proposals.append(Suggestion(han, latin, count, entity))
    return sorted(
        proposals, key=lambda suggestion: (-suggestion.articles, suggestion.han, suggestion.latin)
    )


def account_of(document: Document) -> Account | None:
    """What an article says of who keeps whose company; None where its day is not known."""
    if not document.day:
        return None
    linked, names = set(), set()
    for mention in document.mentions:
        name = candidate_name(mention.entity)
        if name is None:
            linked.add(mention.entity)
        elif mention.kind in ACTORS and not mention.stays:
            names.add((mention.kind, name))
    chinese = document.article.language is not Language.ENGLISH
    return Account(document.day, chinese, frozenset(linked), frozenset(names))


def by_company(
    accounts: Iterable[Account], authority: Authority, least: int, known: Iterable[Suggestion]
) -> list[Suggestion]:
    """Pairs of unresolved names that keep the same company, the likeliest first.

    Those of people that also sound alike stand first. Without those that are `known` otherwise,
    and those of which one is a name of an entity.
    """
    every = list(accounts)
    told = {fold_text(name) for one in known for name in (one.han, one.latin)}
    told.update(_owners(authority))
    found = []
    for evidence, pairs in (
        ("sound", heard_pairs(every, least)),
        ("company", pairings(every, least)),
    ):
        for pair in pairs:
            names = {fold_text(pair.han), fold_text(pair.latin)}
            if not names & told:
                told |= names
                found.append(Suggestion(pair.han, pair.latin, pair.articles, "", evidence))
    return found


def _may_be(authority: Authority, entity: str, latin: str) -> bool:
    """Whether an entity that has the Chinese name may have the Latin one too.

    賀維 is Eddie Howe in the authority file, and Geoffrey Howe in brackets: a last name and a first
    letter must agree, or all words of the shorter name.
    """
    known = authority.entries[entity].entity.all_names()
    written = [fold_text(name).split() for name in known if name.isascii()]
    words = fold_text(latin).split()
    return not written or any(
        set(words) <= set(other)
        or set(other) <= set(words)
        or (words[-1] == other[-1] and words[0][0] == other[0][0])
        for other in written
    )


def _owners(authority: Authority) -> dict[str, str]:
    """The entity of each name, folded."""
    return {
        fold_text(name): entry.entity.id
        for entry in authority.entries.values()
        for name in entry.entity.all_names()
    }
