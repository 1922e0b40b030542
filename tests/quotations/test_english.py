"""Whom English nouns, offices and parts of names mean, kind by kind: made for the rules."""

from __future__ import annotations

import pytest

from archive.quotations.statements import find_statements
from tests.quotations.test_statements import said

#: A text, and who says what in it; "" is nobody who is named.
_SHORT_FORMS = (
    ("[p:Qassim al-Rimi] spoke. [s:Rimi] said no.", "Qassim al-Rimi: no."),
    ("[p:Paulo Pong] spoke. [b:Pong] said no.", "Paulo Pong: no."),
    ("[p:Paulo Pong] spoke. {Pong} said no.", "Pong: no."),
    ("[p:Daniel Van Dyke] spoke. [b:Van Dyke] said no.", "Daniel Van Dyke: no."),
    ("[p:Daniel Vandyke] spoke. [b:Dyke] said no.", "c:Dyke: no."),
    ("[b:Pong] said no. [p:Paulo Pong] left.", "c:Pong: no."),
    ("{Hong Kong Observatory} spoke. The Observatory said no.", "Hong Kong Observatory: no."),
    ("{Soros Foundation} spoke. The foundation said no.", "Soros Foundation: no."),
    ("{Soros Foundation} spoke. The society said no.", ": no."),
    ("The Observatory said no.", ": no."),
    ("{First Federal} of Fort Myers said no.", "First Federal: no."),
    ('{JWT Corp}\'s so-called "big" men left. The company said no.', "JWT Corp: no."),
    ("Men left {JWT Corp}. The company said no.", ": no."),
    ("Men left {JWT Corp} for {MTR}. The company said no.", ": no."),
    ("{JWT Corp}'s men left. The ministry said no.", ": no."),
    ("{Puget Sound Bancorp} spoke. Puget Sound said no.", "Puget Sound Bancorp: no."),
    ("{Puget Sounds Inc} spoke. Puget Sound said no.", ": no."),
    ("{University of Texas} spoke. Then Texas said no.", ": no."),
    ("[p:Daniel Van Dyke] and {Van Dyke Inc} spoke. Van Dyke said no.", "Daniel Van Dyke: no."),
    ("<{Mega Corp}> said no.", "Mega Corp: no."),
    ("{Mega Corp} <MGC.N> said no.", "Mega Corp: no."),
    ("The {DIW} institute said no.", "DIW: no."),
    ("The private {Dogan} news agency said no.", "Dogan: no."),
    ("The {UN} agency said no.", ": no."),
    ("[p:Ann Lee] spoke. According to {MTR}'s Lee, fares rose.", "Ann Lee:  fares rose."),
    ("According to {MTR}'s Lee, fares rose.", ":  fares rose."),
)

_OF_BODIES = (
    ("[p:Ann Lee], a professor at {MIT} said no.", "Ann Lee: no."),
    ("[p:Ann Lee] of {MIT} said no.", "Ann Lee: no."),
    ("A professor at {MIT} said no.", ": no."),
    ("Officials of {MTR} said no.", ": no."),
    ("Officials from {MTR} and the {KMB} said no.", ": no."),
    ("Fares will rise, said officials of {MTR}.", ": Fares will rise"),
    ("Fares will rise, according to a clerk of {MTR}.", ": Fares will rise"),
    ("A report from {MTR} said no.", "MTR: no."),
    ("The press office of {MTR} said no.", "MTR: no."),
    ("A spokesman for {MTR}, said no.", "MTR: no."),
    ("The {Alpha} unit of {Beta Corp} said no.", "Alpha: no."),
    ("A unit of {Beta Corp} said no.", ": no."),
    ("An agency linked to {ISIL}, which is small, said no.", ": no."),
    ("A group including [p:Ann Lee] said no.", ": no."),
    ("A group led by {MTR}, a firm, said no.", "MTR: no."),
    ('"No," said one former [p:Lee] aide.', ': "No,"'),
    ('"No," said [p:Lee] aide [p:Ben Wong].', 'Ben Wong: "No,"'),
)

_OFFICES = (
    (
        "Russian Foreign Minister [p:Ivan Ott] left. [p:Ann Lee] said yes. "
        "According to the Russian foreign minister, fares rose.",
        "Ann Lee: yes. | Ivan Ott:  fares rose.",
    ),
    (
        "President [p:Ivan Ott] met [p:Ann Lee]. [p:Ann Lee] said yes. The president said no.",
        "Ann Lee: yes. | Ivan Ott: no.",
    ),
    (
        "President [p:Ivan Ott] met President [p:Ben Wong]. Then [p:Ann Lee] said yes. "
        "The president said no.",
        "Ann Lee: yes. | : no.",
    ),
    (
        "Former President [p:Ivan Ott] met [p:Ann Lee]. [p:Ann Lee] said yes. "
        "The president said no.",
        "Ann Lee: yes. | Ann Lee: no.",
    ),
    (
        "{Kremlin} spokesman [p:Ivan Ott] said yes. The presidential spokesman said no.",
        "Ivan Ott: yes. | Ivan Ott: no.",
    ),
    (
        "An {MTR} spokesman said yes. The spokesman said no. He added that it was late.",
        "MTR: yes. | MTR: no. | MTR: it was late.",
    ),
    (
        "[p:Ann Lee] said yes. An {MTR} spokesman said no. He added that it was late.",
        "Ann Lee: yes. | MTR: no. | MTR: it was late.",
    ),
    ("[p:Ann Lee] said yes. The spokesman said no.", "Ann Lee: yes. | : no."),
    (
        "[p:Ann Lee] said yes. Treasurer [b:Lance Moir] said no. He added that it was late.",
        "Ann Lee: yes. | c:Lance Moir: no. | c:Lance Moir: it was late.",
    ),
)

_ORDERS = (
    ("Fares will rise, said [p:Ann Lee], head of {MTR}.", "Ann Lee: Fares will rise"),
    ("Fares will rise, said {MTR} chief economist [p:Ann Lee].", "Ann Lee: Fares will rise"),
    ("[p:Ann Lee], head of {MTR}, said [p:Ben Wong] would go.", "Ann Lee: Ben Wong would go."),
    ("[p:Ann Lee], head of {MTR}, said fares pleased {KMB}.", "Ann Lee: fares pleased KMB."),
    (
        "[p:Ann Lee] said fares fell, but {MTR} said fares rose.",
        "Ann Lee: fares fell | MTR: fares rose.",
    ),
    ("[p:Ann Lee] said fares fell, while clerks said no.", "Ann Lee: fares fell | : no."),
    ("[p:Ann Lee] said fares fell and {MTR} said so.", "Ann Lee: fares fell and MTR said so."),
    ("Fares rose, [p:Ann Lee] said, citing a survey.", "Ann Lee: Fares rose"),
    (
        "In Paris, according to [p:Ann Lee], fares rose by a tenth.",
        "Ann Lee:  fares rose by a tenth.",
    ),
    (
        "The fares that rose last year have fallen, according to {MTR}, a firm.",
        "MTR: The fares that rose last year have fallen",
    ),
    ("According to [p:Ann Lee], a clerk at {MTR}, fares rose.", "Ann Lee:  fares rose."),
    ("[p:Ann Lee] told clerks she was late.", "Ann Lee: she was late."),
    ("It was late, [p:Ann Lee] told clerks.", "Ann Lee: It was late"),
    ('"It works,"?[p:Ann Lee] said.', 'Ann Lee: "It works,"'),
    (
        '"It works," [p:Ann Lee] stressed during a visit. "It does," he posted on X.',
        'Ann Lee: "It works," | Ann Lee: "It does,"',
    ),
    ('[p:Ann Lee] saw the "big" company noted for fares.', ""),
    ('"Why?" [p:Ben Wong] asked on Friday.', 'Ben Wong: "Why?"'),
    (
        "[p:Ann Lee] said no. [p:Ben Wong] claimed to have won.",
        "Ann Lee: no. | Ben Wong: to have won.",
    ),
    (
        "[p:Ann Lee] said no. Trains are late, {Variety} reports.",
        "Ann Lee: no. | Variety: Trains are late",
    ),
    ("[p:Ann Lee] said no. [p:Ben Wong] reads reports that it is late.", "Ann Lee: no."),
    ("[p:Ann Lee] said no. [p:Ben Wong] asked the police to leave.", "Ann Lee: no."),
    (
        "[p:Ann Lee] said it was late on Jan. 29 in Rome.",
        "Ann Lee: it was late on Jan. 29 in Rome.",
    ),
)

_NOTHING = (
    ("[p:Ann Lee] tells the sad story of {MTR}.", ""),
    ("[p:Ann Lee] tells clerks that it was late.", "Ann Lee: it was late."),
    ("[p:Ann Lee] said the story was sad.", "Ann Lee: the story was sad."),
)

_URGED = (
    ("[p:Ann Lee] urged drivers to wait.", "Ann Lee: drivers to wait."),
    ("[p:Ann Lee] called on the city to wait.", "Ann Lee: the city to wait."),
    ("[p:Ann Lee] was urged by drivers to wait.", ""),
    ("[p:Ann Lee] urged caution.", ""),
    ("[p:Ann Lee] called for help.", ""),
    ("[p:Ann Lee] publicly announced that she would go.", "Ann Lee: she would go."),
    ("[p:Ann Lee] announced the winners.", ""),
    ("[p:Ann Lee] pledged five dollars.", ""),
    ('[p:Ann Lee] vowed to "fight on".', 'Ann Lee: to "fight on".'),
    ('"It works," said Dr. [p:Ann Lee], who is old.', 'Ann Lee: "It works,"'),
    ('"It works," said Sen. [p:Ann Lee].', 'Ann Lee: "It works,"'),
)

_MET = (
    (
        "[p:Ann Lee] said yes.\n\nFans saw [p:Ben Wong]. He said no.",
        "Ann Lee: yes. | : no.",
    ),
    (
        "[p:Ann Lee] said yes. Meanwhile, lawmaker [p:Ben Wong] was glad. He said no.",
        "Ann Lee: yes. | Ben Wong: no.",
    ),
    (
        "[p:Ann Lee] said yes. It is his view of [p:Ben Wong]. He said no.",
        "Ann Lee: yes. | Ann Lee: no.",
    ),
    ("Senior [p:Lee] adviser [p:Ben Wong] was glad. He said no.", "Ben Wong: no."),
    (
        '[p:Ann Lee] said yes.\n\nLawmaker [p:Ben Wong] was glad. "It works."',
        'Ann Lee: yes. | Ben Wong: "It works."',
    ),
    (
        '[p:Ann Lee] said yes. It was late. "It works."',
        'Ann Lee: yes. | Ann Lee: "It works."',
    ),
    (
        "[p:Ann Lee] said yes. [p:Ben Wong]'s widow, who said no, left. He said it was late.",
        "Ann Lee: yes. | : no, left. | Ann Lee: it was late.",
    ),
)


@pytest.mark.parametrize(
    "text, expected", [*_SHORT_FORMS, *_OF_BODIES, *_OFFICES, *_ORDERS, *_NOTHING, *_URGED, *_MET]
)
def test_who_says_what(text: str, expected: str) -> None:
    assert " | ".join(f"{who}: {what}" for who, what in said(text)) == expected


@pytest.mark.parametrize(
    "filling",
    ["Dr ", "In This ", "the ", "                ", "of the ", "a b ", "U.S. ", "Inc. ", ", but "],
)
def test_long_sentences_are_read_in_one_pass(filling: str) -> None:
    """What stands before a verb is never gone over again and again."""
    body = f"{filling * 2_000}she said no."
    assert len(find_statements(body, ())) <= 1
