"""Archives as a source: JSON Lines (plain, .gz, .xz, .zst) with one article a line, or .zip of files."""

import glob
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from zhizao.errors import ZhizaoError
from zhizao.sources.document import Item, Unchanged
from zhizao.sources.folder import file_uri
from zhizao.sources.limits import Limits
from zhizao.sources.memory import Memory
from zhizao.sources.places import Place
from zhizao.sources.source import Selective, Source, is_url

Positive = Annotated[int, Field(gt=0)]


class Fields(BaseModel):
    """Which field of a line holds what: a name, or several of which the first that is filled counts."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: tuple[str, ...] | str = ("text", "content", "body", "正文", "内容")
    title: tuple[str, ...] | str = ("title", "headline", "标题")
    published_on: tuple[str, ...] | str = ("published_on", "published", "publish_time", "date", "发布时间", "日期")
    publisher: tuple[str, ...] | str = ("publisher", "site_name", "媒体", "网站")
    original_source: tuple[str, ...] | str = ("original_source", "source", "来源")
    authors: tuple[str, ...] | str = ("authors", "author", "作者")
    url: tuple[str, ...] | str = ("url", "link", "链接")
    id: tuple[str, ...] | str = ("id", "_id")


class Archive(Selective, Source):
    """One archive, or all that a pattern such as `exports/*.jsonl.gz` names; one that did not change is left alone."""

    kind: Literal["archive"]
    path: Place
    connection: str | None = None
    encoding: str = "utf-8"
    """Of JSON Lines."""
    fields: Fields = Fields()
    max_total_bytes: Positive = 20_000_000_000
    """Unpacked."""
    max_members: Positive = 100_000
    """Files in a .zip."""
    max_ratio: Positive = 200
    """Unpacked to packed bytes; text packs 3 to 20 times."""

    def visit(self, memory: Memory, limits: Limits) -> Iterator[Item]:
        """The articles of every archive in order, without those a visit took that broke off later."""
        for place, uri in self._archives():
            with self._open(place) as (file, state):
                yield from self._take(file, uri, state, memory, limits)

    def _take(self, file: IO[bytes], uri: str, state: str | None, memory: Memory, limits: Limits) -> Iterator[Item]:
        """Take what the memory does not say was taken; it counts the items taken and says when all were.

        A changed mapping or limit is a changed state, so that what an earlier configuration refused is tried again.
        """
        state = state and f"{state} {self.model_dump_json(exclude={'name', 'enabled', 'schedule', 'path'})}"
        known: dict[str, Any] = memory.get(uri) or {}
        same = state is not None and known.get("state") == state
        if same and known.get("complete"):
            yield Unchanged(uri)
            return
        taken = int(known.get("taken", 0)) if same else 0
        for count, item in enumerate(self._items(file, uri, limits), start=1):
            if count > taken:
                yield item
                memory.set(uri, {"state": state, "taken": count})
        memory.set(uri, {"state": state, "complete": True})

    def _items(self, file: IO[bytes], uri: str, limits: Limits) -> Iterator[Item]:
        from zhizao.sources.jsonlines import read_lines
        from zhizao.sources.zipped import read_zip

        if uri.lower().endswith(".zip"):
            return read_zip(file, uri, self, limits.max_document_bytes)
        return read_lines(file, uri, self, limits.max_document_bytes)

    def _archives(self) -> list[tuple[str, str]]:
        """Where each archive is, and its address as published."""
        assert self.path  # noqa: S101 - the model demands it
        if is_url(self.path):
            return [(self.path, self.path)]
        found = sorted(glob.glob(self.path)) if glob.has_magic(self.path) else [self.path]  # noqa: PTH207 - an absolute pattern
        if not found:
            raise ZhizaoError(f"Source '{self.name}': no archive fits {self.path}; put one there or correct `path`.")
        return [(path, file_uri(Path(path))) for path in found]

    @contextmanager
    def _open(self, place: str) -> Iterator[tuple[IO[bytes], str | None]]:
        if is_url(place):
            from zhizao.sources.store import open_object

            with open_object(place, self.connection) as opened:
                yield opened
            return
        path = Path(place)
        try:
            file = path.open("rb")
        except OSError as error:
            reason = f"the archive {path} cannot be opened ({error.strerror})"
            raise ZhizaoError(f"Source '{self.name}': {reason}; correct `path` or its rights.") from error
        with file:
            yield file, json.dumps([path.stat().st_size, path.stat().st_mtime_ns])
