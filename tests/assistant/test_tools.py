"""The tools of an assistant, called by the SDK's own client in the three ways there are."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import anyio
import jsonschema
import pytest
from flask.testing import FlaskClient
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp_types import CallToolResult

from archive.assistant.server import assistant_server
from archive.assistant.tools import TOOLS, Desk
from archive.cli import main
from archive.query.days import NEWSROOM
from archive.search.service import SearchService
from archive.web.app import create_app
from tests.conftest import ROOT

ARTICLE: Final = "harbour-post-2025-0203"

Ask = Callable[[Client], Awaitable[Any]]


@pytest.fixture(scope="module")
def client(sample_service: SearchService) -> FlaskClient:
    """A client of the API, with which tools must agree."""
    return create_app(sample_service, root=ROOT).test_client()


@pytest.fixture(scope="module")
def port(sample_index: Path) -> Iterator[int]:
    """`manage.py mcp --http` over the sample archive."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = free.getsockname()[1]
    process = subprocess.Popen(
        [*_command(sample_index), "--http", str(number)], cwd=ROOT, stderr=subprocess.DEVNULL
    )
    try:
        _wait(number)
        yield number
    finally:
        process.terminate()
        process.wait(timeout=20)


def _ran(work: Callable[[], Awaitable[Any]]) -> Any:
    """What work gives, in a thread of its own: another loop may run in that of the tests."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(anyio.run, work).result()


def _command(index: Path) -> list[str]:
    return [sys.executable, str(ROOT / "manage.py"), "mcp", "--index", str(index)]


def _wait(number: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", number), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the server does not listen")


def within(service: SearchService, ask: Ask) -> Any:
    """What a client in this process is told."""
    server = assistant_server(Desk(service, NEWSROOM, "News Archive"))

    async def run() -> Any:
        async with Client(server) as client:
            return await ask(client)

    return _ran(run)


def over_http(number: int, ask: Ask) -> Any:
    """What a client over HTTP is told."""

    async def run() -> Any:
        async with Client(f"http://127.0.0.1:{number}/mcp") as client:
            return await ask(client)

    return _ran(run)


def over_stdio(index: Path, ask: Ask) -> Any:
    """What a client that starts the program is told."""
    program, *rest = _command(index)
    parameters = StdioServerParameters(command=program, args=rest, cwd=str(ROOT))

    async def run() -> Any:
        async with Client(stdio_client(parameters)) as client:
            return await ask(client)

    return _ran(run)


#: A call of each tool, as often as it has something to say.
CALLS: Final[list[tuple[str, dict[str, Any]]]] = [
    ("search", {"q": "tariff", "size": 5, "-language": ["zh-Hans"], "sort": "newest"}),
    ("search", {"q": "zzzz qqqq"}),
    ("article", {"article": ARTICLE}),
    ("entity", {"entity": "donald-trump", "ui": "zh-Hant"}),
    ("trend", {"q": "tariff", "from": "2025-01"}),
    ("receipt", {"q": "tariff", "language": ["en"]}),
    ("quotation", {"text": "new U.S. tariffs"}),
    ("quotation", {"text": "nobody ever wrote these words"}),
]


async def every_call(client: Client) -> tuple[list[Any], list[Any]]:
    """What is listed, and what every call answers."""
    tools = (await client.list_tools()).tools
    answers = []
    for name, arguments in CALLS:
        answer = await client.call_tool(name, arguments)
        assert isinstance(answer, CallToolResult)
        assert not answer.is_error, answer.content
        assert json.loads(answer.content[0].text) == answer.structured_content  # type: ignore[union-attr]
        answers.append(answer.structured_content)
    return tools, answers


def _steady(answers: list[Any]) -> str:
    """Answers without what differs from one moment to the next."""
    return json.dumps(
        [{n: v for n, v in answer.items() if n not in ("made", "digest")} for answer in answers]
    )


def test_the_three_ways_answer_alike(
    sample_service: SearchService, sample_index: Path, port: int
) -> None:
    tools, answers = within(sample_service, every_call)
    assert [tool.name for tool in tools] == [tool.name for tool in TOOLS]
    assert all(tool.annotations.read_only_hint for tool in tools)
    for way in (over_http(port, every_call), over_stdio(sample_index, every_call)):
        assert [tool.input_schema for tool in way[0]] == [tool.input_schema for tool in tools]
        assert _steady(way[1]) == _steady(answers)


def test_tools_say_what_the_api_says(sample_service: SearchService, client: FlaskClient) -> None:
    tools, answers = within(sample_service, every_call)
    schemas = {tool.name: tool.input_schema for tool in tools}
    for name, arguments in CALLS:
        jsonschema.validate(arguments, schemas[name])
    found, nothing, article, entity, trend, receipt, quoted, unquoted = answers

    def api(path: str) -> Any:
        return client.get(f"/api/v1/{path}").get_json()

    same = api("search?q=tariff&size=5&-language=zh-Hans&sort=newest")
    assert (found["total"], found["lines"]) == (same["total"], same["lines"])
    assert [hit["id"] for hit in found["hits"]] == [hit["id"] for hit in same["hits"]]
    assert (nothing["total"], nothing["hits"]) == (0, [])
    assert article["quoted"]["body"] == api(f"articles/{ARTICLE}")["body"]
    assert entity["total"] == api("entities/donald-trump")["total"]
    total = api("search?q=tariff&from=2025-01")["total"]
    assert trend["total"] == total == sum(trend["months"].values()) + trend["undated"]
    assert receipt["counts"]["total"] == api("search?q=tariff&language=en")["total"]
    assert quoted["verdict"] == "verbatim"
    for each in quoted["articles"]:
        text = api(f"articles/{each['id']}")
        for place in each["places"]:
            assert text[place["in"]][place["start"] : place["end"]] == place["quoted"]["text"]
    assert (unquoted["verdict"], unquoted["total"]) == ("none", 0)


def _strings(value: Any, *, quoted: bool = False) -> Iterator[str]:
    """Every string of an answer that does not stand under `quoted`."""
    if isinstance(value, dict):
        for name, each in value.items():
            if name != "quoted" or quoted:
                yield from _strings(each, quoted=quoted)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each, quoted=quoted)
    elif isinstance(value, str):
        yield value


def test_what_sources_wrote_is_quoted(sample_service: SearchService, client: FlaskClient) -> None:
    """Nothing of an article's texts stands anywhere else in any answer."""
    _, answers = within(sample_service, every_call)
    hits = client.get("/api/v1/search?size=100&versions=all&copies=all").get_json()["hits"]
    written = set()
    for hit in hits:
        article = client.get(f"/api/v1/articles/{hit['id']}").get_json()
        lines = [article["title"], *article["body"].split("\n"), *article["authors"]]
        written |= {line for line in lines if len(line) > 12}
    assert len(written) > 100
    for answer in answers:
        for text in _strings(answer):
            assert not any(line in text for line in written), text


@pytest.mark.parametrize(
    "name, arguments, said",
    [
        ("search", {"q": "x", "colour": "red"}, "colour"),
        ("search", {"q": "x", "from": "soon"}, "soon"),
        ("search", {"q": "x", "size": 0}, "size"),
        ("article", {"article": "nowhere"}, "nowhere"),
        ("article", {}, "article"),
        ("entity", {"entity": "nobody"}, "nobody"),
        ("quotation", {"text": "…"}, "no word"),
        ("delete", {}, "search, article"),
    ],
)
def test_refusals_are_told(
    sample_service: SearchService, name: str, arguments: dict[str, Any], said: str
) -> None:
    answer = within(sample_service, lambda client: client.call_tool(name, arguments))
    assert answer.is_error
    assert said in answer.content[0].text


@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"Origin": "http://evil.example"}])
def test_no_page_of_a_browser_can_ask(port: int, headers: dict[str, str]) -> None:
    """Also where a name of elsewhere leads to this machine."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        lines = {"Host": f"127.0.0.1:{port}", "Content-Type": "application/json"} | headers
        body = "{}"
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        connection.sendall(
            f"POST /mcp HTTP/1.1\r\n{head}Content-Length: {len(body)}\r\n\r\n{body}".encode()
        )
        status = int(connection.recv(100).split()[1])
    assert status in (403, 421)


def test_without_the_package_it_says_what_to_install(
    sample_index: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "mcp", None)
    assert main(["mcp", "--index", str(sample_index)]) == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "make mcp-install" in error


def test_without_an_index_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mcp", "--index", str(tmp_path)]) == 1
    assert "reindex" in capsys.readouterr().err
