"""`/api/v1/entities/<id>`: what is held of a person or an organisation."""

from __future__ import annotations

from pathlib import Path

from flask.testing import FlaskClient

from archive.engine.registry import open_store
from archive.entities.authority import load_authority
from archive.model.article import Article, Document, Language
from archive.model.entity import SURNAME_ALONE, Kind, Mention, candidate_id
from archive.model.language import LANGUAGES
from archive.model.message import Message
from archive.search.service import SearchService
from archive.text.fingerprint import fingerprint
from archive.web.app import create_app
from tests.conftest import ROOT, library_of


def test_an_entity_adds_up(client: FlaskClient) -> None:
    data = client.get("/api/v1/entities/donald-trump").get_json()
    assert data["label"] == {"en": "Donald Trump", "zh-Hant": "特朗普", "zh-Hans": "特朗普"}
    assert "川普" in data["names"]
    found = client.get("/api/v1/search?person=donald-trump&size=100").get_json()
    assert data["total"] == found["total"] > 0
    assert sum(data["languages"].values()) == data["total"]
    bars = data["published"]["bars"]
    assert sum(bar["count"] for bar in bars) + data["published"]["undated"] == data["total"]


def test_companions_are_in_the_same_articles(client: FlaskClient) -> None:
    data = client.get("/api/v1/entities/donald-trump").get_json()
    assert data["people"] or data["organisations"]
    for kind in ("person", "organisation"):
        for one in data["people" if kind == "person" else "organisations"]:
            query = f"/api/v1/search?q=person:donald-trump&{kind}={one['id']}"
            assert client.get(query).get_json()["total"] == one["count"]
            assert one["id"] != "donald-trump"


def test_every_mention_says_where_and_why(client: FlaskClient) -> None:
    data = client.get("/api/v1/entities/donald-trump").get_json()
    assert data["mentions"]
    for one in data["mentions"]:
        article = client.get(f"/api/v1/articles/{one['article']}").get_json()
        assert article[one["in"]][one["start"] : one["end"]] == one["text"]
        assert one["why"]


def test_an_unknown_entity_is_not_found(client: FlaskClient) -> None:
    for entity in ("nobody", "c:陳大文"):
        answer = client.get(f"/api/v1/entities/{entity}")
        assert answer.status_code == 404
        assert answer.get_json()["error"]["code"] == "entity_not_found"


def test_an_event_says_when_it_was(client: FlaskClient) -> None:
    data = client.get("/api/v1/entities/june-fourth-1989").get_json()
    assert data["kind"] == "event"
    assert data["days"] == [
        {"from": "1989-06-03", "to": "1989-06-03"},
        {"from": "1989-06-04", "to": "1989-06-04"},
    ]
    assert client.get("/api/v1/entities/donald-trump").get_json()["days"] == []


def test_an_unresolved_name_says_so(tmp_path: Path) -> None:
    """It has a value and a filter like any other, and links to nobody."""
    article = Article("a", "陳大文說", "川普說。", Language.TRADITIONAL)
    unknown, known = candidate_id("陳大文"), "donald-trump"
    why = Message.of("surname", name="川普")
    mentions = (
        Mention(unknown, Kind.PERSON, 0, 3, "陳大文", "title", why),
        Mention(known, Kind.PERSON, 0, 2, "川普", "body", why),
    )
    store = open_store("whoosh", tmp_path)
    names = load_authority().names()
    build = store.begin(fingerprint(names))
    build.add(Document(article, mentions=mentions))
    build.commit(names)
    store.publish(build.name)
    library = library_of(tmp_path)
    client = create_app(SearchService(library), root=ROOT).test_client()
    people = client.get("/api/v1/articles/a").get_json()["people"]
    assert {(one["id"], one["label"], one["unresolved"]) for one in people} == {
        (unknown, "陳大文", True),
        (known, "特朗普", False),
    }
    found = client.get(f"/api/v1/search?person={unknown}").get_json()
    assert found["total"] == 1
    values = {one["value"]: one["label"] for one in found["facets"]["person"]}
    assert set(values[unknown].values()) == {"陳大文"}
    for address in ("/article/a", "/", f"/?-person={unknown}"):
        assert client.get(address).get_data(as_text=True).count(">not identified<") == 1, address
    library.close()


class NoNames:
    """A rule that shows no name which links to nobody."""

    def is_shown(
        self, kind: Kind, name: str, articles: int, otherwise: int, told: int = 0, /
    ) -> bool:
        return False


def test_a_surname_alone_is_told_in_its_article_only(tmp_path: Path) -> None:
    """No value of a facet, so that it leads nowhere; page and API say why."""
    article = Article("a", "Talks", "Mr Kolev spoke.", Language.ENGLISH)
    kolev = candidate_id("Kolev")
    why = Message.of("surname_alone", name="Kolev")
    assert why.code == SURNAME_ALONE
    store = open_store("whoosh", tmp_path)
    names = load_authority().names()
    build = store.begin(fingerprint(names))
    mentions = (Mention(kolev, Kind.PERSON, 3, 8, "Kolev", "body", why),)
    build.add(Document(article, mentions=mentions, proposed=((Kind.PERSON, "Kolev"),)))
    build.commit(names, NoNames())
    store.publish(build.name)
    library = library_of(tmp_path)
    client = create_app(SearchService(library), root=ROOT).test_client()
    (person,) = client.get("/api/v1/articles/a").get_json()["people"]
    assert (person["id"], person["unresolved"], person["listed"]) == (kolev, True, False)
    found = client.get("/api/v1/search").get_json()
    assert found["facets"]["person"] == []
    assert found["hits"][0]["people"] == []
    assert client.get(f"/api/v1/search?person={kolev}").get_json()["total"] == 0
    for language in LANGUAGES:
        page = client.get(f"/article/a?ui={language}")
        assert page.status_code == 200
        text = page.get_data(as_text=True)
        assert person["mentions"][0]["why"] in text or language != "en"
        assert text.count(">Kolev<") == 1
        assert "person=c" not in text
    library.close()
