"""Who an article is about: the authority file first, then what models propose.

A name that the authority file knows is its entity's. Any other stays the name it is: it is shown
unresolved, keyed on the name as printed, and links to nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from archive.entities.authority import Authority
from archive.entities.candidates import Candidate, candidates
from archive.entities.findings import Findings
from archive.entities.left_out import is_inside, left_out
from archive.entities.overlaps import Places, Stretches
from archive.entities.recogniser import AuthorityRecogniser
from archive.model.article import Article
from archive.model.entity import Kind, Mention, candidate_id
from archive.model.message import Message
from archive.text.folding import fold_text
from archive.text.segmentation import Segmenter

#: 部長, 局長, 署長 ...: what an organisation's name ends in, and what makes an office of it.
_OFFICES: Final = frozenset("部局署廳厅院處处校社台館馆")
_HEADS: Final = frozenset("長长")


class Resolver:
    """Finds the entities of articles; see `Extractor`."""

    def __init__(self, authority: Authority, segmenter: Segmenter) -> None:
        self._recogniser = AuthorityRecogniser(authority, segmenter)
        self._authority = authority
        self.segmenter: Final = segmenter

    def mentions(self, article: Article, findings: Findings = ()) -> tuple[Mention, ...]:
        """See `Extractor`. All candidates are mentioned, whether they will be shown or not."""
        out = Stretches(left_out(article))
        known = [
            one
            for one in self._recogniser.mentions(article)
            if not is_inside(one, out) and not _is_office(one, article)
        ]
        proposed = [
            one
            for one in candidates(article, findings)
            if not is_inside(one, out)
            and not self._is_turned_down(one)
            and not _is_office(one, article)
        ]
        people = Places(one for one in known if one.kind is Kind.PERSON)
        whole = Places(one for one in proposed if _is_another(one, people))
        known = [one for one in known if not whole.overlap(one)]
        taken = Places(known)
        free = [one for one in proposed if not taken.overlap(one)]
        full = {(one.kind, one.text): one.entity for one in known}
        mentions = [*known, *(_mention(one, article, full) for one in free)]
        return tuple(sorted(mentions, key=lambda one: (one.field == "body", one.start)))

    def _is_turned_down(self, one: Candidate) -> bool:
        """Whether a curator wants no such name shown."""
        return (one.kind, one.name) in self._authority.rejected or (
            fold_text(one.name) in self._authority.private
        )


def _text(one: Mention | Candidate, article: Article) -> str:
    return article.title if one.field == "title" else article.body


def _is_office(one: Mention | Candidate, article: Article) -> bool:
    """Whether an organisation's name is part of an office: 國防部長 is no ministry."""
    if one.kind is not Kind.ORGANISATION:
        return False
    text = _text(one, article)
    return text[one.end - 1] in _OFFICES and text[one.end : one.end + 1] in _HEADS


def _is_another(one: Candidate, people: Places) -> bool:
    """Whether a longer name of a person holds a known one and so is somebody else's.

    Ivanka Trump is not Donald Trump. In Chinese a longer finding is as often a name and a word.
    """
    return one.kind is Kind.PERSON and one.name.isascii() and people.end_inside(one)


def _mention(one: Candidate, article: Article, full: Mapping[tuple[Kind, str], str]) -> Mention:
    """A mention of a name, or of the entity that this article calls so in full."""
    text = _text(one, article)
    printed = text[one.start : one.end]
    entity = full.get((one.kind, one.name))
    if entity is None:
        entity = candidate_id(one.name)
        why = Message.of("proposed_name", name=one.name)
    else:
        why = Message.of("proposed_short_name", name=one.name)
    return Mention(entity, one.kind, one.start, one.end, printed, one.field, why)
