"""Citations: what programs for references read of them is what the article says."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Sequence
from io import StringIO
from typing import Final

import pytest
import rispy
from pybtex.database import parse_string

from archive.export.author_names import author_name
from archive.export.citations import (
    CITATION_STYLES,
    CitedArticle,
    bibtex_citation,
    bibtex_key,
    gbt7714_citation,
    one_line,
    plain_citation,
    ris_citation,
)
from archive.model.article import Article, Document
from archive.model.language import Language

TODAY: Final = dt.date(2026, 11, 30)

_PIECES: Final = (
    *"{}\\$&%#_~^\"'@,=;:.!?*+-/|<>()[]`",
    *("\n", "\r\n", "\u2028", "\t", "\x00", "\u200b", "  "),
    *"，。：；「」『』《》〈〉（）、…—“”‘’",
    *("ER  -", "TY  - BOOK", "and", "\\textbf", "Trump", "滙豐", "陈冯", "café", "50%", "𠮷", "😀"),
)
_AUTHORS: Final = (
    *("Charles Emerson", "Chan Tai-man", "Carrie Lam Cheng Yuet-ngor", "Staff Reporter"),
    *("陳大文", "陈大文", "Agence France-Presse", "Ludwig van Beethoven", "O’Brien & Co, {Ltd}"),
    *("欧阳修", "Jean-Pierre Dupont", "and", "SUSAN ZEIDLER", "J. K. Ng", "Bob"),
)


def _text(rng: random.Random, most: int) -> str:
    pieces = (rng.choice(_PIECES) for _ in range(rng.randint(0, most)))
    return "".join(piece + rng.choice(["", " "]) for piece in pieces)


def _cited(rng: random.Random, number: int) -> CitedArticle:
    language = rng.choice(list(Language))
    day = rng.choice([None, dt.date(rng.randint(1, 2026), rng.randint(1, 12), 5)])
    url = rng.choice(["", f"https://example.org/{_text(rng, 5)}?a={{1}}&b=~#x"])
    article = Article(
        id=f"{rng.choice(['a', 'Ä', 'x/y?z', '新聞'])}-{number}{rng.choice(['', '~12345678'])}",
        title=_text(rng, 12),
        body="",
        language=language,
        source=rng.choice(["", "Harbour Post", "港聞 & Co", _text(rng, 4)]),
        published_inferred=rng.random() < 0.2,
        section=rng.choice([None, "港聞", "World"]),
        authors=tuple(rng.sample(_AUTHORS, rng.randint(0, 5))),
        agency=rng.choice(["", "AFP"]),
    )
    document = Document(article, day=day.toordinal() if day else 0)
    return CitedArticle.of(document, url, "News Archive", TODAY)


@pytest.fixture(scope="module")
def cited() -> list[CitedArticle]:
    """Four hundred articles with whatever may stand in one."""
    rng = random.Random(7714)
    return [_cited(rng, number) for number in range(400)]


def test_ris_is_read_back(cited: Sequence[CitedArticle]) -> None:
    records = rispy.load(StringIO("\n".join(map(ris_citation, cited)), newline=""))
    assert len(records) == len(cited)
    for record, each in zip(records, cited, strict=True):
        article, day = each.article, each.day
        assert record["type_of_reference"] == "NEWS"
        assert record["id"] == article.id
        assert record.get("title", "") == each.title
        assert record.get("authors", []) == [name.inverted for name in each.authors]
        assert record.get("secondary_title", "") == one_line(article.source)
        assert record.get("year") == (f"{day.year:04}" if day else None)
        assert record.get("date") == (day and f"{day.year:04}/{day.month:02}/{day.day:02}/")
        assert record["language"] == str(article.language)
        assert ";".join(record.get("urls", [])) == each.url
        assert record["access_date"] == "2026/11/30/"


_MACROS: Final = {
    "textbraceleft": "{",
    "textbraceright": "}",
    "textbackslash": "\\",
    "textasciitilde": "~",
    "textasciicircum": "^",
}


def _plain(value: str) -> str:
    """A value of BibTeX as TeX prints it; fails where TeX would."""
    bare = value[1:-1] if value[:1] == "{" and value[-1:] == "}" else value
    printed, at = "", 0
    while at < len(bare):
        if (macro := re.compile(r"\\([a-z]+)\{\}").match(bare, at)) is not None:
            printed, at = printed + _MACROS[macro[1]], macro.end()
        elif bare[at] == "\\":
            assert bare[at + 1] in "$&%#_"
            printed, at = printed + bare[at + 1], at + 2
        else:
            assert bare[at] not in "{}$&%#_^~"
            printed, at = printed + bare[at], at + 1
    return printed


def _squeezed(text: str) -> str:
    """A text as TeX prints it: its spaces may be taken by the macro before them."""
    return re.sub(r"\s+", "", text)


def test_bibtex_is_read_back(cited: Sequence[CitedArticle]) -> None:
    database = parse_string("\n".join(map(bibtex_citation, cited)), "bibtex")
    assert len(database.entries) == len(cited)
    for each in cited:
        article, day = each.article, each.day
        entry = database.entries[bibtex_key(article.id)]
        fields = entry.fields
        assert entry.type == ("article" if article.source else "misc")
        assert _squeezed(_plain(fields["title"])) == _squeezed(
            one_line(article.title or article.id)
        )
        assert fields.get("year") == (f"{day.year:04}" if day else None)
        assert fields.get("date") == (day.isoformat() if day else None)
        assert fields.get("url", "") == each.url
        assert article.id in _plain(fields["note"])
        people = entry.persons.get("author", [])
        assert len(people) == len(each.authors)
        for person, name in zip(people, each.authors, strict=True):
            family = " ".join((*person.prelast_names, *person.last_names))
            expected = name.family or name.printed
            assert _squeezed(_plain(family)) == _squeezed(expected)
            assert " ".join((*person.first_names, *person.middle_names)) == name.given


def test_every_citation_is_a_line(cited: Sequence[CitedArticle]) -> None:
    """In words and by GB/T 7714 it is one, with the title, the day and the place in it."""
    for each in cited:
        for cite in (plain_citation, gbt7714_citation):
            text = cite(each)
            assert text.isprintable()
            assert one_line(each.article.source).rstrip(".") in text
        assert gbt7714_citation(each).count("[N") == 1
        assert each.title.rstrip(".") in gbt7714_citation(each)


def article(language: Language, **fields: object) -> CitedArticle:
    """An article of some day, unless another is given."""
    day = fields.pop("day", dt.date(2024, 3, 5))
    url = fields.pop("url", "https://example.org/a")
    values = {"id": "a~12345678", "body": "", "title": "", "language": language} | fields
    return CitedArticle(Article(**values), day, url, "News Archive", TODAY)  # type: ignore[arg-type]  # a test's


ENGLISH: Final = article(
    Language.ENGLISH,
    title="Lam: “no comment” on 5% rise",
    source="Harbour Post",
    authors=("Charles Emerson", "Chan Tai-man"),
)
TRADITIONAL: Final = article(
    Language.TRADITIONAL,
    title="《國安條例》通過",
    source="港報",
    authors=("陳大文", "李小明", "王五", "趙六"),
)
SIMPLIFIED: Final = article(
    Language.SIMPLIFIED, title="读《红楼梦》", source="日报", authors=("陈大文",), day=None, url=""
)


@pytest.mark.parametrize(
    "style, cited, expected",
    [
        (
            "plain",
            ENGLISH,
            "Charles Emerson and Chan Tai-man, “Lam: ‘no comment’ on 5% rise”, Harbour Post, "
            "5 March 2024, https://example.org/a (accessed 30 November 2026).",
        ),
        (
            "plain",
            TRADITIONAL,
            "陳大文、李小明、王五等：〈《國安條例》通過〉，《港報》，2024年3月5日，"
            "https://example.org/a（2026年11月30日檢索）。",
        ),
        (
            "plain",
            SIMPLIFIED,
            "陈大文：《读〈红楼梦〉》，《日报》，日期不详，"
            "News Archive, a~12345678（2026年11月30日检索）。",
        ),
        (
            "gbt7714",
            ENGLISH,
            "EMERSON C, CHAN T M. Lam: “no comment” on 5% rise[N/OL]. "
            "Harbour Post, 2024-03-05[2026-11-30]. https://example.org/a.",
        ),
        (
            "gbt7714",
            TRADITIONAL,
            "陳大文, 李小明, 王五, 等. 《國安條例》通過[N/OL]. "
            "港報, 2024-03-05[2026-11-30]. https://example.org/a.",
        ),
        ("gbt7714", SIMPLIFIED, "陈大文. 读《红楼梦》[N]. 日报."),
        (
            "bibtex",
            ENGLISH,
            "@article{a-12345678-" + bibtex_key("a~12345678")[-8:] + ",\n"
            "  author = {Emerson, Charles and Chan, Tai-man},\n"
            "  title = {{Lam: “no comment” on 5\\% rise}},\n"
            "  journal = {Harbour Post},\n"
            "  year = {2024},\n"
            "  month = mar,\n"
            "  date = {2024-03-05},\n"
            "  url = {https://example.org/a},\n"
            "  urldate = {2026-11-30},\n"
            "  language = {english},\n"
            "  note = {News Archive, a\\textasciitilde{}12345678}\n}\n",
        ),
        (
            "ris",
            SIMPLIFIED,
            "TY  - NEWS\r\nID  - a~12345678\r\nTI  - 读《红楼梦》\r\nAU  - 陈大文\r\n"
            "T2  - 日报\r\nLA  - zh-Hans\r\nDB  - News Archive\r\nY2  - 2026/11/30/\r\nER  - \r\n",
        ),
    ],
)
def test_as_written_by_hand(style: str, cited: CitedArticle, expected: str) -> None:
    assert CITATION_STYLES[style].cite(cited) == expected


def test_a_day_that_no_source_gives_stands_in_brackets() -> None:
    inferred = article(Language.ENGLISH, title="A", source="Post", published_inferred=True)
    assert "[5 March 2024]" in plain_citation(inferred)
    assert "Post, [2024-03-05][2026-11-30]." in gbt7714_citation(inferred)
    assert "date inferred" in ris_citation(inferred)
    assert "date inferred" in bibtex_citation(inferred)


def test_keys_tell_articles_apart() -> None:
    """Also those that differ in capitals, or in what a key cannot hold."""
    ids = ["a-1", "A-1", "a 1", "a/1", "a~1", "ä-1", "新-1", "聞-1"]
    assert len({bibtex_key(name).lower() for name in ids}) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9.:-]+", bibtex_key(name)) for name in ids)


@pytest.mark.parametrize(
    "printed, inverted, gbt7714",
    [
        ("Charles Emerson", "Emerson, Charles", "EMERSON C"),
        ("J. K. Ng", "Ng, J. K.", "NG J K"),
        ("Jean-Pierre Dupont", "Dupont, Jean-Pierre", "DUPONT J P"),
        ("Ludwig van Beethoven", "van Beethoven, Ludwig", "VAN BEETHOVEN L"),
        ("Chan Tai-man", "Chan, Tai-man", "CHAN T M"),
        ("SUSAN ZEIDLER", "ZEIDLER, SUSAN", "ZEIDLER S"),
        *(
            (name, name, name)
            for name in (
                *("陳大文", "駐台北 林書禾", "Carrie Lam Cheng Yuet-ngor", "Staff Reporter"),
                *("Agence France-Presse", "Associated Press", "Reuters", "Bob", "工黨有Say"),
                *("CitizenNews Op-ed", "A and B", "the Economist", "Agent 007", "van der Berg"),
            )
        ),
    ],
)
def test_family_names(printed: str, inverted: str, gbt7714: str) -> None:
    assert (author_name(printed).inverted, author_name(printed).gbt7714) == (inverted, gbt7714)
