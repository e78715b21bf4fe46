"""A folder as a source: order, names, and what it refuses."""

import os
from pathlib import Path

import pytest

from zhizao.errors import ZhizaoError
from zhizao.settings import CHECKOUT
from zhizao.sources.document import Document, Refusal
from zhizao.sources.folder import Folder, file_uri, visit_folder
from zhizao.sources.limits import Limits
from zhizao.sources.memory import Memory

CAP = 1000


def test_files_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt", "篇.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    found = list(visit_folder(tmp_path, CAP))
    assert [Path(item.uri).relative_to(tmp_path).as_posix() for item in found] == [
        "a.txt",
        "b.txt",
        "sub/c.txt",
        "篇.md",
    ]
    assert all(isinstance(item, Document) and item.content for item in found)


def test_hidden_files_are_no_documents(tmp_path: Path) -> None:
    for name in (".DS_Store", ".git/config", "~$draft.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert list(visit_folder(tmp_path, CAP)) == []


def test_an_empty_file_is_a_document_without_bytes(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (item,) = visit_folder(tmp_path, CAP)
    assert isinstance(item, Document)
    assert item.content == b""


def test_a_file_over_the_cap_is_refused_by_name_and_size(tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_bytes(b"x" * (CAP + 1))
    (item,) = visit_folder(tmp_path, CAP)
    assert isinstance(item, Refusal)
    assert (item.code, item.byte_count) == ("too_large", CAP + 1)
    assert "big.txt" in item.sentence
    assert "1,001" in item.sentence


@pytest.mark.parametrize("make", [lambda p: p.symlink_to(p.parent / "gone"), os.mkfifo], ids=["dangling link", "pipe"])
def test_what_is_no_regular_file_is_refused(tmp_path: Path, make: object) -> None:
    make(tmp_path / "odd.txt")  # type: ignore[operator]
    (item,) = visit_folder(tmp_path, CAP)
    assert isinstance(item, Refusal)
    assert item.code == "not_a_file"


def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "locked.txt").write_text("x")

    def deny(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "read_bytes", deny)  # root may read everything, so the refusal is played
    (item,) = visit_folder(tmp_path, CAP)
    assert isinstance(item, Refusal)
    assert (item.code, "Permission denied" in item.sentence) == ("unreadable", True)


def test_a_missing_inbox_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ZhizaoError, match="is not a folder"):
        list(visit_folder(tmp_path / "nowhere", CAP))


def test_an_inbox_behind_a_closed_folder_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(self: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "is_dir", deny)  # root passes everywhere, so the refusal is played
    with pytest.raises(ZhizaoError, match=r"cannot be listed \(Permission denied\)"):
        list(visit_folder(tmp_path, CAP))


@pytest.mark.parametrize(("closed", "fails"), [("shut", False), ("", True)])
def test_a_folder_that_cannot_be_listed_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, closed: str, *, fails: bool
) -> None:
    (tmp_path / "shut").mkdir()
    (tmp_path / "z.txt").write_text("x")
    real = os.scandir

    def deny(path: str) -> object:
        if Path(path) == tmp_path / closed:
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", deny)  # root may list everything, so the refusal is played
    if fails:
        with pytest.raises(ZhizaoError, match=r"cannot be listed \(Permission denied\)"):
            list(visit_folder(tmp_path, CAP))
        return
    refusal, document = visit_folder(tmp_path, CAP, lambda path: path.endswith(".txt"))
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.uri) == ("unreadable", f"{tmp_path}/shut")
    assert isinstance(document, Document)


def test_a_link_is_followed_inside_the_folder_only(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("s")
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a.txt").write_text("x")
    (inbox / "inside.txt").symlink_to("a.txt")
    (inbox / "outside.txt").symlink_to(tmp_path / "secret.txt")
    _, inside, outside = visit_folder(inbox, CAP)
    assert isinstance(inside, Document)
    assert inside.content == b"x"
    assert isinstance(outside, Refusal)
    assert (outside.code, "leads out of the folder" in outside.sentence) == ("link_outside", True)


def test_a_link_to_a_folder_is_refused_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "loop").symlink_to(".")
    document, refusal = visit_folder(tmp_path, CAP)
    assert isinstance(document, Document)
    assert isinstance(refusal, Refusal)
    assert (refusal.code, "loop is a link to a folder" in refusal.sentence) == ("not_a_file", True)


def test_an_address_does_not_depend_on_how_the_folder_was_named() -> None:
    assert file_uri(CHECKOUT / ".." / "news" / "x.txt") == f"{CHECKOUT.parent}/news/x.txt"
    assert file_uri(CHECKOUT / "tests" / ".." / "samples" / "x.txt") == "samples/x.txt"


def test_the_key_follows_place_and_content() -> None:
    first, moved, changed = Document("a/x.txt", b"1"), Document("b/x.txt", b"1"), Document("a/x.txt", b"2")
    assert len({first.key, moved.key, changed.key}) == 3
    assert first.sha256 == moved.sha256


def test_names_inside_the_checkout_do_not_tell_where_the_checkout_is() -> None:
    assert file_uri(CHECKOUT / "samples" / "x.txt") == "samples/x.txt"
    assert file_uri(Path("/srv/news/x.txt")) == "/srv/news/x.txt"


def test_patterns_choose_files(tmp_path: Path) -> None:
    for name in ("a.html", "b.css", "drafts/c.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    folder = Folder(kind="folder", name="f", path=str(tmp_path), include=("*.html",), exclude=("drafts/*",))
    assert [item.uri for item in folder.visit(Memory(), Limits(CAP))] == [f"{tmp_path}/a.html"]


def test_a_name_that_is_no_utf8_can_still_be_written_down(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/" + "新闻.txt".encode("gbk")
    with open(path, "wb") as file:  # noqa: PTH123 - a path of bytes
        file.write(b"text")
    (item,) = visit_folder(tmp_path, CAP)
    assert item.uri == rf"{tmp_path}/\xd0\xc2\xce\xc5.txt"
    assert item.key
