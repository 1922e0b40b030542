"""What a reader may be typing: entities, values of facets, months, words of headlines, fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from archive.model.aggregations import FacetValues
from archive.model.entity import ACTORS, Entity, candidate_name
from archive.model.facets import BY_FIELD
from archive.model.fields import ENTITY_FACETS, FACET_NAMES
from archive.model.language import LANGUAGES
from archive.model.query import NEWEST
from archive.model.result import Completion, SearchRequest
from archive.query.syntax import FIELDS, SPEAKER_FIELD
from archive.search.edition import Edition
from archive.search.printing import language_of_words, printed_words
from archive.search.typed import MOST_TOGETHER, Tail, TypedSuggestion, tails
from archive.search.typed_months import typed_months
from archive.text.common import COMMON_WORDS
from archive.text.folding import fold_text
from archive.text.readings import TypedWay, typed_form, typing_keys, without_tones
from archive.text.scan import HAN_RUN

#: So many of each are suggested at most: a list that needs scrolling is not read while typing.
_MOST_VALUES: Final = 6
_MOST_WORDS: Final = 4
_MOST_FIELDS: Final = 2

#: A longer text was pasted.
_LONGEST: Final = 100

#: A word of a single headline is more often a misprint than meant.
_LEAST_HEADLINES: Final = 2

#: Letters and figures to be typed before a field or a Latin word is suggested.
_LEAST_TYPED: Final = 2

#: What is never suggested of: everybody sees the few languages beside the results.
_VALUES: Final = tuple(facet for facet in FACET_NAMES if facet != "language")

_FIELDED: Final = re.compile(r"(\w+)[:：](.*)", re.DOTALL)

_PLAIN_ID: Final = re.compile(r"[a-z0-9-]+")

#: What is typed for the sound of a name, not for how it is printed.
_SOUNDS: Final = (TypedWay.READING, TypedWay.INITIALS)


def typed_suggestions(edition: Edition, typed: str, language: str) -> tuple[TypedSuggestion, ...]:
    """What may be meant by what was typed so far, the likeliest of each kind first.

    `language` is that of the reader. The end of the text is completed, what stands before it stays.
    Nothing is suggested in a quotation, or for a text too long to be typed.
    """
    text = " ".join(typed.split())
    if not text or len(text) > _LONGEST:
        return ()
    words = text.split(" ")
    ends = typed != typed.rstrip()
    last = Tail(" ".join(words[:-1]), words[-1])
    fielded = _in_field(edition, words)
    if fielded is not None:
        return fielded
    found = list(_values(edition, words))
    if not ends and last.is_plain:
        found += typed_months(edition, words)
        found += _words(edition, last, language)
        found += _fields(last)
    return tuple(found)


def _found(
    edition: Edition, text: str, facets: Sequence[str], limit: int
) -> tuple[Completion, ...]:
    """The values of some facets that a text may begin; figures behind letters may be tones."""
    typed = typed_form(text)
    found = edition.completions(typed, facets, limit)
    plain = without_tones(typed)
    return found or (edition.completions(plain, facets, limit) if plain != typed else ())


def _values(edition: Edition, words: Sequence[str]) -> Iterator[TypedSuggestion]:
    for tail in tails(words):
        found = _found(edition, tail.text, _VALUES, _MOST_VALUES)
        if found:
            yield from (_of_value(edition, tail, each) for each in found)
            return


def _of_value(edition: Edition, tail: Tail, found: Completion) -> TypedSuggestion:
    entity = edition.names().get(found.value) if found.facet in ENTITY_FACETS else None
    return TypedSuggestion(
        kind=found.facet,
        query=tail.before,
        labels=_labels(found.value, entity),
        facet=found.facet,
        value=found.value,
        note=entity.note if entity else "",
        count=None if tail.before else found.count,
    )


def _labels(value: str, entity: Entity | None) -> dict[str, str]:
    if entity is not None:
        return {language: entity.label(language) for language in LANGUAGES}
    return dict.fromkeys(LANGUAGES, candidate_name(value) or value)


def _in_field(edition: Edition, words: Sequence[str]) -> tuple[TypedSuggestion, ...] | None:
    """Values of the field that the query ends with; None where it ends with none to complete."""
    for start in range(len(words) - 1, max(-1, len(words) - 1 - MOST_TOGETHER), -1):
        match = _FIELDED.fullmatch(" ".join(words[start:]))
        field = match[1].lower() if match is not None else ""
        if match is None or field not in (*BY_FIELD, SPEAKER_FIELD):
            continue
        tail = Tail(" ".join(words[:start]), match[2].strip(' "“”'))
        if not tail.is_plain:
            return ()
        facets = tuple(map(str, ACTORS)) if field == SPEAKER_FIELD else (BY_FIELD[field].name,)
        if tail.text:
            found = _found(edition, tail.text, facets, _MOST_VALUES)
        else:
            found = _commonest(edition, facets[0])
        if not found and start < len(words) - 1:
            return None  # the value is whole, and something else follows
        if field == SPEAKER_FIELD:
            return tuple(_speaking(edition, tail, each) for each in found)
        return tuple(_of_value(edition, tail, each) for each in found)
    return None


def _speaking(edition: Edition, tail: Tail, found: Completion) -> TypedSuggestion:
    """Somebody who may be asked to speak: the field takes an id, and a name in quotes."""
    value = found.value if _PLAIN_ID.fullmatch(found.value) else f'"{found.value}"'
    query = f"{tail.before} {SPEAKER_FIELD}:{value}".strip()
    of_value = _of_value(edition, tail, found)
    return replace(of_value, query=query, facet="", value="", count=None)


def _commonest(edition: Edition, facet: str) -> tuple[Completion, ...]:
    asked = FacetValues(facet, _MOST_VALUES)
    request = SearchRequest(NEWEST, limit=0, aggregations=(asked,))
    counted = edition.search(request).counts(asked).values
    return tuple(Completion(facet, each.value, each.count) for each in counted)


def _words(edition: Edition, tail: Tail, language: str) -> Iterator[TypedSuggestion]:
    """The commonest words of headlines that begin so."""
    typed = fold_text(tail.text)
    if HAN_RUN.fullmatch(typed):
        words = [word for word in _headline_words(edition, "title_word", typed) if len(word) > 1]
        printed = printed_words(
            edition, words[:_MOST_WORDS], "title_word", NEWEST, language_of_words(language)
        )
        completed = list(printed.values())
    elif len(typed) >= _LEAST_TYPED and typed.isalnum():
        words = [word for word in _headline_words(edition, "title_exact", typed) if word.isalnum()]
        completed = [word for word in words if word not in COMMON_WORDS][:_MOST_WORDS]
    else:
        return
    for word in completed:
        yield TypedSuggestion("word", tail.query(word), dict.fromkeys(LANGUAGES, word))


def _headline_words(edition: Edition, field: str, typed: str) -> list[str]:
    """The tokens of a field of headlines that begin so and go on, the commonest first."""
    terms = edition.commonest(field, typed, 2 * _MOST_WORDS)
    return [each.text for each in terms if each.count >= _LEAST_HEADLINES and each.text != typed]


def _fields(tail: Tail) -> Iterator[TypedSuggestion]:
    """The fields of a query that begin so."""
    typed = fold_text(tail.text)
    if len(typed) >= _LEAST_TYPED:
        for field in [field for field in FIELDS if field.startswith(typed)][:_MOST_FIELDS]:
            written = f"{field}:"
            yield TypedSuggestion("field", tail.query(written), dict.fromkeys(LANGUAGES, written))


def sounding(edition: Edition, text: str) -> tuple[TypedSuggestion, ...]:
    """The entities of which a text is a whole name as it is read, or whose initials it is."""
    typed = typed_form(text)
    names = edition.names()
    for form in dict.fromkeys((typed, without_tones(typed))):
        found = []
        for each in edition.completions(form, ENTITY_FACETS, _MOST_VALUES):
            entity = names.get(each.value)
            own = entity.all_names() if entity else (candidate_name(each.value) or each.value,)
            if any(typing_keys(name).get(form) in _SOUNDS for name in own):
                found.append(_of_value(edition, Tail("", text), each))
        if found:
            return tuple(found)
    return ()
