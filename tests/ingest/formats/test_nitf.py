"""NITF: which of its titles, leads and credits are the article's."""

from __future__ import annotations

import pytest

from archive.ingest.formats.nitf import Nitf
from tests.ingest.formats.support import article
from tests.ingest.formats.written import nitf

NITF = Nitf()

_BODY = "The ferry is back."


def nitf_body(content: str, **said: str) -> str:
    return article(NITF, nitf("Ferry returns", content, **said).encode()).body


NITF_FIELDS = [
    ({}, "published", "2024-03-05T15:15:00+08:00"),
    ({"docdata": '<doc-id id-string="f1" regsrc="HBW"/>'}, "id", "f1"),
    ({"docdata": '<doc-id id-string="f1" regsrc="HBW"/>'}, "agency", "HBW"),
    ({"docdata": '<doc.copyright holder="Harbour Wire"/>'}, "source", "Harbour Wire"),
    ({"head": "<distributor><org>Harbour Wire</org></distributor>"}, "source", "Harbour Wire"),
    ({"docdata": '<date.release norm="20240306T000000Z"/>'}, "not_before", "2024-03-06T00:00:00Z"),
    ({"docdata": '<date.release norm="20240305T151500+0800"/>'}, "not_before", None),
    ({"docdata": '<date.expire norm="20240406T000000Z"/>'}, "expires", "2024-04-06T00:00:00Z"),
    ({"docdata": '<doc-scope scope="SPORT"/>'}, "section", "SPORT"),
    ({"head": "<byline>By Jane Doe<byttl>Wire Writer</byttl></byline>"}, "bylines", ("By Jane Doe, Wire Writer",)),  # noqa: E501  # a row
    ({"head": "<byline>By <person>Jane Doe</person>, <byttl>Wire Writer</byttl></byline>"}, "bylines", ("By Jane Doe, Wire Writer",)),  # noqa: E501  # a row
    ({"head": "<byline>jd/jr</byline>"}, "bylines", ()),
    ({"head": "<byline>By Staff Reporter</byline>"}, "bylines", ()),
    ({"head": "<byline>Boats are ready for all weathers, says pilot</byline>"}, "bylines", ()),
    ({"head": "<byline>記者關美寶</byline>"}, "bylines", ("記者關美寶",)),
    ({"head": "<byline>jane doe</byline>"}, "bylines", ()),
]  # fmt: skip


@pytest.mark.parametrize("said, name, value", NITF_FIELDS)
def test_fields_of_nitf(said: dict[str, str], name: str, value: object) -> None:
    raw = article(NITF, nitf("Ferry returns", f"<p>{_BODY}</p>", **said).encode())
    assert getattr(raw, name) == value


NITF_TEXTS = [
    ("<p>One.</p><p/><p>Two.</p>", "One.\n\nTwo."),
    ("<block><p>One.</p></block><p>___</p><p>Two.</p>", "One.\n\nTwo."),
    ("<p><person>Jane</person>'s <org>Ferry</org> is back.</p>", "Jane's Ferry is back."),
    ("<p>A fire <br/>on the <br/>ferry.</p>", "A fire on the ferry."),
    ("<table><tr><td>A</td><td>1</td></tr><tr><td>B</td><td>2</td></tr></table>", "A 1\n\nB 2"),
    ("<hl2>Later</hl2><p>One.</p><ul><li>Two</li><li>Three</li></ul>", "Later\n\nOne.\n\nTwo\n\nThree"),  # noqa: E501  # a row
    ("<p>One.</p><p>&lt;div&gt;&lt;/div&gt;&lt;script src='x'&gt;&lt;/script&gt;</p>", "One."),
    ("<p>Ferry returns</p><p>One.</p>", "One."),
    ("<p>By Jane Doe</p><p>One.</p>", "One."),
    ("<p>One.</p><p>ends</p>", "One."),
    ("<media><media-caption>A ferry</media-caption></media><p>One.</p>", "A ferry\n\nOne."),
]  # fmt: skip


@pytest.mark.parametrize("content, body", NITF_TEXTS)
def test_texts_of_nitf(content: str, body: str) -> None:
    assert nitf_body(content) == body


ABSTRACTS = [
    ("One and two and three.", "One and two and three."),
    ("Ferry returns", "One and two and three."),
    ("The storm is over.", "The storm is over.\n\nOne and two and three."),
]


@pytest.mark.parametrize("abstract, body", ABSTRACTS)
def test_an_abstract_is_text_once(abstract: str, body: str) -> None:
    """Agencies repeat the lead there; a text of its own stands first."""
    head = f"<abstract><p>{abstract}</p></abstract>"
    assert nitf_body("<p>One and two and three.</p>", head=head) == body


def test_an_abstract_that_is_cut_is_a_repetition() -> None:
    lead = "The harbour ferry company said on Tuesday that all of its boats will sail again today."
    head = f"<abstract>{lead[:75]}</abstract>"
    assert nitf_body(f"<p>{lead}</p><p>Two.</p>", head=head) == f"{lead}\n\nTwo."


TITLES = [
    ("<title>SLUG 1</title>", "<hedline><hl1>Ferry returns</hl1></hedline>", "Ferry returns"),
    ("<title>Ferry returns</title>", "", "Ferry returns"),
    ("<title>Ferry returns</title>", "<hedline><hl1> </hl1></hedline>", "Ferry returns"),
    ("", "<headline><hl1>Ferry returns</hl1><hl2>Later</hl2></headline>", "Ferry returns"),
]


@pytest.mark.parametrize("head, headline, title", TITLES)
def test_titles_of_nitf(head: str, headline: str, title: str) -> None:
    body = f"<body><body.head>{headline}</body.head><body.content><p>One.</p></body.content></body>"
    assert article(NITF, f"<nitf><head>{head}</head>{body}</nitf>".encode()).title == title
