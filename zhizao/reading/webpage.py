"""HTML pages: find the part that holds the article, and what the markup says about it."""

import json
import re
from collections import defaultdict
from dataclasses import replace

from zhizao.reading.dates import day_in_address, parse_day
from zhizao.reading.markup import MAX_DEPTH, MAX_ELEMENTS, Block, Tree, parse
from zhizao.reading.page import DateHint, Hints, Line, Page, tidy
from zhizao.reading.tables import join_cells
from zhizao.reading.traced import Traced

_JUNK_TAGS = frozenset({"nav", "footer", "aside", "button"})
_JUNK_NAMES = re.compile(
    r"(?:^|[-_\s])(?:nav\w*|menus?|crumbs?|breadcrumbs?|foot|footer|sidebar|aside|share\w*|bdshare\w*|jiathis\w*|social|"
    r"comments?|replys?|recommends?|recom|related?|relative|relations?|hotnews|hotlist|ranks?|ranking|tuijian|xiangguan|copyright|"
    r"disclaimer|statement|qrcode|qr|ewm|erweima|appdown\w*|download|login|toolbar|pager|pagination|prev|next|tags?|"
    r"keywords?|ads?|advert\w*|guanggao|banner|popup|modal|feedback|subscribe|links|friendlink)(?:[-_\s]|\d*$)",
    re.IGNORECASE,
)
# A platform of accounts: the nickname beside the headline says who put the article out.
_ACCOUNT = re.compile(r"""<[^<>]{0,300}\bid=["']js_name["'][^<>]{0,300}>\s*([^<>]{2,40}?)\s*<""")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SENTENCE = re.compile(r"[。；！？]|，[^，]*，|,[^,]*,.*[\u4e00-\u9fff]")
_VOTE_LENGTH = 12
_LONGEST_FOR_EXTRACTOR = 2_000_000
_MOST_ELEMENTS_FOR_EXTRACTOR = 20_000
_HOLDS_ARTICLE = 0.85
_JUNK_MAY_HOLD = 0.3

_TITLE_NAMES = ("articletitle", "og:title", "title", "twitter:title", "dc.title", "contenttitle")
_DATE_NAMES = (
    "pubdate", "article:published_time", "publishdate", "og:release_date", "publish_time", "publishtime", "weibo: article:create_at",
    "weibo:article:create_at", "og:published_time", "bytedance:published_time", "dc.date", "dc.date.issued", "datepublished",
    "date", "publication_date", "firstpublishedtime", "contentdate", "_pubtime",
)  # fmt: skip
_SITE_NAMES = ("sitename", "og:site_name", "application-name", "site_name", "contentsitename")
_SOURCE_NAMES = ("contentsource", "source", "mediaid", "article:source", "og:source", "dc.source")
_AUTHOR_NAMES = ("author", "article:author", "og:article:author", "dc.creator", "byl")


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


def _is_junk(tag: str, attributes: dict[str, str]) -> bool:
    if tag in _JUNK_TAGS:
        return True
    names = _CAMEL.sub("-", f"{attributes.get('class', '')} {attributes.get('id', '')}")
    return _JUNK_NAMES.search(names.strip()) is not None


def hints_of(tree: Tree) -> Hints:
    """What the head of the page says: meta elements first, then JSON-LD."""
    meta = _meta(tree)
    data = _linked_data(tree)
    published = _first(meta, _DATE_NAMES) or _text(data.get("datePublished"))
    day = parse_day(published) if published else None
    address = _first(meta, ("og:url", "url", "canonical")) or ""
    return Hints(
        titles=tuple(
            filter(
                None,
                [
                    _first(meta, _TITLE_NAMES[:2]),
                    _heading(tree),
                    _text(data.get("headline")),
                    _first(meta, _TITLE_NAMES[2:]),
                ],
            )
        ),
        window_title=tree.title or None,
        published=DateHint(day, "metadata", "meta element") if day else _from_address(address),
        publisher=_first(meta, _SITE_NAMES) or _name(data.get("publisher")),
        host=re.sub(r"^\w+://([^/:]+).*", r"\1", address) if "://" in address else None,
        original_source=_first(meta, _SOURCE_NAMES),
        authors=tuple(filter(None, [_first(meta, _AUTHOR_NAMES) or _name(data.get("author"))])),
    )


def _from_address(address: str) -> DateHint | None:
    day = day_in_address(address)
    return DateHint(day, "metadata", "address of the page") if day else None


def _meta(tree: Tree) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.elements:
        attributes = element.attributes
        if element.tag == "meta" and (content := attributes.get("content", "").strip()):
            name = attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or ""
            found.setdefault(name.lower().strip(), content)
        elif element.tag == "link" and attributes.get("rel") == "canonical":
            found.setdefault("canonical", attributes.get("href", ""))
    return found


def _heading(tree: Tree) -> str | None:
    """The text of the only h1 of the page."""
    tops = [
        tidy(b.traced).text
        for b in tree.blocks
        if any(tree.elements[i].tag == "h1" for i in tree.ancestry(b.element)[:3])
    ]
    return tops[0] if len(tops) == 1 else None


def _linked_data(tree: Tree) -> dict[str, object]:
    """The first JSON-LD object that speaks of an article."""
    for text in tree.json_ld:
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        items = data if isinstance(data, list) else data.get("@graph", [data]) if isinstance(data, dict) else []
        for item in items if isinstance(items, list) else []:
            if isinstance(item, dict) and ("headline" in item or "datePublished" in item or "pubDate" in item):
                return {"datePublished": item.get("pubDate"), **item}
    return {}


def _first(found: dict[str, str], names: tuple[str, ...]) -> str | None:
    import html

    return next((html.unescape(found[name])[:500].strip() for name in names if found.get(name)), None)


def _text(value: object) -> str | None:
    return value[:500].strip() if isinstance(value, str) and value.strip() else None


def _name(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)
