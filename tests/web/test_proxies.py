"""A proxy's words are believed where the proxy is trusted, and not even heard from anybody else."""

from __future__ import annotations

from ipaddress import ip_network

import pytest
from flask.testing import FlaskClient

from archive.errors import SettingError
from archive.search.service import SearchService
from archive.settings import read_settings
from archive.web.app import Operation, create_app
from archive.web.proxies import is_trusted
from tests.conftest import ROOT

TRUSTED = tuple(map(ip_network, ("127.0.0.1", "10.1.0.0/16", "fd00::/8")))

TOLD = {
    "X-Forwarded-For": "203.0.113.7",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "archive.example",
    "X-Forwarded-Prefix": "/elsewhere",
    "X-Request-Id": "told-1",
    "X-Remote-User": "chan",
}


def client(service: SearchService, auth_header: str = "") -> FlaskClient:
    run = Operation(trusted_proxies=TRUSTED, auth_header=auth_header)
    return create_app(service, root=ROOT, operation=run).test_client()


def described(client: FlaskClient, peer: str, **headers: str) -> tuple[str, str]:
    """What browsers are told to ask, and the id of the request."""
    answer = client.get("/opensearch.xml", headers=headers, environ_overrides={"REMOTE_ADDR": peer})
    address = answer.get_data(as_text=True).partition('template="')[2].partition("?")[0]
    return address, answer.headers["X-Request-Id"]


@pytest.mark.parametrize("peer", ["127.0.0.1", "10.1.2.3", "::ffff:10.1.2.3", "fd00::1%eth0"])
def test_a_trusted_proxy_is_believed(sample_service: SearchService, peer: str) -> None:
    address, request = described(client(sample_service), peer, **TOLD)
    assert address == "https://archive.example/"
    assert request == "told-1"


@pytest.mark.parametrize("peer", ["127.0.0.2", "10.2.0.1", "::1", "fe80::1", "", "unix:"])
def test_nobody_else_is(sample_service: SearchService, peer: str) -> None:
    address, request = described(client(sample_service), peer, **TOLD)
    assert address == "http://localhost/"
    assert request != "told-1"


def test_only_the_nearest_proxy_is(sample_service: SearchService) -> None:
    """What a reader wrote before a proxy added its own words is hearsay."""
    headers = TOLD | {"X-Forwarded-Host": "evil.example, archive.example"}
    headers |= {"X-Forwarded-Proto": "gopher, https"}
    assert (
        described(client(sample_service), "127.0.0.1", **headers)[0] == "https://archive.example/"
    )


@pytest.mark.parametrize("told", ["", "a b", "x" * 65, "ü", 'a"b', "<b>"])
def test_an_id_that_no_log_should_hold_is_made_anew(
    sample_service: SearchService, told: str
) -> None:
    headers = {"X-Request-Id": told.encode().decode("latin-1")}
    made = described(client(sample_service), "127.0.0.1", **headers)[1]
    assert made != told
    assert len(made) == 16


def test_whoever_signed_in_reads(sample_service: SearchService) -> None:
    """No page, no answer and no cached page for the others, in whatever way they ask."""
    asking = client(sample_service, "X-Remote-User")
    paths = ("/", "/?q=tariff", "/api/v1/search", "/about", "/nowhere")
    for path in paths:
        for peer, user in (("127.0.0.1", ""), ("127.0.0.1", "  "), ("192.0.2.1", "chan")):
            answer = asking.get(
                path, headers={"X-Remote-User": user}, environ_overrides={"REMOTE_ADDR": peer}
            )
            assert answer.status_code == 401
        known = asking.get(
            path, headers={"X-Remote-User": "chan"}, environ_overrides={"REMOTE_ADDR": "10.1.0.1"}
        )
        assert known.status_code == (404 if path == "/nowhere" else 200)
    for path in ("/healthz", "/readyz", "/metrics", "/static/archive.css"):
        with asking.get(path) as opened:
            assert opened.status_code == 200


def test_a_socket_without_addresses_is_nobody() -> None:
    assert not is_trusted("", TRUSTED)
    assert not is_trusted("/run/archive.sock", TRUSTED)


@pytest.mark.parametrize(
    "variables, said",
    [
        ({"ARCHIVE_TRUSTED_PROXIES": "10.1.0.0/16, proxy"}, "'proxy' is no address"),
        ({"ARCHIVE_TRUSTED_PROXIES": "10.1.0.1/16"}, "'10.1.0.1/16' is no address"),
        ({"ARCHIVE_AUTH_HEADER": "X-Remote-User"}, "no proxy is trusted"),
        (
            {"ARCHIVE_AUTH_HEADER": "X Remote", "ARCHIVE_TRUSTED_PROXIES": "::1"},
            "no name of a header",
        ),
        (
            {"ARCHIVE_AUTH_HEADER": "Content-Type", "ARCHIVE_TRUSTED_PROXIES": "::1"},
            "no name of a header",
        ),
        ({"ARCHIVE_LOG_QUERIES": "yes"}, "ARCHIVE_LOG_QUERIES is 'yes'"),
    ],
)
def test_a_setting_that_cannot_be_is_named(variables: dict[str, str], said: str) -> None:
    with pytest.raises(SettingError, match=said):
        read_settings(variables)


def test_settings_of_proxies() -> None:
    settings = read_settings(
        {"ARCHIVE_TRUSTED_PROXIES": "127.0.0.1,10.1.0.0/16 fd00::/8", "ARCHIVE_AUTH_HEADER": "X-U"}
    )
    assert settings.trusted_proxies == TRUSTED
    assert settings.auth_header == "X-U"
