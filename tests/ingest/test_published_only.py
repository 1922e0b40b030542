"""What was never published is a reject with its reason, whatever format says so."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from archive.ingest.statuses import is_unpublished, read_status
from archive.model.article import Status
from tests.ingest.case_support import articles, codes, only, read_file, rejects
from tests.ingest.formats.written import wxr, wxr_post

#: What is never published, as fields of JSON and of front matter say it, and the end of the reason.
UNPUBLISHED = [
    ("status", "draft", "status is draft"),
    ("status", "Auto-Draft", "status is Auto-Draft"),
    ("post_status", "pending", "is pending"),
    ("post-status", "private", "is private"),
    ("status", "future", "status is future"),
    ("status", "scheduled", "status is scheduled"),
    ("Status", "In Review", "is In Review"),
    ("status", "not_published", "is not_published"),
    ("狀態", "草稿", "狀態 is 草稿"),
    ("visibility", "private", "visibility is private"),
    ("draft", True, "draft is "),
    ("draft", "yes", "draft is yes"),
    ("draft", 1, "draft is 1"),
    ("isDraft", True, "isdraft is "),
    ("private", True, "private is "),
    ("published", False, "published is "),
    ("publish", "no", "publish is no"),
    ("is_published", 0, "ispublished is 0"),
    ("password", "lamp", "password is set"),
]  # fmt: skip

#: What was published, or is for a wire's status to say.
PUBLISHED = [
    ("status", "publish"), ("status", "Live"), ("status", "withheld"), ("status", "canceled"),
    ("status", "deleted"), ("status", "odd"), ("visibility", "public"), ("visibility", "members"),
    ("draft", False), ("draft", "no"), ("draft", 0), ("private", False), ("published", True),
    ("is_published", 1), ("password", ""), ("password", False), ("published", "2024-03-05"),
]  # fmt: skip


def _json(name: str, value: object) -> tuple[bytes, str]:
    item = {"title": "Ferry", "body": "It sails.", "date": "", name: value}
    return json.dumps(item).encode(), "a.json"


def _csv(name: str, value: object) -> tuple[bytes, str]:
    return f"title,body,date,{name}\nFerry,It sails.,,{_word(value)}\n".encode(), "a.csv"


def _yaml(name: str, value: object) -> tuple[bytes, str]:
    return f"---\ntitle: Ferry\n{name}: {_word(value)}\n---\nIt sails.\n".encode(), "a.md"


def _headers(name: str, value: object) -> tuple[bytes, str]:
    field = f"{name.replace('_', '-')}: {_word(value)}"
    return f"Title: Ferry\nAuthor: Ann Lee\n{field}\n\nIt sails.\n".encode(), "a.txt"


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


WRITE = (_json, _csv, _yaml, _headers)


def _bare(text: str) -> str:
    return re.sub(r"[\s_-]", "", text).lower()


@pytest.mark.parametrize("name, value, reason", UNPUBLISHED)
def test_what_was_never_published_is_a_reject(
    name: str, value: object, reason: str, tmp_path: Path
) -> None:
    for write in WRITE:
        data, file = write(name, value)
        (reject,) = rejects(read_file(tmp_path, file, data))
        assert reject.reason.startswith("Not published: ")
        assert _bare(reason) in _bare(reject.reason)


@pytest.mark.parametrize("name, value", PUBLISHED)
def test_what_was_published_is_an_article(name: str, value: object, tmp_path: Path) -> None:
    for write in WRITE:
        data, file = write(name, value)
        article = only(read_file(tmp_path, file, data))
        assert article.title == "Ferry"
        held = {"withheld": Status.WITHHELD}
        back = {"canceled": Status.CANCELED, "deleted": Status.CANCELED}
        assert article.status == {**held, **back}.get(str(value), Status.USABLE)


@pytest.mark.parametrize("out", ["true", "yes", "on"])
def test_a_text_that_is_out_has_the_day_of_its_date(out: str, tmp_path: Path) -> None:
    """`published: true` of front matter is no day."""
    data = f"---\ntitle: Ferry\npublished: {out}\ndate: 2024-03-05\n---\nIt sails.\n".encode()
    assert str(only(read_file(tmp_path, "a.md", data)).published) == "2024-03-05"


ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"
 xmlns:app="http://www.w3.org/2007/app" xmlns:old="http://purl.org/atom/app#"
 xmlns:blogger="http://schemas.google.com/blogger/2018"><title>Post</title>
<entry><id>a</id><title>Pier</title><content>It opens.</content></entry>
<entry><id>b</id><title>Ferry</title><content>It sails.</content>{}</entry></feed>"""


@pytest.mark.parametrize(
    "said, is_out",
    [
        ("", True),
        ("<app:control><app:draft>no</app:draft></app:control>", True),
        ("<blogger:status>LIVE</blogger:status>", True),
        ("<app:control><app:draft>yes</app:draft></app:control>", False),
        ("<old:control><old:draft>yes</old:draft></old:control>", False),
        ("<blogger:status>DRAFT</blogger:status>", False),
        ("<blogger:status>SOFT_TRASHED</blogger:status>", False),
    ],
)
def test_entries_of_feeds(said: str, is_out: bool, tmp_path: Path) -> None:
    results = read_file(tmp_path, "a.xml", ATOM.format(said).encode())
    assert [each.title for each in articles(results)] == ["Pier", "Ferry"][: 1 + is_out]
    assert [each.reason[:14] for each in rejects(results)] == ["Not published:"] * (not is_out)


@pytest.mark.parametrize(
    "said, why",
    [
        ({"status": "publish"}, ""),
        *(
            ({"status": state}, f"status is {state}")
            for state in "draft auto-draft pending private future inherit trash pitch".split()
        ),
        ({"more": "<wp:post_password>x</wp:post_password>"}, "post_password is set"),
        ({"more": "<wp:post_password></wp:post_password>"}, ""),
    ],
)
def test_posts_of_wordpress(said: dict[str, str], why: str, tmp_path: Path) -> None:
    """What stands behind the last article is told of it, whatever rejects stand between."""
    posts = [
        wxr_post("Pier", "One."),
        wxr_post("Ferry", "Two.", **said),
        wxr_post("x", "x", kind="page"),
    ]
    results = read_file(tmp_path, "a.xml", wxr(posts))
    assert [each.title for each in articles(results)] == ["Pier", "Ferry"][: 1 + (not why)]
    assert [each.reason for each in rejects(results)] == [f"Not published: {why}."] * bool(why)
    assert [codes(each) for each in articles(results)][-1] == {"wordpress-left-out"}


def test_a_wire_may_name_a_draft(tmp_path: Path) -> None:
    """Status of ninjs and NITF: withheld and canceled are stored, what was never out is not."""
    item = {"uri": "g", "versioncreated": "2024-03-05T07:15:00Z", "headline": "Ferry",
            "body_text": "It sails."}  # fmt: skip
    for status, kept in (("withheld", 1), ("canceled", 1), ("usable", 1), ("draft", 0)):
        data = json.dumps({**item, "pubstatus": status}).encode()
        assert len(articles(read_file(tmp_path, "a.json", data))) == kept


def test_no_state_is_of_both_kinds() -> None:
    for word in "draft pending private future trash inherit 草稿".split():
        assert is_unpublished(word)
        assert read_status(word) is None
