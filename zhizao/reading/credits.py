"""Rows of credits on a page (2020-09-01 10:00 来源:… 作者:… 编辑:…), and credits that close a paragraph."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import Literal

from zhizao.reading import terms
from zhizao.reading.bylines import (
    NOBODY,
    credited,
    is_byline,
    is_editors_line,
    is_name_list,
    looks_like_medium,
    medium_of,
    people,
    source_name,
)
from zhizao.reading.dates import TIME, PrintedDate, printed_dates
from zhizao.reading.furniture import without_furniture_words
from zhizao.reading.names import is_person
from zhizao.reading.page import folded
from zhizao.reading.traced import Traced

FieldKind = Literal["source", "author", "editor", "date", "other"]

# A medium's name may run into the label (每经记者:, 界面新闻编辑 |); a few labels need no colon.
_PREFIX = {"author": "(?:[一-鿿A-Za-z]{2,8}(?=记者|实习生))?", "editor": "(?:[一-鿿A-Za-z]{2,8}(?=编辑))?"}
_BEFORE_LABEL = r"(?:^|(?<=[\s|/,;.。、()\[\]【】\x1f■●◎]))"
_AFTER_LABEL = r"(?:\s*(?:[:\]】]|丨|\||/(?!\d))\s*|(?<=以下文章来源于)|(?<=本文来源于)|(?<=本文转自)|(?<=本文转载自))"
_CRAWLED = re.compile(
    r"(?:抓取|采集|爬取|收录|入库|访问|下载|存档|crawl\w*|fetch\w*|scrap\w*)\s*_?(?:时间|日期|于|date|time|at)?\s*[:=]?\s*(?:\x1f[\s\x1fTZ+:\d.]*)",
    re.IGNORECASE,
)
_SPACED = re.compile(r"(?<![一-鿿])[一-鿿](?: [一-鿿]){1,5}(?=\s*:)")
_PRINT_PAGE = re.compile(r"第?\s*[A-Z]?\d{1,3}\s*版(?:\s*:\s*[一-鿿]{2,6})?|\(\s*\x1f\s*第?\w{1,3}版\)")
_ACCOUNT = re.compile(
    r"(?:来自|转自|源自|首发于|来源于)(?:微信)?(?:公众号|订阅号|客户端)?\s*[“\"「](?P<name>[^”\"」]{2,20})"
)
_BESIDE = re.compile(r"\s(?P<by>(?:记者|通讯员|作者|文/|图/).*)$")
_WEEKDAY = re.compile(r"星期[一二三四五六日天]|(?<=\x1f)\s*周[一二三四五六日]")
_VALUE_END = re.compile(r"\x1f|\s{2,}|\s*\|\s*|\s+(?=字号|打印|分享|评论|收藏|浏览|阅读|点击|【)")
_SENTENCE = re.compile(r"[。!?;]|,.*,")
_LONGEST_ROW = 200
_LONGEST_REST = 24
_LONGEST_TITLE = 60  # two labelled fields after it leave no doubt that a line is a row
_LONGEST_VALUE: dict[FieldKind, int] = {"source": 40, "author": 80, "editor": 80, "date": 24, "other": 60}
_BRACKET_END = re.compile(r"[(\[【](?P<inside>[^()\[\]【】]{1,80})[)\]】]\s*。?\s*\|?\s*$")
_TAKEN_FROM = re.compile(
    r"^(?:本文|文章|内容|信息|资料|稿件|综合)?(?:来源于?|转自|转载自|原载于?|来自|摘自|综合自|整理自|综合整理自|编译自|源自)\s*:?\s*(?P<name>.{2,40})$"
)
_PHOTO_END = re.compile(r"[^。!?;,]{1,24}?(?:摄影报道|摄影|摄|供图|图|摄/\S{1,12}|摄\s*\([^()]{2,12}\))\s*。?$")
_PHOTO_START = re.compile(r"(?<=[。!?\s,;”’」)])\s*(?=[^\s。])|^")
_PICTURE = re.compile(r"\s*(?:[\w一-鿿]{2,14}(?:供图|/图)|资料图片?|图片?[:/]\S{2,12})\s*。?")
_EDITORIAL = re.compile(
    r"■?据(?:新华社|中新社|央视|人民日报)\S{0,6}|完|全文完|本报综合(?:报道)?|综合(?:报道)?|资料图片?|未完待续|下转.{1,8}版|下转第?\S{1,6}"
)
_SENTENCE_ENDS = ("。", "!", "?", "”", "…", ")")
_CAPTION_END = 40


@lru_cache(maxsize=1)
def _label() -> re.Pattern[str]:
    """A label of any kind, its kind the name of the group."""
    kinds = "|".join(f"(?P<{kind}>{_PREFIX.get(kind, '')}(?:{'|'.join(_labels(kind))}))" for kind in _LONGEST_VALUE)
    return re.compile(f"{_BEFORE_LABEL}(?:{kinds}){_AFTER_LABEL}")


def _labels(kind: FieldKind) -> list[str]:
    return [row["label"] for row in terms.rows("labels") if row["kind"] == kind]


@dataclass(frozen=True, slots=True)
class Credits:
    """Who wrote a text and whom it was taken from, as far as some part of the page says so.

    `source` stands under a label, `likely_source` beside the date without one.
    """

    authors: tuple[str, ...] = ()
    source: str | None = None
    likely_source: str | None = None

    def __or__(self, other: "Credits") -> "Credits":
        authors = tuple(dict.fromkeys(self.authors + other.authors))
        return Credits(authors, self.source or other.source, self.likely_source or other.likely_source)


@dataclass(frozen=True, slots=True)
class Row:
    """A line that consists of credits: its labelled fields, its first date, and what no label explains."""

    fields: tuple[tuple[FieldKind, str], ...]
    day: PrintedDate | None
    timed: bool
    rest: str

    @property
    def kinds(self) -> frozenset[FieldKind]:
        """The kinds of its fields."""
        return frozenset(kind for kind, _ in self.fields)

    @property
    def credits(self) -> Credits:
        """Its authors and source; of the rest, persons count as authors and a medium as the source."""
        authors = [name for kind, value in self.fields if kind == "author" for name in credited(value)]
        sources = [value for kind, value in self.fields if kind == "source"]
        authors += [name for value in sources if (by := _BESIDE.search(value)) for name in people(by["by"])]
        source = next((name for value in sources if (name := source_name(without_furniture_words(value)))), None)
        if source is None and (account := _ACCOUNT.search(self.rest)):
            source = source_name(account["name"])
        parts = [part for part in re.split(r"\s+|[|/·]", self.rest) if part] if self.day else []
        authors += [part for part in parts if is_person(part)]
        likely = None if sources else next((part for part in parts if looks_like_medium(part)), None)
        return Credits(tuple(dict.fromkeys(authors)), source, likely)


def read_row(text: str) -> Row | None:
    """Read a line as a row of credits; None when it is a text of another sort."""
    if len(text) > _LONGEST_ROW:
        return None
    line = _SPACED.sub(lambda match: match[0].replace(" ", ""), folded(text))
    dates = printed_dates(line)
    for found in reversed(dates):
        line = f"{line[: found.start]}\x1f{line[found.end :]}"
    cleared = _PRINT_PAGE.sub("\x1f", _WEEKDAY.sub("\x1f", TIME.sub("\x1f", line)))
    if (crawled := _CRAWLED.search(cleared)) is not None:
        cleared, dates = cleared[: crawled.start()] + cleared[crawled.end() :], []
        return Row((("other", ""),), None, timed=False, rest="") if not cleared.strip(" \x1f:") else None
    fields = _fields(cleared)
    if is_editors_line(text):
        fields = (("editor", ""),)
        cleared = ""
    if fields is None or not (fields or dates):
        return None
    first = _label().search(cleared)
    rest = without_furniture_words((cleared[: first.start()] if first else cleared).replace("\x1f", " "))
    longest = _LONGEST_TITLE if len(fields) > 1 else _LONGEST_REST
    if len(rest) > longest or _SENTENCE.search(rest) or not (fields or _explained(rest)):
        return None
    return Row(fields, dates[0] if dates else None, cleared != line, rest)


def _explained(rest: str) -> bool:
    """Whether what stands beside a bare date is a person, a medium, or next to nothing."""
    return all(len(part) <= 3 or is_person(part) or looks_like_medium(part) for part in re.split(r"\s+|[|/·]", rest))  # noqa: PLR2004


def _fields(line: str) -> tuple[tuple[FieldKind, str], ...] | None:
    """The labelled fields of a line; None when a value is none of its label's sort, as in 记者:请问…?"""
    labels = list(_label().finditer(line))
    fields: list[tuple[FieldKind, str]] = []
    for number, label in enumerate(labels):
        kind: FieldKind = next(kind for kind in _LONGEST_VALUE if label[kind])
        end = labels[number + 1].start() if number + 1 < len(labels) else len(line)
        whole = line[label.end() : end].strip(" \x1f)】]")
        value, *others = [part.strip(" \x1f)】](【[,;。|/、") for part in _VALUE_END.split(whole)]
        if kind == "author":  # names may stand far apart
            value = " ".join([value, *takewhile(is_person, others)])
        if not _fits(kind, value, whole):
            return None
        fields.append((kind, value))
    return tuple(fields)


def _fits(kind: FieldKind, value: str, whole: str) -> bool:
    if len(whole.replace("\x1f", "")) > _LONGEST_VALUE[kind] or re.search(r"[。!?]\s*\S", whole):
        return False
    if kind == "author":
        return bool(credited(value) or NOBODY.fullmatch(value) or (looks_like_medium(value) and "," not in value))
    return True


def closing_credits(traced: Traced) -> tuple[Traced, Credits | None]:
    """Take credits off the end of a paragraph: (记者 甲), (甲、乙), (来源:某网), 甲 摄; None when it has none."""
    text = folded(traced.text)
    match = _BRACKET_END.search(text)
    if (
        match
        and (found := bracket(match["inside"], closing=text[: match.start()].rstrip().endswith(_SENTENCE_ENDS)))
        is not None
    ):
        rest, more = closing_credits(traced.cut(0, match.start()).strip())
        return rest, (more or Credits()) | found
    if (start := _photo_credit(text)) is not None:
        return traced.cut(0, start).strip(), Credits(people(text[start:]))
    return traced, None


def _photo_credit(text: str) -> int | None:
    """Where a photographer's credit at the end of a caption begins: … 记者 甲 摄/某社."""
    if _PHOTO_END.search(text[-_CAPTION_END:]) is None:
        return None
    starts = [match.end() for match in _PHOTO_START.finditer(text, max(0, len(text) - _CAPTION_END))]
    return next((at for at in starts if is_byline(text[at:]) or _PICTURE.fullmatch(text[at:])), None)


def bracket(inside: str, *, closing: bool) -> Credits | None:
    """The credits in a bracket; None when it says something else. Bare names count when it closes a text."""
    text = folded(inside).strip()
    if match := _TAKEN_FROM.match(text):
        return Credits(source=source_name(match["name"]))
    if is_byline(text) or (closing and is_name_list(text)):
        return Credits(people(text), likely_source=medium_of(text))
    if (row := read_row(inside)) is not None and row.fields and not row.rest:
        return row.credits
    return Credits() if _EDITORIAL.fullmatch(text) or _PICTURE.fullmatch(text) else None
