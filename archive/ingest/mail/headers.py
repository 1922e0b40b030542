"""Header fields as people read them (RFC 5322, RFC 2047), however they were written."""

from __future__ import annotations

import binascii
import re
from email.message import Message
from typing import Final

from archive.ingest.encoding import decode_known

#: An encoded word; RFC 2231 lets a language follow its charset. Spaces inside are against the rule
#: and frequent.
_WORD: Final = re.compile(rb"=\?([^?\s*]{1,40})(?:\*[^?\s]*)?\?([bBqQ])\?([^\r\n]{0,998}?)\?=")
#: Bytes of a field, and characters of an address, that are read: a hostile one is endless.
_LONGEST: Final = 2**16
_LONGEST_ADDRESS: Final = 2000

_FOLD: Final = re.compile(rb"\r?\n(?=[ \t])|[\r\n]")
_NOT_BASE64: Final = re.compile(rb"[^A-Za-z0-9+/]")

_COMMENT: Final = re.compile(r"\s*([^\s()<>]*@[^\s()<>]*)\s*\((.*)\)\s*", re.DOTALL)
_NAMED: Final = re.compile(r"\s*(.*?)\s*<([^<>]*)>", re.DOTALL)
_QUOTED_PAIR: Final = re.compile(r"\\(.)")

#: Lists that rewrite senders: "Amy Wong via Newsdesk <newsdesk@lists.example>".
_VIA: Final = re.compile(r"\s+via\s+\S.*\Z", re.IGNORECASE)

#: A surname, a comma and one or two given names: how directories of large companies name people.
_TURNED: Final = re.compile(r"([^\W\d_][\w'’-]*), ([^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*)?)")

_LIST: Final = re.compile(r"(.*?)\s*<([^<>]*)>", re.DOTALL)
_HOST: Final = re.compile(r"@([\w.-]+\.\w+)")


def header(message: Message, name: str) -> str:
    """The first field of that name, decoded, on one line; "" where there is none."""
    return " ".join(decoded_words(raw_header(message, name)).split())


def raw_header(message: Message, name: str) -> bytes:
    """The first field of that name as its bytes stand; b"" where there is none."""
    for key, value in message.raw_items():
        if key.lower() == name:
            return str(value).encode("ascii", "surrogateescape")[:_LONGEST]
    return b""


def sender(message: Message) -> str:
    """The name of the first author: without the address, "" where there is only that."""
    first = _first_address(_words_hidden(raw_header(message, "from")))[:_LONGEST_ADDRESS]
    name = decoded_words(_name_of(first).encode("utf-8", "surrogateescape"))
    name = _VIA.sub("", " ".join(name.split()).strip("'\"")).strip()
    if "@" in name:
        return ""
    return _TURNED.sub(r"\2 \1", name) if _TURNED.fullmatch(name) else name


def publication_name(message: Message) -> str:
    """Whose mail it is: the name of its list, else of the list's id, else the sender's host."""
    listed = header(message, "list-id")[:_LONGEST_ADDRESS]
    if match := _LIST.search(listed):
        return match[1].strip().strip('"') or match[2].strip()
    host = _HOST.search(header(message, "from") or header(message, "sender"))
    return listed or (host[1].lower() if host else "")


def message_id(message: Message, name: str = "message-id") -> str:
    """The id that a field names, without its angles."""
    value = header(message, name)
    inside = re.search(r"<([^<>]+)>", value)
    return (inside[1] if inside else value).strip()


def _words_hidden(data: bytes) -> str:
    """A field as text with its encoded words left alone, so that commas in them part nothing."""
    return " ".join(_FOLD.sub(b"", data).decode("utf-8", "surrogateescape").split())


def _first_address(text: str) -> str:
    """`text` up to the first comma that parts two addresses: behind an address, outside quotes."""
    quoted, depth, address = False, 0, False
    for at, sign in enumerate(text):
        if sign == '"' and text[at - 1 : at] != "\\":
            quoted = not quoted
        elif not quoted:
            depth += (sign in "(<") - (sign in ")>" and depth > 0)
            address = address or sign == "@"
            if sign == "," and not depth and address:
                return text[:at]
    return text


def _name_of(text: str) -> str:
    if named := _NAMED.match(text):
        return _QUOTED_PAIR.sub(r"\1", named[1].strip('"'))
    comment = _COMMENT.fullmatch(text)
    return comment[2] if comment else text


def decoded_words(data: bytes) -> str:
    """`data` unfolded and its encoded words decoded.

    Neighbouring words of one charset are decoded as one, as some programs cut within a character.
    """
    data = _FOLD.sub(b"", data)
    pieces: list[tuple[bytes, str]] = []  # bytes, charset ("" for what is written openly)
    end = 0
    for match in _WORD.finditer(data):
        between = data[end : match.start()]
        charset, text = match[1].decode("latin-1").lower(), _unwrapped(match[2], match[3])
        if pieces and pieces[-1][1] and not between.strip():
            if pieces[-1][1] == charset:
                text = pieces.pop()[0] + text
        else:
            pieces.append((between, ""))
        pieces.append((text, charset))
        end = match.end()
    pieces.append((data[end:], ""))
    return "".join(decode_known(text, charset).text for text, charset in pieces if text)


def _unwrapped(how: bytes, text: bytes) -> bytes:
    if how in b"qQ":
        return binascii.a2b_qp(text, header=True)
    signs = _NOT_BASE64.sub(b"", text)
    if len(signs) % 4 == 1:
        signs = signs[:-1]  # six bits are no byte
    return binascii.a2b_base64(signs + b"=" * (-len(signs) % 4))
