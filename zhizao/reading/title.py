"""The headline: what the markup says, checked against what the page prints, or the best line above the text."""

import re
from collections.abc import Sequence
from dataclasses import replace

from zhizao.reading.bylines import is_byline, looks_like_medium
from zhizao.reading.furniture import Kind
from zhizao.reading.judged import Judged
from zhizao.reading.names import persons
from zhizao.reading.page import Hints, folded

_ALIKE = 0.93  # of the pairs of signs two prints of one headline share
_BORNE_OUT = 0.5  # of the pairs of signs a headline of the markup shares with the window title
_SLIPS = 4
_SHORTEST, _LONGEST = 5, 80
_SITE_NAME = 12  # a shorter line that reads like a medium is its name, no headline
_HEADLINE = 9  # a shorter line above the text is the name of a column
# What a template or a firm puts into the title of all its windows: news_detail.html, 某某机械有限公司, 新闻详情.
_TEMPLATE = re.compile(r"[\w./ -]{1,60}", re.ASCII)
_HOUSE = re.compile(
    r"[^，。！？：:“”_|丨-]{0,20}(?:有限公司|股份公司|集团公司|集团|公司|官网|官方网站|首页|新闻中心|详情页?|资讯中心|公司动态|公司新闻)"
)
_ALL_LINKED = 0.9
_FULL_LENGTH = 26
_SIGNS = re.compile(r"[^\w]|_")
_LABEL = re.compile(r"^\s*[(\[【]?(?:原标题|标题|原题|题目)\s*[:\]】]\s*")
_OWN_LABEL = re.compile(r"^\s*[(\[【]?(?:标题|题目)\s*[:\]】]\s*")
_JOINT = re.compile(
    r"\s*(?:_|\||丨|--+|(?<!—)—(?!—)|–)+\s*|\s+-\s*|\s*-\s+|-(?=[^-]{2,14}(?:网|报|新闻|在线|频道|首页|号|客户端|门户)$)"
)


def _key(text: str | None) -> str:
    return _SIGNS.sub("", folded(text or "")).lower()


def _shared(a: str, b: str) -> float:
    """The share of pairs of signs that two keys have in common."""
    grams = [{x[i : i + 2] for i in range(len(x) - 1)} for x in (a, b)]
    return 2 * len(grams[0] & grams[1]) / max(1, len(grams[0]) + len(grams[1]))


def same_title(text: str, title: str | None) -> bool:
    """Whether a line prints the headline again, give or take signs and a few characters, or as 原标题."""
    line = folded(text)
    if _LABEL.match(line):
        return True
    a, b = _key(line), _key(title)
    return bool(a and b) and (a == b or (abs(len(a) - len(b)) <= _SLIPS and _shared(a, b) >= _ALIKE))


def names_house(window: str | None) -> bool:
    """Whether a window title is the name of the house or of the template, the same on all its pages, no headline."""
    title = (window or "").strip()
    return bool(title) and (_TEMPLATE.fullmatch(title) is not None or _HOUSE.fullmatch(title) is not None)


def _without_house(head: Sequence[Judged], hints: Hints, places: Sequence[int]) -> Hints:
    """The hints without a window title that is no headline where the page itself prints one."""
    title = (hints.window_title or "").strip()
    house = names_house(title) or (len(title) < _SITE_NAME and _JOINT.search(title) is None)
    printed = any(same_title(head[i].text, title) or _is_core(head[i].text, title) for i in places)
    if not house or printed or not any(len(head[i].text.strip()) >= _HEADLINE for i in places):
        return hints
    return replace(hints, window_title=None, titles=tuple(t for t in hints.titles if _key(t) != _key(title)))


def choose_title(head: Sequence[Judged], hints: Hints) -> tuple[int | None, str | None]:
    """The place of the headline among the lines above the text, if it is printed there, and its wording."""
    places = [i for i, judged in enumerate(head) if _could_be(judged)]
    hints = _without_house(head, hints, places)
    if known := _known(hints):
        return _printed(head, places, known, hints)
    if places and not _labelled(head, _OWN_LABEL):
        best = max(places, key=lambda i: _score(head, i))
        return best, head[best].text
    return None, _labelled(head, _LABEL) or _run_in(head)


def _known(hints: Hints) -> str | None:
    """The first headline of the markup that the window title bears out; the window's own when none is."""
    window = _key(hints.window_title)
    for title in hints.titles:
        key = _key(title)
        if window and (len(key) < _SHORTEST or _is_site(title)):
            continue
        if not window or key in window or _shared(key, window) >= _BORNE_OUT:
            return title
    return hints.window_title if window_headline(hints.window_title) else None


def _printed(head: Sequence[Judged], places: list[int], known: str, hints: Hints) -> tuple[int | None, str | None]:
    """Where the page prints the headline that its markup names; a window title is cut to what is printed of it."""
    same = next((i for i in places if same_title(head[i].text, known)), None)
    if same is not None:
        return same, known
    cores = [i for i in places if hints.window_title and _is_core(head[i].text, known)]
    if cores:
        best = max(cores, key=lambda i: len(_key(head[i].text)))
        return best, head[best].text
    return None, _trimmed(known) if hints.window_title else known


def _is_core(text: str, known: str) -> bool:
    """Whether a printed line is what is left of a window title without the site's and channel's names."""
    line, title = _key(text), _key(known)
    return len(title) // 3 <= len(line) < len(title) and len(line) >= _SHORTEST and title.startswith(line)


def _trimmed(title: str) -> str:
    """A headline without its label, and without the site's name when the markup hangs that on."""
    title = _LABEL.sub("", title) if _LABEL.match(folded(title)) else title
    parts = _JOINT.split(title)
    if len(parts) > 1 and (looks_like_medium(parts[-1]) or title.endswith("】")):
        return window_headline(title) or title
    return title


def window_headline(text: str | None) -> str | None:
    """The headline in a window title: without the names of site and channel hung on with bars or dashes."""
    first, *others = [part.strip() for part in _JOINT.split(text or "")]
    for part in others:
        if len(first) >= _SHORTEST or looks_like_medium(part):
            break
        first = part
    return first if len(first) >= _SHORTEST else None


def _labelled(head: Sequence[Judged], label: re.Pattern[str]) -> str | None:
    """A headline printed under its label (标题:…); folding keeps its positions."""
    found = ((judged.text, match) for judged in head if (match := label.match(folded(judged.text))))
    return next((text[match.end() :].strip(" ）)】") for text, match in found), None)


def _run_in(head: Sequence[Judged]) -> str | None:
    """A headline printed on one line with the credits: 标题 时间:… 来源:…."""
    rests = (judged.row.rest for judged in head if judged.row is not None)
    return next((rest for rest in rests if len(rest) >= 2 * _SHORTEST and not looks_like_medium(rest)), None)


def _is_site(text: str) -> bool:
    return len(text) < _SITE_NAME and looks_like_medium(text)


def _could_be(judged: Judged) -> bool:
    """Whether a line above the text could be its headline: of a headline's length, and neither row nor byline."""
    text = judged.text.strip()
    if judged.kind is not Kind.TEXT or judged.row is not None or judged.line.links > _ALL_LINKED:
        return False
    if not _SHORTEST <= len(text) <= _LONGEST or re.search(r"[一-鿿]{2}", text) is None:
        return False
    return not (persons(text) or is_byline(text) or _LABEL.match(folded(text)))


def _score(head: Sequence[Judged], index: int) -> tuple[float, int]:
    """Longer, marked as a heading, followed by credits: the more of a headline; of two alike the first."""
    line, text = head[index].line, head[index].text.strip()
    after = head[index + 1 : index + 5]
    score = min(len(text), _FULL_LENGTH) / 2 + 12 * line.heading + 4 * line.inside
    score += 8 * any(judged.row is not None for judged in after)
    score += 4 * any(judged.kind is not Kind.TEXT for judged in after[:3])
    score -= 8 * text.startswith(("—", "--")) + 6 * text.endswith(("。", "；", "：", ":")) + 20 * _is_site(text)
    return score, -index
