"""What a source remembers between its visits, held by key while a visit lasts."""

from collections.abc import Mapping
from typing import Any


class Memory:
    """Values by key, and which of them changed since they were last saved.

    A visit sets a value only after the item it tells of was taken (that is, after its `yield`), so that what is
    saved with a batch never speaks of an item that is not stored.
    """

    def __init__(self, known: Mapping[str, Any] | None = None) -> None:
        """`known` is what earlier visits left; values are anything JSON holds."""
        self._known = dict(known or {})
        self._changed: set[str] = set()

    def get(self, key: str) -> Any:
        """The value, or None when nothing is remembered."""
        return self._known.get(key)

    def set(self, key: str, value: Any) -> None:
        """Remember a value. None forgets the key."""
        if self._known.get(key) != value:
            self._known[key] = value
            self._changed.add(key)

    def take_changes(self) -> dict[str, Any]:
        """What changed since the last call; None stands for what was forgotten."""
        changes = {key: self._known[key] for key in sorted(self._changed)}
        self._changed.clear()
        return changes
