"""What every source yields: documents as received, refusals, and notes on what was left alone or could not be had."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property


def document_key(uri: str, sha256: str) -> str:
    """The identity of this content at this place: 32 hexadecimal digits."""
    return hashlib.sha256(f"{uri}\n{sha256}".encode()).hexdigest()[:32]


def storable(text: str) -> str:
    """The text without what no database holds: NUL is left out, half a surrogate pair becomes U+FFFD."""
    return text.replace("\0", "").encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


@dataclass(frozen=True)
class Document:
    """Bytes as received, where they came from, and what the source says about them.

    `uri` is a path or URL whose last segment is the file name. `metadata` holds only what the source
    itself states (for example the `title` and `published_on` of a feed entry or of a JSON line).
    """

    uri: str
    content: bytes
    media_type: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def sha256(self) -> str:
        """Hash of the content, in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def key(self) -> str:
        """See `document_key`."""
        return document_key(self.uri, self.sha256)


@dataclass(frozen=True)
class Refusal:
    """Something a source holds but cannot hand over: too large, not readable. Its bytes are not kept.

    `sha256` identifies the content where it could be read, otherwise the state that was met, so that the same
    refusal is not reported again on every visit.
    """

    uri: str
    sha256: str
    byte_count: int
    code: str
    sentence: str

    @property
    def key(self) -> str:
        """See `document_key`."""
        return document_key(self.uri, self.sha256)


def refused(uri: str, code: str, sentence: str, *, byte_count: int = 0, state: str = "") -> Refusal:
    """A refusal of what was not read; the same code in the same `state` is the same refusal."""
    return Refusal(uri, hashlib.sha256(f"{code}{state}".encode()).hexdigest(), byte_count, code, sentence)


def too_large(name: str, size: int, max_bytes: int) -> str:
    """The sentence for something that is larger than a document may be."""
    return (
        f"{name} holds {size:,} bytes, more than the {max_bytes:,} allowed: "
        "split it or raise ZHIZAO_MAX_DOCUMENT_BYTES."
    )


@dataclass(frozen=True)
class Unchanged:
    """Something that is as it was at the last visit, as its host or store says; its bytes were not fetched."""

    uri: str


@dataclass(frozen=True)
class Trouble:
    """Something that could not be had this time for a reason that passes; the next visit asks for it again."""

    uri: str
    sentence: str


Item = Document | Refusal | Unchanged | Trouble
