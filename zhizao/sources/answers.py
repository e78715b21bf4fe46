"""What a host answers: the content, read with limits, or what kept it away and whether asking again would help."""

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

import httpx

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})


class RefusedError(Exception):
    """What is asked for is not to be had, and asking again would not help; the message follows its address."""

    def __init__(self, code: str, predicate: str) -> None:
        super().__init__(predicate)
        self.code = code


class PassingError(Exception):
    """The host did not answer as it should, this time; the message follows the address. `wait` is what it asks for."""

    def __init__(self, predicate: str, wait: float | None = None) -> None:
        super().__init__(predicate)
        self.wait = wait


@dataclass(frozen=True)
class Answer:
    """What a host answered: 200 with content, 304 without, or a redirect. `url` is the address after all redirects."""

    url: str
    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def unchanged(self) -> bool:
        """Whether the host says that the content is the one whose validators it was sent."""
        return self.status == httpx.codes.NOT_MODIFIED

    @property
    def redirects(self) -> bool:
        """Whether the host names another address instead."""
        return self.status in _REDIRECTS

    @property
    def media_type(self) -> str | None:
        """The Content-Type as the host writes it."""
        return self.headers.get("content-type")

    @property
    def validators(self) -> dict[str, str]:
        """What a conditional request sends to ask whether this is still so."""
        pairs = (("If-None-Match", "etag"), ("If-Modified-Since", "last-modified"))
        return {ask: self.headers[told] for ask, told in pairs if self.headers.get(told)}


def read_answer(url: str, response: httpx.Response, most: int, *, cut: bool) -> Answer:
    """Read a response whole, unpacked, up to `most` bytes; what lies behind is left there when `cut`, else refused.

    Raises RefusedError and PassingError by what the status means.
    """
    status = response.status_code
    if status in _PASSING:
        raise PassingError(f"answered {status}.", _retry_after(response))
    headers = dict(response.headers)
    if status in _REDIRECTS and "location" in headers:
        return Answer(url, status, headers, b"")
    if status == httpx.codes.NOT_MODIFIED:
        return Answer(url, status, headers, b"")
    if status in {httpx.codes.NOT_FOUND, httpx.codes.GONE}:
        raise RefusedError("not_found", f"is not there ({status}): remove or correct the link.")
    if status != httpx.codes.OK:
        raise RefusedError(f"http_{status}", f"is not handed out ({status}): open it in a browser to see why.")
    return Answer(url, status, headers, _body(response, most, cut=cut))


def _retry_after(response: httpx.Response) -> float | None:
    """Seconds the host asks us to wait; a 429 that names none asks for what the back-off gives."""
    told = response.headers.get("retry-after", "").strip()
    if told.isascii() and told.isdigit():
        return float(told[:9])
    try:
        until, now = parsedate_to_datetime(told), parsedate_to_datetime(response.headers.get("date", ""))
        return max(0.0, float((until - now).total_seconds()))
    except (TypeError, ValueError):
        return None


def _body(response: httpx.Response, most: int, *, cut: bool) -> bytes:
    """The content, unpacked as it comes. One byte over the limit ends it: with a refusal, or there when `cut`."""
    parts: list[bytes] = []
    size = 0
    for piece in _unpacked(response, most + 1):
        parts.append(piece)
        size += len(piece)
        if size > most and not cut:
            raise RefusedError(
                "too_large", f"holds more than the {most:,} bytes allowed: raise ZHIZAO_MAX_DOCUMENT_BYTES."
            )
        if size > most:
            break
    return b"".join(parts)[:most]


def _unpacked(response: httpx.Response, most: int) -> Iterator[bytes]:
    """The pieces of the body without their compression, none of them over `most` bytes, so that no bomb unfolds."""
    encoding = response.headers.get("content-encoding", "identity").strip().lower() or "identity"
    if encoding == "identity":
        yield from response.iter_raw()
        return
    if encoding not in {"gzip", "x-gzip", "deflate"}:
        raise RefusedError("unknown_compression", f"comes packed as {encoding}, which was not asked for: see its host.")
    inflate = zlib.decompressobj(wbits=47)
    try:
        for piece in response.iter_raw():
            yield inflate.decompress(piece, most)
    except zlib.error as error:
        raise RefusedError(
            "broken_compression", "comes packed in a way that cannot be unpacked: see its host."
        ) from error
    if not inflate.eof:
        raise PassingError("broke off before its end.")
