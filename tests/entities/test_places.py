"""Places: one in every script, none where a name is something else's; offices belong to them."""

from __future__ import annotations

import pytest

from archive.entities.authority import Authority, load_authority
from archive.entities.homes import Homes
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


def named(recogniser: AuthorityRecogniser, text: str, kind: Kind, source: str = "") -> str:
    article = Article("x", "", text, Language.ENGLISH, source=source)
    return " ".join(m.entity for m in recogniser.mentions(article) if m.kind is kind)


#: The same place in the language of each paper.
SAME = [
    ("mong-kok", "Mong Kok", "旺角"),
    ("sha-tin-district", "Sha Tin District", "沙田區"),
    ("new-zealand", "New Zealand", "紐西蘭", "新西蘭", "新西兰"),
    ("italy", "Italy", "義大利", "意大利"),
    ("san-francisco", "San Francisco", "舊金山", "三藩市", "旧金山"),
    ("laos", "Laos", "寮國", "老撾", "老挝"),
    ("hubei", "Hubei", "湖北", "湖北省"),
    ("shenzhen", "Shenzhen", "深圳", "深圳市"),
    ("north-korea", "North Korea", "北韓", "朝鮮"),
    ("middle-east", "Middle East", "中東", "中东"),
    ("kyiv", "Kyiv", "基輔", "基辅"),
    ("united-states", "the United States", "U.S.", "USA", "美國", "美国"),
    ("united-kingdom", "Britain", "UK", "英國"),
]


@pytest.mark.parametrize("entity, names", [(row[0], row[1:]) for row in SAME])
def test_a_place_is_one_in_every_script(
    recogniser: AuthorityRecogniser, entity: str, names: tuple[str, ...]
) -> None:
    for name in names:
        text = f"{name}的消息" if not name.isascii() else f"News from {name} came late"
        assert named(recogniser, text, Kind.PLACE) == entity, name


#: Texts, and the places that they name.
PLACES = [
    ("Officials in Jordan, Lebanon and Syria", "jordan lebanon syria"),
    ("Michael Jordan scored", ""),
    ("a hotel in Jordan, Yau Ma Tei", "jordan-hong-kong yau-ma-tei"),
    ("It cost US$90,000", ""),
    ("Tell us more", ""),
    ("his arrival at Central station", ""),
    ("Turkey's lira fell", "turkey"),
    ("roast turkey and wine", ""),
    ("The New York Times reported", ""),
    ("紐約時報廣場聚集了人", "times-square-new-york"),
    ("孫中山先生", ""),
    ("廣東中山一間工廠", "guangdong zhongshan"),
    ("長治久安", ""),
    ("長江實業公佈業績", ""),
    ("長江水位上升", "yangtze"),
    ("今日本港", ""),
    ("他與日本首相會面", "japan"),
    ("Georgia's president in Tbilisi", "georgia-country tbilisi"),
    ("runoff in Georgia and Florida", "georgia-state florida"),
    ("Parisian cafes", ""),
]


@pytest.mark.parametrize("text, places", PLACES)
def test_only_places_are_places(recogniser: AuthorityRecogniser, text: str, places: str) -> None:
    found = named(recogniser, text, Kind.PLACE)
    known = {"yangtze": "yangtze-river"}
    assert found in (places, " ".join(known.get(one, one) for one in places.split()))


#: Longer names of something else.
LONGER = [
    ("特朗普國際酒店開幕", "person", ""),
    ("華潤啤酒公布業績", "organisation", ""),
    ("比亞迪電子股價", "organisation", ""),
    ("恒大物業停牌", "organisation", ""),
    ("Apple Corps sued", "organisation", ""),
    ("the Uefa Cup Winners' Cup", "organisation", ""),
    ("特朗普表示", "person", "donald-trump"),
]


@pytest.mark.parametrize("text, kind, entity", LONGER)
def test_the_longer_name_wins(
    recogniser: AuthorityRecogniser, text: str, kind: str, entity: str
) -> None:
    assert named(recogniser, text, Kind(kind)) == entity


#: Names that are common words mean the place in its own papers only.
LOCAL = [
    ("Trains to Central are delayed", "RTHK", "central-hong-kong"),
    ("Trains to Central are delayed", "Reuters", ""),
    ("太子站外有人聚集", "眾新聞 CitizenNews", "prince-edward"),
    ("丹麥太子訪問倫敦", "新闻联播 CCTV", "denmark london"),
]


@pytest.mark.parametrize("text, source, places", LOCAL)
def test_a_common_word_is_a_place_at_home(
    recogniser: AuthorityRecogniser, text: str, source: str, places: str
) -> None:
    found = named(recogniser, text, Kind.PLACE, source)
    assert found.startswith(places) if places else not found


#: Offices, and whether they are those of Hong Kong.
OFFICES = [
    ("香港衞生署公布", "department-of-health-hong-kong"),
    ("衞生署公布新個案", "department-of-health-hong-kong"),
    ("紐約市衞生署公布", ""),
    ("加拿大運輸署指", ""),
    ("新加坡警務處", ""),
    ("台灣入境處", ""),
    ("澳門廉政公署", ""),
    ("廣州市地方金融管理局", ""),
    ("正在北京的保安局局長李家超", "security-bureau-hong-kong"),
    ("the Transport Department of Canada", ""),
    ("Singapore's Legislative Council", ""),
]


@pytest.mark.parametrize("text, entity", OFFICES)
def test_an_office_belongs_to_its_place(
    recogniser: AuthorityRecogniser, text: str, entity: str
) -> None:
    assert named(recogniser, text, Kind.ORGANISATION) == entity


#: Bare names of offices, by the paper that has them.
BARE = [
    ("The Education Bureau said schools will close", "RTHK", "education-bureau-hong-kong"),
    ("The Education Bureau said schools will close", "Reuters", ""),
    (
        "The Department of Justice sued. The United States and Texas agreed.",
        "RTHK",
        "us-justice-department",
    ),
    ("教育局宣布停課", "RTHK 香港電台", "education-bureau-hong-kong"),
    ("三亚市教育局局长", "RTHK 香港電台", ""),
    ("教育局宣布停课", "新闻联播 CCTV", ""),
]


@pytest.mark.parametrize("text, source, entity", BARE)
def test_a_bare_office_is_that_of_its_own_papers(
    recogniser: AuthorityRecogniser, text: str, source: str, entity: str
) -> None:
    assert named(recogniser, text, Kind.ORGANISATION, source) == entity


#: People whose names are others' too, in papers of their own place and elsewhere.
PEOPLE = [
    ("王毅参加会见。习近平总书记出席。", "新闻联播 CCTV", "wang-yi xi-jinping"),
    ("Sports minister Kevin Yeung attended", "RTHK", "kevin-yeung-yun-hung"),
    ("Kevin Yeung, an Oxfam volunteer", "RTHK", ""),
    ("Kevin Yeung attended", "Reuters", ""),
    ("香港浸會大學計算機科學系張曉明教授", "眾新聞 CitizenNews", ""),
]


@pytest.mark.parametrize("text, source, people", PEOPLE)
def test_people_of_a_place_are_plain_in_its_papers(
    recogniser: AuthorityRecogniser, text: str, source: str, people: str
) -> None:
    assert named(recogniser, text, Kind.PERSON, source) == people


def test_homes(authority: Authority) -> None:
    homes = Homes(authority.entries)
    assert homes.of("mong-kok") == "hong-kong"
    assert homes.of("wuhan") == "china"
    assert homes.of("taipei") == "taiwan"
    assert homes.of_article("RTHK 香港電台", ()).paper == "hong-kong"
    about = homes.of_article("Nobody's Paper", ("wuhan", "beijing", "mong-kok"))
    assert about == ("", "china")
    assert homes.of_article("RTHK", ("london", "mong-kok")).content == "several"


def test_every_district_province_state_and_capital_is_there(authority: Authority) -> None:
    """In both languages; none lies in itself."""
    places = {id_: e.entity for id_, e in authority.entries.items() if e.entity.kind is Kind.PLACE}
    within: dict[str, int] = {}
    for place in places.values():
        assert "en" in place.names or "zh-Hant" in place.names, place.id
        assert place.within != place.id
        assert not place.within or place.within in places, place.id
        within[place.within] = within.get(place.within, 0) + 1
    notes = [place.note for place in places.values()]
    assert sum(note.startswith(("country", "capital and country")) for note in notes) >= 193
    assert sum("capital of" in note for note in notes) >= 180
    districts = [place for place in places.values() if "district of Hong Kong" in place.note]
    assert len(districts) == 18
    assert len(places) > 1_800


def test_every_name_of_a_place_that_no_guard_doubts_is_found(
    authority: Authority, recogniser: AuthorityRecogniser
) -> None:
    homes = Homes(authority.entries)
    missed = set()
    for id_, entry in authority.entries.items():
        if entry.entity.kind is not Kind.PLACE:
            continue
        source = "RTHK" if homes.of(id_) == "hong-kong" else ""
        for language, name in entry.entity.names.items():
            text = f"官員星期一到達{name}視察。"
            if language == "en":
                text = f"Officials arrived in {name} on Monday."
            found = named(recogniser, text, Kind.PLACE, source)
            if id_ not in found.split() and name not in entry.guards:
                missed.add(name)
    assert missed == set()


@pytest.mark.parametrize(
    "text, places",
    [
        ("總統抵達卡塔爾訪問", "qatar"),
        ("球隊到達拉斯維加斯作賽", "las-vegas"),
        ("代表團到達佛羅倫斯", "florence"),
        ("颶風直達佛羅里達州", "florida"),
        ("戰事波及到達卡拉奇的航班", "karachi"),
        ("他在達卡開會", "dhaka"),
        ("達拉斯的球迷", "dallas"),
    ],
)
def test_a_name_that_begins_inside_another_is_found(
    recogniser: AuthorityRecogniser, text: str, places: str
) -> None:
    assert named(recogniser, text, Kind.PLACE) == places


@pytest.mark.parametrize(
    "text, places",
    [
        ("屯門公路發生車禍", ""),
        ("屯門發生車禍", "tuen-mun"),
        ("福建中學的學生", ""),
        ("烏軍攻擊布良斯克州", ""),
        ("烏軍攻擊布良斯克", "bryansk"),
        ("shops on Prince Edward Road West", ""),
        ("the Moscow Region governor", ""),
        ("Liverpool 2-0 Everton", ""),
        ("a fire in Liverpool on 2 May", "liverpool"),
        ("He left Chicago 30 years ago", "chicago"),
        ("West Germany and France", "germany france"),
    ],
)
def test_what_is_named_after_a_place_is_none(
    recogniser: AuthorityRecogniser, text: str, places: str
) -> None:
    assert named(recogniser, text, Kind.PLACE, "RTHK") == places


@pytest.mark.parametrize(
    "text, organisations",
    [
        ("said Merrill Lynch Economics Inc", ""),
        ("said Merrill Lynch and others", "merrill-lynch"),
        ("lead manager Swiss Bank Corp International", ""),
        ("ChemChina bought Syngenta", "chemchina"),
    ],
)
def test_a_house_is_not_its_subsidiary(
    recogniser: AuthorityRecogniser, text: str, organisations: str
) -> None:
    assert organisations in named(recogniser, text, Kind.ORGANISATION)
    assert bool(organisations) is ("merrill" in named(recogniser, text, Kind.ORGANISATION)) or (
        "merrill" not in text.lower()
    )


@pytest.mark.parametrize(
    "text, source, organisations",
    [
        ("海關檢獲毒品，警方在旺角和沙田調查", "RTHK", "customs-and-excise-department"),
        ("韓國海關檢獲毒品，香港和旺角的旅客", "RTHK", ""),
        ("北京、上海和武漢的數字，国家统计局公布", "", "national-bureau-of-statistics-china"),
        (
            "In Beijing and Shanghai prices fell, the National Bureau of Statistics said",
            "RTHK",
            "national-bureau-of-statistics-china",
        ),
        ("In Beijing and Shanghai the Moldovan Defence Ministry was named", "", ""),
        (
            "In Beijing and Shanghai the Defence Ministry was named",
            "",
            "ministry-of-national-defence-china",
        ),
        ("In Texas and Ohio the Senate voted", "", "us-senate"),
        ("In Texas and Ohio the Australian Senate was told of", "", ""),
        ("在北京和上海，美財政部的消息", "", ""),
    ],
)
def test_bare_offices_abroad(
    recogniser: AuthorityRecogniser, text: str, source: str, organisations: str
) -> None:
    assert named(recogniser, text, Kind.ORGANISATION, source) == organisations


GAME = "The goalkeeper scored in the league after a penalty; the coach praised the striker. "


@pytest.mark.parametrize(
    "text, places",
    [
        (GAME + "Barcelona beat Boston.", ""),
        (GAME + "They played in Boston.", "boston"),
        (GAME + "Spain lost to Italy.", "spain italy"),
        ("Barcelona has a new mayor.", "barcelona"),
        ("球員入球，門將受傷，聯賽主場大勝，利物浦贏波", ""),
        ("球員入球，門將受傷，聯賽主場大勝，在倫敦舉行", "london"),
        ("Savings banks in Naples, Florida", "florida"),
        ("Savings banks in Naples, Italy", "naples italy"),
        ("offices in Naples, Fla, await", ""),
        ("Harvard University, Cambridge, MA", ""),
        ("He flew to London, Paris and Rome", "london paris rome"),
        ("talks in Paris, France and Germany", "paris france germany"),
        ("銅鑼灣書店的人", ""),
        ("長沙艦駛過海峽", ""),
        ("斯塔夫羅波爾邊疆區", ""),
        ("他說上海話", ""),
        ("上海話題多", "shanghai"),
        ("台北馬拉松明日舉行", ""),
        ("列車駛往沙田站", ""),
        ("沙田站在路邊", "sha-tin"),
        ("觀塘集團的股東", ""),
        ("延安精神代代相傳", ""),
        ("the MSCI Japan ETF fell", ""),
        ("Sao Paulo State and its growers", ""),
    ],
)
def test_other_places_of_a_name(recogniser: AuthorityRecogniser, text: str, places: str) -> None:
    assert named(recogniser, text, Kind.PLACE, "RTHK") == places
