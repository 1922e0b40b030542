"""One object that holds an article in several languages, as one object for each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from archive.ingest.formats.json_folded import normal_name
from archive.ingest.formats.json_names import BODY, ID, SUMMARY, TITLE
from archive.ingest.formats.json_objects import id_text, is_missing

#: What a name or a key says of a language: a tag, or how Hong Kong's bodies call its scripts.
_LANGUAGES: Final[Mapping[str, str]] = {
    "en": "en", "eng": "en", "english": "en", "enus": "en", "engb": "en", "enhk": "en",
    "tc": "zh-Hant", "cht": "zh-Hant", "zhhant": "zh-Hant", "zhhk": "zh-Hant", "zhtw": "zh-Hant",
    "hant": "zh-Hant", "zhmo": "zh-Hant", "zhhanthk": "zh-Hant", "zhhanttw": "zh-Hant",
    "sc": "zh-Hans", "chs": "zh-Hans", "zhhans": "zh-Hans", "zhcn": "zh-Hans", "hans": "zh-Hans",
    "zhsg": "zh-Hans", "zhhanscn": "zh-Hans", "zh": "zh", "chi": "zh", "zho": "zh", "cn": "zh-Hans",
    "繁": "zh-Hant", "繁體": "zh-Hant", "简": "zh-Hans", "简体": "zh-Hans", "英": "en",
    "英文": "en", "中文": "zh",
}  # fmt: skip

#: `title_tc`, `content-zh-HK`, `Body (EN)`, `bodySc`; behind a search server's sign of a type.
_SUFFIXED: Final = re.compile(
    r"(?P<name>.+?)(?:[\s_.\-(（]+(?P<apart>[A-Za-z]{2,7}(?:[_-][A-Za-z]{2,4}){0,2}|[繁简英中][體体文]?)"
    r"[)）]?|(?P<camel>En|Eng|Tc|Sc|Zh|Chs|Cht|EN|TC|SC|ZH))\Z"
)

#: How the names of a search server's fields end: `title_t`, `body_txt_en`, `published_dt`.
_TYPED: Final = re.compile(r"(?P<name>.+?)_(?:txts?|ss?|ts?|dts?|tdts?|[ilbfd]s?)\Z")

#: No longer name is looked into.
_LONGEST_NAME: Final = 60

_TEXTS: Final = TITLE.first | BODY.first | SUMMARY.first


def by_language(value: Mapping[str, object]) -> list[dict[str, object]]:
    """The article that `value` holds, once for each language in which it has a text.

    Names or keys of title and text say the language: `{"title_en": ..., "title_tc": ...}` or
    `{"title": {"en": ..., "zh-HK": ...}}`. Where there are several, each id says its language too.
    Empty where no title and no text does.
    """
    shared: dict[str, object] = {}
    texts: dict[str, dict[str, object]] = {}
    for key, item in value.items():
        pairs = list(_in_languages(key, item))
        for language, name, text in pairs:
            texts.setdefault(language, {}).setdefault(name, text)
        if not pairs:
            shared[key] = item
    own = id_text(
        next((item for key, item in shared.items() if normal_name(key) in ID.first), None)
    )
    articles: list[dict[str, object]] = []
    for language, fields in texts.items():
        if not _TEXTS.isdisjoint(normal_name(name) for name in fields):
            named = {"id": f"{own}-{language}"} if own and len(texts) > 1 else {}
            articles.append({**shared, "language": language, **fields, **named})
    return articles


def without_language(name: str) -> str:
    """A name without what it says of a language."""
    match = _SUFFIXED.match(name) if len(name) <= _LONGEST_NAME else None
    if match is None or normal_name(match["apart"] or match["camel"]) not in _LANGUAGES:
        return name
    return str(match["name"])


def without_types(value: Mapping[str, object]) -> dict[str, object]:
    """`value` with its names as they are before a search server's sign of a type."""
    plain: dict[str, object] = {}
    for key, item in value.items():
        match = _TYPED.match(key) if len(key) <= _LONGEST_NAME else None
        plain.setdefault(match["name"] if match else key, item)
    return plain


def _in_languages(key: str, item: object) -> Iterator[tuple[str, str, object]]:
    """Language, name and value of each text that a member holds, if its name or keys say it."""
    if isinstance(item, Mapping) and item:
        tags = {tag: _LANGUAGES.get(normal_name(tag)) for tag in item if isinstance(tag, str)}
        if len(tags) == len(item) and all(tags.values()):
            for tag, language in tags.items():
                if language and not is_missing(item[tag]):
                    yield language, key, item[tag]
        return
    match = _SUFFIXED.match(key) if len(key) <= _LONGEST_NAME else None
    if match is None or is_missing(item):
        return
    language = _LANGUAGES.get(normal_name(match["apart"] or match["camel"]))
    if language is not None:
        yield language, match["name"], item
