"""Random quotes from articles, as they stand and as readers might type them."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from archive.model.article import Article
from archive.text.folding import fold_text, han_folds
from tests.recall.brute import holds_something, is_han


@dataclass(frozen=True, slots=True)
class TypedQuery:
    """A quote: what it must find is what `quote` says; `typed` is how it is typed."""

    kind: str
    quote: str
    typed: str


_MARKS = (('"', '"'), ("“", "”"), ("「", "」"), ("『", "』"), ("＂", "＂"), ("”", "“"))
_STRAIGHT = '"“”„‟＂'
_PUNCTUATION = "，。、；：！？…（）《》-–—·,.;:!?()/%$&*"


@lru_cache(maxsize=1)
def _classes() -> dict[str, list[str]]:
    """Each folded character of the folding table with every character that folds to it."""
    found: dict[str, list[str]] = defaultdict(list)
    for character, folded in han_folds().items():
        found[folded].append(character)
        if folded not in found[folded]:
            found[folded].append(folded)
    return found


def other_script(text: str, rng: random.Random) -> str:
    """The text with each Han character that has relatives replaced by one of them."""
    typed = []
    for character in text:
        relatives = [one for one in _classes().get(fold_text(character), ()) if one != character]
        typed.append(rng.choice(relatives) if relatives else character)
    return "".join(typed)


def full_width(text: str) -> str:
    """The text with every ASCII character in its full-width form."""
    wide = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
    return text.translate({**wide, 0x20: 0x3000})


def _typed(text: str, rng: random.Random) -> str | None:
    """A text in quotation marks, in some script, width and case; None where none fits."""
    changes: tuple[Callable[[str], str], ...] = (
        lambda one: one,
        lambda one: other_script(one, rng),
        full_width,
        str.upper,
        lambda one: full_width(other_script(one, rng)),
    )
    changed = rng.choice(changes)(text)
    if fold_text(changed) != fold_text(text):
        # Some characters have another meaning in capitals or in full width: İ, ŉ, ...
        changed = text
    return in_marks(changed, rng)


def in_marks(text: str, rng: random.Random) -> str | None:
    """A text in some quotation marks; None where it holds what would close each of them."""
    fitting = [
        (before, after)
        for before, after in _MARKS
        if not any(one in text for one in (_STRAIGHT if after in _STRAIGHT else after))
    ]
    if not fitting:
        return None
    before, after = rng.choice(fitting)
    return f"{before}{text}{after}"


def _han_at(text: str, at: int) -> bool:
    return 0 <= at < len(text) and all(map(is_han, fold_text(text[at]) or "."))


def han_run(text: str, rng: random.Random) -> str | None:
    """One to eight Han characters in a row."""
    return _window(r"[㐀-鿿\U00020000-\U0003134f\u3040-\u30ff]+", text, rng, rng.randint(1, 8))


def _window(pattern: str, text: str, rng: random.Random, size: int) -> str | None:
    """At most `size` characters of a random stretch that fits a pattern."""
    runs = [match.span() for match in re.finditer(pattern, text)]
    if not runs:
        return None
    first, last = rng.choice(runs)
    start = rng.randint(first, max(first, last - size))
    return text[start : min(last, start + size)]


def mixed_run(text: str, rng: random.Random) -> str | None:
    """Han and Latin characters or digits side by side, cut anywhere."""
    borders = [
        match.start() + 1
        for match in re.finditer(r"[㐀-鿿] ?(?=[A-Za-z0-9])|[A-Za-z0-9%] ?(?=[㐀-鿿])", text)
    ]
    return _round(text, borders, rng, 5)


def number(text: str, rng: random.Random) -> str | None:
    """A number with what stands round it."""
    return _round(text, [match.end() for match in re.finditer(r"\d[,.]?", text)], rng, 4)


def punctuated(text: str, rng: random.Random) -> str | None:
    """Characters round a sign of punctuation."""
    signs = [match.start() for match in re.finditer(rf"[{re.escape(_PUNCTUATION)} ]", text)]
    return _round(text, signs, rng, 5)


def _round(text: str, places: Sequence[int], rng: random.Random, most: int) -> str | None:
    """A few characters before and after one of some places, in one paragraph."""
    if not places:
        return None
    at = rng.choice(places)
    found = text[max(0, at - rng.randint(1, most)) : at + rng.randint(1, most)]
    return None if "\n" in found else found


def english(text: str, rng: random.Random) -> str | None:
    """One to six words between spaces, with the punctuation on them."""
    words = [match.span() for match in re.finditer(r"[^\s㐀-鿿]+", text)]
    if not words:
        return None
    first = rng.randrange(len(words))
    last = min(len(words) - 1, first + rng.randint(0, 5))
    found = text[words[first][0] : words[last][1]]
    return None if "\n" in found or len(found) > 80 else found


def altered(text: str, rng: random.Random) -> str | None:
    """A stretch with punctuation or a space left out, put in, or exchanged."""
    found = (mixed_run if rng.random() < 0.4 else punctuated)(text, rng)
    if not found or len(found) < 2:
        return None
    at = rng.randrange(1, len(found))
    sign = rng.choice(("，", "、", " ", "-", "。", "…", "“", "\u200b", "\u3000", ": ", ". "))
    if rng.random() < 0.4:
        return found[:at] + sign + found[at:]
    changed = re.sub(r"[^\w]+", rng.choice(("", sign)), found)
    return changed if changed != found else None


KINDS: dict[str, Callable[[str, random.Random], str | None]] = {
    "Han": han_run,
    "mixed": mixed_run,
    "number": number,
    "punctuated": punctuated,
    "English": english,
    "altered": altered,
}


def make_quotes(articles: Sequence[Article], size: int, seed: int) -> list[TypedQuery]:
    """So many quotes, of every kind in turn, from titles and bodies of random articles."""
    rng = random.Random(seed)
    kinds = list(KINDS)
    found: dict[TypedQuery, None] = {}
    while len(found) < size:
        article = rng.choice(articles)
        text = article.title if rng.random() < 0.25 else article.body
        kind = kinds[len(found) % len(kinds)]
        quote = KINDS[kind](text, rng)
        if not quote or not holds_something(quote):
            continue
        typed = _typed(quote, rng)
        if typed is not None:
            found[TypedQuery(kind, quote, typed)] = None
    return list(found)


def printed_strings(articles: Sequence[Article], size: int, seed: int) -> list[TypedQuery]:
    """Strings to be found as printed: Han runs, words in capitals, words with accents."""
    rng = random.Random(seed)
    patterns = (
        r"[㐀-鿿]{1,6}",
        r"\b[A-Z][A-Za-z]+(?: [A-Z][a-z]+)*\b",
        r"\b[A-Z]{2,6}\b",
        r"\b\w*[À-ÖØ-öø-ſ]\w*\b",
        r"\b[a-z]+ [a-z]+\b",
        r"\b[A-Z]?\d+(?=[㐀-鿿])[㐀-鿿]{1,3}",
    )
    found: dict[TypedQuery, None] = {}
    tries = 0
    while len(found) < size and tries < size * 200:
        tries += 1
        text = rng.choice(articles).body
        literal = _window(patterns[tries % len(patterns)], text, rng, 60)
        if literal and rng.random() < 0.3:
            literal = rng.choice((str.upper, str.lower, str.title, fold_text))(literal)
        typed = in_marks(literal, rng) if literal else None
        if literal and typed:
            found[TypedQuery("printed", literal, f"={typed}")] = None
    return list(found)
