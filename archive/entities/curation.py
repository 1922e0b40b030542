"""What helps a curator of the authority file: claims that collide, and pairs of names in texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from archive.entities.authority import Authority
from archive.entities.company import Account, pairings
from archive.entities.han_names import ends_with_kind, trim
from archive.entities.heard import heard_pairs
from archive.model.article import Document, Language
from archive.model.entity import ACTORS, Kind, candidate_name
from archive.text.folding import fold_text
from archive.text.scan import HAN

#: 朱克伯格(Mark Zuckerberg), 甲骨文（ORCL.US）: Han characters straight before a Latin name.
_PAIR: Final = re.compile(
    rf"(?P<han>[{HAN}][{HAN}·‧•・]{{1,11}})\s?[(（]\s?"
    r"(?P<latin>[A-Z][A-Za-zÀ-ɏ.'’ -]{1,40}?|\d{1,5}\.HK)\s?[)）]"
)

#: What runs into the name before a bracket.
_BEFORE: Final = re.compile(
    "^.*(?:上月|上季|本月|今日|總裁|总裁|主席|總統|总统|總理|总理|首相|部長|部长|行政長官|主管|分析師|經濟學家|教授|博士|先生|女士|董事|總監|总监|財長|外長|外长|發言人|发言人|創始人|创始人|創辦人|创办人|是|為|由|和|與|及|的|在|有|了|稱|指|說)"
)


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


def name_pairs(text: str) -> set[tuple[str, str]]:
    """Chinese names with the Latin name in brackets behind each, titles stripped."""
    pairs = set()
    for match in _PAIR.finditer(text):
        han = _BEFORE.sub("", match["han"])
        start = match.end("han") - len(han)
        latin = match["latin"].strip()
        # What is abbreviated is a body, or a term of which nobody is the bearer (GDP, AI).
        short = latin.isupper() and latin.isalpha()
        kind = Kind.ORGANISATION if short else Kind.PERSON
        trimmed = trim(kind, text, start, match.end("han")) if han else None
        if trimmed is not None and (not short or ends_with_kind(fold_text(han))):
            pairs.add((text[slice(*trimmed)], latin))
    return pairs


def suggestions(texts: Iterable[str], authority: Authority, least: int) -> list[Suggestion]:
    """Pairs in so many texts at least, the commonest first; those that are known are left out."""
    counts: dict[tuple[str, str], int] = {}
    for text in texts:
        for pair in name_pairs(text):
            counts[pair] = counts.get(pair, 0) + 1
    owners = _owners(authority)
    proposals = []
    for (han, latin), count in counts.items():
        first, second = owners.get(fold_text(han)), owners.get(fold_text(latin))
        if count >= least and (first is None or first != second):
            proposals.append(Suggestion(han, latin, count, first or second or ""))
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


def _owners(authority: Authority) -> dict[str, str]:
    """The entity of each name, folded."""
    return {
        fold_text(name): entry.entity.id
        for entry in authority.entries.values()
        for name in entry.entity.all_names()
    }
