"""What every source yields: a document as received, or a refusal that says why its bytes were not taken."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property


def document_key(uri: str, sha256: str) -> str:
    """The identity of this content at this place: 32 hexadecimal digits."""
    return hashlib.sha256(f"{uri}\n{sha256}".encode()).hexdigest()[:32]


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
