"""Words that are written in several ways, and signs that carry the meaning of a figure."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack

import pytest

from archive.model.query import Term
from archive.query.words import Words
from archive.search.service import SearchService
from archive.text.beginnings import MANY
from archive.text.finder import Finder
from archive.text.marks import leaves, merge
from archive.text.segmentation import Segmenter
from tests.search.typed import ask, ids, service_of

#: Texts, then what each query finds of them: queries of a row are alike.
Row = tuple[tuple[str, ...], tuple[tuple[tuple[str, ...], str], ...]]

ROWS: tuple[Row, ...] = (
    (
        ("パリの朝", "バリの朝", "ハリの朝", "ﾊﾟﾘの朝", "ハ\u309aリの朝"),
        (
            (("パリ", "ﾊﾟﾘ", '"パリ"', '"ﾊﾟﾘ"', '"ハ\u309aリ"'), "034"),
            (('"バリ"', "ﾊﾞﾘ"), "1"),
            (('"ハリ"',), "2"),
        ),
    ),
    (
        ("ガザ地区", "カサ地区", "ｶﾞｻﾞ地区"),
        (((("ガザ"), "ｶﾞｻﾞ", '"ガザ"'), "02"), (('"カサ"',), "1")),
    ),
    (
        ("윤석열 대통령", unicodedata.normalize("NFD", "윤석열 대통령"), "이재명"),
        ((("윤석열", unicodedata.normalize("NFD", "윤석열"), '"윤석열"'), "01"),),
    ),
    (
        ("⻓江大橋", "长江大桥", "長江大橋", "交通⽅便", "交通方便", "⻢⻋"),
        (
            (("長江", "⻓江", "长江", '"⻓江"'), "012"),
            (("方便", "⽅便"), "34"),
            (("馬車", "马车"), "5"),
        ),
    ),
    (
        ("Hawaiʻi rains", "Hawai'i rains", "Hawai‘i rains", "Hawaii rains", "Hawaiʼi's rains"),
        ((("Hawaii", "Hawaiʻi", "Hawai'i", '"Hawaii"', '"Hawai‘i rains"', "hawaiʻi"), "01234"),),
    ),
    (
        ("in Sanaʿa", "in Sanaa", "the Qurʾān", "the Quran", "the Qur'an", "O’Connor", "O‛Connor"),
        (
            (("Sanaa", "Sanaʿa", "Sana'a"), "01"),
            (("Quran", "Qur'an", "Qurʾān", '"the Quran"'), "234"),
            (("O'Connor", "OConnor", '"O‛Connor"'), "56"),
        ),
    ),
    (
        (
            "Côte d'Ivoire won.",
            "L’Oréal rose.",
            "L'enfant cachée wept.",
            "O'Brien don't know.",
            "In Xi'an now.",
            "Corriere dell'Umbria",
            "the coup d’état",
        ),
        (
            (("Ivoire", '"Ivoire"', "d'Ivoire", '"Côte d’Ivoire"', "dIvoire"), "0"),
            (("Oréal", "oreal", "L'Oréal", "Loreal", "L'OREAL"), "1"),
            (("enfant cachee", '"enfant cachée"', "l'enfant"), "2"),
            (("O'Brien", "OBrien", "don't", "dont"), "3"),
            (("Brien", '"Brien"', "an"), ""),
            (("Xi'an", "Xian"), "4"),
            (("Umbria",), "5"),
            (("etat", "d'etat", '"coup d\'etat"'), "6"),
        ),
    ),
    (
        ("Marks & Spencer fell", "Marks and Spencer fell", "Marks, Spencer", "AT&T rose"),
        (
            (
                (
                    '"Marks & Spencer"',
                    '"Marks and Spencer"',
                    "Marks & Spencer",
                    "Marks and Spencer",
                ),
                "01",
            ),
            (("AT&T",), "3"),
        ),
    ),
    (
        ("an F-16 flew", "an F16 flew", "an F 16 flew", "16 flew", "an F-16C flew", "two F-16s"),
        (
            (('"F-16"', '"F16"', '"F 16"', '"an F16 flew"', '"an F-16 flew"', '"an F 16"'), "012"),
            (("F-16", "F16", "f16"), "012"),
            (("F 16",), "012"),
            (('"16 flew"',), "023"),
        ),
    ),
    (
        ("MH370 lost", "MH 370 lost", "MH-370 lost", "the MH17 and 370 others"),
        ((("MH370", "MH-370", "mh370", '"MH 370"', "MH370 lost"), "012"), (("MH 370",), "012")),
    ),
    (
        ("CSI 300 index", "CSI300 index", "CSI-300 index", "滬深CSI300指數", "COVID-19", "COVID19"),
        ((("CSI 300", "CSI300", "CSI-300"), "0123"), (("covid19", "COVID-19"), "45")),
    ),
    (
        ("send e-mail now", "send email now", "send e mail now", "the mail", "sent e-mails"),
        (
            (("email", "emails"), "014"),
            (("e-mail",), "0124"),
            (('"e-mail"', '"email"', '"send e-mail now"', '"send email now"'), "012"),
            (("e mail",), "0124"),
        ),
    ),
    (
        ("they co-operate well", "they cooperate well", "co-operated", "operate", "a cooper"),
        (
            (("cooperate", "co-operate", "cooperating"), "012"),
            (('"they cooperate well"', '"they co-operate well"'), "01"),
        ),
    ),
    (
        ("a start-up", "a startup", "cease-fire", "ceasefire", "to re-sign him", "to resign"),
        (
            (("startup", "start-up", "startups"), "01"),
            (("ceasefire", "cease-fire"), "23"),
            (("resign",), "5"),
            (("re-sign",), "4"),
        ),
    ),
    (
        (
            "J.K. Smith wrote",
            "J. K. Smith wrote",
            "JK Smith wrote",
            "J. Smith",
            "U.S. law",
            "US law",
        ),
        (
            (('"J.K. Smith"', '"J. K. Smith"', '"J.K. Smith wrote"', "J.K. Smith"), "012"),
            (("J. K. Smith",), "012"),
            (('"JK Smith"',), "02"),
            (('"U.S. law"', '"US law"'), "45"),
        ),
    ),
    (
        ("Kim’s car", "the workers' pay", "the workers's pay", "Roberts's court", "Roberts’ court"),
        (
            (('"Kim\'s car"', '"Kim’s car"', '"Kim car"'), "0"),
            (('"workers\' pay"', '"workers pay"', '"workers’s pay"'), "12"),
            (('"Roberts\' court"', '"Roberts’s court"', '"Roberts court"'), "34"),
        ),
    ),
    (
        (
            "rose 50% now",
            "50 people",
            "$50",
            "五成，即50%",
            "升50％。",
            "50 percent",
            "50 per cent",
            "百分之50",
            "百分之五十",
            "息率50厘",
            "up 50 %",
            "150%",
        ),
        ((("50%", "５０％", "50％"), "0103456789"),),
    ),
    (
        (
            "paid $100",
            "paid US$100",
            "HK$1,000",
            "100 people",
            "100 dollars",
            "100元",
            "€100",
            "100美元",
        ),
        (
            (("$100", "＄100"), "01457"),
            (("€100",), "6"),
            (("HK$1,000", "$1000"), "2"),
            (("100", '"$100"'), "0134567"),
        ),
    ),
    (
        (
            "€5m deal",
            "€5 million deal",
            "5m euros",
            "500萬歐元",
            "5m people",
            "$5m",
            "5 million euros",
        ),
        ((("€5m",), "01236"), (("$5m",), "5"), (("5m",), "0245")),
    ),
    (
        (
            "3.5% up",
            "3.5厘",
            "3.5 people",
            "13.5%",
            "-3.5%",
            "3.5‰",
            "百分之三點五",
            "rates at 3.5 pct",
        ),
        ((("3.5%",), "0147"), (("3.5‰",), "5"), (("3.5",), "012457")),
    ),
    (
        ("up 20% NEAR", "20% growth", "growth of 20", "20 percent growth"),
        ((("20% NEAR/3 growth", '20% NEAR/1 "growth"'), "13"), (("title:20%",), "")),
    ),
    (
        (
            "GPT-4 won",
            "GPT4 won",
            "GPT 4 won",
            "iOS-17",
            "iOS17",
            "Su-35",
            "a Su35",
            "USB-C",
            "G 20",
        ),
        (
            (("GPT-4", "GPT4", "gpt 4", '"GPT4 won"'), "012"),
            (("iOS 17", "iOS17"), "34"),
            (("SU-35", "su35"), "56"),
            (("USBC", "USB-C"), "7"),
            (("G20", "G-20", "g20"), "8"),
        ),
    ),
    (
        (
            "a by-election",
            "a byelection",
            "re-election",
            "reelection",
            "anti-war",
            "antiwar",
            "on-line",
        ),
        (
            (("by-election", "byelection", "byelections"), "01"),
            (("re-election", "reelection", '"reelection"', '"re-election"'), "23"),
            (('"antiwar"', "anti-war"), "45"),
            (("online",), "6"),
        ),
    ),
    (
        (
            "Johnson & Johnson",
            "Johnson and Johnson",
            "research & development",
            "港鐵 & 中電",
            "R & B",
        ),
        (
            (('"Johnson & Johnson"', '"johnson and johnson"'), "01"),
            (('"research and development"',), "2"),
            (("港鐵 & 中電",), "3"),
            (('"R and B"',), "4"),
        ),
    ),
)


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[int], SearchService]]:
    """The archive of each row, made when it is asked for."""
    made: dict[int, SearchService] = {}
    with ExitStack() as stack:

        def archive(number: int) -> SearchService:
            if number not in made:
                folder = tmp_path_factory.mktemp(f"row{number}")
                made[number] = stack.enter_context(service_of(folder, ROWS[number][0]))
            return made[number]

        yield archive


MARKED = (
    ("send e-mails now", "email", "e-mails"),
    ("it rose 50％ now", "50%", "50％"),
    ("it rose 50 % now", "50%", "50 %"),
    ("paid HK$1,000 now", "$1000", "$1,000"),
    ("Marks & Spencer", '"Marks and Spencer"', "Marks & Spencer"),
    ("Marks & Spencer", "and", "&"),
    ("L’Oréal rose", "Loreal", "L’Oréal"),
    ("L’Oréal rose", "oreal", "Oréal"),
    ("an F\u201116 flew", "F16", "F\u201116"),
    ("an F 16 flew", "F16", "F 16"),
    ("ﾊﾟﾘへ", "パリ", "ﾊﾟﾘ"),
    ("J. K. Ho", '"J.K. Ho"', "J. K. Ho"),
    ("in Hawaiʻi’s bay", "hawaii", "Hawaiʻi"),
    ("an experience", "experienced", "experience"),
)


@pytest.mark.parametrize("body, typed, marked", MARKED)
def test_marks_are_what_was_found(body: str, typed: str, marked: str) -> None:
    """Of whole characters of the original, in few words and in many."""
    words = Words(Segmenter())
    clause = words.quote(typed.strip('"')) if typed.startswith('"') else words.word(typed)
    assert clause is not None
    asked = list(leaves(clause.node))
    more = [Term("body_word", f"other{number}") for number in range(MANY)]
    for every in (asked, [*asked, *more]):
        found = merge(Finder(every, "body").find(body))
        assert [body[start:end] for start, end in found] == [marked]


CASES: Sequence[tuple[int, str, str]] = [
    (number, typed, expected)
    for number, (_, groups) in enumerate(ROWS)
    for queries, expected in groups
    for typed in queries
]


@pytest.mark.parametrize("number, typed, expected", CASES)
def test_ways_to_write(
    archives: Callable[[int], SearchService], number: int, typed: str, expected: str
) -> None:
    page = ask(archives(number), typed, ("expand", "off"))
    assert ids(page) == expected
