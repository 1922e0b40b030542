"""Citations over HTTP: on the page of an article, and as files."""

from __future__ import annotations

import html
import re

import pytest
from flask.testing import FlaskClient

from archive.export.citations import CITATION_STYLES
from archive.model.language import LANGUAGES

ARTICLE = "harbour-post-2025-0203"


@pytest.mark.parametrize("style", CITATION_STYLES)
def test_the_page_and_the_file_say_the_same(client: FlaskClient, style: str) -> None:
    for ui in LANGUAGES:
        page = client.get(f"/article/{ARTICLE}?q=tariff&ui={ui}").text
        shown = re.search(rf'<pre class="cite-{style}"[^>]*>(.*?)</pre>', page, re.DOTALL)
        link = re.search(rf'href="(/cite/{style}/[^"]+)"', page)
        assert shown is not None
        assert link is not None
        answer = client.get(html.unescape(link[1]))
        assert answer.status_code == 200
        assert answer.get_data(as_text=True).splitlines() == html.unescape(shown[1]).splitlines()
        assert answer.mimetype == CITATION_STYLES[style].mimetype
        suffix = CITATION_STYLES[style].suffix
        assert answer.headers["Content-Disposition"].endswith(f'{ARTICLE}.{suffix}"')


@pytest.mark.parametrize(
    "path, status",
    [
        (f"/cite/mla/{ARTICLE}", 404),
        ("/cite/ris/nowhere", 404),
        (f"/cite/ris/{ARTICLE}?q=tariff", 400),
        (f"/cite/ris/{ARTICLE}?ui=fr", 400),
    ],
)
def test_what_cannot_be_cited(client: FlaskClient, path: str, status: int) -> None:
    assert client.get(path).status_code == status
