"""Characters that the parser of HTML takes and its tree refuses, in whatever holds HTML."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from archive.ingest.formats.html import HtmlPage
from archive.ingest.formats.mail import Mail
from archive.ingest.tree_text import tree_text
from tests.ingest.checks import check_raw
from tests.ingest.support import articles, completed, read_raw

REFUSED = [*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), 0xFFFE, 0xFFFF]
KEPT = [9, 10, 13, 32, 65, 0x80, 0x96, 100, 110, 160, 310, 0xFFF, 0x4E2D, 65530, 655340, 0x1F600]


def _written(code: int) -> list[str]:
    forms = ("&#{0};", "&#{0} ", "&#x{0:x};", "&#X00{0:X};", "&#0{0};")
    return [chr(code), *(form.format(code) for form in forms)]


@pytest.mark.parametrize("code", REFUSED)
def test_what_a_tree_refuses_is_left_out(code: int) -> None:
    for written in _written(code):
        root = html.document_fromstring(tree_text(f"<p>a{written}b</p>"))
        text = "".join(map(str, root.itertext()))
        etree.Element("p").text = text
        assert text.replace(" ", "") == "ab"


@pytest.mark.parametrize("code", KEPT)
def test_what_a_tree_takes_stays(code: int) -> None:
    for written in _written(code):
        assert tree_text(written) == written


@given(st.text(max_size=40))
def test_any_text_can_be_set(text: str) -> None:
    root = html.document_fromstring(tree_text(f"<p>a{text}".encode("utf-8", "replace").decode()))
    etree.Element("p").text = "".join(map(str, root.itertext()))


PAGE = """<!doctype html><html><head><title>Ferry returns</title></head><body>
<nav>Menu</nav>{0}<script>x()</script>{0}<article><h1>Ferry returns</h1>
<p>The ferry is back at the pier{0}and the crowd waits for its first trip of the day.</p>
<aside>Related</aside>{0}<p>It sails at noon, said its keeper, and again in the evening.</p>
</article><footer>© Port</footer>{0}</body></html>"""


@pytest.mark.parametrize("code", REFUSED)
def test_pages_and_mails_are_read(code: int) -> None:
    """Where what is no text is taken out, what stands behind it is moved."""
    for written in _written(code)[code == 0 :]:  # what holds a zero is no text
        page = PAGE.format(written).encode()
        head = b"From: a@b.example\nSubject: Ferry returns\nContent-Type: text/html\n\n"
        footer = b"<p><a href=x>Unsubscribe</a></p>" + written.encode() + b"<p>\xc2\xa9 Port</p>"
        for format_, data in ((HtmlPage(), page), (Mail(), head + page + footer)):
            results = read_raw(format_, data)
            check_raw(results)
            (article,) = articles(completed(results))
            assert article.title == "Ferry returns"
            assert "It sails at noon" in article.body
