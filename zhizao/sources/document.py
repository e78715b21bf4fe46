"""What every source yields: a document as received, before anything is decided about it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property


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

    @cached_property
    def key(self) -> str:
        """The identity of this content at this place: 32 hexadecimal digits."""
        return hashlib.sha256(f"{self.uri}\n{self.sha256}".encode()).hexdigest()[:32]
