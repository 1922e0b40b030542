"""`/api/v1/entities/<id>`: what is held of a person or an organisation."""

from __future__ import annotations

from flask.testing import FlaskClient


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
    for entity in ("nobody", "c:陳大文", "june-fourth-1989"):
        answer = client.get(f"/api/v1/entities/{entity}")
        assert answer.status_code == 404
        assert answer.get_json()["error"]["code"] == "entity_not_found"
