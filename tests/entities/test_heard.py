"""Names of people paired by their sound: of the authority file, and in made news."""

from __future__ import annotations

import random
import re

import pytest

from archive.entities.authority import load_authority, parse_authority
from archive.entities.company import Account
from archive.entities.curation import Suggestion, by_company
from archive.entities.heard import heard_pairs
from archive.entities.sounds import SOUNDS_ALIKE, sound_likeness
from archive.model.entity import Kind

HAN_NAME = re.compile("[一-鿿·]+")


@pytest.mark.parametrize(
    "latin, han",
    [
        ("Zheng Qinwen", "鄭欽文"),
        ("Qinwen Zheng", "郑钦文"),
        ("Ronnie O'Sullivan", "奧蘇利雲"),
        ("Donald Trump", "特朗普"),
        ("Barack Obama", "奧巴馬"),
        ("Kenneth Young Kong-sau", "楊江壽"),
        ("Lau Kong-wah", "劉江華"),
        ("Vladimir Putin", "普京"),
        ("Emmanuel Macron", "馬克龍"),
        ("Olaf Scholz", "朔爾茨"),
        ("Wong Kim-ho", "黃錦豪"),
        ("Angela Merkel", "默克爾"),
    ],
)
def test_names_of_one_person_sound_alike(latin: str, han: str) -> None:
    assert sound_likeness(latin, han) >= SOUNDS_ALIKE


@pytest.mark.parametrize(
    "latin, han",
    [
        ("Zheng Qinwen", "特朗普"),
        ("Donald Trump", "奧巴馬"),
        ("Emmanuel Macron", "普京"),
        ("Shigeru Ishiba", "石破茂"),
        ("Brent Christensen", "酈英傑"),
        ("Lau Kong-wah", "陳茂波"),
        ("", "普京"),
        ("Putin", ""),
        ("A", "普京"),
        ("Putin " * 20, "普京"),
    ],
)
def test_names_of_two_people_do_not(latin: str, han: str) -> None:
    assert sound_likeness(latin, han) < SOUNDS_ALIKE


def test_of_the_authority_file_most_people_are_heard_and_few_for_another() -> None:
    names = [
        entry.entity.names
        for entry in load_authority().entries.values()
        if entry.entity.kind is Kind.PERSON
    ]
    people = [
        (each["en"], each["zh-Hant"])
        for each in names
        if "en" in each and HAN_NAME.fullmatch(each.get("zh-Hant", ""))
    ]
    drawn = random.Random(20).sample(people, 300)
    others = [han for _, han in drawn[7:] + drawn[:7]]
    own = sum(sound_likeness(latin, han) >= SOUNDS_ALIKE for latin, han in drawn)
    wrong = sum(
        sound_likeness(latin, other) >= SOUNDS_ALIKE
        for (latin, _), other in zip(drawn, others, strict=True)
    )
    assert own >= 0.75 * len(drawn)
    assert wrong <= 0.07 * len(drawn)


def reports(*stories: tuple[str, str]) -> list[Account]:
    """Of each story one report a language: names of people, with a comma between."""
    every = []
    for day, story in enumerate(stories):
        for chinese, told in enumerate(story):
            names = frozenset((Kind.PERSON, name) for name in told.split(","))
            every.append(Account(10 * day, bool(chinese), frozenset({f"e{day}", "all"}), names))
    return every


def test_a_pair_that_sounds_alike_is_found_where_the_same_is_reported() -> None:
    every = reports(
        ("Zheng Qinwen,Joe Biden", "拜登,鄭欽文"),
        ("Zheng Qinwen", "郑钦文,王五"),
        ("Adam Peaty", "羅琪"),
        ("Joe Biden", "拜登"),
    )
    found = {(one.latin, one.han) for one in heard_pairs(every, 2)}
    assert {("Joe Biden", "拜登")} <= found
    assert {latin for latin, _ in found} == {"Zheng Qinwen", "Joe Biden"}


def test_two_that_sound_alike_are_left_to_the_curator() -> None:
    every = reports(
        ("Wong Kim-ho", "黃錦豪,王錦浩"),
        ("Wong Kim-ho", "黃錦豪,王錦浩"),
    )
    assert heard_pairs(every, 2) == []


def test_what_no_report_has_together_is_no_pair() -> None:
    every = [
        account
        for account in reports(("Zheng Qinwen", "x"), ("Adam Peaty", "鄭欽文"))
        for _ in range(2)
    ]
    assert heard_pairs(every, 1) == []


def test_they_stand_before_those_of_company_alone() -> None:
    every = reports(*[("Zheng Qinwen", "鄭欽文")] * 3)
    proposed = by_company(every, parse_authority([], "test"), 2, ())
    assert proposed == [Suggestion("鄭欽文", "Zheng Qinwen", 3, "", "sound")]
