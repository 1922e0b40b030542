"""Articles a second of the formats, and the memory that reading takes.

    python -m benchmarks.reading [--pages N] [--warc BYTES]

writes pages, a WARC file, copied pages and Markdown of invented text to a new folder, reads each
kind in a process of its own, and prints articles, seconds, articles a second and peak memory. The
WARC is mostly pages, each with the scripts and menus that sites have, some packed, and images.

    python -m benchmarks.reading --saved FOLDER [FOLDER ...] [--pages N]

writes N pages that are those of the folders with their sentences in another order, and reads a
tenth of them, three tenths and all: memory must not grow with their number.

    python -m benchmarks.reading --lines FILE [FILE ...]

reads JSON Lines, and prints articles a second of processor time: as fields, and as articles.
"""

from __future__ import annotations

import argparse
import gzip
import io
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from archive.ingest.encoding import decode
from archive.ingest.formats.copied_page import CopiedPage
from archive.ingest.formats.front_matter import FrontMatter
from archive.ingest.formats.html import HtmlPage
from archive.ingest.formats.json_format import JsonFormat
from archive.ingest.formats.warc import Warc
from archive.ingest.raw import Format, RawArticle
from archive.ingest.reader import ReadOptions
from archive.ingest.source import read_sources

FORMATS: Final[dict[str, Format]] = {
    "html": HtmlPage(),
    "warc": Warc(),
    "copied": CopiedPage(),
    "markdown": FrontMatter(),
}

WORDS: Final = (
    "ferry harbour pier fare mayor council lighthouse gull wind tide lamp stairs ticket boat fuel "
    "company keeper morning evening crowd repair opens closes rises falls says asks votes waits"
).split()

#: What of a page is no text, the texts of the rest, and their parts.
_CODE: Final = re.compile(r"(<(?:script|style)\b[\s\S]*?</(?:script|style)>)", re.IGNORECASE)
_TEXT: Final = re.compile(r"(?<=>)[^<>]{30,}(?=<)")
_SENTENCE: Final = re.compile(r"[^。！？.!?]*[。！？.!?]+\s*|[^。！？.!?]+")
_WORD: Final = re.compile(r"\S+\s*|\s+")

#: What a page of a large site weighs besides its text, in bytes; the median of 30 saved pages is
#: 0.3 million, most of it scripts.
_SCRIPT: Final = 60_000


def sentences(choose: random.Random, count: int) -> Iterator[str]:
    for _ in range(count):
        words = choose.choices(WORDS, k=choose.randint(12, 40))
        yield " ".join(words).capitalize() + "."


def html_page(choose: random.Random) -> bytes:
    title = " ".join(choose.choices(WORDS, k=7)).capitalize()
    links = "".join(f'<li><a href="/{n}">{choose.choice(WORDS)}</a></li>' for n in range(120))
    body = "".join(f"<p>{text}</p>" for text in sentences(choose, choose.randint(8, 30)))
    script = f"<script>var data = '{'x' * _SCRIPT}';</script>"
    return (
        f"<!DOCTYPE html><html lang=en><head><title>{title} - Port</title>{script}"
        f'<meta property="article:published_time" content="2024-03-05T15:15:00Z"></head><body>'
        f"<nav><ul>{links}</ul></nav><article><h1>{title}</h1>{body}</article>"
        f"<aside><h2>Related</h2><ul>{links}</ul></aside><footer>© Port</footer></body></html>"
    ).encode()


def copied_page(choose: random.Random) -> bytes:
    lines = [
        "News",
        " ".join(choose.choices(WORDS, k=7)).capitalize(),
        "5 March 2024 15:15",
        "Share",
    ]
    body = "\n\n".join(sentences(choose, choose.randint(8, 30)))
    return "\n".join([*lines, body, "Related articles", "Gull takes sandwich", "© Port"]).encode()


def markdown(choose: random.Random) -> bytes:
    body = "\n\n".join(f"**{text[:5]}**{text[5:]}" for text in sentences(choose, 20))
    return f"---\ntitle: {choose.choice(WORDS)}\ndate: 2024-03-05\n---\n{body}\n".encode()


def record(body: bytes, kind: str, number: int) -> bytes:
    packed = number % 2 == 0
    body = gzip.compress(body, 1) if packed else body
    coding = b"Content-Encoding: gzip\r\n" if packed else b""
    block = b"HTTP/1.1 200 OK\r\nContent-Type: " + kind.encode() + b"\r\n" + coding + b"\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://port.example/{number}\r\n"
        f"WARC-Date: 2024-03-06T01:00:00Z\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def write_warc(path: Path, size: int) -> None:
    """Pages, and between them images of half a mebibyte, until the file has so many bytes."""
    choose = random.Random(5)
    image = bytes(choose.getrandbits(8) for _ in range(2**19))
    with path.open("wb") as file:
        number = 0
        while file.tell() < size:
            number += 1
            page = number % 4 == 1
            body = html_page(choose) if page else b"\x89PNG" + image
            file.write(record(body, "text/html" if page else "image/png", number))


def write_files(
    folder: Path, suffix: str, count: int, make: Callable[[random.Random], bytes]
) -> None:
    choose = random.Random(7)
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:06}{suffix}").write_bytes(make(choose))


def varied_page(page: str, number: int) -> str:
    """`page` with the sentences of each of its texts, or else the words, turned `number` times."""
    pieces = _CODE.split(page)
    pieces[::2] = [_TEXT.sub(lambda text: _turned(text[0], number), piece) for piece in pieces[::2]]
    return "".join(pieces)


def _turned(text: str, number: int) -> str:
    parts = _SENTENCE.findall(text)
    parts = parts if len(parts) > 1 else _WORD.findall(text)
    at = number % len(parts)
    return "".join(parts[at:] + parts[:at])


def write_varied(folder: Path, saved: Sequence[Path], count: int) -> None:
    """`count` pages made of all those in the folders `saved`, in turns."""
    files = sorted(path for each in saved for path in each.rglob("*.html*"))
    pages = [decode(_unpacked(path)) for path in files]
    folder.mkdir()
    for number in range(count):
        page = pages[number % len(pages)]
        data = varied_page(page.text, number // len(pages)).encode(page.encoding, "replace")
        (folder / f"{number:06}.html").write_bytes(data)


def _unpacked(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def read(kind: str, path: Path, most: int | None = None) -> None:
    """Reads a file, or the first files of a folder; prints what it cost. In a process of its own.

    `most` files are read, all where it is None.
    """
    options = ReadOptions(ZoneInfo("Asia/Hong_Kong"))
    started = time.perf_counter()
    articles = 0
    for each in sorted(path.iterdir())[:most] if path.is_dir() else [path]:
        with each.open("rb") as stream:
            results = FORMATS[kind].read(io.BufferedReader(stream), str(each), options)
            articles += sum(isinstance(result, RawArticle) for result in results)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{kind:<9} {articles:>7,} articles {seconds:>8.1f} s {articles / seconds:>8.0f} a second"
        f" {peak:>7.0f} MB at most",
        flush=True,
    )


def read_lines(path: Path) -> None:
    """Reads a file of JSON Lines twice, and prints articles a second of processor time."""
    options = ReadOptions(ZoneInfo("Asia/Hong_Kong"))
    rates = []
    for fields_only in (True, False):
        started = time.process_time()
        if fields_only:
            with gzip.open(path) as stream:
                results: Iterable[object] = JsonFormat().read(stream, str(path), options)  # type: ignore[arg-type]  # a stream of bytes
                number = sum(1 for _ in results)
        else:
            number = sum(1 for _ in read_sources([path], options))
        rates.append(number / (time.process_time() - started))
    print(f"{path.name:<26} {number:>7,} fields {rates[0]:>7,.0f} articles {rates[1]:>7,.0f}")


def read_saved(saved: Sequence[Path], pages: int) -> None:
    """Writes varied pages and reads a tenth of them, three tenths and all, each in a process."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "saved"
        write_varied(folder, saved, pages)
        for most in (pages // 10, 3 * pages // 10, pages):
            _in_a_process("html", folder, most)


def _in_a_process(kind: str, path: Path, most: int | None = None) -> None:
    command = [sys.executable, "-m", "benchmarks.reading", "--read", kind, str(path)]
    command += [] if most is None else ["--pages", str(most)]
    subprocess.run(command, check=True)


def main() -> None:
    """Writes the files and reads each kind."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pages", type=int)
    parser.add_argument("--saved", nargs="+", type=Path, default=[])
    parser.add_argument("--lines", nargs="+", type=Path, default=[])
    parser.add_argument("--warc", type=int, default=2**30)
    parser.add_argument("--read", nargs=2, metavar=("KIND", "PATH"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.read:
        read(given.read[0], Path(given.read[1]), given.pages)
        return
    pages = given.pages or 10_000
    for path in given.lines:
        read_lines(path)
    if given.saved:
        read_saved(given.saved, pages)
    if given.lines or given.saved:
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_files(folder / "html", ".html", pages, html_page)
        write_files(folder / "copied", ".txt", pages, copied_page)
        write_files(folder / "markdown", ".md", pages, markdown)
        write_warc(folder / "warc", given.warc)
        for kind in FORMATS:
            _in_a_process(kind, folder / kind)


if __name__ == "__main__":
    main()
