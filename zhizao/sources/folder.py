"""A folder of files, with everything below it, as a source of documents: on this machine or in an object store."""

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

from zhizao.errors import ZhizaoError
from zhizao.settings import CHECKOUT, get_settings
from zhizao.sources.document import Document, Item, Refusal, refused, too_large
from zhizao.sources.limits import Limits
from zhizao.sources.memory import Memory
from zhizao.sources.places import Place
from zhizao.sources.source import Selective, Source, hidden, is_url

_CHUNK_BYTES = 1 << 20


class Folder(Selective, Source):
    """A local folder, or a prefix in an object store (`s3://…`, `gs://…`), with everything below it."""

    kind: Literal["folder"]
    path: Place | None = None
    """Left out, it is the setting ZHIZAO_INBOX."""
    connection: str | None = None
    """The Airflow connection that opens the object store; left out, its own environment variables do."""

    def visit(self, memory: Memory, limits: Limits) -> Iterator[Item]:
        """Every file or object that is selected; an object as it was at the last visit is not fetched again."""
        if self.path and is_url(self.path):
            from zhizao.sources.store import visit_store

            yield from visit_store(self.path, self.connection, self.selects, memory, limits.max_document_bytes)
        else:
            folder = Path(self.path) if self.path else get_settings().inbox
            yield from visit_folder(folder, limits.max_document_bytes, self.selects)


def visit_folder(
    folder: Path, max_bytes: int, selects: Callable[[str], bool] = lambda _: True
) -> Iterator[Document | Refusal]:
    """Every file below `folder` in the order of its path; hidden files and folders are left out.

    `selects` is asked with each file's path relative to the folder. A file that is larger than `max_bytes` or cannot
    be read, and a folder that cannot be entered, are yielded as refusals. Raises ZhizaoError when `folder` is not there
    or cannot be listed.
    """
    try:
        if not folder.is_dir():
            raise ZhizaoError(
                f"The inbox {folder} is not a folder: create it, or name another one with INBOX=path/to/folder."
            )
        files, closed = _below(folder)
    except OSError as error:
        raise ZhizaoError(f"The inbox {folder} cannot be listed ({error.strerror}): check its permissions.") from error
    for path in sorted([*files, *closed]):
        if path in closed:
            yield closed[path]
        elif selects(path.relative_to(folder).as_posix()):
            yield _leads_outside(path, folder) or _take(path, max_bytes)


def _below(folder: Path) -> tuple[list[Path], dict[Path, Refusal]]:
    """The files below `folder`, and a refusal for each folder below it that is not entered; nothing hidden."""
    files: list[Path] = []
    closed: dict[Path, Refusal] = {}

    def note(error: OSError) -> None:
        path = Path(error.filename)
        if path == folder:
            raise error
        sentence = f"The folder {path.name} cannot be listed ({error.strerror}): check its permissions."
        closed[path] = refused(file_uri(path), "unreadable", sentence)

    for place, folders, names in os.walk(folder, onerror=note):
        folders[:] = [name for name in folders if not hidden((name,))]
        files += [Path(place, name) for name in names if not hidden((name,))]
        for path in (Path(place, name) for name in folders):
            if path.is_symlink():  # not followed: it may lead in a circle
                sentence = f"{path.name} is a link to a folder: put the folder itself there, or name it in sources.yml."
                closed[path] = refused(file_uri(path), "not_a_file", sentence)
    return files, closed


def _leads_outside(path: Path, folder: Path) -> Refusal | None:
    """The refusal of a link to something outside the folder, which could publish what was never put there."""
    if not path.is_symlink() or path.resolve().is_relative_to(folder.resolve()):
        return None
    sentence = f"{path.name} is a link that leads out of the folder: put a copy of the file itself there."
    return refused(file_uri(path), "link_outside", sentence)


def file_uri(path: Path) -> str:
    r"""The path as published: relative to the checkout for files inside it, so that clones agree; else absolute.

    `..` is resolved, so that a file has one address however its folder was named.
    Bytes of a name that are no UTF-8 are written as `\xNN`.
    """
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - Path.resolve would follow links, Path.absolute keeps `..`
    shown = absolute.relative_to(CHECKOUT) if absolute.is_relative_to(CHECKOUT) else absolute
    return os.fsencode(shown.as_posix()).decode("utf-8", "backslashreplace")


def _take(path: Path, max_bytes: int) -> Document | Refusal:
    uri = file_uri(path)
    name = uri.rpartition("/")[2]
    try:
        if not path.is_file():
            return refused(
                uri, "not_a_file", f"{name} is not a regular file: put a copy of the file itself into the inbox."
            )
        if (size := path.stat().st_size) > max_bytes:
            return Refusal(uri, _sha256_of(path), size, "too_large", too_large(name, size, max_bytes))
        return Document(uri, path.read_bytes())
    except OSError as error:
        return refused(uri, "unreadable", f"{name} cannot be read ({error.strerror}): check its permissions.")


def _sha256_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()
