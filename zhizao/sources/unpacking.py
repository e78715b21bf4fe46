"""Lines out of a stream that may be compressed, with bounds on a line, on the whole and on the ratio of both."""

import gzip
import io
import lzma
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any, Protocol

import zstandard

_CHUNK_BYTES = 1 << 16
_MAX_WINDOW = 1 << 27
"""zstd's own default limit for decompression, 128 MiB of memory."""
_RATIO_FROM = 4_000_000
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
        return io.BufferedReader(_ZstdStream(file), _CHUNK_BYTES)
    return file


class _ZstdStream(io.RawIOBase):
    """zstd frames as a file. The library's own one takes a frame that is cut for one that ends."""

    _PIECE = 1024  # unfolds to 32 MiB at most, since every block of 128 KiB costs 4 bytes

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._frame = self._new()
        self._begun = False
        self._rest = b""
        self._held = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        while not self._held:
            if not (piece := self._rest or self._file.read(self._PIECE)):
                if self._begun:
                    raise EOFError("it ends in the middle")
                return 0
            self._held, self._rest, self._begun = self._frame.decompress(piece), b"", True
            if self._frame.eof:
                self._rest, self._frame, self._begun = self._frame.unused_data, self._new(), False
        size = min(len(buffer), len(self._held))
        buffer[:size] = self._held[:size]
        self._held = self._held[size:]
        return size

    @staticmethod
    def _new() -> Any:
        return zstandard.ZstdDecompressor(max_window_size=_MAX_WINDOW).decompressobj()


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
