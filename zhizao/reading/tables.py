"""Tables of figures: the cells of a row on one line, so that a figure stays beside what it counts."""

from itertools import groupby

from zhizao.reading.markup import Block, Tree
from zhizao.reading.traced import foreign, join

_CELLS = frozenset({"td", "th"})
_LONGEST_CELL = 60


def join_cells(tree: Tree) -> list[Block]:
    """The blocks of a page with the short cells of each table row made one block; layout tables stay as they are."""
    blocks: list[Block] = []
    for row, group in groupby(tree.blocks, key=lambda block: _row_of(tree, block)):
        cells = list(group)
        if row is not None and _is_row_of_figures(tree, cells):
            traced = join([part for cell in cells for part in (cell.traced, foreign("  "))][:-1], "")
            blocks.append(Block(traced, row, sum(cell.linked for cell in cells)))
        else:
            blocks += cells
    return blocks


def _row_of(tree: Tree, block: Block) -> int | None:
    """The table row a block stands in, if it stands in one."""
    return next((index for index in tree.ancestry(block.element) if tree.elements[index].tag == "tr"), None)


def _is_row_of_figures(tree: Tree, cells: list[Block]) -> bool:
    """Whether a row has one short block in each of several cells; a cell of a layout table holds many or long ones."""
    homes = [
        next((index for index in tree.ancestry(cell.element) if tree.elements[index].tag in _CELLS), None)
        for cell in cells
    ]
    return (
        len(cells) > 1
        and len(set(homes)) == len(cells)
        and all(len(cell.traced.text.strip()) <= _LONGEST_CELL for cell in cells)
    )
