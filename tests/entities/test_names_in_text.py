"""What models propose, trimmed and joined by rules, with made-up findings in place of models."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.entities import han_names, latin_names, latin_organisations
from archive.entities.candidates import candidates
from archive.entities.findings import Finding, Stretch
from archive.entities.left_out import byline, left_out
from archive.entities.models import language_stretches
from archive.model.article import Article, Language
from archive.model.entity import Kind
from tests.analyzers import plain


def article(body: str, title: str = "") -> Article:
    return Article("x", title, body, Language.TRADITIONAL)


#: A text in which [ and ] stand around a finding, and the name that is kept, "" for none.
PEOPLE = [
    ("據[陳大文]說", "陳大文"),
    ("[江主席]訪港", ""),
    ("[陳大文主席]訪港", "陳大文"),
    ("見[李四光先生]", "李四光"),
    ("[特朗普通]電話", "特朗普通"),
    ("[亞歷山大先後]在此", "亞歷山大"),
    ("[吳之]父親", ""),
    ("[洛馬納·盧阿盧阿亦]曾效力", "洛馬納·盧阿盧阿"),
    ("中校[威廉‧陸斯佛]得（", "威廉‧陸斯佛得"),
    ("演員[Randy] Quaid配音", "Randy Quaid"),
    ("轟炸機[獾Badger]）", ""),
    ("來自[烏克蘭]的", ""),
    ("抵達[元朗]", ""),
    ("許多[哈扎拉]人", ""),
    ("講[博杰普爾語]的", ""),
    ("位於[桑德斯]東面", ""),
    ("[美方]表示", ""),
    ("[幼稚園]學生", ""),
    ("郵編[012105]號", ""),
    ("颱風[潭美]吹襲", ""),
    ("[日韓美]會談", ""),
    ("[中俄]關係", ""),
    ("[周又]問他", ""),
    ("[陳供]稱", ""),
    ("高鐵[成貴段]通車", ""),
    ("空襲[黎北部]後", ""),
    ("靠[晒你喇]", ""),
    ("[馮師傅]示範", ""),
]


@pytest.mark.parametrize("marked, kept", PEOPLE)
def test_a_person_in_chinese(marked: str, kept: str) -> None:
    before, inside, after = re.split(r"[\[\]]", marked)
    text = before + inside + after
    found = han_names.trim(Kind.PERSON, text, len(before), len(before + inside))
    assert (text[slice(*found)] if found else "") == kept


@pytest.mark.parametrize(
    "name, says",
    [
        ("北京大學", True),
        ("长鑫科技有限公司", True),
        ("國家統計局", True),
        ("香港銀行", False),
        ("本港學校", False),
        ("金融科技", False),
        ("公司", False),
        ("新建業商業中心", False),
        ("新綜合學校", False),
        ("反恐組織", False),
        ("英國大使館", False),
        ("英國駐華大使館", True),
        ("廣州城市副中心", False),
        ("新民主黨", True),
        ("福建省委", True),
    ],
)
def test_whether_a_chinese_name_says_that_it_is_an_organisation(name: str, says: bool) -> None:
    assert han_names.ends_as_organisation(name, plain()) is says


@pytest.mark.parametrize(
    "name, says",
    [
        ("Ministry of Defence", True),
        ("China University of Geosciences", True),
        ("Gemcraft Inc", True),
        ("Banque Commerciale du Nord", True),
        ("Compagnie des Eaux", True),
        ("United Workers of Canada", True),
        ("Pacific Reinsurance", True),
        ("Good Service", True),
        ("Bank", False),
        ("Wall Street", False),
        ("Premier League Table", False),
    ],
)
def test_whether_an_english_name_says_that_it_is_an_organisation(name: str, says: bool) -> None:
    assert latin_organisations.has_organisation_word(name) is says


#: A text in which [ and ] stand around findings, and who is named in it, place by place.
ENGLISH = [
    ("[Paul Chan] spoke. Chan said so.", ["Paul Chan", "Paul Chan"]),
    ("[Paul Chan] met [Jackie Chan]. Chan left.", ["Paul Chan", "Jackie Chan"]),
    ("[David Christison &] others", ["David Christison"]),
    ("[Kanye West 's] song", ["Kanye West"]),
    ("He went to [Reading] by train", []),
    ("[Virgil van Dijk] led. [Van Dijk] said", ["Virgil van Dijk", "Virgil van Dijk"]),
    ("Mr [Sattler] left; Sattler came", ["Sattler", "Sattler"]),
    ("[Stanley Ho] won the Stanley Cup", ["Stanley Ho"]),
    ("the [keyboard player] left", []),
    ("Colonel [William L]. Curry", ["William L. Curry"]),
    ("in [Kai Tak] today", []),
    ("[Fulham Road] is closed", []),
    ("envoy to [Cyprus Yordan Kolev] said", ["Yordan Kolev"]),
    ("[Jordan Henley] and [Israel Cohen]", ["Jordan Henley", "Israel Cohen"]),
    ("[Grandson Peter Baines] said", ["Peter Baines"]),
    ("the [Huizhou Shenzhen]-Zhongshan line", []),
    ("[Leeds National] and [Leeds Savings]", []),
    ("[Carry Us] Home", []),
    ("President [Miguel de la] Madrid and [Piet van] Dam", ["Miguel de la Madrid", "Piet van Dam"]),
]


@pytest.mark.parametrize("marked, names", ENGLISH)
def test_people_in_english(marked: str, names: list[str]) -> None:
    text, found, starts = "", [], []
    for part in re.split(r"([\[\]])", marked):
        if part == "[":
            starts.append(len(text))
        elif part == "]":
            found.append(Stretch(Kind.PERSON, starts.pop(), len(text)))
        else:
            text += part
    assert [name for *_, name in latin_names.people(text, found)] == names


@pytest.mark.parametrize(
    "marked, kept",
    [
        ("「宗座關懷[移民委員會]」合併", "宗座關懷移民委員會"),
        ("「中國人民[友好協會]的」", "友好協會"),
        ("他說「[移民委員會]」", "移民委員會"),
    ],
)
def test_an_organisation_in_quotation_marks_is_all_that_they_hold(marked: str, kept: str) -> None:
    before, inside, after = re.split(r"[\[\]]", marked)
    text = before + inside + after
    found = han_names.trim(Kind.ORGANISATION, text, len(before), len(before + inside))
    assert found is not None
    assert text[slice(*found)] == kept


@pytest.mark.parametrize(
    "marked, names",
    [
        ("merger of [Hotels with TX Holding Corp]", "Hotels|TX Holding Corp"),
        (
            "[Baptist University and the Institute of Arts] rose",
            "Baptist University|Institute of Arts",
        ),
        ("[Finance Minister Jane Roe and Gemcraft Inc] met", "Gemcraft Inc"),
        ("Finance Minister Jane Roe and [Central Bank] met", "Central Bank"),
        ("the [Standing Committee] of things", "Standing Committee"),
        ("the [Standing Committee of the 8th] NPC", "Standing Committee of the 8th NPC"),
        ("the [Consultative Group] on Kenya met", "Consultative Group on Kenya"),
        ("the [Consultative Group] on Monday met", "Consultative Group"),
        ("the [Society] for the Care of Children said", "Society for the Care of Children"),
        ("the [Agency] for New Roads Peter Baines came", "Agency for New Roads"),
        ("of [Alliance of Greens] and Farmers said", "Alliance of Greens and Farmers"),
        ("the Hong Kong, [China Chess Association] said", "Hong Kong, China Chess Association"),
        ("giant China Ningbo [Tea Company] said", "China Ningbo Tea Company"),
        ("in Ningbo. The [Tea Company] said", "Tea Company"),
        ("The [Chess Association (CA] said", "Chess Association"),
        ("the [SAR] government", ""),
        ("the [Free Trade Arrangement] was signed", ""),
        ("[Energy Resources] Minister Jane Roe", ""),
        ("The [Alpha Smith] rose 3 percent", ""),
        ("shares of [Alpha Smith] rose 3 percent", "Alpha Smith"),
        ("[Alpha Smith] Industrial Average; Alpha Smith was", ""),
        ("[Lloyd's of Bristol] said", "Lloyd's of Bristol"),
    ],
)
def test_where_names_of_organisations_begin_and_end(marked: str, names: str) -> None:
    before, inside, after = re.split(r"[\[\]]", marked)
    text = before + inside + after
    found = [Stretch(Kind.ORGANISATION, len(before), len(before + inside))]
    kept = [text[start:end] for start, end in latin_organisations.organisations(text, found)]
    assert "|".join(kept) == names


@pytest.mark.parametrize(
    "marked, names",
    [
        ("said [The Department of Natural Resources] and Mines", "Department of Natural Resources"),
        ("The [Hockey News]", "Hockey News"),
        ("[Policy Address]", ""),
        ("[Culture, Sports]", ""),
        ("[Nicholson's Broadcasting Service]", "Broadcasting Service"),
    ],
)
def test_organisations_in_english(marked: str, names: str) -> None:
    before, inside, after = re.split(r"[\[\]]", marked)
    text = before + inside + after
    found = [Stretch(Kind.ORGANISATION, len(before), len(before + inside))]
    kept = [text[start:end] for start, end in latin_organisations.organisations(text, found)]
    assert [name.removeprefix("The ").removesuffix(" and Mines") for name in kept] == [
        name for name in [names] if name
    ]


def test_a_name_found_once_is_found_wherever_it_stands() -> None:
    text = "陳大文說。後來陳大文又說。"
    found = candidates(article(text), (Finding("body", Kind.PERSON, 0, 3),))
    assert [(one.start, one.name) for one in found] == [(0, "陳大文"), (7, "陳大文")]


def test_title_and_body_are_one_text() -> None:
    one = article("Jane Roe left.", "Roe leaves")
    found = candidates(one, (Finding("body", Kind.PERSON, 0, 8),))
    assert [(c.field, c.start, c.name) for c in found] == [
        ("title", 0, "Jane Roe"),
        ("body", 0, "Jane Roe"),
    ]


TEXTS = st.text(st.sampled_from("陳大文公司主席·（）。,. \nAbc Jane Roe's &the12"), max_size=60)


PLACES = st.lists(st.tuples(st.booleans(), st.booleans(), st.integers(0, 70)), max_size=8)


@given(TEXTS, TEXTS, PLACES)
def test_candidates_lie_where_they_say(
    title: str, body: str, places: list[tuple[bool, bool, int]]
) -> None:
    """Whatever a model finds, candidates are places of the texts and do not overlap."""
    findings = []
    for in_title, person, start in places:
        text = title if in_title else body
        end = min(len(text), start + 4)
        kind = Kind.PERSON if person else Kind.ORGANISATION
        if start < end:
            findings.append(Finding("title" if in_title else "body", kind, start, end))
    findings.sort(key=lambda one: (one.field == "body", one.start))
    found = candidates(article(body, title), tuple(findings))
    last = {"title": 0, "body": 0}
    for one in found:
        text = title if one.field == "title" else body
        assert last[one.field] <= one.start < one.end <= len(text)
        assert one.name.strip()
        last[one.field] = one.end


@given(st.text(st.sampled_from("陳大文。Abc \n\n,1"), max_size=200))
def test_stretches_cover_every_letter(text: str) -> None:
    parts = list(language_stretches(text))
    assert all(a[2] <= b[1] for a, b in pairwise(parts))
    covered = "".join(text[start:end] for _, start, end in parts)
    letters = [c for c in text if c.isalpha()]
    assert [c for c in covered if c.isalpha()] == letters


@pytest.mark.parametrize(
    "body, authors, agency",
    [
        ("Rain fell. (AFP)", (), "AFP"),
        ("Rain fell. (AP/Reuters)", (), "AP"),
        ("By Rich Miller, Reuters\n\nRain fell.", ("Rich Miller",), "Reuters"),
        ("記者林勵\n\n下雨。", ("林勵",), ""),
        ("【撰文：王德仁】\n\n下雨。", ("王德仁",), ""),
        ("By and large it rained.", (), ""),
        ("Rain fell (mostly)", (), ""),
    ],
)
def test_bylines(body: str, authors: tuple[str, ...], agency: str) -> None:
    assert byline(article(body)) == (authors, agency)


@pytest.mark.parametrize(
    "body, out",
    [
        ("Rain fell. (Reuters)", ["(Reuters)"]),
        ("下雨。\n\n攝影：陳大文\n\n完", ["攝影：陳大文"]),
        ("下雨。\n\n作者為香港大學教授", ["作者為香港大學教授"]),
        ("A.\n\nB.\n\nJane Roe is a senior reporter at the Post.", None),
        ("記者問陳大文。", []),
    ],
)
def test_what_is_left_out(body: str, out: list[str] | None) -> None:
    found = [body[start:end] for start, end in left_out(article(body))]
    assert found == ([body.split("\n\n")[-1]] if out is None else out)
