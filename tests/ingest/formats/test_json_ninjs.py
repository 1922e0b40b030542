"""ninjs in all its versions, and the real files of agencies."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from archive.ingest.formats.json_format import JsonFormat
from archive.ingest.raw import Markup, RawArticle
from tests.ingest.formats.json_support import codes, only, read_json, read_raw, rejects

TEXT = "The lamp of the old lighthouse burns again."
HTML = f"<p>{TEXT}</p>"
ONE = {
    "uri": "https://agency.example/lamp", "type": "text", "headline": "Lamp relit",
    "versioncreated": "2024-03-05T07:15:00Z", "firstcreated": "2024-03-04T07:15:00Z",
    "pubstatus": "usable", "language": "en", "byline": "Ann Lee", "copyrightholder": "The Agency",
    "body_html": HTML, "body_text": TEXT,
}  # fmt: skip
THREE = {
    "uri": "urn:agency:lamp", "type": "text", "versionCreated": "2024-03-05T07:15:00Z",
    "pubStatus": "usable", "language": "en", "by": "Ann Lee",
    "infoSources": [{"name": "The Agency"}],
    "headlines": [{"role": "short", "value": "Lamp"}, {"role": "main", "value": "Lamp relit"}],
    "bodies": [{"role": "text", "contentType": "text/plain", "value": TEXT},
               {"role": "html", "contentType": "text/html", "value": HTML}],
}  # fmt: skip


@pytest.mark.parametrize("item, expected", [
    (ONE, {"id": "https://agency.example/lamp", "url": "https://agency.example/lamp"}),
    (THREE, {"id": "urn:agency:lamp", "url": ""}),
    ({**ONE, "guid": "g1"}, {"id": "g1"}),
    ({key.upper(): value for key, value in THREE.items()}, {}),
])  # fmt: skip
def test_an_item_of_each_version(item: dict[str, Any], expected: dict[str, Any]) -> None:
    """The day is that of the version; the paper is who holds the copyright."""
    raw = only(read_json(item))
    expected = {
        "title": "Lamp relit", "body": HTML, "body_markup": Markup.HTML, "language": "en",
        "published": "2024-03-05T07:15:00Z", "source": "The Agency", "bylines": ("Ann Lee",),
        "status": "usable", "notes": (), **expected,
    }  # fmt: skip
    assert {name: getattr(raw, name) for name in expected} == expected


NITF = (
    "<nitf><body><body.head><hedline/></body.head>"
    f"<body.content>{HTML}</body.content></body></nitf>"
)


@pytest.mark.parametrize("bodies, text, markup", [
    ([("text", "text/plain", TEXT)], TEXT, Markup.PLAIN),
    ([("nitf", "text/vnd.IPTC.NITF", NITF), ("text", "text/plain", "x")], HTML, Markup.HTML),
    ([("main", "application/xhtml+xml", HTML)], HTML, Markup.HTML),
    ([("main", "", TEXT)], TEXT, Markup.UNKNOWN),
    ([("html5", "text/html", f"<h1>Lamp relit</h1>{HTML}")], HTML, Markup.HTML),
    ([("html5", "text/html", f"{HTML}<figure><img/><figcaption>x</figcaption></figure>")], HTML,
     Markup.HTML),
    ([("x", "text/plain", ""), ("ttnitf", "application/xml", "<X/>"), ("y", "", TEXT)], TEXT,
     Markup.UNKNOWN),
])  # fmt: skip
def test_the_best_body_is_taken(
    bodies: list[tuple[str, str, str]], text: str, markup: Markup
) -> None:
    """HTML, else NITF, else plain text."""
    item = {**THREE, "bodies": [
        {"role": role, "contentType": kind, "value": value} for role, kind, value in bodies
    ]}  # fmt: skip
    raw = only(read_json(item))
    assert (raw.body, raw.body_markup) == (text, markup)


@pytest.mark.parametrize("changes, reason", [
    ({"type": "picture"}, "No text: a picture."),
    ({"type": "video"}, "No text: a video."),
    ({"type": "audio"}, "No text: a sound."),
    ({"type": "event"}, "No text: an event."),
    ({"type": "planning"}, "No text: a plan of coverage."),
    ({"type": "graphic"}, "No text: a graphic."),
    ({"eventDetails": {"dates": {}}}, "No text: an event."),
    ({"body_html": "", "body_text": None}, "No text: the item has neither"),
    ({"body_html": "", "body_text": " ", "renditions": {"nitf": {"href": "x"}}}, "by links"),
])  # fmt: skip
def test_what_is_no_text_is_told(changes: dict[str, Any], reason: str) -> None:
    (reject,) = rejects(read_json({**ONE, **changes}))
    assert reject.reason.startswith("No text")
    assert reason in reject.reason


@pytest.mark.parametrize("changes, field, value", [
    ({"embargoed": "2030-01-01T00:00:00Z"}, "not_before", "2030-01-01T00:00:00Z"),
    ({"expires": "2030-01-01"}, "expires", "2030-01-01"),
    ({"pubstatus": "canceled"}, "status", "canceled"),
    ({"pubStatus": "withheld"}, "status", "usable"),
    ({"evolvedfrom": "g0"}, "replaces", "g0"),
    ({"versioncreated": None}, "published", "2024-03-04T07:15:00Z"),
    ({"language": "zh-Hant"}, "language", "zh-Hant"),
    ({"byline": None, "by": "陳大文"}, "bylines", ("陳大文",)),
    ({"source": "Wire"}, "source", "Wire"),
])  # fmt: skip
def test_side_fields(changes: dict[str, Any], field: str, value: object) -> None:
    assert getattr(only(read_json({**ONE, **changes})), field) == value


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "piece", ["<h1>", "<figure>", "<body.content>", "<figure></figure>", "<h1"]
)
def test_no_body_takes_hours(piece: str) -> None:
    """Three hundred thousand characters of tags without an end are looked at once."""
    raw = only(read_json({**ONE, "body_html": "a" + piece * (300_000 // len(piece))}))
    assert raw.body.startswith("a")


def test_a_description_stands_in_for_a_text() -> None:
    """And a note says so."""
    item = {**ONE, "body_html": None, "body_text": "", "description_text": TEXT}
    raw = only(read_json(item))
    assert (raw.body, codes(raw)) == (TEXT, ["text-summary"])


def test_items_lie_in_pages_of_results() -> None:
    """The page is no article, whatever it is called."""
    for name in ("item", "items", "_items", "data", "results"):
        page = {"total": 2, "offset": 0, name: [ONE, {**THREE, "type": "picture"}]}
        results = read_json(page)
        assert [isinstance(result, RawArticle) for result in results] == [True, False]
    assert only(read_json({"meta": {}, "data": {"item": ONE}})).title == "Lamp relit"


@pytest.fixture(scope="module")
def fixtures(corpus: Path) -> Path:
    """The folder of real files; skips where it is absent."""
    folder = corpus.parent / "fixtures"
    if not folder.is_dir():
        pytest.skip(f"real files of agencies are not at {folder}")
    return folder


#: What each file of `ninjs/` is by its name: an article's first words, or why it is none.
NINJS = (
    (r"image|photo", "No text: a picture."),
    (r"video", "No text: a video."),
    (r"audio", "No text: a sound."),
    (r"event|Event|UEFA|press-conference", "No text: an event."),
    (r"ninjs-1-4-examples", "No text: the item has neither"),
    (r"extension-schema", "No article but a schema"),
    (r"20130515006361", "Dell Redefines"),
    (r"20130605006126", "Cambrios被Gartner評選為"),
    (r"20130612006110", "APP发布“2020"),
    (r"20130731006140", "Lunch Taking a Toll?"),
    (r"ninjsEx", "Captain of wrecked cruise ship"),
    (r"dpa", "Faktencheck Derby-Elfmeter"),
    (r"ntb", "Google har kjøpt"),
    (r"tt_text|extension-example", "Militärövning i jätteformat"),
    (r"anti-doping", "Anti-doping measures at"),
)  # fmt: skip


@pytest.mark.corpus
def test_real_items(fixtures: Path) -> None:
    """Each is an article with its title, a text and a day, or is rejected for what it is."""
    files = sorted((fixtures / "ninjs").glob("*.json"))
    assert len(files) > 30
    for path in files:
        name = path.name.replace("text_image", "text").replace("SimplePhoto", "photo")
        expected = next(words for pattern, words in NINJS if re.search(pattern, name))
        results = read_raw(JsonFormat(), path.read_bytes())
        assert results
        for result in results:
            if isinstance(result, RawArticle):
                assert result.title.startswith(expected), path.name
                assert result.body.strip()
                assert str(result.published)[:2] == "20"
            else:
                assert result.reason.startswith(expected), path.name


@pytest.mark.corpus
@pytest.mark.parametrize("path, title, published, first, last", [
    ("json/sd_bbc-ninjs-text-test.json", "advisory", "2018-05-28T16:40:08", "body", "body"),
    ("json/sd_ninjs_embargoed.json", "Trouble is brewing", "2022-06-26T23:54:25", "What does",
     "™."),
    ("own/guardian_response.json", "Ferry company seeks", "2024-03-05T07:15:00Z", "The Harbour",
     "the accounts."),
    ("own/jsonld_newsarticle.json", "Ferry company seeks", "2024-03-05T15:15:00+08:00",
     "The Harbour", "the accounts."),
    ("own/wordpress_rest_posts.json", "Ferry &#8216;seeks", "2024-03-05T07:15:00", "The Harbour",
     "x()"),
])  # fmt: skip
def test_real_files(
    fixtures: Path, path: str, title: str, published: str, first: str, last: str
) -> None:
    raw = only(read_raw(JsonFormat(), (fixtures / path).read_bytes()))
    text = re.sub(r"<[^>]*>", "", raw.body).strip()
    assert raw.title.startswith(title)
    assert str(raw.published).startswith(published)
    assert text.startswith(first)
    assert text.endswith(last)


@pytest.mark.corpus
def test_a_real_feed_and_an_item_without_its_text(fixtures: Path) -> None:
    english, chinese = read_raw(JsonFormat(), (fixtures / "own/jsonfeed.json").read_bytes())
    assert isinstance(english, RawArticle)
    assert isinstance(chinese, RawArticle)
    assert (english.bylines, chinese.language) == (("Amy Wardle",), "zh-Hant")
    assert english.published == chinese.published == "2024-03-05T15:15:00+08:00"
    (reject,) = read_raw(JsonFormat(), (fixtures / "json/sd_ap_media_text_item.json").read_bytes())
    assert not isinstance(reject, RawArticle)
    assert reject.reason == "No text: the item has it only by links (renditions)."
