"""ZIP archives of files: each member a document, with limits that hold before anything is unpacked."""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING

from zhizao.sources.document import Document, Item, Refusal, refused, too_large
from zhizao.sources.source import hidden
from zhizao.sources.unpacking import BombError

if TYPE_CHECKING:
    from zhizao.sources.archive import Archive

_ENCRYPTED = 0x1
_UTF8_NAME = 0x800
_FAULTS = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, OSError, ValueError)
"""What zipfile raises on members that are damaged, packed in a way it does not know, or not there."""


def read_zip(file: IO[bytes], uri: str, archive: "Archive", max_bytes: int) -> Iterator[Item]:
    """A document for every member that is selected and not hidden, in the order of names.

    A member that is encrypted, too large or damaged is a refusal; so is a whole archive that is no ZIP or over a
    limit, of which nothing is unpacked then.
    """
    name = PurePosixPath(uri).name
    try:
        unpacked = zipfile.ZipFile(file)
        members = [member for member in unpacked.infolist() if not member.is_dir()]
        _check(members, _size(file), archive)
    except BombError as error:
        yield refused(uri, "archive_bomb", f"{name} {error}")
        return
    except _FAULTS as error:
        yield refused(uri, "archive_damaged", f"{name} is not a whole ZIP archive ({error}): deliver it again.")
        return
    with unpacked:
        for path, member in sorted(((_safe_path(m), m) for m in members), key=lambda pair: pair[0]):
            if path and not hidden(tuple(path.split("/"))) and archive.selects(path):
                yield _take(unpacked, member, f"{uri}#{path}", max_bytes)


def _check(members: list[zipfile.ZipInfo], packed: int, archive: "Archive") -> None:
    """The sizes are those the archive declares; `zipfile` hands out no byte more than that."""
    if len(members) > archive.max_members:
        raise BombError(f"holds {len(members):,} files: split it or raise `max_members`.")
    total = sum(member.file_size for member in members)
    if total > archive.max_total_bytes:
        raise BombError(f"unpacks to {total:,} bytes: split it or raise `max_total_bytes`.")
    if total > archive.max_ratio * packed:
        raise BombError(f"unpacks to {total // packed:,} times its size, as bombs do: check it or raise `max_ratio`.")


def _size(file: IO[bytes]) -> int:
    return file.seek(0, 2)


def _take(unpacked: zipfile.ZipFile, member: zipfile.ZipInfo, uri: str, max_bytes: int) -> Item:
    name = uri.rpartition("/")[2] if "/" in uri.partition("#")[2] else uri.partition("#")[2]
    if member.flag_bits & _ENCRYPTED:
        sentence = f"{name} is encrypted: pack it without a password."
        return refused(uri, "encrypted", sentence, byte_count=member.file_size, state=str(member.CRC))
    if member.file_size > max_bytes:
        sentence = too_large(name, member.file_size, max_bytes)
        return refused(uri, "too_large", sentence, byte_count=member.file_size, state=str(member.CRC))
    try:
        return Document(uri, unpacked.read(member))
    except _FAULTS as error:
        sentence = f"{name} cannot be unpacked ({str(error).rstrip('.')}): pack it again."
        return Refusal(uri, f"{member.CRC:08x}", member.file_size, "member_damaged", sentence)


def _safe_path(member: zipfile.ZipInfo) -> str:
    """The member's path without what leads out of the archive: no drive, no root, no `..`."""
    path = _name(member).replace("\\", "/")
    parts = [part for part in path.split("/") if part not in {"", ".", ".."} and not part.endswith(":")]
    return "/".join(parts)


def _name(member: zipfile.ZipInfo) -> str:
    """The name as its writer meant it: programs on Chinese systems write GBK without saying so."""
    if member.flag_bits & _UTF8_NAME:
        return member.filename
    try:
        raw = member.filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename
