"""A few hundred bytes of an article by which its copies and versions are found.

The text is taken as its folded letters and digits, so scripts, widths, cases and punctuation do not
count. Pieces of it, four characters from each Han character on and twelve from each other, are
hashed; the least hashes are a sample of all pieces: of two texts so large a share of it is the same
as of the texts (bottom-k sketches, Cohen and Kaplan 2007).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

import numpy as np
import numpy.typing as npt

from archive.engine.grouping import TraitColumn
from archive.model.article import Article
from archive.model.scripts import HAN_CHARACTERS
from archive.model.traits import Traits
from archive.text.edges import edges, hashed
from archive.text.folding import Folded, fold, fold_text
from archive.text.passages import passages

#: Hashes of a sketch. Of 223 pairs that readers judged, most of them near the limits, 48 decide as
#: many rightly as 128 do; all pieces decide 1.5 % more.
_SKETCH: Final = 48

#: Of more hashes than this the least are sought among the lowest.
_MANY: Final = 8 * _SKETCH

#: Characters of a piece that begins with a Han character, and with any other.
_HAN_PIECE: Final = 4
_LATIN_PIECE: Final = 12

#: Of a piece of a headline.
_WORD_PIECE: Final = 2

#: Longer texts are books: their first paragraphs tell where they stand.
_MOST_PASSAGES: Final = 250

#: The most numbers, and pieces of headlines, that are kept.
_FEW: Final = 12

_NUMBER: Final = re.compile(r"\d+(?:[.,:/]\d+)*")

#: What ends the ids of versions of one article: what the archive adds where an id is given twice,
#: and how systems number versions (`-v2`, `_rev3`, `;version=4`, the revision of a NewsML name).
_OWN_ID: Final = re.compile(r"~[0-9a-f]{8}\Z")
_REVISION: Final = re.compile(
    r"(?i)(?:[-_./;:~]|(?<=\d))(?:v|ver|version|rev|revision)[-_.=:]?(\d{1,4})\Z"
)
_NEWSML: Final = re.compile(r"(?i)\A(urn:newsml:[^:]+:\d{8}:.+):(\d{1,6})[una]?\Z")

#: Systems number what they save; longer numbers are keys or digests.
_LAST_NUMBER: Final = re.compile(r"(?<!\d)\d{1,18}(?!\d)")

#: Parameters of addresses that say how a reader came, not where the article stands; where a number
#: is said, some of their names are those of articles.
_TRACKING: Final = re.compile(r"(?i)\A(?:utm_.*|fbclid|gclid|share|spm|cmpid|rss)\Z")
_CAME_FROM: Final = re.compile(r"(?i)(?:ref|src|source|from)=(?!\d+\Z).*", re.DOTALL)

#: What stands behind the # names an article where it has one of these; else a place in its page.
_NAMING: Final = re.compile("[=/!]")

_MULTIPLIER: Final = np.uint64(0x9E3779B97F4A7C15)
_MIXER: Final = np.uint64(0xD6E8FEB86659FD93)
_HALF: Final = np.uint64(32)


@lru_cache(maxsize=1)
def _classes() -> npt.NDArray[np.uint8]:
    """Of each code point: 0 where it does not count, 1 a letter or digit, 2 a Han character."""
    classes = np.zeros(0x110000, np.uint8)
    for point in (*range(0xD800), *range(0xE000, 0x20000)):
        classes[point] = chr(point).isalnum()
    for first, _, last in re.findall(r"(.)(-)(.)", HAN_CHARACTERS):
        classes[ord(first) : ord(last) + 1] = 2
    return classes


def _points(folded: str) -> npt.NDArray[np.uint32]:
    return np.frombuffer(folded.encode("utf-32-le", "surrogatepass"), np.uint32)


def _plain(folded: str) -> tuple[npt.NDArray[np.uint64], TraitColumn]:
    """The characters of a folded text that count, and where in it each stands."""
    points = _points(folded)
    places = np.flatnonzero(_classes()[points])
    return points[places].astype(np.uint64), places


def _mixed(values: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Numbers spread over 64 bits (the finalizer rrmxmx of Pelle Evensen, shortened)."""
    for _ in range(2):
        values = (values ^ (values >> _HALF)) * _MIXER
    return values ^ (values >> _HALF)


def _pieces(
    points: npt.NDArray[np.uint64], places: TraitColumn, size: int
) -> npt.NDArray[np.uint64]:
    """A hash of the piece of so many characters from each of some places on."""
    hashes = points[places]
    for at in range(1, size):
        hashes = hashes * _MULTIPLIER + points[places + at]
    return _mixed(hashes)


def _different(sorted_values: TraitColumn) -> TraitColumn:
    """Of ascending values those that are not the one before them."""
    new = np.ones(len(sorted_values), bool)
    new[1:] = sorted_values[1:] != sorted_values[:-1]
    return sorted_values[new]


def _digest(points: npt.NDArray[np.uint64]) -> int:
    """The digest of characters, 0 for none."""
    text = points.astype(np.uint32).tobytes().decode("utf-32-le", "surrogatepass")
    return hashed(text) if text else 0


def _originals(folded: Folded, places: TraitColumn) -> TraitColumn:
    """Where in the original text each of some places of its folded form stands."""
    if folded.starts is None:
        return places
    originals: TraitColumn = np.frombuffer(folded.starts, np.uint32)[places]
    return originals


def _sketch(
    points: npt.NDArray[np.uint64], line_of: TraitColumn
) -> tuple[tuple[int, ...], bool, bytes]:
    """The least hashes, whether they are all, and the line that each stands in alone."""
    is_han = _classes()[points] == 2
    keys = [np.zeros(0, np.uint64)]
    for longest, begins in ((_HAN_PIECE, is_han), (_LATIN_PIECE, ~is_han)):
        size = min(longest, len(points))
        places = np.flatnonzero(begins[: len(points) - size + 1])
        if len(places):
            hashes = _pieces(points, places, size) >> _HALF
            line = line_of[places]
            line = np.where(line == line_of[places + size - 1], line, 0)
            keys.append(hashes << np.uint64(8) | line)
    return _least(np.concatenate(keys))


def _least(keys: TraitColumn) -> tuple[tuple[int, ...], bool, bytes]:
    """The least hashes of keys, which are a hash and, in their last 8 bits, the number of a line.

    What stands in a line and elsewhere too counts as elsewhere: 0 comes first.
    """
    # The least few of many are sought among the lowest; mostly that is enough of them.
    low = keys
    if len(keys) > _MANY:
        low = keys[keys < np.uint64((4 * _SKETCH << 40) // len(keys))]
    for some in (low, keys):
        ordered = np.sort(some)
        hashes = ordered >> np.uint64(8)
        new = np.ones(len(ordered), bool)
        new[1:] = hashes[1:] != hashes[:-1]
        if some is keys or np.count_nonzero(new) > _SKETCH:
            break
    least = ordered[new][:_SKETCH]
    whole = np.count_nonzero(new) <= _SKETCH
    lines = (least & np.uint64(0xFF)).astype(np.uint8).tobytes()
    return tuple((least >> np.uint64(8)).tolist()), bool(whole), lines


def _lines(body: str, places: TraitColumn) -> TraitColumn:
    """The number of the line near an end that each place of a text stands in, 0 for none."""
    numbers = np.zeros(len(places), np.uint64)
    known: dict[int, int] = {}
    for edge in edges(body):
        number = known.setdefault(edge.key, len(known) + 1)
        first, last = np.searchsorted(places, [edge.start, edge.end])
        numbers[first:last] = number
    return numbers


def _small(values: npt.NDArray[np.uint64]) -> tuple[int, ...]:
    """The least 16-bit hashes of some hashes."""
    return tuple(_different(np.sort(values >> np.uint64(48)))[:_FEW].tolist())


def _address(url: str | None) -> int:
    """The digest of an address without what does not count; 0 where it is no article's own."""
    try:
        parts = urlsplit((url or "").strip())
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return 0
    pairs = [
        pair
        for pair in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.match(pair[0]) and not _CAME_FROM.match("=".join(pair))
    ]
    path = parts.path.rstrip("/")
    within = parts.fragment if _NAMING.search(parts.fragment) else ""
    if not host or not (path or pairs or within):
        return 0
    return hashed(host, path, urlencode(sorted(pairs)), within)


def _stem(article_id: str) -> tuple[int, int]:
    """The digest of what the ids of versions have in common, and the number of this one.

    (0, 0) where an id names no version.
    """
    stem = _OWN_ID.sub("", article_id)
    for pattern, group in ((_NEWSML, 2), (_REVISION, 1)):
        if match := pattern.search(stem):
            stem = match.group(1) if group == 2 else stem[: match.start()]
            return hashed(stem), int(match.group(group))
    return hashed(stem), 0


def traits_of(article: Article) -> Traits:
    """The traits of an article; they follow from what was published alone."""
    folded = fold(article.body)
    points, places = _plain(folded.text)
    line_of = _lines(article.body, _originals(folded, places))
    sketch, whole, lines = _sketch(points, line_of)
    title, _ = _plain(fold_text(article.title))
    figures = _NUMBER.findall(f"{fold_text(article.title)}\n{folded.text}")
    numbers = np.array([hashed(number) for number in dict.fromkeys(figures)], np.uint64)
    stem, revision = _stem(article.id)
    size = min(_WORD_PIECE, len(title))
    return Traits(
        source=hashed(article.source) if article.source else 0,
        address=_address(article.url),
        headline=_digest(title),
        stem=stem,
        revision=revision,
        number=int(_LAST_NUMBER.findall(article.id)[-1]) if _LAST_NUMBER.search(article.id) else 0,
        own=hashed(article.id),
        replaces=hashed(article.replaces) if article.replaces else 0,
        body=_digest(points),
        figures=hashed(*sorted(figures)) if figures else 0,
        sketch=sketch,
        whole=whole,
        lines=lines,
        numbers=_small(numbers),
        passages=tuple(passage.key for passage in passages(article.body))[:_MOST_PASSAGES],
        words=_small(_pieces(title, np.arange(len(title) - size + 1), size)) if size else (),
    )
