"""The curated organisations and events: they load whole and claim no name of another's."""

from __future__ import annotations

import json
import re
from datetime import date
from importlib import resources

import pytest

from archive.entities.authority import Authority, parse_authority
from archive.entities.recogniser import AuthorityRecogniser
from archive.model.article import Article, Language
from archive.model.entity import Kind
from archive.text.folding import fold_text
from archive.text.segmentation import segmenter_of

_OWN = {"organisations.jsonl": Kind.ORGANISATION, "events.jsonl": Kind.EVENT}


def _read(name: str) -> Authority:
    path = resources.files("archive.entities").joinpath("data", name)
    return parse_authority(path.read_text("utf-8").splitlines(), name)


@pytest.fixture(scope="module")
def parts() -> dict[str, Authority]:
    return {name: _read(name) for name in ("authority.jsonl", *_OWN)}


@pytest.fixture(scope="module")
def recogniser(parts: dict[str, Authority]) -> AuthorityRecogniser:
    entries = {key: entry for part in parts.values() for key, entry in part.entries.items()}
    authority = Authority(entries)
    return AuthorityRecogniser(authority, segmenter_of(authority.names()))


def test_every_line_loads(parts: dict[str, Authority]) -> None:
    for name, kind in _OWN.items():
        assert parts[name].problems == ()
        assert {entry.entity.kind for entry in parts[name].entries.values()} == {kind}
    assert len(parts["organisations.jsonl"].entries) >= 330
    assert len(parts["events.jsonl"].entries) >= 800


def test_no_id_stands_in_two_files(parts: dict[str, Authority]) -> None:
    ids = [key for part in parts.values() for key in part.entries]
    assert len(ids) == len(set(ids))


def test_no_name_belongs_to_two_without_guards(parts: dict[str, Authority]) -> None:
    claimed: dict[str, list[tuple[str, bool]]] = {}
    for part in parts.values():
        for key, entry in part.entries.items():
            for name in entry.entity.all_names():
                assert len(fold_text(name)) > 1, (key, name)
                apart = entry.tells_apart(name)
                claimed.setdefault(fold_text(name), []).append((key, apart))
    for name, claims in claimed.items():
        owners = {owner for owner, _ in claims}
        assert len(owners) == 1 or all(guarded for _, guarded in claims), (name, claims)


def test_guards_are_folded_and_cover_every_spelling(parts: dict[str, Authority]) -> None:
    """A pattern that is not folded never matches; one found in the name alone says nothing."""
    for file in _OWN:
        for key, entry in parts[file].entries.items():
            guarded = {fold_text(name) for name in entry.guards}
            for name in entry.entity.all_names():
                assert name in entry.guards or fold_text(name) not in guarded, (key, name)
            for name, guard in entry.guards.items():
                for pattern in filter(None, (guard.near, guard.none)):
                    assert fold_text(pattern) == pattern, (key, name)
                    assert not re.search(pattern, fold_text(name)), (key, name)


def test_cased_names_are_names(parts: dict[str, Authority]) -> None:
    for file in _OWN:
        for entry in parts[file].entries.values():
            assert entry.cased <= set(entry.entity.all_names())


def test_events_know_their_days(parts: dict[str, Authority]) -> None:
    events = parts["events.jsonl"].entries
    assert all(entry.entity.days for entry in events.values())
    assert events["yuen-long-attack-2019"].entity.days == ((date(2019, 7, 21), date(2019, 7, 21)),)
    assert events["umbrella-movement"].entity.days == ((date(2014, 9, 26), date(2014, 12, 15)),)


def _event(days: object, kind: str = "event") -> str:
    return json.dumps({"id": "x", "kind": kind, "en": "X", "days": days})


@pytest.mark.parametrize(
    "days, says",
    [
        (["1989-13-04"], "month"),
        (["1989-02-30"], "day"),
        (["19890604"], "'19890604' is not a day"),
        (["1989-06-04/"], "'' is not a day"),
        (["1989-06-04/1989-06-05/1989-06-06"], "is not a day"),
        (["2020-06-30/2019-06-09"], "end before they begin"),
        (["yesterday"], "'yesterday' is not a day"),
        ("1989-06-04", "days must be a list"),
        ([19890604], "days must be a list"),
    ],
)
def test_bad_days_are_a_reported_line(days: object, says: str) -> None:
    found = parse_authority([_event(days), '{"id": "y", "kind": "event", "en": "Y"}'], "own.jsonl")
    assert list(found.entries) == ["y"]
    assert found.problems[0].startswith("own.jsonl line 1: ")
    assert says in found.problems[0]


def test_days_belong_to_events_only() -> None:
    found = parse_authority([_event(["1989-06-04"], "organisation")], "own.jsonl")
    assert "only an event has days" in found.problems[0]


def test_days_may_be_several_intervals() -> None:
    days = ["1989-06-04", "2019-06-09/2020-06-30", "2022-02-24/.."]
    found = parse_authority([_event(days)], "own.jsonl")
    assert found.entries["x"].entity.days == (
        (date(1989, 6, 4), date(1989, 6, 4)),
        (date(2019, 6, 9), date(2020, 6, 30)),
        (date(2022, 2, 24), None),
    )


NAMED = [
    ("外交部發言人", ""),
    ("英國外交部發言人", "uk-foreign-office"),
    ("中國國防部", "ministry-of-national-defence-china"),
    ("國防部發言人", ""),
    ("騰訊(0700.HK)與百度(9888.HK)", "tencent tencent baidu baidu"),
    ("一百度的水", ""),
    ("東京東部", ""),
    ("京東跌逾5%", "jd-com"),
    ("證監會行政總裁梁鳳儀", "securities-and-futures-commission"),
    ("中國證監會主席吳清", "china-securities-regulatory-commission"),
    ("證監會", ""),
    ("港府發言人", "hong-kong-government"),
    ("申明報告", ""),
    ("《明報》報道", "ming-pao"),
    ("完成報告", ""),
    ("北京大學生活節", "peking-university"),
    ("北京大學生上街", ""),
    ("國家安全部門", ""),
    ("中國銀行業", ""),
    ("中國銀行公布盈利", "bank-of-china"),
    ("法國興業銀行", "societe-generale"),
    ("佢宜家先講", ""),
    ("去IKEA宜家買沙發", "ikea ikea"),
    ("美國聯合國協會", ""),
    ("聯合國秘書長", "united-nations"),
    ("列寧共青團中央", ""),
    ("胡志明共青團中央", ""),
    ("共青團中央書記處", "communist-youth-league-of-china"),
    ("Exxon Chemical Co", ""),
    ("Toshiba Machine sold it", ""),
    ("Toshiba sold it", "toshiba"),
    ("香港警方拘捕", "hong-kong-police-force"),
    ("警察公共關係科回覆", "police-public-relations-branch"),
    ("沙田民政事務處", "sha-tin-district-office"),
    ("美軍抵達", "us-armed-forces"),
    ("美軍事基地", ""),
    ("白俄軍演", ""),
    ("烏軍與俄軍交戰", "armed-forces-of-ukraine russian-armed-forces"),
    ("Banque Nationale de Paris said", "bnp-banque-nationale-de-paris"),
    ("適宜家庭", ""),
    ("習馬會", ""),
    ("國家公安部", "ministry-of-public-security-china"),
    ("越南公安部", ""),
    ("高比拜仁", ""),
    ("湯華碩", ""),
    ("卜杜勒-馬利克·胡塞", ""),
    ("Shell fell", ""),
    ("Royal Dutch Shell", "shell-plc"),
    ("Shell Oil Co", "shell-plc"),
    ("the Export-Import Bank of China", "export-import-bank-of-china"),
    ("Bank of China said", "bank-of-china"),
    ("HKT 10:00", ""),
    ("San Francisco", ""),
    ("Alfie Boe sang", ""),
    ("The BoE said", "bank-of-england"),
    ("the Iran-Iraq war", "iran-iraq-war"),
    ("the Iraq war", "iraq-war-2003"),
    ("元朗721事件", "yuen-long-attack-2019"),
    ("去年8.31太子站", "prince-edward-station-attack-2019"),
    ("人大8.31事件", ""),
    ("其所佔中國市場", ""),
    ("佔中九子案", "occupy-nine-trial"),
    ("喝沙士汽水", ""),
    ("2003年沙士一役", "sars-outbreak-2003"),
    ("背水一戰", ""),
    ("第二戰", ""),
    ("二戰結束後", "world-war-ii"),
    ("新冷戰", ""),
]


@pytest.mark.parametrize("text, entities", NAMED)
def test_names_the_right_entity_or_none(
    recogniser: AuthorityRecogniser, text: str, entities: str
) -> None:
    found = recogniser.mentions(Article("x", text, "", Language.ENGLISH))
    assert " ".join(m.entity for m in found) == entities
