"""Texts with markup, and with characters that mean nothing, become plain text in paragraphs."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest import markup
from archive.ingest.raw import Markup
from archive.ingest.texts import to_plain
from tests.linear import growth

#: Time for eight times a text over that for the text: 8 where it grows with it, 64 with its square.
_MOST = 24


@pytest.mark.parametrize(
    "source, plain",
    [
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("<p>One<br>two<br/>three</p>", "One\ntwo\nthree"),
        ("One<br><br>Two<BR />three", "One\n\nTwo\nthree"),
        ("<div>One<div>Two</div>Three</div>", "One\n\nTwo\n\nThree"),
        ("<h1>One</h1>Two <b>bold</b>, <i>not</i>too", "One\n\nTwo bold, nottoo"),
        ("<ul><li>a</li><li>b</li></ul>c", "a\nb\n\nc"),
        ("<ol>\n <li><p>a</p></li>\n <li>b</li>\n</ol>", "a\n\nb"),
        ("<table><tr><th>x</th><td>1</td></tr>\n<tr><td>y<td>2</table>", "x\t1\ny\t2"),
        ("<p>渡輪\n 公司</p><p>the\n ferry 公司\nA</p>", "渡輪公司\n\nthe ferry 公司 A"),
        ("<p>a\n\nb</p>c\n\nd", "a b\n\nc\n\nd"),
        ("<p>渡<b>輪</b>\n公<i>司</i> A\n<b>B</b></p>", "渡輪公司 A B"),
        ("<p>\u3000\u3000第一段</p>第<b>\u3000二段</b>", "第一段\n\n第\u3000二段"),
        ("First\nline <em>here</em>\n\nSecond", "First\nline here\n\nSecond"),
        ("\n  With more <b>lamps</b> \n  than ever the\n  pier opens.\n", "With more lamps than ever the pier opens."),  # noqa: E501  # a row
        ("\n\t渡輪<i>公司</i>今早恢復\n\t航班。\n", "渡輪公司今早恢復航班。"),
        ("\n  It is the\n  first.\n\n  It is\n  the second.", "It is the first.\n\nIt is the second."),  # noqa: E501  # a row
        ("  First.\n  Second.\n  Third", "First.\nSecond.\nThird"),
        ("  - lamps\n  - ropes\n  - oars", "- lamps\n- ropes\n- oars"),
        ("  1. lamps\n  2. ropes", "1. lamps\n2. ropes"),
        ("\u3000\u3000第一段\n\u3000\u3000第二段", "第一段\n第二段"),
        ("  「去吧。」\n  他走了。\n  燈還亮", "「去吧。」\n他走了。\n燈還亮"),
        ("Not indented\nlines stand", "Not indented\nlines stand"),
        ("<pre>1  2\n 3\n\n4</pre>", "1  2\n 3\n\n4"),
        ("<p>a</p><script>if (a < b) x('</p>')</script><style>p {}</style>b", "a\n\nb"),
        ("a<SCRIPT src='x'/>b", "ab"),
        ("a<template><p>no</p></template>b<svg><title>no</title></svg>c", "abc"),
        ("a<noscript><img src=x></noscript><iframe src=x>no</iframe>b", "ab"),
        ("<html><head><title>no</title></head><body>yes</body></html>", "yes"),
        ("a<!-- x > y --> b<!--more--> c", "a b c"),
        ("a<!-- never closed, b", "a never closed, b"),
        ("<![CDATA[<p>a</p>]]>b<!DOCTYPE html><?xml version='1.0'?>", "a\n\nb"),
        ('<a title="a > b" href=\'x\'>text</a> here', "text here"),
        ('text <a href="http://pier.example/', "text"),
        ("a < b and c <d", "a < b and c"),
        ("<ann@pier.example> and <https://pier.example/a>", "<ann@pier.example> and <https://pier.example/a>"),
        ("<John Smith> and <o:p></o:p><x-card>y</x-card>", "<John Smith> and y"),
        ("Q&amp;A, AT&T, &#8216;x&#8217; &#x4e2d;&hellip;", "Q&A, AT&T, ‘x’ 中…"),
        ("R&amp;amp;D &amp;#8217; &amp;nbsp; &amp;lt;3", "R&D ’   <3"),
        ("&#150;&#x80; &#55357;&#56832; &#xD83D;&#xde00;", "–€ 😀 😀"),
        ("a&nbsp;&nbsp;b&nbsp", "a b"),
        ("&bogus; ?a=1&copy=2 &notit;", "&bogus; ?a=1&copy=2 &notit;"),
        ("&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;", "One\n\nTwo"),
        ("<p>the &lt;b&gt; tag</p>", "the <b> tag"),
        ("<p>a &lt;script src=x&gt;x()&lt;/script&gt;b the &lt;b&gt; tag</p>", "a b the <b> tag"),
        ('[caption id="a" width="9"]<img src=x>Quay[/caption]\nText', "Quay\n\nText"),
        ("[vc_row][vc_text a='1']Text[/vc_text][/vc_row] [sic] [AFP]", "Text\n\n[sic] [AFP]"),
        ("[audio https://pier.example/a.mp3]\na", "a"),
        ('[gallery ids="1,2"]a[gallery]b[b]c[/b]', "a\n\nbc"),
        ("<!-- wp:paragraph {\"a\":\"b>c\"} -->\n<p>Hi</p>\n<!-- /wp:paragraph -->", "Hi"),
        ("", ""),
    ],
)  # fmt: skip
def test_html(source: str, plain: str) -> None:
    """Block elements are paragraphs; what is no text goes; what is no tag stays."""
    assert to_plain(source, Markup.HTML) == plain


@pytest.mark.parametrize(
    "source, plain",
    [
        ("Use <b> or <i> for a name", None),
        ("Write <b> and </b> around words", None),
        ("the “<br>” tag, `<p>` and '</p>'", None),
        ("if a < b and b > c, a<b", None),
        ("AT&T, R&D; and Q&A", None),
        ("<John> said <no>", None),
        ("A list [1], [sic], [Applause], [more]", None),
        ("x <-- y --> z", None),
        ("Line\nline\n\nline", None),
        ("<b>Bold</b> move", "Bold move"),
        ("A <em>bold</em> move", "A bold move"),
        ("one<br>two", "one\ntwo"),
        ("one<br />\ntwo", "one\ntwo"),
        ("one <br> two <br> three", "one\ntwo\nthree"),
        ("<p>Only one", "Only one"),
        ("Ends here.</p>", "Ends here."),
        ("</p>One<p>", "One"),
        ("Not one <p>", None),
        ("See <a href='x'>this</a>", "See this"),
        ("<img src=x>Quay", "Quay"),
        ("Fish &amp; chips &#8217; &quot;x&quot;", 'Fish & chips ’ "x"'),
        ("Fish &amp;amp; chips", "Fish & chips"),
        ("&lt;p&gt;One&lt;/p&gt;", "One"),
        ("The &lt;b&gt; tag", "The <b> tag"),
        ("<p>if a <ann@pier.example> b</p>", "if a <ann@pier.example> b"),
        ("Text\n<!-- wp:more -->\nmore", "Text\n\nmore"),
    ],
)
def test_unknown(source: str, plain: str | None) -> None:
    """Tags and references go where they are plainly such; None: nothing changes."""
    assert to_plain(source, Markup.UNKNOWN) == (source if plain is None else plain)


@pytest.mark.parametrize("mode", Markup)
@pytest.mark.parametrize(
    "source, plain",
    [
        ("a\r\nb\rc\n", "a\nb\nc"),
        ("a\u2028b\x85c\x0bd", "a\nb\nc\nd"),
        ("a\u2029b \fc", "a\n\nb\n\nc"),
        ("a\n \t\n\n\nb  \nc", "a\n\nb\nc"),
        ("a\0b\x16c\x9fd\ufeffe\ufffff", "abcdef"),
        ("co\xadoperate 香\u200b港\u2060", "cooperate 香港"),
        ("a\u200db, 中\u200c國", "ab, 中國"),
        ("👨\u200d👩\u200d👧 ❤\ufe0f\u200d🔥", "👨\u200d👩\u200d👧 ❤\ufe0f\u200d🔥"),
        ("नमस्\u200dते, می\u200cخواهم", "नमस्\u200dते, می\u200cخواهم"),
        ("\u200ea\u202ab\u202c", "ab"),
        ("שלום\u200f!", "שלום\u200f!"),
        ("\ud83d\ude00 \ud83d", "😀 \ufffd"),
    ],
)
def test_characters(source: str, plain: str, mode: Markup) -> None:
    """Line ends are LF; what means nothing goes, in every text."""
    assert to_plain(source, mode) == plain


def test_a_plain_text_is_as_published() -> None:
    source = "<b>x</b> &amp; [b]y[/b]  z"
    assert to_plain(source, Markup.PLAIN) == source


ANY = st.text(st.sampled_from("ab中 \n\r\f\0\xad<>/&;#=\"'![]-pbr") | st.characters())
WORDS = st.lists(
    st.from_regex(r"[a-z中文<>&'\"]{1,8}( [a-z中文&<>]{1,8}){0,3}", fullmatch=True), max_size=5
)


@given(ANY, st.sampled_from(Markup))
def test_any_text_is_plain_afterwards(source: str, mode: Markup) -> None:
    """Whatever comes in can be written, and has no paragraph that is empty."""
    plain = to_plain(source, mode)
    plain.encode("utf-8")
    assert not set(plain) & set("\0\r\f\v\x85\u2028\u2029\xad\u200b")
    assert "\n\n\n" not in plain
    assert plain == plain.strip("\n")
    assert to_plain(plain, Markup.PLAIN) == plain


@given(WORDS)
def test_escaped_paragraphs_come_back(paragraphs: list[str]) -> None:
    """The inverse: what is escaped and put into elements is read as it was."""
    source = "".join(f"<p class='x'>{html.escape(text)}</p>\n" for text in paragraphs)
    plain, has_tags = markup.plain_of_html(source)
    assert (plain, has_tags) == ("\n\n".join(paragraphs), bool(paragraphs))


@given(st.text(st.characters(exclude_characters="<&[\xa0")))
def test_a_text_without_a_mark_is_never_html(source: str) -> None:
    """What holds neither `<` nor `&` nor `[` is one text, whether known to be plain or not."""
    assert to_plain(source, Markup.UNKNOWN) == to_plain(source, Markup.PLAIN)


@pytest.mark.parametrize("mode", Markup)
@pytest.mark.parametrize(
    "fragment",
    [
        *(
            "<",
            "<a ",
            "<a",
            '<a b="',
            "<a b='\"",
            "<a =\"'",
            "</",
            "<!--",
            "<!",
            "<![CDATA[",
            "<p>",
        ),
        *("<svg>", "<svg></svg>", "<script>", "<script></script", "<title>", "</p>", "<x", "<x>"),
        *("&", "&#", "&amp;", "&amp", "&a", "&#55357;", "[", "[a", "[a]", "[a b=", "[/a]", "]"),
        *(" ", "\n", " \n", "\t", "\r", "中\n", "\u2028", "\u200d", "<br>", "-->", "<td>", "<x/ "),
    ],
)
def test_time_grows_with_the_text(fragment: str, mode: Markup) -> None:
    def make(size: int) -> str:
        return fragment * (size // len(fragment) + 1)

    assert growth(lambda text: to_plain(text, mode), make, 5_000) < _MOST
