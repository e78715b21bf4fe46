"""Which lines of a page are furniture: navigation, sharing, counters, notices, lists of other headlines, comments."""

import re
from enum import Enum
from functools import lru_cache

from zhizao.reading import terms
from zhizao.reading.page import folded

_LEFT_OVER = re.compile(r"[^\W_]")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s()<>,;、。）]+|[\w.-]+@[\w-]+\.[\w.]+", re.IGNORECASE)
_PRINT_PAGE = re.compile(r"第?\s*[A-Z]?\d{1,3}\s*版\s*:?\s*[一-鿿·]{0,8}")
_FILE = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|bmp|svg|mp4|mp3|m3u8)", re.IGNORECASE)
_COUNTERS = re.compile(r"\d+(?:\.\d+)?\s*(?:万|亿|[kKwW])?\s*\+?")
_CLOCK = re.compile(
    r"(?:(?:19|20)\d\d[-/.]\s*)?\d{1,2}[-/.]\s*\d{1,2}\s*(?:\d{1,2}:\d{2}(?::\d{2})?)?"
    r"|(?:(?:19|20)\d\d年\s*)?\d{1,2}月\d{1,2}日\s*\d{1,2}:\d{2}(?::\d{2})?|\d+\s*(?:秒|分钟|小时|天|个?月|年)前"
)
_CRUMBS = re.compile(r"(?:首页|主页)\s*(?:>+|›|»|→|/|-|·|\|)|^[^。!?,]{1,16}\s*(?:>+|›|»)\s*[^。!?,]{1,40}$")
_PLACE = re.compile(
    r"^(?:您?(?:所在|当前)的?(?:的|位置|频道|页面)|当前位置|您的位置|您现在的位置|位置|所在位置|导航|您当前的位置)[^。]{0,10}[:>]"
)
_SOFT_STOP = re.compile(
    r"^[【\[(■●▲◆>\s]*(?:相关链接|延伸阅读|扩展阅读|拓展阅读|新闻链接|背景链接|知识链接|新闻背景|链接)[】\])]?:?\s*$"
)
_COMMENTS = re.compile(
    r"^(?:网友|全部|最新|最热|热门|精彩|查看|已有|我要|发表|参与)?\d*[条人]?(?:评论|跟帖|留言)(?:区|列表|\(\d*\))?"
    r"(?=$|[\s:\d(])|^文明上网|^我来说两句"
)
_PARTS = re.compile(r"[\s|/,;。()\[\]【】]+")
_SIGNS = " |/:,;.·-_()[]<>"
_LONG = 60
_SHORT = 22
_NOTICE_WITHIN = 400


class Kind(Enum):
    """What a line is to the reader of a page."""

    TEXT = "text"
    FURNITURE = "furniture"
    NOTICE = "notice"
    STOP = "stop"
    SOFT_STOP = "soft stop"
    COMMENTS = "comments"


@lru_cache(maxsize=1)
def _words() -> re.Pattern[str]:
    """The words of furniture, the longest first."""
    return re.compile(
        "|".join(map(re.escape, sorted(terms.lines("furniture_words"), key=len, reverse=True))), re.IGNORECASE
    )


@lru_cache(maxsize=1)
def _stops() -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{'|'.join(map(re.escape, terms.lines('stop_lines')))})", re.IGNORECASE)


def without_furniture_words(text: str) -> str:
    """A row without its parts that are nothing but counters and words of furniture."""
    parts = [part for part in _PARTS.split(_ADDRESS.sub(" ", folded(text))) if part]
    return " ".join(part for part in parts if _LEFT_OVER.search(_words().sub("", _COUNTERS.sub("", part)))).strip(
        _SIGNS
    )


def kind_of(text: str) -> Kind:
    """What a line is, judged by itself alone."""
    line = folded(text).strip()
    if _COMMENTS.match(line) and len(line) <= _SHORT:
        return Kind.COMMENTS
    if _SOFT_STOP.match(line):
        return Kind.SOFT_STOP
    if len(line) <= _SHORT and _stops().match(line) and not line.endswith(("。", "!", "?", "”")):
        return Kind.STOP
    if _is_notice(line):
        return Kind.NOTICE
    if _is_furniture(line):
        return Kind.FURNITURE
    return Kind.TEXT


@lru_cache(maxsize=2)
def _notices(scope: str) -> re.Pattern[str]:
    """The notices of a scope: those known in any line, and those known in short ones that are no sentences."""
    return re.compile("|".join(row["pattern"] for row in terms.rows("notices") if row["scope"] == scope), re.IGNORECASE)


def _is_notice(line: str) -> bool:
    if _notices("any").search(line[:_NOTICE_WITHIN]):
        return True
    is_sentence = len(line) > _SHORT and line.endswith(("。", "”", "!"))
    return len(line) <= _LONG and not is_sentence and _notices("short").search(line) is not None


def _is_furniture(line: str) -> bool:
    if not _LEFT_OVER.search(line) or _FILE.fullmatch(line) or _PRINT_PAGE.fullmatch(line):
        return True
    if len(line) <= _LONG and (_PLACE.match(line) or _CRUMBS.search(line)):
        return True
    if len(line) > 2 * _LONG:
        return False
    return not _LEFT_OVER.search(_words().sub("", _COUNTERS.sub("", _CLOCK.sub("", _ADDRESS.sub("", line)))))
