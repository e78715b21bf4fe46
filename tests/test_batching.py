"""Cutting a stream into batches."""

from hypothesis import given
from hypothesis import strategies as st

from zhizao.batching import batches


@given(st.lists(st.integers(0, 9)), st.integers(1, 5), st.integers(0, 12))
def test_batches_keep_every_item_in_order_and_their_bounds(items: list[int], most: int, heaviest: int) -> None:
    found = list(batches(items, most, lambda item: item, heaviest))
    assert [item for batch in found for item in batch] == items
    assert all(1 <= len(batch) <= most for batch in found)
    if heaviest:
        assert all(sum(batch[:-1]) < heaviest for batch in found)
