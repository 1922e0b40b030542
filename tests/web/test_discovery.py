"""The description by which a browser's box searches the archive."""

from __future__ import annotations

import re
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from archive.model.language import LANGUAGES
from archive.search.service import SearchService
from archive.web.app import create_app
from tests.conftest import ROOT

_NAMESPACE = "{http://a9.com/-/spec/opensearch/1.1/}"


def described(client: FlaskClient, path: str) -> ElementTree.Element:
    """The description at a path."""
    answer = client.get(path, base_url="https://news.example.org")
    assert answer.status_code == 200
    assert answer.mimetype == "application/opensearchdescription+xml"
    return ElementTree.fromstring(answer.data)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("prefix", ["", "/archive"])
def test_a_page_leads_to_a_description_that_searches(
    sample_service: SearchService, language: str, prefix: str
) -> None:
    """What a browser puts in place of the terms is found, in the language of the page."""
    title = 'The <Harbour> & "Post": a name that is too long'
    client = create_app(sample_service, title, prefix, root=ROOT).test_client()
    page = client.get(f"{prefix}/?ui={language}").text
    link = re.search(r'<link rel="search" type="([^"]+)"[^>]* href="([^"]+)"', page)
    assert link is not None
    assert link[1] == "application/opensearchdescription+xml"
    root = described(client, link[2])
    short, long = (root.findtext(f"{_NAMESPACE}{name}Name") for name in ("Short", "Long"))
    assert short is not None
    assert 0 < len(short) <= 16
    assert title.startswith(short)
    assert long is not None
    assert len(long) <= 48
    for url in root.findall(f"{_NAMESPACE}Url"):
        address = url.attrib["template"].replace("{searchTerms}", "%E9%97%9C%E7%A8%85")
        assert address.startswith(f"https://news.example.org{prefix}/")
        parts = urlsplit(address)
        answer = client.get(f"{parts.path}?{parts.query}")
        assert answer.status_code == 200
        assert answer.mimetype == url.attrib["type"]
        if answer.mimetype == "text/html":
            assert "關稅" in answer.text
            assert f'<html lang="{language}">' in answer.text


def test_a_bad_language_is_named(client: FlaskClient) -> None:
    assert client.get("/opensearch.xml?ui=fr").status_code == 400
    assert client.get("/opensearch.xml?q=x").status_code == 400
