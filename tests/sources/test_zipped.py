"""ZIP archives as a source: names, limits, and what is broken or hostile in them."""

import io
import struct
import zipfile
from pathlib import Path
from typing import Any

import pytest

from zhizao.sources.archive import Archive
from zhizao.sources.document import Document, Item, Refusal
from zhizao.sources.limits import Limits
from zhizao.sources.memory import Memory

CAP = 10_000


def visit(path: Path, **fields: Any) -> list[Item]:
    archive = Archive.model_validate({"kind": "archive", "name": "a", "path": str(path), **fields})
    return list(archive.visit(Memory(), Limits(CAP)))


def pack(path: Path, *members: tuple[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members:
            packed.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return path


def test_members_come_in_order_without_what_is_hidden(tmp_path: Path) -> None:
    members = ("b.md", "a/x.html", "__MACOSX/a/._x.html", "a/.DS_Store", "~$b.md")
    found = visit(pack(tmp_path / "a.zip", *((name, name.encode()) for name in members)))
    assert [item.uri for item in found] == [f"{tmp_path}/a.zip#a/x.html", f"{tmp_path}/a.zip#b.md"]
    assert isinstance(found[0], Document)
    assert found[0].content == b"a/x.html"


def test_patterns_choose(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", ("a/x.html", b"1"), ("a/x.css", b"2"), ("draft/x.html", b"3"))
    found = visit(path, include=["*.html"], exclude=["draft/*"])
    assert [item.uri.rpartition("#")[2] for item in found] == ["a/x.html"]


def test_names_lead_nowhere_but_into_the_archive(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", ("../../etc/x.md", b"1"), ("/root/y.md", b"2"), ("C:\\z\\..\\w.md", b"3"))
    assert [item.uri.rpartition("#")[2] for item in visit(path)] == ["etc/x.md", "root/y.md", "z/w.md"]


def test_names_in_gbk_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    pack(path, ("XXXX.md", b"1"))
    path.write_bytes(path.read_bytes().replace(b"XXXX.md", "新闻.md".encode("gbk")))
    assert [item.uri.rpartition("#")[2] for item in visit(path)] == ["新闻.md"]


@pytest.mark.parametrize(("limit", "value"), [("max_members", 2), ("max_total_bytes", 2000), ("max_ratio", 5)], ids=str)
def test_an_archive_over_a_limit_is_refused_whole(tmp_path: Path, limit: str, value: int) -> None:
    path = pack(tmp_path / "a.zip", *((f"{n}.md", b"x" * 1000) for n in range(3)))
    (refusal,) = visit(path, **{limit: value})
    assert isinstance(refusal, Refusal)
    assert (refusal.code, limit in refusal.sentence) == ("archive_bomb", True)


def test_members_laid_over_each_other_are_a_bomb(tmp_path: Path) -> None:
    """One packed kernel, named by a thousand entries of the directory."""
    path = pack(tmp_path / "a.zip", ("a.md", bytes(9000)))
    content = path.read_bytes()
    begin, end = content.index(b"PK\x01\x02"), content.index(b"PK\x05\x06")
    directory = content[begin:end] * 1000
    path.write_bytes(
        content[:begin] + directory + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1000, 1000, len(directory), begin, 0)
    )
    (refusal,) = visit(path, max_ratio=50)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "archive_bomb"


def test_a_member_is_refused_alone(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", ("big.md", bytes(range(256)) * 50), ("locked.md", b"123456"), ("well.md", b"well"))
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        well = packed.getinfo("well.md")
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        name = content.index(b"locked.md", content.index(sign))
        content[content.rindex(sign, 0, name) + offset] |= 1
    path.write_bytes(content)
    big, refused, last = visit(path)
    assert [item.code for item in (big, refused) if isinstance(item, Refusal)] == ["too_large", "encrypted"]
    assert isinstance(last, Document)
    content[well.header_offset + 30 + len("well.md")] ^= 0xFF
    path.write_bytes(content)
    assert [item.code for item in visit(path)[2:] if isinstance(item, Refusal)] == ["member_damaged"]


@pytest.mark.parametrize("keep", [0, 10, 60], ids=["nothing", "a beginning", "half"])
def test_what_is_no_whole_zip_is_refused(tmp_path: Path, keep: int) -> None:
    path = pack(tmp_path / "a.zip", ("a.md", b"text" * 100))
    path.write_bytes(path.read_bytes()[:keep])
    (refusal,) = visit(path)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "archive_damaged"
    assert "a.zip is not a whole ZIP archive" in refusal.sentence
