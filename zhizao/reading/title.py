"""The headline of an article: what the markup says, checked against what the page prints, or the best line above the text."""

import re

from zhizao.reading.credits import is_byline, read_line
from zhizao.reading.furniture import Kind
from zhizao.reading.names import persons
from zhizao.reading.page import Hints, Line, folded

_ALIKE = 0.8
_SHORTEST, _LONGEST = 5, 80
_PLAIN = re.compile(r"[^\w]")
_ORIGINAL = re.compile(r"^\s*(?:原标题|标题|原题|题目)\s*[::]\s*")


def _key(text: str | None) -> str:
    return _PLAIN.sub("", folded(text or "")).lower()


def same_title(text: str, title: str | None) -> bool:
    """Whether a line prints the headline again, give or take signs and a few characters."""
    a, b = _key(_ORIGINAL.sub("", folded(text))), _key(title)
    if not a or not b:
        return False
    return a == b or (abs(len(a) - len(b)) <= 4 and _dice(a, b) >= _ALIKE)  # noqa: PLR2004


def _dice(a: str, b: str) -> float:
    grams = [{x[i : i + 2] for i in range(len(x) - 1)} for x in (a, b)]
    return 2 * len(grams[0] & grams[1]) / max(1, len(grams[0]) + len(grams[1]))


def choose_title(head: list[Line], kinds: list[Kind], hints: Hints) -> tuple[int | None, str | None]:
    """The place of the headline among the lines above the text, if it is printed there, and its wording."""
    known = hints.title or None
    window = _key(hints.window_title)
    if known and window and _key(known) not in window and not any(same_title(line.text, known) for line in head):
        known = None
    places = [i for i, line in enumerate(head) if kinds[i] is Kind.TEXT and _could_be(line)]
    if known:
        at = next((i for i in places if same_title(head[i].text, known)), None)
        return at, known
    if window:
        inside = [i for i in places if _key(head[i].text) in window and len(_key(head[i].text)) * 3 >= len(window)]
        if inside:
            best = max(inside, key=lambda i: len(_key(head[i].text)))
            return best, head[best].text
        if trimmed := window_headline(hints.window_title or ""):
            return None, trimmed
    if not places:
        return None, next((_ORIGINAL.sub("", folded(line.text)) for line in head if _ORIGINAL.match(folded(line.text))), None)
    best = max(places, key=lambda i: _score(head, kinds, i))
    return best, head[best].text


def window_headline(text: str) -> str | None:
    """The headline in a window title: without the site and channel names hung on with bars, underscores or spaced dashes."""
    parts = re.split(r"\s*[_|｜丨]+\s*|\s+[-—–]+\s*|\s*[-—–]+\s+|-(?=[^-]{2,12}(?:网|报|新闻|在线|频道|首页)$)", text)
    headline = parts[0].strip() if parts else ""
    return headline if len(headline) >= _SHORTEST else None


def _could_be(line: Line) -> bool:
    text = line.text.strip()
    if not _SHORTEST <= len(text) <= _LONGEST or persons(text) or is_byline(text) or line.links > 0.9:  # noqa: PLR2004
        return False
    row = read_line(text)
    return not row.fields and (row.day is None or len(row.rest) >= _SHORTEST) and re.search(r"[一-鿿]{3}", text) is not None


def _score(head: list[Line], kinds: list[Kind], index: int) -> tuple[float, int]:
    """Longer, marked as a heading, followed by credits: the more of a headline; of two alike the first."""
    text = head[index].text.strip()
    score = min(len(text), 26) / 2 + 12 * head[index].heading + 4 * head[index].inside
    after = head[index + 1 : index + 5]
    score += 8 * any(read_line(line.text).fields or read_line(line.text).day for line in after if len(line.text) < 120)  # noqa: PLR2004
    score += 4 * any(kind is not Kind.TEXT for kind in kinds[index + 1 : index + 4])
    score -= 8 * text.startswith(("—", "--"))
    score -= 6 * (text.endswith(("。", "；", "：")))
    return score, -index
