"""Settings: one frozen value, read from the environment by the assemblers and passed down."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from archive.errors import SettingError
from archive.model.engines import ENGINES

#: The checkout: templates, static files and the default index lie in it.
ROOT: Final = Path(__file__).resolve().parent.parent

DAY_ORDERS: Final = ("dmy", "mdy")


@dataclass(frozen=True, slots=True)
class Settings:
    """How this archive runs. Each field is the environment variable `ARCHIVE_<NAME>`.

    index: the folder of the index. sources: what `reindex` reads when none is named. engine: who
    keeps the index, and behind a space where it answers if it is elsewhere (`engine_at`).
    opensearch_url: where the cluster of OpenSearch answers, commas between several addresses.
    title: the archive's name on pages. timezone: the newsroom's, which decides an
    instant's publication day. day_order: the newsroom's order of 03/04/2024, "dmy" or
    "mdy". authority: the newsroom's own authority file, over the shipped one.
    glossary: the newsroom's own file of words in two languages.
    recogniser_en, recogniser_zh: the command of the newsroom's own program that proposes names in
    texts of that language in place of the shipped model, and its arguments; empty for none.
    url_prefix: the path under which a proxy serves the archive. trusted_proxies: the addresses of
    proxies that are believed. auth_header: the header in which they name who signed in, "" where
    nobody signs in. log_queries: whether the log tells what was typed. models: "on" or "off",
    whether models propose names that are not in the authority file. meaning: "on" or "off", whether
    articles in the other language are found by what they mean, too. read_*: how much is read of one
    file, sizes in MiB; what is larger is refused and named.
    """

    index: Path = ROOT / "index"
    sources: tuple[Path, ...] = ()
    engine: str = "whoosh"
    opensearch_url: str = "http://127.0.0.1:9200"
    title: str = "News Archive"
    timezone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Asia/Hong_Kong"))
    day_order: str = "dmy"
    authority: Path | None = None
    glossary: Path | None = None
    url_prefix: str = ""
    trusted_proxies: tuple[IPv4Network | IPv6Network, ...] = ()
    auth_header: str = ""
    log_queries: bool = False
    models: bool = True
    meaning: bool = False
    recogniser_en: tuple[str, ...] = ()
    recogniser_zh: tuple[str, ...] = ()
    read_whole: int = 256
    read_unpacked: int = 102_400
    read_ratio: int = 200
    read_members: int = 500_000
    read_depth: int = 8


#: No limit of reading is larger: it could as well be none.
_LARGEST_LIMIT: Final = 10**9


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise SettingError(
            f"ARCHIVE_TIMEZONE: there is no time zone {name!r}.",
            remedy="Use a name such as Asia/Hong_Kong.",
        ) from error


def _engine(name: str) -> str:
    if name not in ENGINES:
        raise SettingError(
            f"ARCHIVE_ENGINE: there is no engine {name!r}.",
            remedy=f"Use one of: {', '.join(ENGINES)}.",
        )
    return name


def engine_at(name: str, opensearch_url: str) -> str:
    """An engine, and where it answers if that is elsewhere, as `Settings.engine` has both."""
    return f"{_engine(name)} {opensearch_url}" if name == "opensearch" else _engine(name)


def _day_order(name: str) -> str:
    if name not in DAY_ORDERS:
        raise SettingError(
            f"ARCHIVE_DAY_ORDER: there is no order {name!r}.",
            remedy=f"Use one of: {', '.join(DAY_ORDERS)}.",
        )
    return name


def _switch(name: str, text: str) -> bool:
    if text not in ("on", "off"):
        raise SettingError(f"{name} is {text!r}.", remedy="Use on or off.")
    return text == "on"


def _limit(name: str, text: str, default: int) -> int:
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:11]) <= _LARGEST_LIMIT):
        raise SettingError(
            f"{name} is {text!r}.", remedy=f"Use a whole number from 1 to {_LARGEST_LIMIT:,}."
        )
    return int(text)


def _command(name: str, text: str) -> tuple[str, ...]:
    try:
        if not text.isprintable():
            raise ValueError("No line of printable characters")
        command = shlex.split(text)
        if command and not command[0]:
            raise ValueError("No program is named")
    except ValueError as error:
        raise SettingError(
            f"{name} is no command line: {error}.",
            remedy="Write a program and its arguments, as for a shell.",
        ) from error
    return tuple(command)


def _prefix(text: str) -> str:
    if text and (not text.startswith("/") or "//" in text or set(text) & set("?#\\ ")):
        raise SettingError(
            f"ARCHIVE_URL_PREFIX: {text!r} is not a path.", remedy="Use one such as /archive."
        )
    return text.rstrip("/")


def _networks(text: str) -> tuple[IPv4Network | IPv6Network, ...]:
    networks: list[IPv4Network | IPv6Network] = []
    for part in filter(None, re.split(r"[\s,]+", text)):
        try:
            networks.append(ip_network(part))
        except ValueError as error:
            raise SettingError(
                f"ARCHIVE_TRUSTED_PROXIES: {part!r} is no address.",
                remedy="Write addresses and networks such as 127.0.0.1 and 10.1.0.0/16.",
            ) from error
    return tuple(networks)


def _auth_header(text: str, trusted: tuple[IPv4Network | IPv6Network, ...]) -> str:
    # These two are of the request itself, whoever sends it.
    own = text.lower() in ("content-type", "content-length")
    if text and (own or not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]{0,60}", text)):
        raise SettingError(
            f"ARCHIVE_AUTH_HEADER: {text!r} is no name of a header.",
            remedy="Use one such as X-Remote-User.",
        )
    if text and not trusted:
        raise SettingError(
            "ARCHIVE_AUTH_HEADER is set, and no proxy is trusted to send it.",
            remedy="Name the proxy in ARCHIVE_TRUSTED_PROXIES.",
        )
    return text


def _title(text: str) -> str:
    if len(text) > 100 or not text.isprintable():
        raise SettingError(
            "ARCHIVE_TITLE is not one line of at most 100 characters.", remedy="Shorten it."
        )
    return text


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings; raises `SettingError` naming the variable that cannot be used.

    An empty variable counts as not set.
    """

    def given(name: str) -> str:
        return environment.get(f"ARCHIVE_{name}", "").strip()

    def limit(name: str, value: int) -> int:
        return _limit(f"ARCHIVE_{name}", given(name), value)

    default = Settings()
    url = given("OPENSEARCH_URL") or default.opensearch_url
    trusted = _networks(given("TRUSTED_PROXIES"))
    sources = tuple(Path(source) for source in given("SOURCES").split(os.pathsep) if source)
    return Settings(
        index=Path(given("INDEX")) if given("INDEX") else default.index,
        sources=sources,
        engine=engine_at(given("ENGINE") or default.engine, url),
        opensearch_url=url,
        title=_title(given("TITLE") or default.title),
        timezone=_zone(given("TIMEZONE") or default.timezone.key),
        day_order=_day_order(given("DAY_ORDER") or default.day_order),
        authority=Path(given("AUTHORITY")) if given("AUTHORITY") else None,
        glossary=Path(given("GLOSSARY")) if given("GLOSSARY") else None,
        url_prefix=_prefix(given("URL_PREFIX")),
        trusted_proxies=trusted,
        auth_header=_auth_header(given("AUTH_HEADER"), trusted),
        log_queries=_switch("ARCHIVE_LOG_QUERIES", given("LOG_QUERIES") or "off"),
        models=_switch("ARCHIVE_MODELS", given("MODELS") or "on"),
        meaning=_switch("ARCHIVE_MEANING", given("MEANING") or "off"),
        recogniser_en=_command("ARCHIVE_RECOGNISER_EN", given("RECOGNISER_EN")),
        recogniser_zh=_command("ARCHIVE_RECOGNISER_ZH", given("RECOGNISER_ZH")),
        read_whole=limit("READ_WHOLE", default.read_whole),
        read_unpacked=limit("READ_UNPACKED", default.read_unpacked),
        read_ratio=limit("READ_RATIO", default.read_ratio),
        read_members=limit("READ_MEMBERS", default.read_members),
        read_depth=limit("READ_DEPTH", default.read_depth),
    )
