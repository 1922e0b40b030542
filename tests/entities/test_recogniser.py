"""Who is named: the right entity, in every script, and nobody else."""

from __future__ import annotations

import pytest

from archive.entities.authority import Authority, load_authority, parse_authority
from archive.entities.recogniser import AuthorityRecogniser
from archive.model.article import Article, Language
from archive.model.entity import Kind
from archive.text.segmentation import segmenter_of


@pytest.fixture(scope="module")
def authority() -> Authority:
    return load_authority()


@pytest.fixture(scope="module")
def recogniser(authority: Authority) -> AuthorityRecogniser:
    return AuthorityRecogniser(authority, segmenter_of(authority.names()))


def article(title: str, body: str = "") -> Article:
    return Article("x", title, body, Language.ENGLISH)


NAMED = [
    ("President Trump met Xi Jinping; Xi left", "donald-trump xi-jinping xi-jinping"),
    ("特朗普與習近平通電話", "donald-trump xi-jinping"),
    ("川普", "donald-trump"),
    ("特朗普通電話", "donald-trump"),
    ("When Trump arrived", "donald-trump"),
    ("Trump’s plan", "donald-trump"),
    ("TRUMP SIGNS ORDER", "donald-trump"),
    ("Barron Trump", ""),
    ("Melania Trump", "melania-trump"),
    ("Trump Tower", ""),
    ("Eric Trump said", "eric-trump"),
    ("trumped up", ""),
    ("Zuckerberg", "mark-zuckerberg"),
    ("朱克伯格", "mark-zuckerberg"),
    ("扎克伯格", "mark-zuckerberg"),
    ("祖克柏", "mark-zuckerberg"),
    ("Powell said", ""),
    ("Jerome Powell spoke. Powell added", "jerome-powell jerome-powell"),
    ("甲骨文股價上升", "oracle"),
    ("殷墟出土的甲骨文", ""),
    ("Oracle of Delphi", ""),
    ("Meta rose", "meta-platforms"),
    ("meta data", ""),
    ("Apple pie", ""),
    ("UN aid", "united-nations"),
    ("un ami", ""),
    ("李強總理", "li-qiang"),
    ("李強調研", ""),
    ("李強調要改革", ""),
    ("John Lee sang", ""),
    ("Chief Executive John Lee", "john-lee-ka-chiu"),
    ("習主席", ""),
    ("Xi Jinping in Xi'an; Xi's speech", "xi-jinping xi-jinping"),
    ("Jerome Powell on the Powell. Powell said", "jerome-powell jerome-powell"),
    ("Carrie Lam spoke; Lam left", "carrie-lam carrie-lam"),
    ("騰訊 (0700.HK)", "tencent tencent"),
    ("911事件", "september-11-attacks"),
    ("前政治局常委周永康因貪腐被判囚", "zhou-yongkang"),
    ("學聯前秘書長周永康", "hong-kong-federation-of-students alex-chow-yong-kang"),
    ("在監獄裏，周永康讀書", ""),
    ("李明博士說", ""),
    ("南韓前總統李明博", "lee-myung-bak"),
    ("資金正日益增加", ""),
    ("伊朗石油部長帕克內賈德", ""),
    ("伊朗前總統內賈德", "mahmoud-ahmadinejad"),
    ("泰國前總理他信", "thaksin-shinawatra"),
    ("他信任我", ""),
    ("王丹與六四學運", "wang-dan june-fourth-1989"),
    ("一片汪洋", ""),
    (
        "全國政協主席汪洋",
        "chinese-peoples-political-consultative-conference wang-yang",
    ),
    ("韓正式宣布", ""),
    ("副總理韓正到訪", "han-zheng"),
    ("佛洛伊德的夢的解析", "sigmund-freud"),
    ("美國國務卿賴斯", "condoleezza-rice"),
    ("國家安全顧問蘇珊·賴斯", "susan-rice"),
    ("Cardinal Stephen Chow", "stephen-chow-sau-yan"),
    ("Stephen Chow", ""),
    ("Queen Elizabeth Hospital", ""),
]


@pytest.mark.parametrize("text, entities", NAMED)
def test_names_the_right_entity_or_none(
    recogniser: AuthorityRecogniser, text: str, entities: str
) -> None:
    named = [m for m in recogniser.mentions(article(text)) if m.kind is not Kind.PLACE]
    assert " ".join(m.entity for m in named) == entities


def test_mentions_lie_where_they_say(recogniser: AuthorityRecogniser) -> None:
    """Offsets count into the original, also behind characters that fold to several or none."""
    body = "ﬁrst ㎡ 朱\u200b克伯格（Mark Zuckerberg）與Trump’s"
    found = recogniser.mentions(article("特朗普", body))
    assert [(m.field, m.text) for m in found] == [
        ("title", "特朗普"),
        ("body", "朱\u200b克伯格"),
        ("body", "Mark Zuckerberg"),
        ("body", "Trump"),
    ]
    for mention in found:
        text = "特朗普" if mention.field == "title" else body
        assert text[mention.start : mention.end] == mention.text
        assert mention.why.code


BAD = [
    ("{", "line 1"),
    ("[]", "not a JSON object"),
    ('{"id": "A b", "kind": "person", "en": "X"}', "id"),
    ('{"id": "a", "kind": "ghost", "en": "X"}', "ghost"),
    ('{"id": "a", "kind": "person"}', "no name"),
    ('{"id": "a", "kind": "person", "en": 3}', "en must be a text"),
    ('{"id": "a", "kind": "person", "en": "X", "aliases": "Y"}', "aliases"),
    ('{"id": "a", "kind": "person", "en": "X", "guard": {"Y": {"not": "z"}}}', "no name of it"),
    ('{"id": "a", "kind": "person", "en": "X", "guard": {"X": {"not": "("}}}', "line 1"),
    ('{"id": "a", "kind": "person", "en": "X", "guard": {"X": {"maybe": "z"}}}', "guard of"),
]


@pytest.mark.parametrize("line, says", BAD)
def test_a_bad_line_is_reported_and_the_rest_loads(line: str, says: str) -> None:
    good = '{"id": "good", "kind": "person", "en": "Good"}'
    found = parse_authority([line, "", good, good], "own.jsonl")
    assert list(found.entries) == ["good"]
    assert says in found.problems[0]
    assert found.problems[1].startswith("own.jsonl line 4: id 'good' stands twice")
