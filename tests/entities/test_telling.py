"""Of whom one article tells who that is, and which names are shown at all."""

from __future__ import annotations

import re

import pytest

from archive.entities import han_names, latin_names, latin_organisations
from archive.entities.authority import load_authority
from archive.entities.candidates import Candidate, candidates
from archive.entities.evidence import AgreedNames
from archive.entities.findings import Finding, Stretch
from archive.entities.resolver import Resolver
from archive.entities.telling import who_is_told
from archive.model.article import Article, Language
from archive.model.entity import SURNAME_ALONE, Kind
from archive.text.folding import fold_text
from archive.text.segmentation import Segmenter, segmenter_of


@pytest.fixture(scope="module")
def segmenter() -> Segmenter:
    return segmenter_of(load_authority().names())


def told(marked: str, kind: Kind) -> bool:
    before, name, after = re.split(r"[\[\]]", marked)
    article = Article("x", "", before + name + after, Language.ENGLISH)
    found = Candidate("body", len(before), len(before + name), kind, name)
    return bool(who_is_told(article, [found]))


@pytest.mark.parametrize(
    "marked, tells",
    [
        ("the analyst [Yordan Kolev] wrote", True),
        ("[Yordan Kolev], 43, was arrested", True),
        ("[Yordan Kolev], a lawyer from Sofia, said", True),
        ("[Yordan Kolev] said on Friday", True),
        ("He thanked [Peter Baines] for it", True),
        ("He met [Wong Ngar-shan] and others", True),
        ("output from [Upper Zakum] grew", False),
        ("the river at [Nizhny Novgorod] froze", False),
        ("議員[羅乃軒]在會上", True),
        ("[羅乃軒]表示不同意", True),
        ("[羅乃軒]（43歲）被捕", True),
        ("今日[羅乃軒]的事", False),
        ("解放[马林卡]等方向的战斗", False),
    ],
)
def test_whether_an_article_tells_who_a_person_is(marked: str, tells: bool) -> None:
    assert told(marked, Kind.PERSON) is tells


@pytest.mark.parametrize(
    "marked, names",
    [
        ("代表[羅乃軒]、[李小芬]和[方可]到場", "羅乃軒 李小芬 方可"),
        ("[羅乃軒]、[李小芬]及[方可]表示", "羅乃軒 李小芬 方可"),
        ("[羅乃軒]、[李小芬]和[方可]的書", ""),
        ("代表[羅乃軒]，還有[李小芬]的書", "羅乃軒"),
        ("代表[羅乃軒]、[秋稻]和水", "羅乃軒"),
    ],
)
def test_what_is_told_of_one_in_a_row_is_told_of_all(marked: str, names: str) -> None:
    text, found = "", []
    for before, name in re.findall(r"([^\[\]]*)(?:\[(.*?)\])?", marked):
        start = len(text) + len(before)
        text += before + name
        if name:
            found.append(Candidate("body", start, len(text), Kind.PERSON, name))
    article = Article("x", "", text, Language.ENGLISH)
    assert {name for _, name in who_is_told(article, found)} == set(names.split())


@pytest.mark.parametrize(
    "marked, tells",
    [
        ("[Quectel]'s shares fell", True),
        ("[Gynex] <GYNX.O> said it", True),
        ("the chief executive of [Metex] said", True),
        ("[International Rescue Office] (IRO) said", True),
        ("[International Rescue Office] (PLO) said", False),
        ("He went to [Metex] today", False),
    ],
)
def test_whether_an_article_tells_what_an_organisation_is(marked: str, tells: bool) -> None:
    assert told(marked, Kind.ORGANISATION) is tells


@pytest.mark.parametrize(
    "kind, name, articles, others, told_in, shown",
    [
        (Kind.PERSON, "Yordan Kolev", 1, 0, 1, True),
        (Kind.PERSON, "Yordan Kolev", 1, 0, 0, False),
        (Kind.PERSON, "Yordan Kolev", 2, 0, 0, True),
        (Kind.PERSON, "Yordan Kolev", 1, 3, 1, False),
        (Kind.PERSON, "Kolev", 9, 0, 3, False),
        # A foreigner's surname by its sound is one alone, as Kolev is.
        (Kind.PERSON, "戴維森", 9, 0, 3, False),
        (Kind.PERSON, "林克維奇斯", 2, 0, 1, False),
        (Kind.PERSON, "約翰·史密斯", 1, 0, 1, True),
        (Kind.PERSON, "羅致光", 1, 0, 1, True),
        (Kind.PERSON, "羅致光", 2, 0, 0, True),
        # A word behind a character that is a surname too.
        (Kind.PERSON, "黎北部", 2, 0, 0, False),
        (Kind.PERSON, "党团结", 3, 0, 0, False),
        (Kind.PERSON, "秋稻", 8, 0, 0, False),
        (Kind.PERSON, "白浪", 8, 0, 1, False),
        (Kind.PERSON, "陈东", 3, 0, 1, True),
        (Kind.PERSON, "西田和夫", 2, 0, 0, True),
        (Kind.PERSON, "李克强", 1, 0, 1, True),
        (Kind.ORGANISATION, "Ministry of Defence", 9, 0, 9, False),
        (Kind.ORGANISATION, "Monetary Policy Committee", 3, 0, 0, False),
        (Kind.ORGANISATION, "Ministry of Defence of Chad", 1, 0, 0, True),
        (Kind.ORGANISATION, "Quectel", 1, 0, 1, True),
        (Kind.ORGANISATION, "Quectel", 3, 0, 0, False),
        (Kind.ORGANISATION, "國家外交部", 3, 0, 0, False),
        (Kind.ORGANISATION, "伊朗外交部", 1, 0, 0, True),
        (Kind.ORGANISATION, "中央政府", 9, 0, 0, False),
        (Kind.ORGANISATION, "敘利亞過渡政府", 1, 0, 0, True),
        (Kind.ORGANISATION, "中国驻奥地利使馆", 1, 0, 0, True),
    ],
)
def test_what_is_shown(
    segmenter: Segmenter,
    kind: Kind,
    name: str,
    articles: int,
    others: int,
    told_in: int,
    shown: bool,
) -> None:
    assert AgreedNames(segmenter).is_shown(kind, name, articles, others, told_in) is shown


@pytest.mark.parametrize(
    "names, surname",
    [
        (
            "戴維森 施捷斯尼 史高斯 穆罕默德 斯凯里特 亞歷山大 武切维奇 古力科娃 鄧寇克"
            " 卡勒 查納 夏拉特 魯貝斯 米特",
            True,
        ),
        (
            "李克强 羅致光 馬英九 金正恩 林卓廷 尹錫悅 高市早苗 戴耀廷 湯家驊 林鄭 馬丁"
            " 陳波 林文達 唐思維 李安 查良鏞",
            False,
        ),
        ("約翰·史密斯 羅拔·狄尼路", False),
    ],
)
def test_surnames_of_foreigners_by_their_sound(names: str, surname: bool) -> None:
    told_apart = {name: han_names.is_foreign_surname(fold_text(name)) for name in names.split()}
    assert set(told_apart.values()) == {surname}, told_apart


@pytest.mark.parametrize(
    "text, kept",
    [
        ("撐特區政府", "特區政府"),
        ("視聯邦緊急事務管理局", "聯邦緊急事務管理局"),
        ("視覺藝術家協會", "視覺藝術家協會"),
        ("和平發展基金會", "和平發展基金會"),
        ("黃楚標旗下公司", None),
        ("欧洲多国政府", None),
    ],
)
def test_what_a_name_of_an_organisation_ran_into(text: str, kept: str | None) -> None:
    place = han_names.trim(Kind.ORGANISATION, text, 0, len(text))
    assert (None if place is None else text[slice(*place)]) == kept


@pytest.mark.parametrize(
    "name, text, whole",
    [
        ("林子健昨", "林子健昨日表示，林子健稱", "林子健"),
        ("林鄭月娥", "林鄭月娥表示，林鄭月說", "林鄭月娥"),
        ("林子健昨", "林子健昨日表示", "林子健昨"),
        ("高市早苗", "高市早苗當選", "高市早苗"),
    ],
)
def test_what_a_name_of_a_person_ran_into(name: str, text: str, whole: str) -> None:
    assert han_names.without_run_in(name, text) == whole


@pytest.mark.parametrize(
    "marked, names",
    [
        ("a unit of Fruit of the [Loom Inc] said", ["Fruit of the Loom Inc"]),
        ("The Board of [Ford Holdings Inc] met", ["Ford Holdings Inc"]),
        (
            "the Hong Kong Tele-call [Taxi Association] said",
            ["Hong Kong Tele-call Taxi Association"],
        ),
        ("Meanwhile [Taxi Association] members", ["Taxi Association"]),
        ("the [U.S. Mission] to the United Nations", ["U.S. Mission to the United Nations"]),
        ("[Press Trust of India news] said", ["Press Trust of India"]),
        ("the [Kazakh foreign ministry] said", ["Kazakh foreign ministry"]),
        ("the [Hang Seng] Index fell", []),
        ("in the [Champions League] again", []),
        (
            "[China Federation of Literary] and Art Circles",
            ["China Federation of Literary and Art Circles"],
        ),
    ],
)
def test_organisations_are_whole(marked: str, names: list[str]) -> None:
    before, inside, after = re.split(r"[\[\]]", marked)
    text = before + inside + after
    found = [Stretch(Kind.ORGANISATION, len(before), len(before + inside))]
    places = latin_organisations.organisations(text, found)
    assert [text[start:end] for start, end in places] == names


def test_a_surname_of_which_no_more_is_said_is_of_this_article_alone() -> None:
    text = "Kolev: talks go on. In Varna they wait"
    found = (Finding("body", Kind.PERSON, 0, 5), Finding("body", Kind.PERSON, 23, 28))
    article = Article("x", "", text, Language.ENGLISH)
    (only,) = candidates(article, found)
    assert (only.name, only.lone) == ("Kolev", True)
    assert who_is_told(article, [only]) == set()


def test_what_is_an_organisation_elsewhere_in_a_text_is_no_lone_surname() -> None:
    text = "Konami grew. Shares of Konami rose"
    stretches = [Stretch(Kind.PERSON, 0, 6), Stretch(Kind.ORGANISATION, 23, 29)]
    assert list(latin_names.lone(text, stretches, [])) == []


def test_a_surname_alone_stays_in_its_article() -> None:
    authority = load_authority()
    resolver = Resolver(authority, segmenter_of(authority.names()))
    text = "Mr Kolev said so"
    article = Article("x", "", text, Language.ENGLISH)
    (mention,) = resolver.mentions(article, (Finding("body", Kind.PERSON, 3, 8),))
    assert mention.why.code == SURNAME_ALONE
    assert mention.stays
    text = "Yordan Kolev said so"
    article = Article("x", "", text, Language.ENGLISH)
    (mention,) = resolver.mentions(article, (Finding("body", Kind.PERSON, 0, 12),))
    assert not mention.stays
