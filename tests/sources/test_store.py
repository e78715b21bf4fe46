"""Object stores as a source, played by a store in memory."""

from collections.abc import Iterator
from typing import Any

import pytest

from zhizao.errors import ZhizaoError
from zhizao.sources.archive import Archive
from zhizao.sources.document import Document, Item, Refusal, Unchanged
from zhizao.sources.folder import Folder
from zhizao.sources.limits import Limits
from zhizao.sources.memory import Memory

CAP = 1000


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """An empty store, which Airflow knows as `memory://`, and which tells an ETag as real ones do."""
    monkeypatch.setenv("AIRFLOW_HOME", str(tmp_path_factory.mktemp("airflow")))
    from airflow.sdk.io import attach
    from fsspec.implementations.memory import MemoryFileSystem

    class Store(MemoryFileSystem):
        cachable = False
        fetched: list[str]

        def cat_file(self, path: str, *rest: Any, **more: Any) -> Any:
            self.fetched.append(path)
            return super().cat_file(path, *rest, **more)

        def find(self, path: str, *rest: Any, **more: Any) -> Any:
            found = super().find(path, *rest, **more)
            return {key: {**info, "ETag": str(hash(self.store[key].getvalue()))} for key, info in found.items()}

    fs = Store()
    fs.fetched = []
    fs.store.clear()
    attach("memory", fs=fs).fs = fs
    yield fs
    fs.store.clear()


def visit(memory: Memory | None = None, path: str = "memory://bucket/news", **fields: Any) -> list[Item]:
    folder = Folder.model_validate({"kind": "folder", "name": "b", "path": path, **fields})
    return list(folder.visit(memory or Memory(), Limits(CAP)))


def test_objects_come_in_order_with_all_below_the_prefix(store: Any) -> None:
    for key in ("/bucket/news/b.html", "/bucket/news/a/x.md", "/bucket/news/.hidden", "/bucket/other/y.md"):
        store.pipe_file(key, key.encode())
    found = visit()
    assert [item.uri for item in found] == ["memory://bucket/news/a/x.md", "memory://bucket/news/b.html"]
    assert isinstance(found[0], Document)
    assert found[0].content == b"/bucket/news/a/x.md"
    assert [item.uri for item in visit(include=["*.md"], exclude=["b*"])] == ["memory://bucket/news/a/x.md"]


def test_only_new_and_changed_objects_are_fetched(store: Any) -> None:
    memory = Memory()
    store.pipe_file("/bucket/news/a.md", b"1")
    store.pipe_file("/bucket/news/b.md", b"1")
    visit(memory)
    store.fetched.clear()
    store.pipe_file("/bucket/news/b.md", b"2")
    store.pipe_file("/bucket/news/c.md", b"3")
    assert [type(item) for item in visit(memory)] == [Unchanged, Document, Document]
    assert store.fetched == ["/bucket/news/b.md", "/bucket/news/c.md"]


def test_an_object_over_the_cap_is_refused_and_not_fetched(store: Any) -> None:
    store.pipe_file("/bucket/news/big.md", b"x" * (CAP + 1))
    (refusal,) = visit()
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.byte_count, store.fetched) == ("too_large", CAP + 1, [])


def test_an_archive_may_lie_in_a_store(store: Any) -> None:
    store.pipe_file("/bucket/a.jsonl", '{"id": 1, "text": "正文"}\n'.encode())
    archive = Archive.model_validate({"kind": "archive", "name": "b", "path": "memory://bucket/a.jsonl"})
    (document,) = archive.visit(Memory(), Limits(CAP))
    assert document.uri == "memory://bucket/a.jsonl#1"


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("s3://bucket/news", r"No driver for s3:// is installed.*apache-airflow-providers-amazon\[s3fs\]"),
        ("nope://bucket", "No driver for nope:// is installed"),
    ],
)
def test_a_store_without_a_driver_is_one_sentence(path: str, sentence: str) -> None:
    with pytest.raises(ZhizaoError, match=sentence):
        visit(path=path)


def test_a_store_that_fails_is_one_sentence(store: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(*_: object, **__: object) -> None:
        raise PermissionError("Access Denied")

    monkeypatch.setattr(store, "find", deny)
    with pytest.raises(ZhizaoError, match=r"memory://bucket/news did not answer as expected \(Access Denied\)"):
        visit()


def test_a_local_folder_does_not_wait_for_airflow() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from zhizao.sources.config import find_source; from zhizao.sources.limits import Limits; "
        "from zhizao.sources.memory import Memory; "
        "list(find_source('inbox', 'samples').visit(Memory(), Limits(9))); print('airflow' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
