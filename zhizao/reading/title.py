"""The headline of an article: what the markup says, checked against what the page prints, or the best line above the text."""

import re

from zhizao.reading.bylines import is_byline, looks_like_medium
from zhizao.reading.credits import read_row
from zhizao.reading.furniture import Kind
from zhizao.reading.names import persons
from zhizao.reading.page import Hints, Line, folded

_ALIKE = 0.93
_SHARED = 0.5
_SHORTEST, _LONGEST = 5, 80
_SIGNS = re.compile(r"[^\w]|_")
_LABEL = re.compile(r"^\s*[(\[【]?(?:原标题|标题|原题|题目)\s*[:\]】]\s*")
_OWN_LABEL = re.compile(r"^\s*[(\[【]?(?:标题|题目)\s*[:\]】]\s*")
_SITE = re.compile(
    r"\s*(?:_|\||丨|--+|(?<!—)—(?!—)|–)+\s*|\s+-\s*|\s*-\s+|-(?=[^-]{2,14}(?:网|报|新闻|在线|频道|首页|号|客户端|门户)$)"
)


def _key(text: str | None) -> str:
    return _SIGNS.sub("", folded(text or "")).lower()


def _dice(a: str, b: str) -> float:
    grams = [{x[i : i + 2] for i in range(len(x) - 1)} for x in (a, b)]
    return 2 * len(grams[0] & grams[1]) / max(1, len(grams[0]) + len(grams[1]))


def same_title(text: str, title: str | None) -> bool:
    """Whether a line prints the headline again, give or take signs and a few characters, or as 原标题."""
    line = folded(text)
    if _LABEL.match(line):
        return True
    a, b = _key(line), _key(title)
    return bool(a and b) and (a == b or (abs(len(a) - len(b)) <= 4 and _dice(a, b) >= _ALIKE))  # noqa: PLR2004


def choose_title(head: list[Line], kinds: list[Kind], hints: Hints) -> tuple[int | None, str | None]:
    """The place of the headline among the lines above the text, if it is printed there, and its wording."""
    places = [i for i, line in enumerate(head) if kinds[i] is Kind.TEXT and _could_be(line)]
    if known := _known(hints):
        printed = [
            i
            for i in places
            if same_title(head[i].text, known) or (hints.window_title and _is_core(head[i].text, known))
        ]
        if not printed:
            return None, _trimmed(known) if hints.window_title else known
        best = max(printed, key=lambda i: (same_title(head[i].text, known), len(_key(head[i].text))))
        return best, known if same_title(head[best].text, known) else head[best].text
    if places and not _labelled(head, _OWN_LABEL):
        best = max(places, key=lambda i: _score(head, kinds, i))
        return best, head[best].text
    return None, _labelled(head, _LABEL) or _run_in(head)


def _labelled(head: list[Line], label: re.Pattern[str]) -> str | None:
    """A headline printed under its label (标题:…), which folding keeps position for position."""
    return next(
        (line.text[match.end() :].strip(" ）)】") for line in head if (match := label.match(folded(line.text)))), None
    )


def _run_in(head: list[Line]) -> str | None:
    """A headline printed on one line with the credits: 标题 时间:… 来源:…."""
    rows = [row for line in head if (row := read_row(line.text)) is not None]
    return next((row.rest for row in rows if len(row.rest) >= 2 * _SHORTEST and not looks_like_medium(row.rest)), None)


def _known(hints: Hints) -> str | None:
    """The first headline of the markup that the window title bears out; the window's own when none is."""
    window = _key(hints.window_title)
    for title in hints.titles:
        key = _key(title)
        if window and (len(key) < _SHORTEST or (looks_like_medium(title) and len(key) < 10)):  # noqa: PLR2004 - a site's name
            continue
        if not window or key in window or _dice(key, window) >= _SHARED:
            return title
    return hints.window_title if window_headline(hints.window_title) else None


def _is_core(text: str, known: str) -> bool:
    """Whether a printed line is what is left of a window title without the site's and channel's names."""
    line, title = _key(text), _key(known)
    return len(line) >= _SHORTEST and title.startswith(line) and len(line) * 3 >= len(title) and len(line) < len(title)


def _trimmed(title: str) -> str:
    """A headline without its label, and without the site's name when the markup hangs that on."""
    title = _LABEL.sub("", title) if _LABEL.match(folded(title)) else title
    parts = _SITE.split(title)
    return (
        (window_headline(title) or title)
        if len(parts) > 1 and (looks_like_medium(parts[-1]) or title.endswith("】"))
        else title
    )


def window_headline(text: str | None) -> str | None:
    """The headline in a window title: without the names of site and channel hung on with bars, underscores or dashes."""
    parts = [part.strip() for part in _SITE.split(text or "")]
    headline = parts[0]
    for part in parts[1:]:
        if len(headline) >= _SHORTEST or looks_like_medium(part):
            break
        headline = part
    return headline if len(headline) >= _SHORTEST else None


def _could_be(line: Line) -> bool:
    text = line.text.strip()
    if not _SHORTEST <= len(text) <= _LONGEST or persons(text) or is_byline(text) or line.links > 0.9:  # noqa: PLR2004 - a link
        return False
    return read_row(text) is None and re.search(r"[一-鿿]{2}", text) is not None and not _LABEL.match(folded(text))


def _score(head: list[Line], kinds: list[Kind], index: int) -> tuple[float, int]:
    """Longer, marked as a heading, followed by credits: the more of a headline; of two alike the first."""
    text = head[index].text.strip()
    after = head[index + 1 : index + 5]
    score = min(len(text), 26) / 2 + 12 * head[index].heading + 4 * head[index].inside
    score += 8 * any(read_row(line.text) is not None for line in after)
    score += 4 * any(kind is not Kind.TEXT for kind in kinds[index + 1 : index + 4])
    score -= (
        8 * text.startswith(("—", "--"))
        + 6 * text.endswith(("。", "；", "：", ":"))
        + 10 * (looks_like_medium(text) and len(text) < 12)
    )  # noqa: PLR2004
    return score, -index
