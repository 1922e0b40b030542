"""Known hard points, each a text, a quote, and whether the one must find the other.

The archive and brute force must both say so: brute force is itself on trial here.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from archive.model.article import Article, Language
from tests.recall.both_ways import Archive, open_archive

#: Text, quotes that find it, quotes that do not.
CASES: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("港", ("港",), ("香港",)),
    ("香港，中國", ("香港、中國", "香港 中國", "，香港", "港……中"), ("香港中國", "香港。中國")),
    ("北京中國", ("京中", "北京中国"), ("北京，中國", "北京 中國")),
    ("上海　深圳", ("上海 深圳", "上海·深圳"), ("上海深圳",)),
    ("衞生署說。他說", ("衛生署", "卫生署", "說。他", "說！他"), ("說他", "說，他")),
    ("頭段尾\n\n次段首", ("段尾", "次段"), ("尾次", "尾，次", "尾。次")),
    ("行尾\n行首", ("行尾 行首",), ("行尾行首",)),
    ("用5G網絡上網", ("5G網絡", "５Ｇ网", "用5g", "網絡"), ("G網", "5G 上")),
    ("Meta擬斥資1560億", ("Meta 擬", "meta擬斥", "資1560", "1,560億"), ("eta擬", "資156", "60億")),
    ("共1,560人、3.5億元", ("1560", "１，５６０人", "3.5億", "3.5"), ("1", "560", "5億", "35億")),
    ("version 1.1.4 of 2,5", ("1.1.4", "2"), ("1.1", "1.4", "25")),
    ("3.5m2 of land", ("3.5m2",), ("3.5m", "3.5")),
    ("in the U.S. Officials said", ("US officials", "U.S.", "u.s. Officials"), ("the U", "S.")),
    ("Mr. Lee met J. Doe", ("Mr Lee", "Mr. Lee met J Doe"), ("Mr, Lee",)),
    ("Kim’s car, workers’ pay", ("Kim car", "Kim's", "workers pay", "workers"), ("s",)),
    ("Ann B.'s cat doesn't", ("Ann B cat", "doesnt", "doesn’t"), ("s cat", "doesn")),
    ("COVID-19 case", ("covid 19", "covid", "COVID19"), ("COVID–19",)),
    ("學C++語言和C#", ("C++語言", "C++ 語言", "学c++", "C#"), ("C語言", "C", "C+")),
    ("真\u200b的\u200d嗎", ("真的嗎", "真的", "的"), ("真 的",)),
    ("𠮷野家與𨋢", ("𠮷野", "𠮷", "與𨋢", "𨋢"), ("野與",)),
    ("ﬁne ＡＢＣ café", ("fine", "abc", "CAFE", "cafe\u0301"), ("ne", "caf")),
    ("カタカナとひらがな", ("カタカナ", "ナと", "ｶﾀｶﾅ"), ("カな",)),
    ("ガム", ("ｶﾞﾑ", "カ\u3099ム", "ガム"), ("ガ ム", "カム", "カ")),
    ("ﾊﾟﾘ と ハ\u309aリ", ("パリ", "ﾊﾟﾘ", "パ"), ("ハリ", "バリ", "ハ")),
    (
        "\u110b\u1172\u11ab\u1109\u1165\u11a8\u110b\u1167\u11af met",
        ("윤석열", "윤석열 met"),
        ("윤석", "여"),
    ),
    ("在⻓江⽅便", ("長江", "长江", "⻓江", "江方"), ("江便",)),
    ("Hawaiʻi’s Sanaʿa", ("Hawaii", "hawai'i sanaa", "Hawai‘i"), ("Hawai", "Sana")),
    (
        "Côte d’Ivoire, L'Oréal",
        ("Ivoire", "d'Ivoire", "cote d ivoire", "Oréal"),
        ("dIvoir", "reál"),
    ),
    ("Marks & Spencer, AT&T", ("marks and spencer", "Marks & Spencer", "and"), ("AT and T",)),
    ("an F-16 and MH370", ("F16", "F 16", "f-16", "an f16 and mh 370", "MH-370"), ("370", "6")),
    ("J. K. Ho, e-mails", ("J.K. Ho", "j. k. ho", "emails", "e mails"), ("JK", "J.K. e")),
    ("rose 50% to $5m", ("50", "rose 50", "50% to", "5m"), ("50 5m", "0%")),
    ("**粗體**字", ("粗體", "粗體*字", "粗體、字"), ("粗體字",)),
    ("https://a.example/x_y?z=1", ("a.example", "x_y", "example/x"), ("exampl", "y z")),
    ("iPhone™手機 10²m", ("iPhone手機", "10 m"), ("iphonetm", "102m")),
    ("真的嗎？！我……不知", ("嗎？我", "嗎！我", "我…不", "我，不"), ("嗎我", "嗎，我", "我不")),
    ("ﾊﾛｰ｡半角", ("ハロー", "ー。半"), ("ー半",)),
    ("第㋿①號", ("①號", "1号"), ("11號",)),
    ("꞉ꞏ：A股", ("A股", "Ａ股", "：A股"), ("A 股份",)),
)


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    articles = [
        Article(str(i), "", text, Language.TRADITIONAL) for i, (text, _, _) in enumerate(CASES)
    ]
    with open_archive(tmp_path_factory.mktemp("hard"), articles) as opened:
        yield opened


@pytest.mark.parametrize("number", range(len(CASES)), ids=[text for text, _, _ in CASES])
def test_hard_point(hard: Archive, number: int) -> None:
    """Both find what they must and nothing they must not."""
    _, finding, failing = CASES[number]
    for quote in (*finding, *failing):
        expected = quote in finding
        assert (str(number) in hard.expected(quote)) is expected, quote
        assert (str(number) in hard.found(f"「{quote}」")) is expected, quote
        found = hard.marks(f"「{quote}」", str(number))
        assert found == hard.expected_marks(quote, str(number)), quote
        assert any(found) is expected


@pytest.mark.parametrize("quote", ["，。", "……", "™", "\u200b", "-", "  "])
def test_a_quote_without_letters_marks_nothing(hard: Archive, quote: str) -> None:
    """It asks for nothing: brute force finds it nowhere, and no article gets a mark."""
    assert not hard.expected(quote)
    assert not any(any(hard.marks(f'"{quote}"', number)) for number in hard.articles)
