"""Files of JSON that are broken, or not quite JSON: every whole article is read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.ingest.case_support import BODY, PARAGRAPHS, articles, codes, only, read_file, rejects

ITEMS = [{"title": f"Pier {number} opens", "body": BODY} for number in range(3)]
LINES = [json.dumps(item) for item in ITEMS]
TITLES = [item["title"] for item in ITEMS]
ARRAY = f"[{', '.join(LINES)}]"
MARK = "\ufeff"

#: Files from which every article comes, and no reject.
WHOLE: dict[str, tuple[str, str]] = {
    "lines named .json": ("a.json", "\n".join(LINES)),
    "an array named .jsonl": ("a.jsonl", ARRAY),
    "lines named .txt": ("a.txt", "\n".join(LINES)),
    "an array without a suffix": ("a", ARRAY),
    "an array whose lines end in commas": ("a.json", "[\n" + ",\n".join(LINES) + ",\n]\n"),
    "lines that end in commas": ("a.jsonl", ",\n".join(LINES) + ",\n"),
    "two arrays": ("a.json", f"[{LINES[0]}]\n[{LINES[1]}, {LINES[2]}]"),
    "three arrays on one line": ("a.json", "".join(f"[{line}]" for line in LINES)),
    "objects one behind the other": ("a.json", "".join(LINES)),
    "objects over several lines": ("a.jsonl", "\n".join(json.dumps(i, indent=2) for i in ITEMS)),
    "a mark in mid-file": ("a.json", f"{LINES[0]}\n{MARK}{LINES[1]}\n{LINES[2]}"),
    "a mark at each part": ("a.jsonl", "".join(f"{MARK}{line}\n" for line in LINES)),
    "two arrays with a mark between": ("a.json", f"[{LINES[0]}]{MARK}[{LINES[1]},{LINES[2]}]"),
    "a trailing comma in an object": ("a.json", ARRAY.replace("}", ",}")),
    "a trailing comma in an array": ("a.json", ARRAY[:-1] + ",]"),
    "line ends of another system": ("a.jsonl", "\r\n".join(LINES)),
    "empty lines": ("a.jsonl", "\n\n".join(LINES) + "\n\n\n"),
    "record separators": ("a.jsonl", "".join(f"\x1e{line}\n" for line in LINES)),
}


@pytest.mark.parametrize("name", WHOLE)
def test_all_is_read(tmp_path: Path, name: str) -> None:
    file, text = WHOLE[name]
    results = read_file(tmp_path, file, text.encode())
    assert [article.title for article in articles(results)] == TITLES
    assert rejects(results) == []


@pytest.mark.parametrize("sign", ["\t", "\n", "\r\n", "\x0b"])
def test_a_raw_sign_inside_a_string(tmp_path: Path, sign: str) -> None:
    """It is a space or the end of a line; the article is read."""
    text = f'{{"title": "Pier 0 opens", "body": "{PARAGRAPHS[0]}{sign}{PARAGRAPHS[1]}"}}'
    article = only(read_file(tmp_path, "a.json", text.encode()))
    assert article.body.split() == BODY.split()


BROKEN: dict[str, tuple[str, str]] = {
    "a line that is cut": ("a.jsonl", f"{LINES[0]}\n{LINES[1][:40]}\n{LINES[2]}"),
    "a line that is none": ("a.jsonl", f"{LINES[0]}\noops\n{LINES[2]}"),
    "an element that is none": ("a.json", f"[{LINES[0]}, oops, {LINES[2]}]"),
    "a line of a number": ("a.jsonl", f"{LINES[0]}\n17\n{LINES[2]}"),
    "an element without a text": ("a.json", f'[{LINES[0]}, {{"id": 1}}, {LINES[2]}]'),
}


@pytest.mark.parametrize("name", BROKEN)
def test_one_reject_for_what_is_broken(tmp_path: Path, name: str) -> None:
    file, text = BROKEN[name]
    results = read_file(tmp_path, file, text.encode())
    assert [article.title for article in articles(results)] == [TITLES[0], TITLES[2]]
    assert len(rejects(results)) == 1


@pytest.mark.parametrize("cut", [1, 5, 30])
def test_an_array_that_ends_early(tmp_path: Path, cut: int) -> None:
    """What was whole before the end is read, and the end is told."""
    results = read_file(tmp_path, "a.json", ARRAY[:-cut].encode())
    whole = 3 if cut == 1 else 2
    assert [article.title for article in articles(results)][:whole] == TITLES[:whole]
    told = [note for article in articles(results) for note in codes(article)]
    assert rejects(results) or "end-missing" in told


@pytest.mark.parametrize(
    "line",
    [
        "Copyright infringement cases rose by a third last year, said the department.",
        "Anyone may use, copy, change, publish, sell, lend and keep the plans of the pier.",
    ],
)
def test_prose_that_looks_like_furniture_or_columns(tmp_path: Path, line: str) -> None:
    """A sentence that begins as a notice does, or lists things as a header does, is text."""
    text = f"{TITLES[0]}\n\n{PARAGRAPHS[0]}\n\n{line}\n\n{PARAGRAPHS[1]}\n"
    article = only(read_file(tmp_path, "a.txt", text.encode()))
    assert (article.title, article.body) == (
        TITLES[0],
        f"{PARAGRAPHS[0]}\n\n{line}\n\n{PARAGRAPHS[1]}",
    )
