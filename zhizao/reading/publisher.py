"""Who put an article out, by the markup, the title of the window, the host, the breadcrumb, or the imprint."""

import re
from functools import lru_cache

from zhizao.reading import terms
from zhizao.reading.bylines import looks_like_medium
from zhizao.reading.page import Hints, folded
from zhizao.reading.title import names_house

_CRUMB = re.compile(r"^(?P<site>[^\s>»›]{2,16}?)(?:首页|网站)?\s*(?:>+|»|›)\s*(?P<next>[^\s>»›]{2,12})")
_SITE = re.compile(r"[一-鿿A-Za-z0-9·]{2,14}(?:网|在线|报|之家|新闻|客户端|日报社|社|广播|频道|号)")
_IMPRINT = re.compile(
    r"(?:版权所有|copyright|©)[^一-鿿]{0,40}(?P<name>[一-鿿][一-鿿A-Za-z0-9·]{2,24})|主办(?:单位)?[:](?P<host>[一-鿿]{4,24})|(?P<front>[一-鿿][一-鿿A-Za-z0-9·]{2,24})\s*版权所有",
    re.IGNORECASE,
)
# The notice that tells the site's own articles from others: 凡注明“来源:某网”的所有作品,版权归….
_OWN_WORKS = re.compile(
    r"凡(?:本[网站])?(?:注明|标注)\W{0,3}(?:稿件)?(?:来源|稿源)\W{1,3}(?!非)(?P<name>[一-鿿A-Za-z0-9·]{2,14})[”\"』」][^。]{0,24}(?:作品|稿件|内容)"
    r"[^。]{0,12}(?:版权|著作权)"
)
_WINDOW = re.compile(r"(\s*[-_—–|｜丨]+\s*)")
_CHANNEL = re.compile(
    r"(?:商圈|行业|产业|资讯|新闻)(?:新闻|资讯|频道|中心)$|频道$|官方网站$|官网$|首页$|门户网站$|手机版$|移动版$|"
    r"(?:多媒体)?数字报$|电子报$|电子版$"
)
_NOT_SITES = re.compile(
    r"首页|网站|财经|产经|科技|政务|国内|国际|社会|时政|经济|产业|评论|理论|专题|频道|视频|图片|汽车|房产|股票|基金|"
    r"正文|详情|(?:公司|行业|企业)?新闻(?:中心|动态)?|资讯(?:中心)?|要闻|动态|文章|公告|内容页|全文|.{0,6}(?:频道|栏目|专题)|\d+",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def _hosts() -> dict[str, str]:
    return {row["host"]: row["name"] for row in terms.rows("hosts")}


def publisher_of(hints: Hints, above: list[str], below: list[str]) -> str | None:
    """The name of the site that carried the article, or None when the page does not tell."""
    return (
        _clean(hints.publisher)
        or host_name(hints.host)
        or _from_window(hints)
        or _from_top(above)
        or _from_imprint(below)
        or _from_house(hints)
    )


def _from_house(hints: Hints) -> str | None:
    """The firm whose name is the title of every window of its site."""
    title = (hints.window_title or "").strip()
    return title if title.endswith(("公司", "集团")) and names_house(title) else None


def host_name(host: str | None) -> str | None:
    """The name under which a well-known host puts out news."""
    labels = (host or "").lower().split(".")
    return next((name for i in range(len(labels) - 1) if (name := _hosts().get(".".join(labels[i:])))), None)


def _clean(name: str | None) -> str | None:
    if not name:
        return None
    name = name.strip(" \t【】[]()|-_")
    if host_name(name):
        return host_name(name)
    return _CHANNEL.sub("", name) or name


def _from_window(hints: Hints) -> str | None:
    """The site's name at the end of the window title: 标题 - 栏目 - 某网, 标题_某网财经_某网.

    What follows an underscore or a bar may be a keyword as well, so there it must read like a medium.
    """
    pieces = _WINDOW.split(hints.window_title or "")
    parts = [
        (_clean(part.strip()) or "", sign)
        for sign, part in zip(pieces[1::2], pieces[2::2], strict=True)
        if part.strip()
    ]
    names = [name for name, sign in parts if _is_site(name, sign)]
    if len(names) > 1 and names[-2][:2] == names[-1][:2] and looks_like_medium(names[-2]):
        return names[-2]
    return names[-1] if names else None


def _is_site(name: str, sign: str) -> bool:
    if not 2 <= len(name) <= 24 or _NOT_SITES.fullmatch(name):  # noqa: PLR2004 - a site's name
        return False
    return looks_like_medium(name) or not re.search(r"[_|｜丨]", sign)


def _from_top(above: list[str]) -> str | None:
    """The site whose name stands above everything, or begins the breadcrumb (某网首页 > 某号 > 正文).

    The platform a site runs (某号) counts when it bears the site's name.
    """
    for text in map(str.strip, above[:3]):
        if len(text) <= 16 and " " not in text and looks_like_medium(text) and not _NOT_SITES.fullmatch(text):  # noqa: PLR2004 - a name
            return _clean(text)
    for text in above[:12]:
        line = folded(text).strip()
        match = _CRUMB.match(line)
        if match is None or _NOT_SITES.fullmatch(match["site"]):
            continue
        site, following = match["site"], match["next"]
        if following.startswith(site) and _SITE.fullmatch(following):
            return following
        if _SITE.fullmatch(site) or line.startswith(site + "首页"):
            return site
    return None


def _from_imprint(below: list[str]) -> str | None:
    for text in reversed(below[-25:]):
        if own := _OWN_WORKS.search(folded(text)):
            return _clean(own["name"])
        if match := _IMPRINT.search(folded(text)):
            name = match["name"] or match["front"] or match["host"]
            return _clean(re.sub(r"^.*?(?:所有|主办)[::]?", "", name)) if name else None
    return None
