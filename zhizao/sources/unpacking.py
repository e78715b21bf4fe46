"""Lines out of a stream that may be compressed, with bounds on a line, on the whole and on the ratio of both."""

import gzip
import io
import lzma
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Protocol

import zstandard

_CHUNK_BYTES = 1 << 16
_MAX_WINDOW = 1 << 27
"""zstd's own default limit for decompression, 128 MiB of memory."""
_RATIO_FROM = 50_000_000
"""Bytes unpacked before the ratio tells anything: small files of one repeated line are no bombs."""

DAMAGES = (EOFError, OSError, lzma.LZMAError, zlib.error, zstandard.ZstdError)
"""What the decompressors raise on a stream that is cut or damaged."""


class BombError(Exception):
    """An archive that unpacks to more than is allowed; the message goes on a sentence that begins with its name."""


class Bounds(Protocol):
    """The limits of an archive; see `Archive`."""

    @property
    def max_total_bytes(self) -> int:
        """Unpacked bytes in all."""

    @property
    def max_ratio(self) -> int:
        """Unpacked to packed bytes."""

    @property
    def max_members(self) -> int:
        """Files in a .zip."""


@dataclass(frozen=True)
class Line:
    """A line by its number from 1, without its end; `size` is what it has, `content` at most what was allowed."""

    number: int
    content: bytes
    size: int


def unpack(file: IO[bytes], name: str) -> IO[bytes] | io.BufferedIOBase:
    """The stream as it was before it was compressed, by the ending of its name."""
    lower = name.lower()
    if lower.endswith((".gz", ".gzip")):
        return gzip.GzipFile(fileobj=file)
    if lower.endswith(".xz"):
        return lzma.LZMAFile(file)
    if lower.endswith((".zst", ".zstd")):
        reader = zstandard.ZstdDecompressor(max_window_size=_MAX_WINDOW).stream_reader(file, read_across_frames=True)
        return io.BufferedReader(reader, _CHUNK_BYTES)
    return file


def lines(packed: IO[bytes], name: str, longest: int, bounds: Bounds) -> Iterator[Line]:
    """Every line of a stream; of one over `longest` bytes only the beginning is held.

    Raises BombError at a bound, one of `DAMAGES` where the stream ends too soon or is damaged.
    """
    source = unpack(packed, name)
    number = total = 0
    while piece := source.readline(longest + 1):
        number += 1
        size = len(piece)
        rest = piece
        while not rest.endswith(b"\n") and (rest := source.readline(_CHUNK_BYTES)):
            size += len(rest)
            _check(total + size, packed, bounds)
        total += size
        _check(total, packed, bounds)
        yield Line(number, piece.rstrip(b"\r\n"), size)


def _check(total: int, packed: IO[bytes], bounds: Bounds) -> None:
    if total > bounds.max_total_bytes:
        raise BombError(f"unpacks to more than {bounds.max_total_bytes:,} bytes: split it or raise `max_total_bytes`.")
    if total > _RATIO_FROM and total > bounds.max_ratio * packed.tell():
        raise BombError(
            f"unpacks to more than {bounds.max_ratio} times its size, as bombs do: check it or raise `max_ratio`."
        )
