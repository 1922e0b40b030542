"""How an article is cited: in words, as GB/T 7714-2015 has it, and as RIS and BibTeX.

What surrounds the source's own words follows the language of the article, not that of the page.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final
from urllib.parse import quote

from archive.export.author_names import AuthorName, author_names
from archive.model.article import Article, Document
from archive.model.language import Language

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

#: Of more authors the first are named (GB/T 7714-2015, 8.1.2).
_MOST_AUTHORS: Final = 3

_BIBTEX_SIGNS: Final = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "$&%#_"},
        # BibTeX counts braces also where a backslash stands before them.
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)

#: What stands in an address as it is: all that RFC 3986 allows, and what is escaped already.
_OF_ADDRESSES: Final = "!#$%&'()*+,/:;=?@[]~"

_ENGLISH_QUOTES: Final = str.maketrans("“”", "‘’")
_TITLE_MARKS: Final = str.maketrans("《》", "〈〉")


@dataclass(frozen=True, slots=True)
class CitedArticle:
    """An article as it is cited.

    `day` is that of its publication, None where it is unknown, `url` its address on the web with
    nothing in it that ends an address, "" for none. `archive` is what the archive is called, in
    which it was looked up on `accessed`.
    """

    article: Article
    day: dt.date | None
    url: str
    archive: str
    accessed: dt.date

    @classmethod
    def of(cls, document: Document, url: str, archive: str, accessed: dt.date) -> CitedArticle:
        """A stored article as it is cited."""
        day = dt.date.fromordinal(document.day) if document.day else None
        return cls(document.article, day, quote(url, safe=_OF_ADDRESSES), archive, accessed)

    @property
    def title(self) -> str:
        """The headline on one line, "" where there is none."""
        return one_line(self.article.title)

    @property
    def authors(self) -> tuple[AuthorName, ...]:
        """Who wrote it; the agency where nobody is named."""
        agency = (self.article.agency,) if self.article.agency else ()
        return author_names(tuple(map(one_line, self.article.authors)) or agency)

    @property
    def is_chinese(self) -> bool:
        """Whether it is cited as Chinese is."""
        return self.article.language is not Language.ENGLISH


def one_line(text: str) -> str:
    """A text without line ends and what cannot be printed: those would end a field, or a record."""
    words = ("".join(filter(str.isprintable, word)) for word in text.split())
    return " ".join(filter(None, words))


def _first_authors(cited: CitedArticle, between: str, last: str, others: str) -> str:
    """Authors as printed; `last` stands before the last one, `others` for those left out."""
    printed = [name.printed for name in cited.authors]
    if len(printed) > _MOST_AUTHORS:
        return between.join(printed[:_MOST_AUTHORS]) + others
    return last.join(filter(None, (between.join(printed[:-1]), *printed[-1:])))


def _day_words(day: dt.date, language: Language) -> str:
    if language is Language.ENGLISH:
        return " ".join((str(day.day), _MONTHS[day.month - 1], str(day.year)))
    return f"{day.year}年{day.month}月{day.day}日"


def _where(cited: CitedArticle) -> str:
    """Where the article is: on the web, or by its id in the archive."""
    return cited.url or f"{one_line(cited.archive)}, {one_line(cited.article.id)}"


def _dated(cited: CitedArticle, unknown: str) -> str:
    """The day of publication; in brackets where no source gives it."""
    if cited.day is None:
        return unknown
    day = _day_words(cited.day, cited.article.language)
    return f"[{day}]" if cited.article.published_inferred else day


def _english(cited: CitedArticle) -> str:
    title = f"“{cited.title.translate(_ENGLISH_QUOTES)}”" if cited.title else "[untitled]"
    authors = _first_authors(cited, ", ", " and ", " and others")
    source = one_line(cited.article.source)
    pieces = (authors, title, source, _dated(cited, "n.d."), _where(cited))
    accessed = _day_words(cited.accessed, Language.ENGLISH)
    return f"{', '.join(filter(None, pieces))} (accessed {accessed})."


def _chinese(cited: CitedArticle) -> str:
    simplified = cited.article.language is Language.SIMPLIFIED
    if not cited.title:
        title = "［无题］" if simplified else "［無題］"
    elif simplified:
        title = f"《{cited.title.translate(_TITLE_MARKS)}》"
    else:
        title = f"〈{cited.title}〉"
    source = one_line(cited.article.source)
    unknown, looked_up = ("日期不详", "检索") if simplified else ("日期不詳", "檢索")
    pieces = (title, f"《{source}》" if source else "", _dated(cited, unknown), _where(cited))
    authors = _first_authors(cited, "、", "、", "等")
    accessed = _day_words(cited.accessed, cited.article.language)
    before = f"{authors}：" if authors else ""
    return f"{before}{'，'.join(filter(None, pieces))}（{accessed}{looked_up}）。"


def plain_citation(cited: CitedArticle) -> str:
    """In words, as a footnote has it, in the language of the article."""
    return _chinese(cited) if cited.is_chinese else _english(cited)


def gbt7714_citation(cited: CitedArticle) -> str:
    """An article of a newspaper by GB/T 7714-2015, with its signs: half-width in Chinese too."""
    names = [name.gbt7714 for name in cited.authors]
    authors = ", ".join(names[:_MOST_AUTHORS])
    if len(names) > _MOST_AUTHORS:
        authors += ", 等" if cited.is_chinese else ", et al"
    day = cited.day.isoformat() if cited.day else ""
    day = f"[{day}]" if day and cited.article.published_inferred else day
    source = ", ".join(filter(None, (one_line(cited.article.source), day)))
    online = f"[{cited.accessed}]" if cited.url else ""
    kind = "[N/OL]" if cited.url else "[N]"
    pieces = (authors, f"{cited.title or cited.article.id}{kind}", f"{source}{online}", cited.url)
    return ". ".join(piece.rstrip(".") for piece in pieces if piece) + "."


def _ris_tags(cited: CitedArticle) -> Iterator[tuple[str, str]]:
    article, day = cited.article, cited.day
    yield "TY", "NEWS"
    yield "ID", article.id
    yield "TI", article.title
    for name in cited.authors:
        yield "AU", name.inverted
    yield "T2", article.source
    yield "SE", article.section or ""
    if day is not None:
        yield "PY", f"{day.year:04}"
        yield "DA", f"{day.year:04}/{day.month:02}/{day.day:02}/"
    yield "LA", str(article.language)
    yield "UR", cited.url
    yield "DB", cited.archive
    yield "Y2", cited.accessed.strftime("%Y/%m/%d/")
    yield "N1", "date inferred" if article.published_inferred else ""


def ris_citation(cited: CitedArticle) -> str:
    """A record of RIS, lines ended as RIS ends them."""
    lines = [f"{tag}  - {one_line(value)}" for tag, value in _ris_tags(cited) if one_line(value)]
    return "".join(f"{line}\r\n" for line in (*lines, "ER  - "))


def bibtex_key(article: str) -> str:
    """A key that no other article has, as BibTeX takes it: it does not tell A from a."""
    plain = re.sub(r"[^a-z0-9.:-]+", "-", article.lower())
    if plain == article:
        return plain
    return f"{plain}-{sha256(article.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def _bibtex_fields(cited: CitedArticle) -> Iterator[tuple[str, str]]:
    """Fields with their values, delimiters included."""
    article, day = cited.article, cited.day

    def braced(text: str) -> str:
        return f"{{{one_line(text).translate(_BIBTEX_SIGNS)}}}"

    if cited.authors:
        yield "author", "{" + " and ".join(map(_bibtex_author, cited.authors)) + "}"
    # Braces within keep capitals as they are printed.
    yield "title", "{" + braced(article.title or article.id) + "}"
    if article.source:
        yield "journal", braced(article.source)
    if day is not None:
        yield "year", f"{{{day.year:04}}}"
        yield "month", _MONTHS[day.month - 1][:3].lower()
        yield "date", f"{{{day.isoformat()}}}"
    if cited.url:
        # It is taken as it is, without any escape.
        yield "url", f"{{{cited.url}}}"
        yield "urldate", f"{{{cited.accessed}}}"
    yield "language", "{chinese}" if cited.is_chinese else "{english}"
    inferred = "; date inferred" if article.published_inferred else ""
    yield "note", braced(f"{cited.archive}, {article.id}{inferred}")


def _bibtex_author(name: AuthorName) -> str:
    text = name.inverted.translate(_BIBTEX_SIGNS)
    return text if name.family else f"{{{text}}}"


def bibtex_citation(cited: CitedArticle) -> str:
    """An entry of BibTeX, in UTF-8; also biblatex reads it."""
    kind = "article" if cited.article.source else "misc"
    lines = [f"  {name} = {value}" for name, value in _bibtex_fields(cited)]
    return f"@{kind}{{{bibtex_key(cited.article.id)},\n" + ",\n".join(lines) + "\n}\n"


@dataclass(frozen=True, slots=True)
class CitationStyle:
    """A way to cite: how it is made, and what it is as a file."""

    cite: Callable[[CitedArticle], str]
    mimetype: str
    suffix: str


#: By their names in addresses.
CITATION_STYLES: Final[Mapping[str, CitationStyle]] = {
    "plain": CitationStyle(plain_citation, "text/plain", "txt"),
    "gbt7714": CitationStyle(gbt7714_citation, "text/plain", "txt"),
    "ris": CitationStyle(ris_citation, "application/x-research-info-systems", "ris"),
    "bibtex": CitationStyle(bibtex_citation, "application/x-bibtex", "bib"),
}
