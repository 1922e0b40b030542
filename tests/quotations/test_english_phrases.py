"""Whom parts of names, phrases and quotations mean in English, kind by kind: made for the rules."""

from __future__ import annotations

import pytest

from tests.quotations.test_statements import said

#: A text, and who says what in it; "" is nobody who is named.
_PARTS_OF_NAMES = (
    ("[s:Wu] said no.", "Wu: no."),
    ("[p:Wu Jiatong] spoke. [s:Wu] said no.", "Wu Jiatong: no."),
    ("{Westar Corp} spoke. [b:Westar] said no.", "Westar Corp: no."),
    ("{Westar Corp} and {Westar Mines} spoke. [b:Westar] said no.", "c:Westar: no."),
    ("[b:Qadura Fares] spoke. [p:Ann Lee] left. Fares said no.", "c:Qadura Fares: no."),
    ("[p:Martin King Jr.] spoke. [s:King] said no.", "Martin King Jr.: no."),
    ("[p:President Xi] Jinping said no.", "President Xi: no."),
    ("[p:Kang Sun]-woo said no.", "Kang Sun: no."),
    ("{Standard and Poor's Corp} spoke. S and P said no.", "Standard and Poor's Corp: no."),
    ("{Middle East Survey} spoke. MEES said no.", ": no."),
    ("{Middle East Economic Survey} spoke. MEES said no.", "Middle East Economic Survey: no."),
    ('[p:Cobus Visagie] spoke. "It works," added Visagie, who left.', 'Cobus Visagie: "It works,"'),
    ('[p:Ann Lee] left. "It works," said Lee inside the hall.', 'Ann Lee: "It works,"'),
    ("Abdou Fadiga said no. [p:Fadiga] left.", "Fadiga: no."),
    ("Jan Dehn, head of a bank, said no. [p:Dehn] left.", "Dehn: no."),
    ("Mr Noonan-said no.", ": no."),
    ("[p:Ann Noonan] left. Mr Noonan-said no.", "Ann Noonan: no."),
)

_APPOSED = (
    ("The official, Assistant Secretary [p:Ann Lee], said no.", "Ann Lee: no."),
    ("The news agency, {Telecom}, said no.", "Telecom: no."),
    ('"It works," the minister, [p:Ann Lee], said.', 'Ann Lee: "It works,"'),
    ("[p:Ann Lee], a clerk at [s:Alpari] said no.", "Ann Lee: no."),
    ("{Allied Corp}'s {Bendix} unit said no.", "Bendix: no."),
    ("The {Kremlin} press office said no.", "Kremlin: no."),
    ("{Amazon} fell after a report said no.", ": no."),
    ("According to a {Bloomberg} report, fares rose.", "Bloomberg:  fares rose."),
    ("Fares rose, according to data from {MTR} on Monday.", "MTR: Fares rose"),
    ("Fares rose, according to data from the {UN} health agency.", ": Fares rose"),
    (
        "The fares that rose have now fallen, according to the manager, [p:Ann Lee].",
        "Ann Lee: The fares that rose have now fallen",
    ),
    ("According to the police, [p:Ann Lee] had left.", ":  Ann Lee had left."),
    ("According to [p:Ann Lee] there are talks. She said no.", "Ann Lee: no."),
    ("[p:Ann Lee] said no. According to her, fares rose.", "Ann Lee: no. | Ann Lee:  fares rose."),
    ('"It works," said {XTB}\'s [b:Brooks].', 'c:Brooks: "It works,"'),
    ('"It works," said her aunt, [b:Ann Lee].', 'c:Ann Lee: "It works,"'),
    (
        '"No," said [p:Ann Lee], spokesman for {MTR}. [p:Ben Wong] left. Fares rose, the spokesman '
        "added.",
        'Ann Lee: "No," | Ann Lee: Fares rose',
    ),
    (
        "[p:Ben Wong] said yes. At the fair was [p:Ann Lee], a local buyer. She said no.",
        "Ben Wong: yes. | Ann Lee: no.",
    ),
)

_WENT_ON = (
    ("Lawmaker [p:Ann Lee] was glad, saying it was late.", "Ann Lee: it was late."),
    ("[p:Ann Lee] of {MTR}, a firm, said no.", "Ann Lee: no."),
    ("[b:Streator] said yes. He said no.", "c:Streator: yes. | c:Streator: no."),
    ("{MTR} said yes. He said no.", "MTR: yes. | : no."),
    ("[p:Ann Lee] left. Lee was glad. She said no.", "Ann Lee: no."),
    (
        "[p:Ann Lee] also said no, said [p:Ben Wong] in a speech.",
        "Ann Lee: no, said Ben Wong in a speech.",
    ),
    ("The fares rose, said [p:Ben Wong] in a speech.", "Ben Wong: The fares rose"),
)

_QUOTED = (
    (
        '[p:Ann Lee] said so. "Be calm. "Be very calm."',
        'Ann Lee: so. | Ann Lee: "Be calm. | Ann Lee: "Be very calm."',
    ),
    ('The plan works." [p:Ann Lee] said it was late.', "Ann Lee: it was late."),
    (
        '[p:Ann Lee] vowed to "fight on" while [p:Ben Wong] said it was "late".',
        'Ann Lee: to "fight on"  | Ben Wong: it was "late".',
    ),
    ('It was late, [p:Ann Lee] told TASS. "It is."', 'Ann Lee: It was late | Ann Lee: "It is."'),
    (
        '[p:Ann Lee] said no. "It works." ann@example.com (Daily)',
        'Ann Lee: no. | Ann Lee: "It works."',
    ),
    ('[p:Ann Lee], who saw "Rain", told {AFP} that it was late.', "Ann Lee: it was late."),
    (
        "[p:Ann Lee], on a visit, saw fares, claiming none of them were low.",
        "Ann Lee: none of them were low.",
    ),
    (
        "Speaking on Monday, [p:Ann Lee] said through her lawyer fares rose.",
        "Ann Lee: through her lawyer fares rose.",
    ),
)

#: Verbs of which a text may have no other.
_ALONE = (
    ("[p:Ann Lee] pledged that she would go.", "Ann Lee: she would go."),
    ("[p:Ann Lee] stressed Hong Kong is a city.", "Ann Lee: Hong Kong is a city."),
    ("[p:Ann Lee] denied that it was late.", "Ann Lee: it was late."),
    ("[p:Ann Lee] denied it.", ""),
    ("[p:Ann Lee] denied the charges.", ""),
    ("[p:Ann Lee] recalled cars that were old.", ""),
)

_QUOTED_AS = (
    ("{Xinhua} quoted [p:Li Wei] as saying it was late.", "Li Wei: it was late."),
    ("{Xinhua} quoted an official as saying it was late.", ": it was late."),
    ("{Xinhua} cited a clerk at Rome's {MTR} as saying it was late.", ": it was late."),
    ("[p:Li Wei] was quoted by {Xinhua} as saying it was late.", "Li Wei: it was late."),
    ("[p:Li Wei] was quoted in papers as saying it was late.", "Li Wei: it was late."),
    (
        '[p:Ann Lee] said no. "It was late," the {NRC} quoted her as saying.',
        'Ann Lee: no. | Ann Lee: "It was late,"',
    ),
)

_ANNOUNCED = (
    ("[p:Ann Lee] announced last month that she would go.", "Ann Lee: she would go."),
    ("[p:Ann Lee] announced earlier that she would go.", "Ann Lee: she would go."),
    ("Fares have risen by a lot, {MTR} announced on Friday.", "MTR: Fares have risen by a lot"),
    ("In May, {MTR} announced on Monday.", ""),
    ("It was late that those, who had met [p:Ann Lee], had to keep promises.", ""),
    ("{MTR} announced a plan that would work.", ""),
)

_BODIES = (
    ("{Duff} and Phelps said no.", "Duff: no."),
    ("{Duff} and Ann Lee said no.", ": no."),
    ("[b:Cola] Enterprises Inc said no.", "c:Cola: no."),
    ("{Cola} Enterprises Inc said no.", ": no."),
    (
        "{MTR} said in a statement no. In a statement, it apologized. The statement said no.",
        "MTR: no. | : no.",
    ),
    ("The {Hamas} militant group said no.", "Hamas: no."),
    ("Fares rose, according to the {Committee for Peace} (CP).", "Committee for Peace: Fares rose"),
    ("Fares rose, a spokesman for the {Mill Union} said.", "Mill Union: Fares rose"),
    ("{MTR} fell. The state-run National News Agency said no.", ": no."),
    ("{MTR} fell. The agency said no.", "MTR: no."),
    ("The {Hamas} group claimed the attack in a paper.", ""),
    ("[p:Ann Lee] left. Others cited her age. She said no.", "Ann Lee: no."),
    ("The chairman of the largest bank said no.", ": no."),
    (
        "{Volvo} said no, but chief executive [b:Pehr Lee] said yes. The company said no.",
        "Volvo: no | c:Pehr Lee: yes. | Volvo: no.",
    ),
    ('[p:Ann Lee] sang. Bea dedicated her song to her. She said: "No."', ': "No."'),
)

_STATEMENTS = (
    (
        '{MTR} said in a statement no. "It works," the statement added.',
        'MTR: no. | MTR: "It works,"',
    ),
    (
        "A statement by {MTR} said no. [p:Ann Lee] said no. The statement said yes. She said no.",
        "MTR: no. | Ann Lee: no. | MTR: yes. | Ann Lee: no.",
    ),
    ("Analysts said in a statement no. The statement said yes.", ": no. | : yes."),
    ("{MTR} said no. The statement said yes.", "MTR: no. | : yes."),
)


@pytest.mark.parametrize(
    "text, expected",
    [
        *_PARTS_OF_NAMES,
        *_APPOSED,
        *_WENT_ON,
        *_QUOTED,
        *_ALONE,
        *_QUOTED_AS,
        *_ANNOUNCED,
        *_BODIES,
        *_STATEMENTS,
    ],
)
def test_whom_parts_and_phrases_mean(text: str, expected: str) -> None:
    assert " | ".join(f"{who}: {what}" for who, what in said(text)) == expected
