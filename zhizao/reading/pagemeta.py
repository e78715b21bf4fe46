"""What the head of an HTML page says about its article: meta elements, JSON-LD, the window title, the only h1."""

import html
import json
import re

from zhizao.reading import terms
from zhizao.reading.dates import day_in_address, parse_day
from zhizao.reading.markup import Tree
from zhizao.reading.page import DateHint, Hints, tidy


def hints_of(tree: Tree) -> Hints:
    """What the head of the page says: meta elements first, then JSON-LD."""
    meta = _meta(tree)
    data = _linked_data(tree)
    published = _first(meta, "date") or _text(data.get("datePublished"))
    day = parse_day(published) if published else None
    address = _first(meta, "address") or ""
    return Hints(
        titles=tuple(
            filter(
                None,
                [
                    _first(meta, "title", 2),
                    _heading(tree),
                    _text(data.get("headline")),
                    _first(meta, "title"),
                ],
            )
        ),
        window_title=tree.title or None,
        published=DateHint(day, "metadata", "meta element") if day else _from_address(address),
        publisher=_first(meta, "publisher") or _name(data.get("publisher")),
        host=re.sub(r"^\w+://([^/:]+).*", r"\1", address) if "://" in address else None,
        original_source=_first(meta, "source"),
        authors=tuple(filter(None, [_first(meta, "author") or _name(data.get("author"))])),
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


def _first(found: dict[str, str], what: str, trusted: int | None = None) -> str | None:
    """What the meta elements say first, among the most `trusted` names only when so asked."""
    names = terms.field_names("meta", what)[:trusted]
    return next((html.unescape(found[name])[:500].strip() for name in names if found.get(name)), None)


def _text(value: object) -> str | None:
    return value[:500].strip() if isinstance(value, str) and value.strip() else None


def _name(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)
