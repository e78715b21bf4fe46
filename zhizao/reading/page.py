"""What every format is turned into: the lines a reader would see, and what the markup says about the article."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from zhizao.reading.article import DateBasis
from zhizao.reading.traced import Traced

_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffc]"
)
_SPACES = re.compile(r"[^\S\n]{2,}|[\t\r\x0b\x0c\x85\xa0\u3000]")
# Labels are matched on a copy with half-width signs and the simplified form of the few signs labels are made of.
_FOLDED = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLDED |= {0x3014: 0x5B, 0x3015: 0x5D}  # tortoise-shell brackets
_FOLDED |= dict.fromkeys((0x3000, 0xA0, 0x2002, 0x2003, 0x2009), 0x20)
_FOLDED |= {
    ord(traditional): ord(simplified)
    for traditional, simplified in zip(
        "來記發時間閱讀轉載攝報導訊聯網電責編輯審點擊評論關閉圖寫創佈瀏覽鏈結熱門薦號權聲標題譯體華實習與為頻資數據類簽訂護國際財經單聞張場問說證監製書處廠業產開於線對會濟專欄錄",
        "来记发时间阅读转载摄报导讯联网电责编辑审点击评论关闭图写创布浏览链结热门荐号权声标题译体华实习与为频资数据类签订护国际财经单闻张场问说证监制书处厂业产开于线对会济专栏录",
        strict=True,
    )
}


def folded(text: str) -> str:
    """The text position for position with half-width signs and spaces, and simplified labels."""
    return text.translate(_FOLDED)


@dataclass(frozen=True, slots=True)
class Line:
    """One line or block as a reader sees it.

    `heading` is set when the markup says so; `links` is the share of its signs that stand in links; `inside` says
    whether the line belongs to the part of the page that holds the article.
    """

    traced: Traced
    heading: bool = False
    links: float = 0.0
    inside: bool = True

    @property
    def text(self) -> str:
        """The characters of the line."""
        return self.traced.text


@dataclass(frozen=True, slots=True)
class DateHint:
    """A publication date with the way it is known: its basis and the rule that found it."""

    day: date
    basis: DateBasis
    rule: str


@dataclass(frozen=True, slots=True)
class Hints:
    """What markup, front matter or the document's source say about the article; `titles` in order of trust."""

    titles: tuple[str, ...] = ()
    window_title: str | None = None
    published: DateHint | None = None
    publisher: str | None = None
    host: str | None = None
    original_source: str | None = None
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A document as lines and hints; `kind` names the format for the record."""

    kind: Literal["html", "markdown", "text", "newspaper", "pdf", "json"]
    lines: tuple[Line, ...]
    hints: Hints = field(default_factory=Hints)
    changes: tuple[str, ...] = ()


def tidy(traced: Traced) -> Traced:
    """The text without invisible signs, doubled spaces and white space at its ends."""
    text = traced.text
    spans = [match.span() for match in _INVISIBLE.finditer(text)]
    spans += [(match.start() + 1, match.end()) for match in _SPACES.finditer(text) if match.end() - match.start() > 1]
    return (traced.without(spans) if spans else traced).strip()
