"""A folder of files, with everything below it, as a source of documents."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from zhizao.errors import ZhizaoError
from zhizao.settings import CHECKOUT
from zhizao.sources.document import Document, Refusal

_CHUNK_BYTES = 1 << 20


def visit_folder(folder: Path, max_bytes: int) -> Iterator[Document | Refusal]:
    """Every file below `folder` in the order of its path; hidden files and folders are left out.

    A file that is larger than `max_bytes` or cannot be read is yielded as a refusal.
    Raises ZhizaoError when the folder is not there or cannot be listed.
    """
    if not folder.is_dir():
        raise ZhizaoError(
            f"The inbox {folder} is not a folder: create it, or name another one with INBOX=path/to/folder."
        )
    try:
        paths = sorted(p for p in folder.rglob("*") if not p.is_dir() and not _hidden(p.relative_to(folder)))
    except OSError as error:
        raise ZhizaoError(f"The inbox {folder} cannot be listed ({error.strerror}): check its permissions.") from error
    for path in paths:
        yield _take(path, max_bytes)


def file_uri(path: Path) -> str:
    """The path as published: relative to the checkout for files inside it, so that clones agree; else absolute."""
    absolute = path.absolute()
    return absolute.relative_to(CHECKOUT).as_posix() if absolute.is_relative_to(CHECKOUT) else absolute.as_posix()


def _hidden(relative: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in relative.parts)


def _take(path: Path, max_bytes: int) -> Document | Refusal:
    uri = file_uri(path)
    try:
        if not path.is_file():
            return _refusal(
                uri, "not_a_file", f"{path.name} is not a regular file: put a copy of the file itself into the inbox."
            )
        if (size := path.stat().st_size) > max_bytes:
            sentence = (
                f"{path.name} holds {size:,} bytes, more than the {max_bytes:,} allowed: "
                "split it or raise ZHIZAO_MAX_DOCUMENT_BYTES."
            )
            return Refusal(uri, _sha256_of(path), size, "too_large", sentence)
        return Document(uri, path.read_bytes())
    except OSError as error:
        return _refusal(uri, "unreadable", f"{path.name} cannot be read ({error.strerror}): check its permissions.")


def _refusal(uri: str, code: str, sentence: str) -> Refusal:
    return Refusal(uri, hashlib.sha256(code.encode()).hexdigest(), 0, code, sentence)


def _sha256_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()
