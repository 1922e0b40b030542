"""Statements in Chinese: who says what in a paragraph, by its verbs of saying.

Tables are in both scripts, as texts are not folded here: places are those of the original.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.model.statement import Speaker
from archive.quotations import chinese_words as words
from archive.quotations.chinese_speakers import ChineseSpeakers
from archive.quotations.marks import BLANK, Quoted, blanked, quotations_in
from archive.quotations.named import NamedInBody, Talk
from archive.quotations.spans import FoundSpeaker, SaidSpan


def chinese_statements(
    text: str, first: int, last: int, named: NamedInBody, talk: Talk
) -> Iterator[SaidSpan]:
    """The statements of a paragraph, in order; `talk` is told who spoke."""
    stretches = list(quotations_in(text, first, last))
    plain = blanked(text, first, last, stretches)
    speakers = ChineseSpeakers(text, first, plain, named, talk)
    reader = _Paragraph(first, plain, stretches, speakers, talk)
    at = first
    ends = [first + match.end() for match in words.SENTENCE_END.finditer(plain)]
    ends += [
        quote.end
        for quote in stretches
        if text[quote.end - 2 : quote.end - 1] in tuple("。！？!?")
        and quote.end < last
        and text[quote.end] not in "，,、；。的"
    ]
    for end in sorted({*ends, last}):
        start = at + len(text[at:end]) - len(text[at:end].lstrip())
        if start < end:
            yield from reader.sentence(start, end)
        at = end


class _Paragraph:
    """Reads the sentences of a paragraph."""

    def __init__(
        self,
        first: int,
        plain: str,
        stretches: list[Quoted],
        speakers: ChineseSpeakers,
        talk: Talk,
    ) -> None:
        self._first, self._plain, self._quotes = first, plain, stretches
        self._speakers, self._talk = speakers, talk

    def _cut(self, start: int, end: int) -> str:
        return self._plain[start - self._first : end - self._first]

    def sentence(self, start: int, end: int) -> Iterator[SaidSpan]:
        """The statements of a sentence."""
        going: SaidSpan | None = None
        speaking: FoundSpeaker | None = None
        behind, is_paper = start, False
        for match in words.VERB.finditer(self._cut(start, end)):
            verb = start + match.start()
            if going is not None and not words.CLAUSE_END.search(self._cut(behind, verb)):
                continue  # it is part of what is said
            who = self._speakers.who(verb, start, speaking, match)
            if who is None or (speaking is not None and not who.new):
                continue
            if going is not None and self._is_within(going, who):
                if not is_paper:
                    continue
                going = None  # what a paper reports is said by the one it names
            is_paper = match["paper"] is not None
            if going is None or who.speaker != going.speaker:
                if going is not None:
                    yield going._replace(end=max(who.start, going.start + 1))
                behind = start + match.end()
                going = self._going(behind, end, who)
                if going is None:
                    yield from self._before(start, who.start, who.speaker)
                self._speakers.heard(start, who)
            speaking = FoundSpeaker(None, who.start) if who.cited else who
        if going is not None:
            yield going
        if speaking is None:
            yield from self._alone(start, end)

    def _going(self, behind: int, end: int, who: FoundSpeaker) -> SaidSpan | None:
        """What is said behind a verb, up to the end of a sentence; None where nothing is."""
        gap = words.AFTER_VERB.match(self._cut(behind, end))
        at = behind + (gap.end() if gap else 0)
        said = re.search(r"[\w\x00]", self._cut(at, end))
        return SaidSpan(at, end, who.speaker) if said else None

    def _is_within(self, going: SaidSpan, who: FoundSpeaker) -> bool:
        """Whether all that somebody says begins with what another says: 張指出，專家認為…"""
        said = re.search(rf"[\w{BLANK}]", self._cut(going.start, who.start))
        return going.speaker is not None and not said

    def _before(self, start: int, stop: int, speaker: Speaker | None) -> Iterator[SaidSpan]:
        """What stands before the speaker and the verb that end a sentence."""
        if re.search(rf"[\w{BLANK}]", self._cut(start, stop)):
            yield SaidSpan(start, stop, speaker)

    def _alone(self, start: int, end: int) -> Iterator[SaidSpan]:
        """A quotation with nothing beside it: who spoke last goes on."""
        quotes = [quote for quote in self._quotes if start <= quote.start < end]
        if not quotes or re.search(r"\w", self._cut(start, end)):
            self._speakers.begin(start, end)
        elif self._talk.going_on():
            self._talk.heard(self._talk.speaker)
            yield SaidSpan(start, end, self._talk.speaker)
