"""Archives as a source: JSON Lines in every packing, what is broken in them, and where a visit goes on."""

import gzip
import json
import lzma
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import zstandard

from zhizao.errors import ZhizaoError
from zhizao.reading.reader import read_document
from zhizao.sources.archive import Archive
from zhizao.sources.document import Document, Item, Refusal, Unchanged
from zhizao.sources.limits import Limits
from zhizao.sources.memory import Memory

CAP = 10_000
STORY = "江州电池项目3月1日投产，年产能达到20吉瓦时。"


def visit(path: Path | str, memory: Memory | None = None, **fields: Any) -> list[Item]:
    archive = Archive.model_validate({"kind": "archive", "name": "a", "path": str(path), **fields})
    return list(archive.visit(memory or Memory(), Limits(CAP)))


def lines(*articles: object) -> bytes:
    return b"".join(json.dumps(a, ensure_ascii=False).encode() + b"\n" for a in articles)


def story(number: int) -> dict[str, object]:
    return {"id": f"s-{number}", "title": f"第{number}篇", "published": "2026-03-01", "text": STORY, "clicks": number}


@pytest.mark.parametrize(
    ("ending", "pack"),
    [("", bytes), (".gz", gzip.compress), (".xz", lzma.compress), (".zst", zstandard.ZstdCompressor().compress)],
)
def test_every_line_is_an_article_in_every_packing(tmp_path: Path, ending: str, pack: Callable[[bytes], bytes]) -> None:
    path = tmp_path / f"a.jsonl{ending}"
    path.write_bytes(pack(lines(story(1), story(2))))
    first, second = visit(path)
    assert isinstance(first, Document)
    assert (first.uri, second.uri) == (f"{path}#s-1", f"{path}#s-2")
    assert dict(first.metadata) == {"id": "s-1", "clicks": "1"}
    (article,) = read_document(first).articles
    assert (article.title, str(article.published_on), article.body) == ("第1篇", "2026-03-01", STORY)


def test_fields_are_called_what_the_configuration_says(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(lines({"zw": STORY, "bt": "题", "rq": "2026-02-02", "mt": "江州日报", "zz": ["李明"], "bh": 7}))
    fields = {
        "text": "zw",
        "title": "bt",
        "published_on": ["gone", "rq"],
        "publisher": "mt",
        "authors": "zz",
        "id": "bh",
    }
    (document,) = visit(path, fields=fields)
    assert isinstance(document, Document)
    assert document.uri.endswith("a.jsonl#7")
    (article,) = read_document(document).articles
    assert (article.title, article.publisher, article.authors) == ("题", "江州日报", ("李明",))


def test_what_changes_with_every_export_makes_no_new_document(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(lines(story(1)))
    (before,) = visit(path)
    path.write_bytes(lines({**story(1), "clicks": 99}))
    (after,) = visit(path)
    assert isinstance(before, Document)
    assert isinstance(after, Document)
    assert before.key == after.key


def test_a_broken_line_is_refused_by_number_and_the_others_come(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    bad = [b"{no json", b"[1]", b'{"title": "x"}', "{'text': '文'}".encode("gbk"), b'{"text": 5}', b"[" * 5000, b'"x"']
    path.write_bytes(b"\xef\xbb\xbf" + lines(story(1)) + b"\n \n" + b"\n".join(bad) + b"\n" + lines(story(2)).rstrip())
    first, *refused, last = visit(path)
    assert isinstance(first, Document)
    assert isinstance(last, Document)
    assert all(isinstance(item, Refusal) and item.code == "broken_line" for item in refused)
    assert [item.uri.rpartition("#")[2] for item in refused] == ["4", "5", "6", "7", "8", "9", "10"]
    assert isinstance(refused[0], Refusal)
    assert refused[0].sentence.startswith("Line 4 of a.jsonl is not JSON")
    assert len({item.key for item in refused if isinstance(item, Refusal)}) == len(bad)


def test_a_line_over_the_cap_is_refused_and_not_held(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(lines({"text": "x" * 3_000_000}, story(2))))
    refusal, article = visit(path)
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.byte_count) == ("too_large", 3_000_013)
    assert isinstance(article, Document)


@pytest.mark.parametrize("ending", [".gz", ".xz", ".zst"])
def test_of_a_damaged_archive_the_beginning_is_taken(tmp_path: Path, ending: str) -> None:
    packs = {".gz": gzip.compress, ".xz": lzma.compress, ".zst": zstandard.ZstdCompressor().compress}
    path = tmp_path / f"a.jsonl{ending}"
    path.write_bytes(packs[ending](lines(*({**story(n), "text": f"{n * 7919} {STORY}"} for n in range(3000))))[:-50])
    *taken, refusal = visit(path)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "archive_damaged"
    assert all(isinstance(item, Document) for item in taken)
    path.write_bytes(b"no archive at all")
    assert [item.code for item in visit(path) if isinstance(item, Refusal)] == ["archive_damaged"]


@pytest.mark.parametrize("content", [bytes(5_000_000), (b" " * 999 + b"\n") * 5000], ids=["zeros", "blank lines"])
def test_a_bomb_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(content))
    (refusal,) = visit(path)
    assert isinstance(refusal, Refusal)
    assert (refusal.code, "max_ratio" in refusal.sentence) == ("archive_bomb", True)


def test_a_file_of_anything_but_articles_is_left_after_a_while(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"{}\n" * 5000)
    *broken, last = visit(path)
    assert len(broken) == 1000
    assert isinstance(last, Refusal)
    assert last.code == "no_articles"


def test_an_archive_over_its_size_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(lines(story(1), story(2)))
    first, refusal = visit(path, max_total_bytes=200)
    assert isinstance(first, Document)
    assert isinstance(refusal, Refusal)
    assert "max_total_bytes" in refusal.sentence


def test_what_no_database_holds_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(
        b'{"text": "a\\u0000b\\ud800", "id": "\\u0000\\udc00", "k\\u0000": ["\\u0000\\ud800"], "title": "t\\u0000"}\n'
    )
    (document,) = visit(path)
    assert isinstance(document, Document)
    told = [document.uri, document.content.decode(), *document.metadata, *document.metadata.values()]
    for text in told:
        text.encode()
        assert "\0" not in text
    assert "\\u0000" not in document.content.decode()


def test_an_unchanged_archive_is_left_alone_and_a_changed_one_is_read_again(tmp_path: Path) -> None:
    path, memory = tmp_path / "a.jsonl", Memory()
    path.write_bytes(lines(story(1)))
    visit(path, memory)
    assert visit(path, memory) == [Unchanged(str(path))]
    assert len(visit(path, memory, fields={"id": "clicks"})) == 1, "another mapping reads it anew"
    path.write_bytes(lines(story(1), story(2)))
    assert [type(item) for item in visit(path, memory)] == [Document, Document]


def test_a_visit_that_broke_off_is_continued_behind_what_was_taken(tmp_path: Path) -> None:
    path, memory = tmp_path / "a.jsonl", Memory()
    path.write_bytes(lines(*(story(number) for number in range(5))))
    archive = Archive.model_validate({"kind": "archive", "name": "a", "path": str(path)})
    begun = archive.visit(memory, Limits(CAP))
    seen = [next(begun).uri, next(begun).uri, next(begun).uri]
    memory.take_changes()
    begun.close()
    rest = [item.uri for item in archive.visit(memory, Limits(CAP))]
    assert seen[:2] + rest == [f"{path}#s-{number}" for number in range(5)], "only the one under way comes twice"


def test_a_pattern_names_several_archives_in_order(tmp_path: Path) -> None:
    for name in ("2026-02.jsonl", "2026-01.jsonl", "note.txt"):
        (tmp_path / name).write_bytes(lines(story(1)))
    found = visit(tmp_path / "*.jsonl")
    assert [item.uri for item in found] == [f"{tmp_path}/2026-0{n}.jsonl#s-1" for n in (1, 2)]


@pytest.mark.parametrize("name", ["gone.jsonl", "gone*.jsonl"])
def test_an_archive_that_is_not_there_is_one_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(ZhizaoError, match=r"Source 'a': .*correct `path`"):
        visit(tmp_path / name)
