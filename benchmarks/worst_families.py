"""Families of requests that cost the more the larger they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Stock:
    """What requests are made of, the commonest first; `articles` begins with a long one's id."""

    words: tuple[str, ...]
    pairs: tuple[str, ...]
    characters: tuple[str, ...]
    names: tuple[str, ...]
    values: tuple[str, ...]
    articles: tuple[str, ...]
    texts: tuple[str, ...]

    def text(self, size: int) -> str:
        """So many characters of articles."""
        return " ".join(self.texts)[: size * 4]


def _q(text: str) -> Pairs:
    return [("q", text)]


def _each(shape: str, things: Callable[[Stock], Sequence[str]], joint: str = " ") -> Family:
    """A query of so many things, each in a shape."""

    def make(stock: Stock, size: int) -> Pairs:
        return _q(joint.join(shape.format(one) for one in things(stock)[:size]))

    return make


def _repeated(text: str) -> Family:
    return lambda _, size: _q(text * size)


def _groups(shape: str, within: int, joint: str, each: Callable[[Stock], Sequence[str]]) -> Family:
    """A query of so many groups of several things, each group in a shape."""

    def make(stock: Stock, size: int) -> Pairs:
        things = each(stock)
        # Every group is another choice of the commonest things.
        chosen = [[things[(n + k * (n // 7 + 1)) % 40] for k in range(within)] for n in range(size)]
        return _q(joint.join(shape.format(" ".join(one)) for one in chosen))

    return make


def _words(stock: Stock) -> Sequence[str]:
    return stock.words


def _pairs(stock: Stock) -> Sequence[str]:
    return stock.pairs


def _characters(stock: Stock) -> Sequence[str]:
    return stock.characters


def _mixed(stock: Stock) -> Sequence[str]:
    return [one for two in zip(stock.words, stock.pairs, strict=False) for one in two]


def _long(stock: Stock) -> Sequence[str]:
    return [one for one in stock.words if len(one) >= 6]


def _threes(stock: Stock) -> Sequence[str]:
    """Han runs of three characters, of common pairs that meet."""
    following: dict[str, str] = {}
    for pair in stock.pairs[:3_000]:
        following.setdefault(pair[0], pair)
    return [p + following[p[1]][1] for p in stock.pairs[:2_000] if p[1] in following]


def _starts(stock: Stock) -> Sequence[str]:
    return list(dict.fromkeys(word[:2] for word in stock.words))


def _names(stock: Stock) -> Sequence[str]:
    return stock.names


def _days(_: Stock) -> Sequence[str]:
    return [f"*-{1 + n % 12:02}-{1 + n % 28:02}~{99 - n // 84}d" for n in range(2_000)]


def _values(facet: str) -> Family:
    return lambda stock, size: [(facet, value) for value in stock.values[:size]]


def _repeats(facet: str) -> Family:
    return lambda stock, size: [(facet, stock.values[0])] * size


def _unknown(facet: str) -> Family:
    return lambda _, size: [(facet, f"{n}" * 50) for n in range(size)]


def _ored_near(each: Callable[[Stock], Sequence[str]], star: str = "") -> Family:
    """Eight groups near each other, each any of so many things."""

    def make(stock: Stock, size: int) -> Pairs:
        things = each(stock)
        groups = [
            "(" + " OR ".join(f"{things[k * 8 + n]}{star}" for k in range(size)) + ")"
            for n in range(8)
            if size * 8 <= len(things)
        ]
        return _q(" NEAR/60 ".join(groups))

    return make


def _nested(shape: str) -> Family:
    def make(stock: Stock, size: int) -> Pairs:
        text = stock.words[0]
        for number in range(size):
            text = shape.format(text, stock.words[number % 300], stock.pairs[number % 300])
        return _q(text)

    return make


def _with(family: Family, *more: tuple[str, str]) -> Family:
    return lambda stock, size: [*family(stock, size), *more]


def _text(stock: Stock, size: int) -> Pairs:
    return _q(stock.text(size))


def _pages(_: Stock, size: int) -> Pairs:
    return [("page", str(min(size * 100, 10**6))), ("size", "100")]


Family = Callable[[Stock, int], Pairs]

FULL: Final = (("size", "100"),)

FAMILIES: Final[dict[str, Family]] = {
    "words": _each("{}", _words),
    "words, 100 a page": _with(_each("{}", _words), *FULL),
    "words OR": _each("{}", _words, " OR "),
    "words OR, 100 a page": _with(_each("{}", _words, " OR "), *FULL),
    "words NOT": _each("-{}", _words),
    "pairs": _each("{}", _pairs),
    "pairs OR": _each("{}", _pairs, " OR "),
    "pairs OR, 100 a page": _with(_each("{}", _pairs, " OR "), *FULL),
    "characters OR": _each("{}", _characters, " OR "),
    "characters OR, 100 a page": _with(_each("{}", _characters, " OR "), *FULL),
    "characters in a run": _each("{}", _characters, ""),
    "pairs in a run": _each("{}", _pairs, ""),
    "mixed in a run": _each("{}", _mixed, ""),
    "quotes of a character OR": _each('"{}"', _characters, " OR "),
    "quotes of a pair OR": _each('"{}"', _pairs, " OR "),
    "quotes of two words OR": _groups('"{}"', 2, " OR ", _words),
    "quotes of eight words OR": _groups('"{}"', 8, " OR ", _words),
    "quote of words": lambda stock, size: _q('"' + " ".join(stock.words[:size]) + '"'),
    "quote of a text": lambda stock, size: _q('"' + stock.text(size).replace('"', "") + '"'),
    "quote of the same word": lambda stock, size: _q('"' + " ".join([stock.words[0]] * size) + '"'),
    "quote of the same pair": lambda stock, size: _q('"' + stock.pairs[0] * size + '"'),
    "quote of the same character": lambda s, size: _q('"' + s.characters[0] * size + '"'),
    "printed words": _each('="{}"', _words),
    "printed words OR": _each('="{}"', _words, " OR "),
    "printed characters": _each('="{}"', _characters),
    "printed characters OR": _each('="{}"', _characters, " OR "),
    "printed letters OR": _each('="{}"', lambda _: "abcdefghijklmnopqrstuvwxyz0123456789", " OR "),
    "printed NOT": _each('-="{}"', _words),
    "printed run": lambda stock, size: _q('="' + stock.text(size).replace('"', "") + '"'),
    "words ~": _each("{}~", _long),
    "words ~ OR": _each("{}~", _long, " OR "),
    "short words ~ OR": _each("{}~", _words, " OR "),
    "long words ~2": lambda stock, size: _q(" ".join(w * 20 + "~2" for w in stock.words[:size])),
    "threes ~ OR": _each("{}~", _threes, " OR "),
    "long run ~": lambda stock, size: _q("".join(stock.pairs[:size]) + "~"),
    "title: words ~ OR": _each("title:{}~", _long, " OR "),
    "prefixes": _each("{}*", _starts),
    "prefixes OR": _each("{}*", _starts, " OR "),
    "prefixes OR, 100 a page": _with(_each("{}*", _starts, " OR "), *FULL),
    "near, two words": _groups('"{}"~60', 2, " ", _words),
    "near, two words OR": _groups('"{}"~60', 2, " OR ", _words),
    "near, three words OR": _groups('"{}"~5', 3, " OR ", _words),
    "near, eight words OR": _groups('"{}"~50', 8, " OR ", _words),
    "near, two pairs OR": _groups('"{}"~60', 2, " OR ", _pairs),
    "near, eight pairs OR": _groups('"{}"~50', 8, " OR ", _pairs),
    "near, eight characters OR": _groups('"{}"~60', 8, " OR ", _characters),
    "near, the same word OR": lambda stock, size: _q(
        " OR ".join(f'"{" ".join([word] * 8)}"~60' for word in stock.words[:size])
    ),
    "near groups of words": _ored_near(_words),
    "near groups of pairs": _ored_near(_pairs),
    "near groups of characters": _ored_near(_characters),
    "near groups of prefixes": _ored_near(_starts, "*"),
    "near groups of ~": _ored_near(_long, "~"),
    "near prefixes": lambda stock, size: _q(
        " OR ".join(f"{a}* NEAR/60 {b}*" for a in _starts(stock)[:9] for b in _starts(stock)[:size])
    ),
    "near forms": lambda stock, size: _q(
        " OR ".join(
            f"{a[:3]} NEAR/60 {b[:3]}"
            for a, b in zip(_long(stock)[:size], _long(stock)[1:], strict=False)
        )
    ),
    "NOT of near": _groups('-"{}"~50', 8, " ", _words),
    "nested OR AND": _nested("({0} OR {1}) {2}"),
    "nested NOT": _nested("-({0} {1} OR {2})"),
    "fields title: OR": _each("title:{}", _words, " OR "),
    "person: OR": _each('person:"{}"', _names, " OR "),
    "person: of nobody": lambda _, size: _q(" OR ".join(f"person:{n}" for n in range(size))),
    "person: and id": _each("person:{}", lambda stock: stock.values, " OR "),
    "source: OR": _each("source:{}", _characters, " OR "),
    "author: OR": _each("author:{}", lambda _: "abcdefghijklmnopqrstuvwxyz", " OR "),
    "section: of nothing": lambda _, size: _q(" OR ".join(f"section:{n}" for n in range(size))),
    "section: of a long nothing": lambda _, size: _q(
        " OR ".join(f"author:{n}" + "ﷺ" * 20 for n in range(size))
    ),
    "date: with a window": _each("date:{}", _days, " OR "),
    "mentions: with a window": _each("mentions:{}", _days, " OR "),
    "mentions: with a window, 100 a page": _with(_each("mentions:{}", _days, " OR "), *FULL),
    "mentions: years": _each("mentions:{}", lambda _: [f"{n}" for n in range(1000, 3000)], " OR "),
    "names": _each("{}", _names),
    "names OR": _each("{}", _names, " OR "),
    "a pasted text": _text,
    "a pasted text, 100 a page": _with(_text, *FULL),
    "letters": _repeated("a"),
    "letters, accents": _repeated("e\u0301"),
    "letters, apostrophes": _repeated("a'a"),
    "dotted letters": _repeated("a."),
    "digits": _repeated("1"),
    "digits, commas": _repeated("1,111"),
    "digits, full stops": _repeated("1.1"),
    "letters and digits": _repeated("a1.1"),
    "Han": _repeated("的"),
    "Han, other": _repeated("香港"),
    "Han and letters": _repeated("的a"),
    "Han parted": _repeated("的，"),
    "Han words": _repeated("香港 "),
    "quotes": _repeated('"'),
    "quotes of a letter": _repeated('"a" '),
    "curly quotes": _repeated("“"),
    "parentheses": _repeated("("),
    "parentheses closed": _repeated("()"),
    "parentheses nested": lambda _, size: _q("(" * size + "a" + ")" * size),
    "operators": _repeated("OR "),
    "operators NOT": _repeated("NOT "),
    "minus": _repeated("-a "),
    "minus signs": _repeated("-"),
    "NEAR": _repeated("a NEAR/60 "),
    "fields": _repeated("title:"),
    "fields of a letter": _repeated("title:a "),
    "colons": _repeated("a:"),
    "stars": _repeated("a*"),
    "star signs": _repeated("*"),
    "tildes": _repeated("~"),
    "tilded": _repeated("abcd~"),
    "spaces": _repeated(" "),
    "ligatures": _repeated("ﬁ"),
    "ligatures, long": _repeated("ﷺ"),
    "ligatures, words": _repeated("ﷺa "),
    "ligatures and Han": _repeated("ﷺ的"),
    "zero-width": _repeated("\u200b"),
    "zero-width in words": _repeated("a\u200b"),
    "fractions": _repeated("½"),
    "surrogates of emoji": _repeated("😀"),
    "ampersands": _repeated("&<"),
    "ids": _each("id:{}", lambda stock: stock.words, " OR "),
    "facet values": _values("person"),
    "facet values, 100 a page": _with(_values("person"), *FULL),
    "facet values excluded": _values("-person"),
    "facet values excluded, 100 a page": _with(_values("-person"), *FULL),
    "facet values repeated": _repeats("person"),
    "facet values unknown": _unknown("author"),
    "with": lambda stock, size: [("q", "特朗普 關稅"), *(("with", n) for n in stock.names[:size])],
    "without": lambda s, size: [("q", "tarif~"), *(("without", n) for n in s.names[:size])],
    "pages": _pages,
    "from and to": lambda _, size: [
        ("from", "0001"),
        ("to", "9999"),
        ("size", str(min(size, 100))),
    ],
    "mentioned from and to": lambda _, size: [
        ("mentioned_from", "0001"),
        ("mentioned_to", "9999"),
        ("size", str(min(size, 100))),
    ],
}
