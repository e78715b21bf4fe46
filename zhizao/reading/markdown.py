"""Markdown with front matter and embedded HTML, as Jekyll, Hexo and feed mirrors write it."""

import re

from zhizao.reading import terms
from zhizao.reading.dates import day_in_address, parse_day
from zhizao.reading.names import persons
from zhizao.reading.page import DateHint, Hints, Line, Page, tidy
from zhizao.reading.publisher import host_name
from zhizao.reading.traced import Traced
from zhizao.reading.webpage import parsed

_FRONT = re.compile(r"\A\s*---[ \t]*\r?\n(?P<yaml>.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
_MARKS = re.compile(
    r"!\[[^\]]*\]\([^)\s]*(?:\s+\"[^\"]*\")?\)"  # pictures
    r"|(?<!!)\[(?P<text>[^\]]*)\]\((?P<href>[^)\s]*)(?:\s+\"[^\"]*\")?\)"  # links
    r"|<?https?://[^\s<>()，。；]+>?"
    r"|\*\*|__|`|^\s{0,3}>\s?"
)
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+|\s+#+\s*$")
_BACK = re.compile(r"\[返回首页\]\((?:https?:)?//(?P<host>[^/)\s]+)")
_BACK_TO = re.compile(r"\[返回(?!首页)(?P<name>[^\]]{2,24})\]\(")
_TAG_END = re.compile(r"新闻$")


def read_markdown(text: str) -> Page:
    """The post as lines, with the hints of its front matter and of the links around it."""
    front = _FRONT.match(text)
    fields = _fields(front["yaml"]) if front else {}
    begin = front.end() if front else 0
    tree = parsed(" " * begin + text[begin:], line_breaks=True)
    lines = [_line(tidy(block.traced)) for block in tree.blocks]
    return Page("markdown", tuple(line for line in lines if line.text), _hints(fields, text))


def _line(traced: Traced) -> Line:
    heading = _HEADING.match(traced.text) is not None
    linked = sum(len(m["text"]) for m in _MARKS.finditer(traced.text) if m["text"])
    if heading:
        traced = traced.without(m.span() for m in _HEADING.finditer(traced.text))
    spans: list[tuple[int, int]] = []
    for match in _MARKS.finditer(traced.text):
        if match["text"] is not None:
            spans += [(match.start(), match.start("text")), (match.end("text"), match.end())]
        else:
            spans.append(match.span())
    traced = tidy(traced.without(spans))
    return Line(traced, heading, min(1.0, linked / max(1, len(traced))))


def _fields(front: str) -> dict[str, str]:
    """The scalar fields of the front matter, lists joined; nothing when it is no YAML."""
    import yaml

    try:
        data = yaml.load(front[:65_536], Loader=yaml.BaseLoader)  # noqa: S506 - the base loader makes strings only
    except (yaml.YAMLError, RecursionError, ValueError):
        return {}
    if not isinstance(data, dict):
        return {}
    return {str(key).lower(): _scalar(value) for key, value in data.items()}


def _scalar(value: object) -> str:
    if isinstance(value, list):
        return "\n".join(item.strip() for item in value if isinstance(item, str))
    return value.strip() if isinstance(value, str) else ""


def _hints(fields: dict[str, str], text: str) -> Hints:
    links = re.findall(r"\[(?:查看原文|阅读原文|原文链接|原文)\]\((https?://[^)\s]+)", text)
    published = _day(fields, links)
    back = _BACK.search(text)
    back_to = _BACK_TO.search(text)
    host = re.sub(r"^https?://([^/:]+).*", r"\1", links[0]) if links else None
    publisher = (
        (back["host"] if back else None)
        or fields.get("publisher")
        or fields.get("site")
        or (back_to["name"] if back_to else None)
        or _medium(fields.get("author", ""))
        or host_name(host)
    )
    return Hints(
        titles=tuple(filter(None, [fields.get("title")])),
        published=published,
        publisher=publisher,
        original_source=fields.get("source") or None,
        authors=tuple(filter(None, [fields.get("author")])),
    )


def _medium(author: str) -> str | None:
    return None if not author or "\n" in author or persons(author) or author.isdigit() else author


def _day(fields: dict[str, str], links: list[str]) -> DateHint | None:
    for name in terms.field_names("front matter", "date"):
        if fields.get(name) and (day := parse_day(fields[name])):
            return DateHint(day, "metadata", f"front matter {name}")
    for link in links:
        if day := day_in_address(link):
            return DateHint(day, "metadata", "address of the original page")
    return None
