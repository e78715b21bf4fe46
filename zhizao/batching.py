"""Cutting a stream into batches that fit in memory and in one transaction."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def batches(
    items: Iterable[T], most: int, weight: Callable[[T], int] = lambda _: 0, heaviest: int = 0
) -> Iterator[list[T]]:
    """Lists of at most `most` items each; a batch also ends once its weights reach `heaviest`, if given."""
    batch: list[T] = []
    carried = 0
    for item in items:
        batch.append(item)
        carried += weight(item)
        if len(batch) == most or (heaviest and carried >= heaviest):
            yield batch
            batch, carried = [], 0
    if batch:
        yield batch
