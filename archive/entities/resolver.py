"""Who an article is about: the authority file first, then what models propose.

A name that the authority file knows is its entity's. Any other stays the name it is: it is shown
unresolved, keyed on the name as printed, and links to nobody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Final

from archive.entities.authority import Authority
from archive.entities.candidates import Candidate, candidates
from archive.entities.evidence import is_surname
from archive.entities.findings import Findings
from archive.entities.han_names import is_by_sound, is_generic
from archive.entities.left_out import is_inside, left_out
from archive.entities.overlaps import Places, Stretches
from archive.entities.recogniser import AuthorityRecogniser
from archive.model.article import Article
from archive.model.entity import Kind, Mention, candidate_id
from archive.model.message import Message
from archive.text.folding import fold_text
from archive.text.segmentation import Segmenter, segmenter_of

#: 部長, 局長, 署長 ...: what an organisation's name ends in, and what makes an office of it.
_OFFICES: Final = frozenset("部局署廳厅院處处校社台館馆")
_HEADS: Final = frozenset("長长")

#: A text that names its own paper so often is about it.
_OWN_NEWS: Final = 4


class Resolver:
    """Finds the entities of articles; see `Extractor`."""

    def __init__(self, authority: Authority, segmenter: Segmenter) -> None:
        self._recogniser = AuthorityRecogniser(authority, segmenter)
        self._authority = authority
        self._known = {
            fold_text(name)
            for entry in authority.entries.values()
            for name in (*entry.entity.all_names(), entry.surname or "")
        }
        self.segmenter: Final = segmenter

    def mentions(self, article: Article, findings: Findings = ()) -> tuple[Mention, ...]:
        """See `Extractor`. All candidates are mentioned, whether they will be shown or not."""
        out = Stretches(left_out(article))
        known = [
            mention
            for mention in self._recogniser.mentions(article)
            if not is_inside(mention, out) and not _is_office(mention, article)
        ]
        known = self._without_paper(known, article)
        proposed = [
            candidate
            for candidate in candidates(article, findings)
            if not is_inside(candidate, out)
            and not self._is_turned_down(candidate)
            and not _is_office(candidate, article)
        ]
        people = Places(mention for mention in known if mention.kind is Kind.PERSON)
        whole = Places(candidate for candidate in proposed if _is_another(candidate, people))
        known = [mention for mention in known if not whole.overlap(mention)]
        places = Places(mention for mention in known if mention.kind is Kind.PLACE)
        spans = {(one.field, one.start, one.end) for one in known if one.kind is Kind.PLACE}
        after = Places(
            one
            for one in proposed
            if self._is_named_after(one, places) or _is_given_name(one, spans)
        )
        known = [one for one in known if one.kind is not Kind.PLACE or not after.overlap(one)]
        taken = Places(known)
        free = [candidate for candidate in proposed if not taken.overlap(candidate)]
        full = {(mention.kind, mention.text): mention.entity for mention in known}
        # Where an entity is not meant for certain, a value beside its own would be taken for it.
        free = [
            candidate
            for candidate in free
            if (candidate.kind, candidate.name) in full
            or fold_text(candidate.name) not in self._known
        ]
        mentions = [*known, *(_mention(candidate, article, full) for candidate in free)]
        return tuple(sorted(mentions, key=lambda mention: (mention.field == "body", mention.start)))

    def _without_paper(self, known: Sequence[Mention], article: Article) -> list[Mention]:
        """Without the paper itself, where it only says who was told something, or whose text it is.

        What is about the paper has it in the headline, or again and again.
        """
        paper = self._recogniser.paper(article.source)
        own = [mention for mention in known if mention.entity == paper]
        about = len(own) >= _OWN_NEWS or any(mention.field == "title" for mention in own)
        return [mention for mention in known if about or mention.entity != paper]

    def _is_named_after(self, candidate: Candidate, places: Places) -> bool:
        """Whether a longer name holds a place and is something else: 深圳大學, Paris Hilton.

        In Chinese that of a person is as often a place and a title, save where it is written by its
        sound (塞德里克), and one that says no more than where and what is no name: 香港警方.
        """
        if not places.overlap(candidate) or places.hold(candidate):
            return False
        if candidate.name.isascii():
            return True
        folded = fold_text(candidate.name)
        if candidate.kind is Kind.PERSON:
            return is_by_sound(folded)
        return candidate.kind is Kind.ORGANISATION and not is_generic(folded, self.segmenter)

    def _is_turned_down(self, candidate: Candidate) -> bool:
        """Whether a curator wants no such name shown."""
        rejected = (candidate.kind, candidate.name) in self._authority.rejected
        return rejected or fold_text(candidate.name) in self._authority.private


def _text(name: Mention | Candidate, article: Article) -> str:
    return article.title if name.field == "title" else article.body


def _is_office(name: Mention | Candidate, article: Article) -> bool:
    """Whether an organisation's name is part of an office: 國防部長 is no ministry."""
    if name.kind is not Kind.ORGANISATION:
        return False
    text = _text(name, article)
    return text[name.end - 1] in _OFFICES and text[name.end : name.end + 1] in _HEADS


def _is_given_name(candidate: Candidate, places: AbstractSet[tuple[str, int, int]]) -> bool:
    """Whether what stands behind a Chinese surname is a place by chance: 胡兆康."""
    behind = (candidate.field, candidate.start + 1, candidate.end)
    return candidate.kind is Kind.PERSON and behind in places


def _is_another(candidate: Candidate, people: Places) -> bool:
    """Whether a person's longer name contains a known one and so is somebody else's.

    Ivanka Trump is not Donald Trump. In Chinese a longer finding is as often a name and a word.
    """
    return (
        candidate.kind is Kind.PERSON and candidate.name.isascii() and people.end_inside(candidate)
    )


def _mention(
    candidate: Candidate, article: Article, full: Mapping[tuple[Kind, str], str]
) -> Mention:
    """A mention of a name, or of the entity that this article calls so in full."""
    text = _text(candidate, article)
    printed = text[candidate.start : candidate.end]
    entity = full.get((candidate.kind, candidate.name))
    if entity is None:
        entity = candidate_id(candidate.name)
        why = Message.of("proposed_name", name=candidate.name)
        if candidate.kind is Kind.PERSON and is_surname(candidate.name) and not candidate.lone:
            why = Message.of("surname_alone", name=candidate.name)
    else:
        why = Message.of("proposed_short_name", name=candidate.name)
    return Mention(
        entity, candidate.kind, candidate.start, candidate.end, printed, candidate.field, why
    )


# Both take up to seconds to make, and a process that reindexes again and again has the same names.


@lru_cache(maxsize=1)
def naming_segmenter(authority: Authority) -> Segmenter:
    """The segmenter that never cuts a Chinese name of the authority; the last one is kept."""
    return segmenter_of(authority.names())


@lru_cache(maxsize=1)
def resolver_of(authority: Authority) -> Resolver:
    """The resolver of an authority, with the segmenter of its names; the last one is kept."""
    return Resolver(authority, naming_segmenter(authority))
