"""A reader of HTML as found in the wild: a tree of elements and its blocks of text, with places in the source.

It works through the source once from left to right, whatever is unclosed, misnested or mixed in (JSP, PHP, CDATA),
so that hostile pages cost no more than their length.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from zhizao.reading import terms
from zhizao.reading.traced import Traced, foreign, join, whole

# Labels that begin an element of a row of credits; the space that style sheets put before them is made real.
_LABEL = re.compile(
    r"\s*(?:来源|來源|作者|记者|記者|编辑|編輯|责编|责任编辑|責任編輯|时间|時間|日期|发布|发表|阅读|浏览|点击|评论|字号|字体|稿源|分享|信息来源|文章来源)[一-鿿]{0,3}\s*[:：]"
)
MAX_DEPTH = 400
MAX_ELEMENTS = 200_000

_TOKEN = re.compile(
    r"<!--|<!\[CDATA\[|<[%?!]|</?[A-Za-z][^\s/<>]{0,60}+|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"
)
_REST_OF_TAG = re.compile(r"""(?:[^>"']++|"[^"]{0,4000}+"|'[^']{0,4000}+'|["'])*+>""")
_ATTRIBUTE = re.compile(r"""([A-Za-z_:][-\w:.]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_CLOSERS = {"<!--": "-->", "<![CDATA[": "]]>", "<%": "%>", "<?": ">", "<!": ">"}
_LINE_BREAK = re.compile(r"(?<![^\S\n])[^\S\n]*+\n\s*+")
_SPACE = re.compile(r"\s++")


def _tags(kind: str) -> frozenset[str]:
    return frozenset(row["tag"] for row in terms.rows("html_elements") if row["kind"] == kind)


_VOID, _RAW, _INLINE = _tags("void"), _tags("raw"), _tags("inline")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# What an opening tag closes when its author did not.
_CLOSES = {
    "li": ({"li"}, {"ul", "ol"}),
    "tr": ({"tr", "td", "th"}, {"table"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
    "option": ({"option"}, {"select"}),
}
_BARRIERS = {"table", "td", "th", "body", "html"}


@dataclass(slots=True)
class Element:
    """An element: its tag, attributes, parent (an index, -1 for none), and whether the page shows it."""

    tag: str
    parent: int
    attributes: dict[str, str]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text between two block boundaries, the element it stands in, and how many signs stand in links."""

    traced: Traced
    element: int
    linked: int


@dataclass(slots=True)
class Tree:
    """A page: its elements in document order, its visible blocks, and the text of its `title`."""

    elements: list[Element] = field(default_factory=lambda: [Element("", -1, {})])
    blocks: list[Block] = field(default_factory=list)
    title: str = ""
    json_ld: list[str] = field(default_factory=list)
    too_deep: bool = False
    too_large: bool = False

    def ancestry(self, index: int) -> list[int]:
        """The element itself and all above it, innermost first."""
        chain = []
        while index >= 0:
            chain.append(index)
            index = self.elements[index].parent
        return chain


def parse(source: str, *, line_breaks: bool = False) -> Tree:
    """Read HTML into a tree; with `line_breaks`, line ends outside of elements end a block, as in Markdown."""
    return _Parser(source, line_breaks=line_breaks).run()


class _Parser:
    def __init__(self, source: str, *, line_breaks: bool) -> None:
        self.source = source
        self.line_breaks = line_breaks
        self.tree = Tree()
        self.stack = [0]
        self.parts: list[Traced] = []
        self.linked = 0
        self.missing: set[str] = set()  # closers that do not occur any more: never searched for twice

    def run(self) -> Tree:
        position = 0
        while (match := _TOKEN.search(self.source, position)) is not None:
            self._text(position, match.start())
            position = self._token(match)
            if self.tree.too_deep or self.tree.too_large:
                break
        else:
            self._text(position, len(self.source))
        self._flush()
        return self.tree

    def _token(self, match: re.Match[str]) -> int:
        token = match[0]
        if token[0] == "&":
            self._entity(match)
            return match.end()
        if (closer := _CLOSERS.get(token)) is not None:
            return self._skip_to(closer, match.end())
        rest = _REST_OF_TAG.match(self.source, match.end())
        end = rest.end() if rest else match.end()
        name = token.lstrip("</").lower()
        if token[1] == "/":
            self._close(name)
            return end
        attributes = {
            m[1].lower(): m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(self.source, match.end(), end)
        }
        return self._open(name, attributes, end)

    def _skip_to(self, closer: str, position: int) -> int:
        found = -1 if closer in self.missing else self.source.find(closer, position)
        if found < 0:
            self.missing.add(closer)
            return position
        return found + len(closer)

    def _open(self, name: str, attributes: dict[str, str], end: int) -> int:
        if name not in _INLINE:
            self._flush()
        for closed, barrier in (_CLOSES.get(name, (set(), set())),):
            self._close_implied(closed, barrier)
        if name not in _INLINE and name not in _VOID and self.tree.elements[self.stack[-1]].tag == "p":
            self.stack.pop()
        self.tree.elements.append(Element(name, self.stack[-1], attributes, self._is_hidden(attributes)))
        self.tree.too_large = len(self.tree.elements) > MAX_ELEMENTS
        if name in _RAW or name == "title":
            return self._raw(name, attributes, end)
        if name not in _VOID and not (name in _INLINE and len(self.stack) > MAX_DEPTH // 2):
            self.stack.append(len(self.tree.elements) - 1)
            self.tree.too_deep = len(self.stack) > MAX_DEPTH
        return end

    def _is_hidden(self, attributes: dict[str, str]) -> bool:
        own = "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")) is not None
        return own or self.tree.elements[self.stack[-1]].hidden

    def _close_implied(self, closed: set[str], barrier: set[str]) -> None:
        for depth in range(len(self.stack) - 1, max(0, len(self.stack) - 8), -1):
            tag = self.tree.elements[self.stack[depth]].tag
            if tag in closed:
                del self.stack[depth:]
                return
            if tag in barrier:
                return

    def _close(self, name: str) -> None:
        if name not in _INLINE:
            self._flush()
        for depth in range(len(self.stack) - 1, 0, -1):
            tag = self.tree.elements[self.stack[depth]].tag
            if tag == name:
                del self.stack[depth:]
                return
            if tag in _BARRIERS and name not in _BARRIERS | {"tr", "tbody", "thead"}:
                return

    def _raw(self, name: str, attributes: dict[str, str], position: int) -> int:
        closer = f"</{name}"
        if closer in self.missing:
            return position
        match = re.compile(closer, re.IGNORECASE).search(self.source, position)
        if match is None:
            self.missing.add(closer)
            return position
        if name == "title" and not self.tree.title:
            self.tree.title = html.unescape(self.source[position : match.start()])[:500].strip()
        if name == "script" and "ld+json" in attributes.get("type", "").lower():
            self.tree.json_ld.append(self.source[position : match.start()][:100_000])
        return match.start()

    def _text(self, start: int, end: int) -> None:
        if start >= end or self.tree.elements[self.stack[-1]].hidden:
            return
        if self.source[start:end].isspace() and not (self.line_breaks and len(self.stack) == 1):
            self._add(foreign(" "))  # between two inline elements: 作者 and 时间 side by side
            return
        if self.parts and self.source[start - 1] == ">" and _LABEL.match(self.source, start, end):
            self._add(foreign(" "))
        position = start
        for match in _LINE_BREAK.finditer(self.source, start, end):
            self._add(whole(self.source[position : match.start()], position))
            if self.line_breaks and len(self.stack) == 1:
                self._flush()
            else:
                self._add(foreign("\n"))
            position = match.end()
        self._add(whole(self.source[position:end], position))

    def _entity(self, match: re.Match[str]) -> None:
        if self.tree.elements[self.stack[-1]].hidden:
            return
        text = html.unescape(match[0])
        self._add(whole(text, match.start()) if text == match[0] else foreign(text))

    def _add(self, part: Traced) -> None:
        if not part.text:
            return
        self.parts.append(part)
        if any(self.tree.elements[index].tag == "a" for index in self.stack[-4:]):
            self.linked += len(part.text.strip())

    def _flush(self) -> None:
        if self.parts:
            traced = _flow(self.parts)
            if traced.text.strip():
                self.tree.blocks.append(Block(traced, self.stack[-1], self.linked))
        self.parts, self.linked = [], 0


def _flow(parts: list[Traced]) -> Traced:
    """The parts as one line: a line end of the source is a space between letters and nothing between signs."""
    text = join(parts, "")
    if "\n" not in text.text:
        return text
    kept, position = [], 0
    for match in _SPACE.finditer(text.text):
        if "\n" not in match[0]:
            continue
        kept.append(text.cut(position, match.start()))
        before, after = text.text[match.start() - 1 : match.start()], text.text[match.end() : match.end() + 1]
        if before.isascii() and after.isascii() and before.strip() and after.strip():
            kept.append(foreign(" "))
        position = match.end()
    kept.append(text.cut(position))
    return join(kept, "")
