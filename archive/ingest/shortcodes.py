"""Shortcodes of WordPress and BBCode: `[caption id="a"]...[/caption]`, `[b]...[/b]`."""

from __future__ import annotations

import re
from typing import Final

#: A name, and behind it attributes or, in BBCode, a value. Doubled brackets show a shortcode.
_SHORTCODE: Final = re.compile(
    r"(?<!\[)\[(?P<close>/?)(?P<name>[a-z][a-z0-9_-]*+)(?P<inside>(?:[\s=/][^\[\]]*+)?)\](?!\])"
)

_ATTRIBUTE: Final = re.compile(r"(?:^|\s)[A-Za-z_-]++\s*+=\s*+[\"'“”″&\w]|^=\S|^\s*+https?://")

#: Those that stand alone without attributes. Source: WordPress, "Shortcodes", and its plug-in
#: Jetpack. What is also a word that editors put in brackets (audio, video, more) must be closed or
#: have attributes.
_ALONE: Final = frozenset(
    "caption wp_caption gallery playlist embed nextpage contact-form contact-form-7 portfolio "
    "jetpack-related-posts jetpack_subscription_form youtube vimeo soundcloud instagram archives "
    "sitemap toc".split()
)

#: Inside a line of text; all others part paragraphs.
_INLINE: Final = frozenset("b i u s url color size font em strong span a sup sub abbr".split())


def without_shortcodes(text: str) -> str:
    """`text` without the marks of shortcodes; what an enclosing one encloses stays.

    A word in brackets ([sic], [AFP]) is one only where it has attributes, is closed, or is a
    name of WordPress.
    """
    if "]" not in text:
        return text
    matches = list(_SHORTCODE.finditer(text))
    opened = {match["name"] for match in matches if not match["close"]}
    closed = {match["name"] for match in matches if match["close"]} & opened

    def mark(match: re.Match[str]) -> str:
        name = match["name"]
        known = name in closed or (name in _ALONE and not match["close"])
        if not known and not _ATTRIBUTE.search(match["inside"]):
            return match[0]
        return "" if name in _INLINE else "\n\n"

    return _SHORTCODE.sub(mark, text)
