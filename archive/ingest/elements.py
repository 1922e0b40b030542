"""Elements of HTML, by what they do to the text inside and around them.

Source: the HTML standard, "The elements of HTML" and "Obsolete features".
"""

from __future__ import annotations

from typing import Final

#: A paragraph of its own.
PARAGRAPH_TAGS: Final = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend main "
    "menu nav ol p pre search section summary table ul".split()
)

#: A line of its own: items of lists and rows of tables.
LINES: Final = frozenset("li option optgroup tbody tfoot thead tr".split())

CELLS: Final = frozenset({"td", "th"})

#: What stands inside is no text of the article: code, or what is shown where something fails.
UNREAD: Final = frozenset(
    "applet audio canvas head iframe math noframes noscript object script style svg template "
    "title video".split()
)

#: Of these the inside is no HTML: only their own closing tag ends it.
CODE: Final = frozenset("iframe noframes noscript script style".split())

_VOID: Final = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()
)

#: What is written inside a line of text.
_INLINE: Final = frozenset(
    "a abbr acronym b bdi bdo big blink button cite code colgroup data del dfn em font i ins "
    "kbd label map mark marquee nobr o:p output picture q rb rp rt ruby s samp select small "
    "span strike strong sub sup textarea time tt u var".split()
)

KNOWN: Final = PARAGRAPH_TAGS | LINES | CELLS | UNREAD | _VOID | _INLINE
