"""HTML pages: find the part that holds the article, and what the markup says about it."""

import re
from collections import defaultdict
from dataclasses import replace
from functools import lru_cache

from zhizao.reading import terms
from zhizao.reading.markup import MAX_DEPTH, MAX_ELEMENTS, Block, Tree, parse
from zhizao.reading.page import Line, Page, tidy
from zhizao.reading.pagemeta import hints_of
from zhizao.reading.tables import join_cells
from zhizao.reading.traced import Traced

_JUNK_TAGS = frozenset({"nav", "footer", "aside", "button"})
# A platform of accounts: the nickname beside the headline says who put the article out.
_ACCOUNT = re.compile(r"""<[^<>]{0,300}\bid=["']js_name["'][^<>]{0,300}>\s*([^<>]{2,40}?)\s*<""")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SENTENCE = re.compile(r"[。；！？]|，[^，]*，|,[^,]*,.*[\u4e00-\u9fff]")
_VOTE_LENGTH = 12
_LONGEST_FOR_EXTRACTOR = 2_000_000
_MOST_ELEMENTS_FOR_EXTRACTOR = 20_000
_HOLDS_ARTICLE = 0.85
_JUNK_MAY_HOLD = 0.3


class MarkupBombError(Exception):
    """Markup built to exhaust its reader; the message ends the sentence '<file> …'."""


def parsed(source: str, *, line_breaks: bool = False) -> Tree:
    """The tree of a source.

    Raises:
        MarkupBombError: elements nest too deep, or there are too many.
    """
    tree = parse(source, line_breaks=line_breaks)
    if tree.too_deep:
        raise MarkupBombError(f"nests elements deeper than {MAX_DEPTH}: deliver the page as browsers show it.")
    if tree.too_large:
        raise MarkupBombError(f"has more than {MAX_ELEMENTS:,} elements: deliver the page of one article.")
    tree.blocks = join_cells(tree)
    return tree


def read_fragment(text: Traced) -> Page:
    """A piece of HTML that stands inside another document, such as a field of a record."""
    tree = parsed(text.text)
    lines = (Line(tidy(Traced(block.traced.text, text.places_of(block.traced.places)))) for block in tree.blocks)
    return Page("html", tuple(line for line in lines if line.text))


def read_html(source: str) -> Page:
    """The page as lines, those of the article marked, with the hints of its markup.

    Raises:
        MarkupBombError: the page is built to exhaust its reader.
    """
    tree = parsed(source)
    inside = _article_blocks(tree, source)
    lines = [_line(tree, block, number in inside) for number, block in enumerate(tree.blocks)]
    hints = hints_of(tree)
    if account := _ACCOUNT.search(source):
        hints = replace(hints, publisher=account[1].strip())
    return Page("html", tuple(line for line in lines if line.text), hints)


def _line(tree: Tree, block: Block, inside: bool) -> Line:  # noqa: FBT001 - a field of the line
    traced = tidy(block.traced)
    heading = any(tree.elements[i].tag in {"h1", "h2", "h3", "h4"} for i in tree.ancestry(block.element)[:3])
    return Line(traced, heading, min(1.0, block.linked / max(1, len(traced))), inside)


def _article_blocks(tree: Tree, source: str) -> set[int]:
    """The blocks of the smallest element that holds nearly all the prose which the extractor finds on the page."""
    votes = _votes(tree, source)
    junk = _junk_elements(tree, votes)
    weights: dict[int, int] = defaultdict(int)
    for number, weight in votes.items():
        chain = tree.ancestry(tree.blocks[number].element)
        if not junk.isdisjoint(chain):
            continue
        for index in chain:
            weights[index] += weight
    container = _descend(tree, weights)
    chosen = set()
    for number, block in enumerate(tree.blocks):
        chain = tree.ancestry(block.element)
        if container in chain and junk.isdisjoint(chain):
            chosen.add(number)
    return chosen


def _descend(tree: Tree, weights: dict[int, int]) -> int:
    children: dict[int, list[int]] = defaultdict(list)
    for index in weights:
        children[tree.elements[index].parent].append(index)
    container, total = 0, weights.get(0, 0)
    while total:
        best = max(children[container], key=lambda index: (weights[index], -index), default=None)
        if (
            best is None
            or weights[best] < _HOLDS_ARTICLE * total
            or tree.elements[best].tag in {"p", "span", "td", "font"}
        ):
            break
        container = best
    return container


def _votes(tree: Tree, source: str) -> dict[int, int]:
    """For every block of prose its length, when the extractor keeps it; every block of prose when it keeps nothing."""
    extracted = re.sub(r"\s+", "", _extract(source)) if len(tree.elements) <= _MOST_ELEMENTS_FOR_EXTRACTOR else ""
    prose = {}
    for number, block in enumerate(tree.blocks):
        text = re.sub(r"\s+", "", block.traced.text)
        if len(text) >= _VOTE_LENGTH and 2 * block.linked < len(text) and _SENTENCE.search(text):
            prose[number] = text
    kept = {number: len(text) for number, text in prose.items() if text in extracted}
    return kept or {number: len(text) for number, text in prose.items()}


def _extract(source: str) -> str:
    """What trafilatura holds to be the article; nothing when it fails or the page is too long for it."""
    if len(source) > _LONGEST_FOR_EXTRACTOR:
        return ""
    import trafilatura

    try:
        return trafilatura.extract(source, include_comments=False, include_tables=True, favor_recall=True) or ""
    except Exception:  # noqa: BLE001 - whatever the library stumbles over, our own reading goes on without its vote
        return ""


def _junk_elements(tree: Tree, votes: dict[int, int]) -> set[int]:
    """Elements that by tag or name stand beside the article and do not hold a good part of the prose themselves."""
    held: dict[int, int] = defaultdict(int)
    for number, weight in votes.items():
        for index in tree.ancestry(tree.blocks[number].element):
            held[index] += weight
    limit = _JUNK_MAY_HOLD * sum(votes.values())
    return {
        index
        for index, element in enumerate(tree.elements)
        if _is_junk(element.tag, element.attributes) and held[index] <= limit
    }


@lru_cache(maxsize=1)
def _side_names() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[-_\s])(?:{'|'.join(terms.lines('side_elements'))})(?:[-_\s]|\d*$)", re.IGNORECASE)


def _is_junk(tag: str, attributes: dict[str, str]) -> bool:
    if tag in _JUNK_TAGS:
        return True
    names = _CAMEL.sub("-", f"{attributes.get('class', '')} {attributes.get('id', '')}")
    return _side_names().search(names.strip()) is not None
