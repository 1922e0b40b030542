"""What lies packed is read, whatever it is called; nothing of it is lost unsaid."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import subprocess
import sys
import tarfile
import tracemalloc
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.ingest import limits
from archive.ingest.limits import MIB, Limits
from archive.ingest.reader import Reject
from archive.ingest.source import read_sources
from archive.model.article import Article
from tests.conftest import ROOT
from tests.ingest.packed import PACKERS, gzipped, line, tarred, zipped
from tests.ingest.streams import changed, evenly
from tests.ingest.support import OPTIONS, articles, rejects

Pack = Callable[[Mapping[str, bytes]], bytes]

FILES = {"a.jsonl": line("a"), "folder/b.json": b"[" + line("b") + b"]", "c": line("c")}
ARCHIVES: dict[str, Pack] = {
    ".zip": zipped,
    ".tar": tarred,
    ".old.tar": lambda files: tarred(files, tarfile.USTAR_FORMAT),
    ".gnu.tar": lambda files: tarred(files, tarfile.GNU_FORMAT),
}


def read(path: Path, data: bytes, bounds: Limits | None = None) -> list[Article | Reject]:
    path.write_bytes(data)
    return list(read_sources([path], replace(OPTIONS, limits=bounds or Limits())))


def ids(results: list[Article | Reject]) -> list[str]:
    return [article.id for article in articles(results)]


@pytest.mark.parametrize("suffix", PACKERS)
@pytest.mark.parametrize("named", [True, False], ids=["named", "nameless"])
def test_a_packed_file_is_read_by_its_content(tmp_path: Path, suffix: str, named: bool) -> None:
    name = f"a.jsonl{suffix}" if named else "a"
    data = PACKERS[suffix](line("a")) + PACKERS[suffix](line("b"))
    results = read(tmp_path / name, data)
    assert ids(results) == ["a", "b"]
    assert [article.place for article in articles(results)] == [
        (str(tmp_path / name), "line 1"),
        (str(tmp_path / name), "line 2"),
    ]


@pytest.mark.parametrize("archive", ARCHIVES)
@pytest.mark.parametrize("packer", ["", *PACKERS])
@pytest.mark.parametrize("named", [True, False], ids=["named", "nameless"])
def test_each_file_of_an_archive_is_a_file(
    tmp_path: Path, archive: str, packer: str, named: bool
) -> None:
    """With its own format and place, in the archive's order."""
    data = ARCHIVES[archive](FILES)
    path = tmp_path / (f"x{archive}{packer}" if named else "x")
    results = read(path, PACKERS[packer](data) if packer else data)
    assert ids(results) == ["a", "b", "c"]
    assert [article.place for article in articles(results)] == [
        (f"{path}: a.jsonl", "line 1"),
        (f"{path}: folder/b.json", "line 1"),
        (f"{path}: c", "line 1"),
    ]


def test_archives_lie_in_archives(tmp_path: Path) -> None:
    inner = {"b.tgz": gzip.compress(tarred({"c.jsonl.xz": lzma.compress(line("c"))}))}
    results = read(tmp_path / "a", bz2.compress(zipped(inner, zipfile.ZIP_STORED)))
    assert ids(results) == ["c"]
    (article,) = articles(results)
    assert article.place == (f"{tmp_path}/a: b.tgz: c.jsonl.xz", "line 1")


@pytest.mark.parametrize(
    "name, expected",
    [
        ("../../etc/a.jsonl", "../../etc/a.jsonl"),
        ("/etc/a.jsonl", "/etc/a.jsonl"),
        ("C:\\news\\a.jsonl", "C:/news/a.jsonl"),
        ("新聞/一.jsonl", "新聞/一.jsonl"),
        ("a\nb.jsonl", "a\ufffdb.jsonl"),
        ("n" * 200 + ".jsonl", "n" * 200 + ".jsonl"),
    ],
)
@pytest.mark.parametrize("archive", [".zip", ".tar", ".gnu.tar"])
def test_names_are_labels_only(tmp_path: Path, archive: str, name: str, expected: str) -> None:
    """No path is opened or made for them."""
    data = ARCHIVES[archive]({name: line("a")})
    (article,) = articles(read(tmp_path / "x", data))
    assert article.place is not None
    label = expected.removeprefix("/") if archive == ".zip" and name[0] == "/" else expected
    assert article.place.file in (f"{tmp_path}/x: {label}", f"{tmp_path}/x: {expected}")
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


@pytest.mark.parametrize("encoding", ["gb18030", "big5hkscs"])
def test_names_in_old_encodings_are_shown_as_they_were_written(
    tmp_path: Path, encoding: str
) -> None:
    name = {"gb18030": "国际新闻.jsonl", "big5hkscs": "國際新聞.jsonl"}[encoding]
    placeholder = "x" * len(name.encode(encoding))
    data = zipped({placeholder: line("a")}).replace(placeholder.encode(), name.encode(encoding))
    (article,) = articles(read(tmp_path / "x.zip", data))
    assert article.place is not None
    assert article.place.file == f"{tmp_path}/x.zip: {name}"


def test_what_folders_leave_out_archives_leave_out_too(tmp_path: Path) -> None:
    names = ("README.md", "x/LICENSE", ".git/x.jsonl", "__MACOSX/._a.jsonl", "x/.DS_Store", "y/")
    files = {name: line("no") * (not name.endswith("/")) for name in names}
    for pack in (zipped, tarred):
        assert ids(read(tmp_path / "x", pack(files | {"a.jsonl": line("a")}))) == ["a"]
        assert rejects(read(tmp_path / "x", pack(files | {"a.jsonl": line("a")}))) == []


def special_tar() -> bytes:
    """An archive of an article among links, a device and a pipe."""
    out = io.BytesIO(tarred({}))
    with tarfile.open(fileobj=out, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo(f"special{kind!r}.jsonl")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        info = tarfile.TarInfo("a.jsonl")
        info.size = len(line("a"))
        archive.addfile(info, io.BytesIO(line("a")))
    return out.getvalue()


def test_links_and_devices_of_archives_are_named(tmp_path: Path) -> None:
    results = read(tmp_path / "x.tar", special_tar())
    assert ids(results) == ["a"]
    reasons = [reject.reason for reject in rejects(results)]
    assert [reason.split(",")[0].split(" is ")[1] for reason in reasons] == [
        *("a link", "a link", "a device", "a pipe")
    ]
    link = zipfile.ZipInfo("link.jsonl")
    link.external_attr = 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("a.jsonl", line("a"))
    results = read(tmp_path / "x.zip", out.getvalue())
    assert (ids(results), "is a link" in rejects(results)[0].reason) == (["a"], True)


def encrypted() -> bytes:
    """An archive whose first file says that it is encrypted."""
    data = bytearray(zipped({"s.jsonl": line("s"), "a.jsonl": line("a")}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    "data, reason",
    [
        (encrypted(), "Encrypted"),
        (zipped({"s.jsonl": line("s")}, zipfile.ZIP_BZIP2), "pack it again by deflate"),
        (zipped({"s.jsonl": line("s")}, zipfile.ZIP_LZMA), "pack it again by deflate"),
        (zipped({"s.xyz": b"..."}), "In no format that is read"),
        (zipped({"s.png": b"\x89PNG"}), "a picture"),
        (zipped({"mimetype": b"application/vnd.oasis", "content.xml": b"<a/>"}), "In no format"),
    ],
)
def test_what_is_refused_is_named(tmp_path: Path, data: bytes, reason: str) -> None:
    results = read(tmp_path / "x", data)
    assert [reason in reject.reason for reject in rejects(results)] == [True]
    assert rejects(results)[0].source.startswith(f"{tmp_path}/x")


BOMB = Limits(whole=MIB, unpacked=2 * MIB, ratio=200, members=50, depth=4)


def zeros(size: int) -> bytes:
    """Articles that pack very well."""
    article = line("a").replace(b"Text.", b"Text. " * 5_000)
    return article * (-(-size // len(article)))


def nested(depth: int) -> bytes:
    data = line("a")
    for _ in range(depth):
        data = gzip.compress(data)
    return data


@pytest.mark.parametrize(
    "data, setting",
    [
        *((packer(zeros(3 * MIB)), "UNPACKED") for packer in PACKERS.values()),
        (zipped({"a.jsonl": zeros(3 * MIB), "b.jsonl": line("b")}), "UNPACKED"),
        (zipped({f"{n}.jsonl": zeros(MIB) for n in range(4)}), "UNPACKED"),
        (gzip.compress(tarred({f"{n}.jsonl": zeros(MIB) for n in range(4)})), "UNPACKED"),
        (gzip.compress(zipped({"a.jsonl": zeros(3 * MIB)})), "UNPACKED"),
        (zipped({f"{n}.jsonl": line(str(n)) for n in range(51)}), "MEMBERS"),
        (tarred({f"{n}.jsonl": line(str(n)) for n in range(51)}), "MEMBERS"),
        (nested(5), "DEPTH"),
        (zipped({"a": zipped({"a": zipped({"a": zipped({"a": zipped({"a": b"a"})})})})}), "DEPTH"),
        (b"[" + line("a").strip() + b" " * MIB + b"]", "WHOLE"),
    ],
)
def test_a_bomb_is_one_reject_that_names_the_setting(
    tmp_path: Path, data: bytes, setting: str
) -> None:
    """The next source is read."""
    (tmp_path / "x").write_bytes(data)
    (tmp_path / "y.jsonl").write_bytes(line("y"))
    results = list(read_sources([tmp_path], replace(OPTIONS, limits=BOMB)))
    (reject,) = rejects(results)
    assert f"ARCHIVE_READ_{setting}" in reject.reason
    assert ids(results)[-1] == "y"


def test_a_ratio_is_a_bomb_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond what may always come out of a file."""
    monkeypatch.setattr(limits, "_ALWAYS", MIB)
    data = gzip.compress(zeros(2 * MIB))
    (reject,) = rejects(read(tmp_path / "x", data, Limits(ratio=5)))
    assert "over 5 times its size (ARCHIVE_READ_RATIO may be raised)" in reject.reason
    assert rejects(read(tmp_path / "x", data, Limits(ratio=1_000))) == []
    assert rejects(read(tmp_path / "x", gzip.compress(zeros(MIB // 2)), Limits(ratio=5))) == []


def test_bombs_do_not_fill_the_memory(tmp_path: Path) -> None:
    """However they are packed: of what comes out little is held at a time."""
    whole = b"a" * (32 * MIB)
    packed = [packer(whole) for packer in PACKERS.values()]
    packed += [zipped({"a.json": whole}), gzip.compress(tarred({"a.json": whole}))]
    del whole
    for data in packed:
        tracemalloc.start()
        try:
            results = read(tmp_path / "x.json", data, Limits(whole=MIB))
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert len(rejects(results)) == len(results) == 1
        assert peak < 20 * MIB


@pytest.mark.parametrize("archive", ARCHIVES)
@pytest.mark.parametrize("packer", ["", *PACKERS])
def test_a_cut_archive_is_never_silent(tmp_path: Path, archive: str, packer: str) -> None:
    """Wherever it is cut: what is read stood before, and a reject says that more is lost."""
    whole = ARCHIVES[archive](FILES)
    whole = PACKERS[packer](whole) if packer else whole
    for place in evenly(len(whole) - 1, 40):
        results = read(tmp_path / f"x{archive}{packer}", whole[:place])
        assert ids(results) == ["a", "b", "c"][: len(ids(results))]
        # All of it may be read without its last bytes, which say nothing of articles.
        assert rejects(results) or ids(results) == ["a", "b", "c"]


@pytest.mark.parametrize("archive", ARCHIVES)
@pytest.mark.parametrize("packer", ["", *PACKERS])
def test_a_changed_archive_is_read(
    tmp_path_factory: pytest.TempPathFactory, archive: str, packer: str
) -> None:
    """Whatever bytes are changed: articles and rejects, and nothing is raised."""
    whole = ARCHIVES[archive](FILES)
    whole = PACKERS[packer](whole) if packer else whole
    path = tmp_path_factory.mktemp("changed") / "x"

    @settings(deadline=None, max_examples=25)
    @given(changed(whole))
    def check(data: bytes) -> None:
        for result in read(path, data):
            place = (result.source, result.place) if isinstance(result, Reject) else result.place
            assert place is not None
            assert place[0].startswith(str(path))

    check()


@given(st.dictionaries(st.sampled_from("abcdef"), st.binary(max_size=40), min_size=1))
def test_an_archive_holds_what_its_files_hold(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes]
) -> None:
    """The same articles and rejects as of the files themselves, but for where they lie."""
    folder = tmp_path_factory.mktemp("files")
    named = {f"{name}.jsonl": data for name, data in files.items()}
    (folder / "plain").mkdir()
    for name, data in named.items():
        (folder / "plain" / name).write_bytes(data)
    (folder / "x.zip").write_bytes(zipped(dict(sorted(named.items()))))
    (folder / "x.tar").write_bytes(tarred(dict(sorted(named.items()))))
    plain = [shape(result) for result in read_sources([folder / "plain"], OPTIONS)]
    for name in ("x.zip", "x.tar"):
        assert [shape(result) for result in read_sources([folder / name], OPTIONS)] == plain


def shape(result: Article | Reject) -> tuple[str, str]:
    if isinstance(result, Reject):
        return result.place, result.reason
    return result.id, result.title


def test_a_damaged_member_costs_itself_only(tmp_path: Path) -> None:
    """Of a ZIP archive, whose list says where the others are."""
    data = bytearray(zipped({"a.jsonl": line("a") * 9, "b.jsonl": line("b")}))
    data[45] ^= 255
    results = read(tmp_path / "x.zip", bytes(data))
    assert ids(results)[-1] == "b"
    assert [reject.source for reject in rejects(results)][:1] == [f"{tmp_path}/x.zip: a.jsonl"]


def header(kind: bytes = tarfile.REGTYPE, size: int = 0, name: str = "a.jsonl") -> bytes:
    """The header of a file in a tar archive."""
    info = tarfile.TarInfo(name)
    info.type, info.size = kind, size
    return info.tobuf(tarfile.GNU_FORMAT)


def of_seventh_unix(data: bytes) -> bytes:
    """A tar archive without the mark of later ones."""
    blocks = [bytearray(data[at : at + 512]) for at in range(0, len(data), 512)]
    for block in blocks:
        if block[257:262] == b"ustar":
            block[257:265] = bytes(8)
            block[148:156] = b" " * 8
            block[148:156] = b"%06o\0 " % sum(block)
    return b"".join(blocks)


USTAR = tarred({"a.jsonl": line("a"), "b.jsonl": line("b")}, tarfile.USTAR_FORMAT)


@pytest.mark.parametrize(
    "data, read_ids, reasons",
    [
        (of_seventh_unix(USTAR), ["a", "b"], []),
        (header(b"V", name="tape 7") + USTAR, ["a", "b"], []),
        (header(b"M", name="a.jsonl") + USTAR, ["a", "b"], ["another archive begins"]),
        (header(size=2**62) + line("a"), ["a"], ["ends early", "ends early"]),
        (USTAR[:2048], ["a", "b"], ["ends without its end mark"]),
        (
            gzipped(header(tarfile.XHDTYPE, 10**9) + b"0" * 10**6),
            [],
            ["larger than a header"],
        ),
        (
            gzipped(line("a")) + b"\0" * 700 + gzipped(line("b")),
            ["a", "b"],
            [],
        ),
        (gzipped(line("a")) + b"not packed", ["a"], ["the compression is damaged"]),
        (zipped({"a.jsonl": line("a")})[:-22], [], ["list of its files is damaged"]),
        (bytes(2048), [], ["nothing but zeros"]),
        (b"\x01\x02\x03\xff\xfe" * 9, [], ["begin with unknown bytes"]),
        (zipped({}), [], []),
    ],
)
def test_odd_archives(tmp_path: Path, data: bytes, read_ids: list[str], reasons: list[str]) -> None:
    results = read(tmp_path / "x", data)
    assert ids(results) == read_ids
    told = [reject.reason for reject in rejects(results)]
    assert [expected in reason for expected, reason in zip(reasons, told, strict=True)] == (
        [True] * len(reasons)
    )


def test_an_archive_in_a_stream_is_read_from_its_end(tmp_path: Path) -> None:
    """Larger than what is kept in memory, and in large form."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("filler.png", b"\x89PNG" + bytes(17 * MIB))
        with archive.open(zipfile.ZipInfo("a.jsonl"), "w", force_zip64=True) as file:
            file.write(line("a"))
    results = read(tmp_path / "x", gzip.compress(out.getvalue(), 1))
    assert ids(results) == ["a"]
    assert [reject.source for reject in rejects(results)] == [f"{tmp_path}/x: filler.png"]


#: Reads a file twice, first without measuring what a process loads once; prints how many articles
#: it has and the peak of memory in bytes.
_MEASURE = """
import pathlib, sys, tracemalloc
from archive.ingest.source import read_sources
from tests.ingest.support import OPTIONS
small, large = map(pathlib.Path, sys.argv[1:])
sum(1 for _ in read_sources([small], OPTIONS))
tracemalloc.start()
print(sum(1 for _ in read_sources([large], OPTIONS)), tracemalloc.get_traced_memory()[1])
"""


def test_a_stream_of_many_files_is_read_as_it_comes(tmp_path: Path) -> None:
    """Hundreds of files of a packed tar archive, in the memory of a few.

    In a process of its own: caches that other tests have filled grow by megabytes at a time.
    """
    out, first = tmp_path / "x.tar.gz", tmp_path / "first.jsonl"
    with tarfile.open(out, "w:gz", compresslevel=1) as archive:
        for number in range(600):
            info = tarfile.TarInfo(f"{number}.jsonl")
            info.size = len(line(str(number)))
            archive.addfile(info, io.BytesIO(line(str(number))))
    first.write_bytes(line("first"))
    command = [sys.executable, "-c", _MEASURE, str(first), str(out)]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    count, peak = map(int, told.stdout.split())
    assert count == 600
    assert peak < 4 * MIB


def test_frames_of_zstandard_that_hold_nothing_are_passed_over(tmp_path: Path) -> None:
    frame = zstandard.ZstdCompressor(write_content_size=False).compress(line("a"))
    results = read(tmp_path / "a.jsonl.zst", frame * 3)
    assert ids(results) == ["a", "a", "a"]
