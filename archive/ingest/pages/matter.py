"""Front matter of text files, in the forms that Hugo and Jekyll read, and headers as of mail.

YAML is read as far as front matter uses it: scalars, quoted or not, lists in either form, texts of
several lines, and objects in lists for their `name`. TOML and JSON are read whole.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from archive.ingest.reader import shown

_FENCED: Final = re.compile(
    r"\A\s*(?P<fence>---|\+\+\+)[ \t]*\n(?P<matter>.*?)(?:^|\n)(?P<end>---|\.\.\.|"
    r"\+\+\+)[ \t]*(?:\n|\Z)",
    re.DOTALL,
)
_KEY: Final = re.compile(
    r"(?P<key>[^\s#:\[\]{}\-\"'][^:\n]{0,60}?|\"[^\"\n]{1,60}\"|"
    r"'[^'\n]{1,60}')\s*:(?:[ \t]+(?P<value>.*))?$"
)
_HEADER: Final = re.compile(
    r"(?P<key>[A-Za-z\u4e00-\u9fff][A-Za-z\u4e00-\u9fff -]{0,30})\s?[:：][ \t]*(?P<value>.*)$"
)
_BLOCK: Final = re.compile(r"(?P<style>[|>])[+-]?\d?\Z")
_COMMENT: Final = re.compile(r"\s+#.*\Z")

#: Headers are so many at least; a text whose first line happens to hold a colon has none.
_LEAST_HEADERS: Final = 2
_LONGEST_MATTER: Final = 2**16


@dataclass(slots=True)
class Matter:
    """`fields` by their names as written; `text` is what follows; `unread` lines that are not read.

    `fenced`: front matter, behind which Markdown stands; else headers.
    """

    fields: dict[str, tuple[str, ...]]
    text: str
    fenced: bool
    unread: list[str] = field(default_factory=list)


def read_matter(text: str) -> Matter | None:
    """The front matter or the headers of a text, None where it has none."""
    text = with_line_feeds(text)
    if fenced := _FENCED.match(text[:_LONGEST_MATTER]):
        is_toml = fenced["fence"] == "+++"
        if is_toml == (fenced["end"] == "+++"):
            matter = Matter({}, text[fenced.end() :], fenced=True)
            (_toml if is_toml else _yaml)(fenced["matter"], matter)
            return matter if matter.fields or not fenced["matter"].strip() else None
    if text.lstrip().startswith("{"):
        return _json(text)
    return _headers(text)


def with_line_feeds(text: str) -> str:
    """A text without a byte order mark, its lines ended by line feeds."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _toml(text: str, matter: Matter) -> None:
    try:
        matter.fields.update(_flat(tomllib.loads(text)))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        matter.unread.append(shown(str(error)))
        for line in text.split("\n"):
            key, parted, value = line.partition("=")
            if parted and key.strip().isidentifier():
                matter.fields[key.strip()] = _scalars(value.strip())


def _json(text: str) -> Matter | None:
    """An object with text behind it; an object alone is JSON and no front matter."""
    start = len(text) - len(text.lstrip())
    try:
        value, end = json.JSONDecoder(strict=False).raw_decode(text, start)
    except (ValueError, RecursionError):
        return None
    behind = text[end:]
    if (
        not isinstance(value, dict)
        or not behind.strip()
        or not behind.lstrip(" \t").startswith("\n")
    ):
        return None
    if behind.lstrip().startswith(("{", "[", ",")):
        return None
    return Matter(_flat(value), behind, fenced=True)


def _flat(values: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    return {key: _texts(value) for key, value in values.items()}


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(text for item in value for text in _texts(item))
    if isinstance(value, Mapping):
        return _texts(value.get("name", ""))
    if isinstance(value, dt.date):
        return (value.isoformat(),)
    if isinstance(value, bool):
        return (str(value).lower(),)
    return (str(value),) if isinstance(value, str | int | float) else ()


def _headers(text: str) -> Matter | None:
    """Lines of names and values up to a blank line, of which one is a title."""
    head, _, rest = text.lstrip("\n").partition("\n\n")
    matter = Matter({}, rest, fenced=False)
    key = ""
    for line in head.split("\n")[:_MOST_HEADERS]:
        if line[:1] in (" ", "\t") and key:
            matter.fields[key] = (f"{matter.fields[key][0]} {line.strip()}",)
        elif header := _HEADER.match(line):
            key = header["key"].strip()
            matter.fields.setdefault(key, (header["value"].strip(),))
        else:
            return None
    enough = len(matter.fields) >= _LEAST_HEADERS
    return matter if enough and rest.strip() else None


_MOST_HEADERS: Final = 40


def _yaml(text: str, matter: Matter) -> None:
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        key = _KEY.match(line)
        if not key:
            matter.unread.append(shown(line))
            continue
        start = at
        below = " \t" if key["value"] else " \t-"
        while at < len(lines) and (not lines[at].strip() or lines[at][0] in below):
            at += 1
        name = key["key"].strip("\"'")
        matter.fields[name] = _value((key["value"] or "").strip(), lines[start:at], matter)


def _value(value: str, below: list[str], matter: Matter) -> tuple[str, ...]:
    """The value of a key: what stands behind it, and the lines below that are further in."""
    if block := _BLOCK.match(_COMMENT.sub("", value)):
        texts = [line.strip() for line in below]
        return (("\n" if block["style"] == "|" else " ").join(texts).strip(),)
    if value[:1] in "[{" and value:
        return _flow(" ".join([value, *(line.strip() for line in below)]), matter)
    if value:
        more = [line.strip() for line in below if line.strip()]
        return _scalars(" ".join([value, *more]))
    items = [line.strip() for line in below if line.strip() and not line.strip().startswith("#")]
    return tuple(text for item in items for text in _item(item, matter))


def _item(item: str, matter: Matter) -> tuple[str, ...]:
    """A line of a list, or of an object in it, of which only the name is taken."""
    is_item = item.startswith("-")
    item = item.removeprefix("-").strip()
    if pair := _KEY.match(item):
        is_name = pair["key"].strip("\"'").lower() == "name"
        return _scalars((pair["value"] or "").strip()) if is_name else ()
    if is_item:
        return _scalars(item)
    matter.unread.append(shown(item))
    return ()


def _flow(value: str, matter: Matter) -> tuple[str, ...]:
    """A list in brackets."""
    value = _COMMENT.sub("", value)
    if not (value.startswith("[") and value.endswith("]")):
        matter.unread.append(shown(value))
        return ()
    items = re.findall(r"\s*(\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^,\[\]]+)", value[1:-1])
    return tuple(text for item in items if item.strip() for text in _scalars(item.strip()))


def _scalars(value: str) -> tuple[str, ...]:
    """A scalar without its quotes, its comment and its anchor; nothing for none."""
    if value[:1] == '"' and (end := re.match(r'"((?:[^"\\]|\\.)*)"', value)):
        try:
            return (str(json.loads(end[0], strict=False)),)
        except ValueError:
            return (end[1].replace('\\"', '"'),)
    if value[:1] == "'" and (end := re.match(r"'((?:[^']|'')*)'", value)):
        return (end[1].replace("''", "'"),)
    value = _COMMENT.sub("", value).strip()
    return () if value in ("", "~", "null") else (value,)
