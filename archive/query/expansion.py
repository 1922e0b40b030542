"""What single words and quotes of a query ask: spelled, expanded, in capitals, near others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from typing import Final

from archive.model.fields import TEXTS
from archive.model.message import Message
from archive.model.query import Bonus, Node
from archive.query import glossary
from archive.query.across_terms import offered_words
from archive.query.budget import MOST_TILDES, Budget
from archive.query.capitals import is_common_word, shouts
from archive.query.forms import MOST_STEMS, Forms, forms_of, stem_note
from archive.query.holdings import Asked, Holdings, WordRead
from archive.query.names import Alternative, Expanded, Expansion
from archive.query.parser import MAX_NEAR
from archive.query.proximity import Group, any_of_groups, ask_within, forms, written
from archive.query.spelling import (
    MOST_SPELLINGS,
    Spelled,
    Tilde,
    ask_spelled,
    chosen,
    odd_edits,
    spell_all,
    spelled_forms,
    without_tilde,
)
from archive.query.stars import has_short_star, prefix_of
from archive.query.synonyms import Rarity, ask_name, ask_term
from archive.query.syntax import Quote, Word
from archive.query.umlauts import umlaut_forms
from archive.query.words import IN_CAPITALS, Clause, Words, any_of, in_texts
from archive.text.phrases import quoted_spans
from archive.text.tokens import cased_word

#: A query of so many words is likely a headline: the other language is not offered for each of
#: them, and capitals throughout mean nothing.
HEADLINE_WORDS: Final = 4

#: So much of what was typed stands in a note.
_SHOWN: Final = 40


class Expander:
    """Reads the words of one query; gathers notes and alternatives."""

    def __init__(
        self, vocabulary: Holdings, expansion: Expansion, text: str, budget: Budget, asked: Asked
    ) -> None:
        self._vocabulary = vocabulary
        self._words = vocabulary.words
        self._lexicon = vocabulary.lexicon
        self.rarity = Rarity(vocabulary)
        # In a query of many words what else is asked says more.
        self._in_capitals = IN_CAPITALS / max(1, len(text.split()))
        self._headline = len(text.split()) >= HEADLINE_WORDS
        self._capital = shouts(text)
        self._index, self._expansion, self._budget = vocabulary.index, expansion, budget
        self.notes = budget.notes
        self._umlauts = partial(umlaut_forms, counts=vocabulary, offers=asked.offers)
        self._spellings = asked.spellings
        self._capital_counts = asked.capitals
        self._counted = asked.words
        self._read = asked.read
        self._changed = expansion.differing(asked.expansion)
        #: Words of which the reading tells what their stem adds.
        self.forms: dict[str, Forms] = {}
        self._text = text
        self._forms = lru_cache(maxsize=None)(partial(forms, vocabulary=vocabulary))
        self.alternatives: dict[Alternative, None] = {}

    def prepare(self, typed: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        """Ask at once what will be asked for single words, given with the texts they are asked of.

        More than this is asked for what only reading the query shows.
        """
        typed = list(typed)
        tildes: dict[Tilde, None] = {}
        capitals: list[tuple[Node, Node]] = []
        for text, texts in typed:
            tilde = without_tilde(text)
            if tilde is not None:
                tildes[Tilde(*tilde, texts)] = None
            elif texts == TEXTS and (nodes := self._capital_nodes(text)) is not None:
                capitals.append(nodes)
        words = list(dict.fromkeys(tilde.bare for tilde in tildes))[:MOST_TILDES]
        self._spell(
            [tilde for tilde in tildes if tilde.bare in words and tilde not in self._spellings]
        )
        capitals = [pair for pair in capitals if pair[0] not in self._capital_counts]
        names = dict.fromkeys(
            word
            for word, texts in typed
            if texts == TEXTS and word not in self._counted and self._may_be_name(word)
        )
        if capitals or names:
            self._count_capitals(capitals, list(names)[:MOST_STEMS])

    def _may_be_name(self, word: str) -> bool:
        """Whether a word has a capital, which means nothing in a headline."""
        forms = None if self._headline or self._index.bearers(word) else forms_of(word)
        return forms is not None and forms.capital is not None

    def _capital_nodes(self, text: str) -> tuple[Node, Node] | None:
        """A short word in capitals as printed, and in any form; None for another word."""
        printed = self._printed(text)
        if printed is None or not is_common_word(cased_word(text)):
            return None
        plain = self._words.word(text)
        return None if plain is None else (printed.node, plain.node)

    def _printed(self, text: str) -> Clause | None:
        """A short word in capitals as it is printed; None for another, and in a headline."""
        return None if self._headline and self._capital else self._words.capitals(text)

    def _count_capitals(self, pairs: Sequence[tuple[Node, Node]], names: Iterable[str]) -> None:
        """Count words in capitals, and words that may be names, in one call."""
        forms = {word: found for word in names if (found := forms_of(word)) is not None}
        asked = (*pairs, *(found.nodes for found in forms.values()))
        counts = iter(self._vocabulary.count_many([node for nodes in asked for node in nodes]))
        for printed, _ in pairs:
            self._capital_counts[printed] = next(counts), next(counts)
        for word, found in forms.items():
            self._counted[word] = found.counted(next(counts), next(counts), next(counts))

    def note(self, code: str, **values: str | int | tuple[str, ...]) -> None:
        """Say something of the query; of a long text its beginning stands in it."""
        shown = {k: v[:_SHOWN] if isinstance(v, str) else v for k, v in values.items()}
        self.notes[Message.of(code, **shown)] = None

    def word(self, text: str) -> Clause | None:
        """What a word asks, or a name in all its forms; read once for all choices of a reader."""
        known = self._read.get(text)
        if known is not None and not known.targets & self._changed:
            return known.clause
        gathered, self.alternatives = self.alternatives, {}
        clause = self._word(text)
        # Of words with a tilde only so many are searched by spelling, whichever come first.
        if not self._changed and without_tilde(text) is None:
            targets = frozenset(alternative.target for alternative in self.alternatives)
            self._read[text] = WordRead(clause, targets)
        self.alternatives = gathered | self.alternatives
        return clause

    def _word(self, text: str) -> Clause | None:
        spelled = self._spelled(text, TEXTS)
        if spelled is not None:
            return spelled
        if prefix_of(text) is None and has_short_star(text):
            self.note("short_prefix", word=text)
        if (capitals := self._capitals(text)) is not None:
            return capitals
        expanded = self._expanded(text)
        if expanded is not None:
            ask, forms = expanded
            clause = ask(forms, self.rarity, self._words)
        else:
            # Words joined to a term that is not expanded are words again.
            clause = self._name_alone(text) or self._words.words(text)
        printed = self._printed(text)
        if clause is None or printed is None:
            return clause
        return replace(clause, bonuses=(*clause.bonuses, Bonus(printed.node, self._in_capitals)))

    def _name_alone(self, text: str) -> Clause | None:
        """A name without what its stem would join it to; None for another word."""
        forms, counted = forms_of(text), self._counted.get(text)
        if forms is None or self._headline:
            return None
        if counted is None or not counted.name:
            self.forms[text] = forms
            return None
        if (message := stem_note(self._text, text, counted)) is not None:
            self.notes[message] = None
        return Clause(forms.alone, self._words.scored_text(text, TEXTS), (), text)

    def word_of(self, text: str, texts: tuple[str, ...]) -> Clause | None:
        """What a word asks of one text, where it is not expanded."""
        return self._spelled(text, texts) or self._words.word(text, texts)

    def _expanded(
        self, text: str
    ) -> tuple[Callable[[Expanded, Rarity, Words], Clause | None], Expanded] | None:
        """A word searched in several forms, and how that is asked; its alternatives are kept."""
        name = self._index.expand(text, self._expansion)
        if name is not None:
            self.alternatives |= dict.fromkeys(name.alternatives)
            if len(name.searched) > 1 or (name.alternatives and not name.doubtful):
                return ask_name, name
        few = not self._headline
        others = offered_words(text, self._lexicon) if few else ()
        term = glossary.expand(text, self._expansion, offers=few, others=others)
        other = self._umlauts(text, self._expansion) if few else None
        for found in (term, other):
            if found is not None:
                self.alternatives |= dict.fromkeys(found.alternatives)
                if len(found.searched) > 1:
                    return ask_term, found
        return None

    def _capitals(self, text: str) -> Clause | None:
        """An acronym that is a common word, as printed, if any article has it so.

        A note says the counts; other names of its bearer are offered.
        """
        nodes = self._capital_nodes(text)
        capitals = self._printed(text)
        if nodes is None or capitals is None:
            return None
        if capitals.node not in self._capital_counts:
            self._count_capitals([nodes], ())
        printed, whole = self._capital_counts[capitals.node]
        if printed in (0, whole):
            return None
        self.note("capitals", word=text, count=printed, all=whole, lower=text.lower())
        name = self._index.expand(text, self._expansion)
        if name is None:
            return capitals
        self.alternatives |= dict.fromkeys(name.alternatives)
        others = (in_texts(other, TEXTS) for other in name.searched[1:])
        return replace(capitals, node=any_of((capitals.node, *others)))

    def _spelled(self, text: str, texts: tuple[str, ...]) -> Clause | None:
        """What a word with a tilde asks; None without one."""
        tilde = without_tilde(text)
        if tilde is None:
            return None
        bare, edits = tilde
        if odd_edits(text):
            self.note("odd_edits", word=text)
        if not (self._expansion.off or self._budget.takes_tilde(bare)):
            return self._words.word(bare, texts)
        spelled = self._near_spellings(bare, edits, texts)
        if spelled is None:
            self.note("short_spelling", word=bare)
            return self._words.word(bare, texts)
        self.alternatives |= dict.fromkeys(spelled.alternatives)
        if spelled.more:
            self.note("many_spellings", word=bare, most=MOST_SPELLINGS)
        elif not self._expansion.off:
            self.note("spellings" if spelled.alternatives else "no_spellings", word=bare)
        return ask_spelled(spelled, texts, self._words)

    def _near_spellings(
        self, bare: str, edits: int | None, texts: tuple[str, ...]
    ) -> Spelled | None:
        """What `spell` finds, once for each word."""
        key = Tilde(bare, edits, texts)
        if key not in self._spellings:
            self._spell([key])
        spelled = self._spellings[key]
        return spelled and chosen(spelled, self._expansion)

    def _spell(self, tildes: Sequence[Tilde]) -> None:
        spelled = spell_all(tildes, self._vocabulary, off=self._expansion.off)
        self._spellings.update(zip(tildes, spelled, strict=True))

    def quote(self, quote: Quote, texts: tuple[str, ...]) -> Clause | None:
        if quote.within is None:
            return self._words.quote(quote.text, texts, printed=quote.printed)
        if len(quote.text.split()) > MAX_NEAR:
            self.note("near_words", most=MAX_NEAR)
        return ask_within(quote.text, quote.within, texts, MAX_NEAR, self._words)

    def near_group(self, leaf: Word | Quote) -> Group:
        """What a word or quote next to NEAR asks of a text."""
        if isinstance(leaf, Quote):
            return partial(written, leaf.text)
        tilde = without_tilde(leaf.text)
        if tilde is not None:
            if odd_edits(leaf.text):
                self.note("odd_edits", word=leaf.text)
            spelled = None
            if self._expansion.off or self._budget.takes_tilde(tilde[0]):
                spelled = self._near_spellings(*tilde, TEXTS)
            if spelled is not None:
                self.alternatives |= dict.fromkeys(spelled.alternatives)
                return partial(spelled_forms, spelled.searched)
            return self._any_form(tilde[0])
        expanded = self._expanded(leaf.text)
        if expanded is None:
            return self._any_form(leaf.text)
        ask, forms = expanded
        if ask is ask_name:
            return partial(any_of_groups, [partial(written, name) for name in forms.searched])
        return partial(any_of_groups, [self._any_form(word) for word in forms.searched])

    def _any_form(self, text: str) -> Group:
        """A word with any ending, as long as so many may be looked for."""
        spans = quoted_spans(text)
        walks = prefix_of(text) is None and len(spans) == 1 and not spans[0].han
        return partial(
            written if walks and not self._budget.takes_walk(text) else self._forms, text
        )
