"""Credits on a page: who wrote it, whom it was taken from, when it was put out; and where these stand."""

import re
from dataclasses import dataclass

from zhizao.reading.dates import TIME, PrintedDate, printed_dates
from zhizao.reading.furniture import without_furniture_words
from zhizao.reading.names import is_person, persons
from zhizao.reading.page import folded
from zhizao.reading.traced import Traced

_SOURCE = "来源|稿源|稿件来源|文章来源|信息来源|新闻来源|内容来源|消息来源|来源于|本文转自|转自|转载自|本文转载自|本文来自|原载于?|本文原载|出处|供稿单位|来源单位"
_AUTHOR = (
    "作者|本报记者|本网记者|(?:全媒体|融媒体|首席|见习|实习|特约|特派)?记者|文字?|撰文|撰稿|图文|文图|图片?|图源|摄影|摄像|通讯员|特约通讯员|供稿|实习生|报道|口述|采写|编译"
)
_EDITOR = (
    "责编|责任编辑|编辑|编审|审核|校对|责任校对|值班编委|值班主任|值班编辑|值班总编|监制|总监制|主编|统筹|总统筹|策划|总策划|制图|美编|美术编辑|版式|版面编辑|版面|二审|三审|终审|"
    "初审|复审|一审|一校|二校|三校|流程编辑|见习编辑|实习编辑|网络编辑|编校|签发|发稿|审稿|审读|新媒体编辑|视觉|排版|录入|录入者|发布人|发布者|上传者|供图|制作|剪辑|总值班|监审|核发|文编|责校"
)
_DATE = "发布时间|发布日期|时间|日期|发表时间|发表日期|发文时间|发文日期|成文日期|更新时间|更新日期|发稿时间|上传时间|刊发时间|刊登日期|公开日期|生成日期|印发日期|编辑时间|创建时间|录入时间|发布于"
_OTHER = (
    "浏览次数|浏览量|浏览|阅读次数|阅读量|阅读|点击次数|点击数|点击率|点击量|点击|访问次数|访问量|人气|评论数?|字号|字体|字体大小|字体显示|分享到?|打印|收藏|索引号|文号|发文字号|"
    "关键词|关键字|标签|主题分类|分类|栏目|所属栏目|频道|信息分类|主题词|发布机构|发文机关|发布单位|公开方式|有效性|视力保护色|保护视力色|背景色|热度|备注|标题|副标题|类别|类型|地区|行业|原标题|责任者"
)
_LABEL = re.compile(
    rf"(?:^|(?<=[\s|/,;.。、(\[【)\]】\x1f]))(?:(?P<source>{_SOURCE})|(?P<author>{_AUTHOR})|(?P<editor>{_EDITOR})|(?P<date>{_DATE})|(?P<other>{_OTHER}))"
    rf"\s*(?:[::]|丨|\||/(?!\d))\s*"
)
_NOBODY = re.compile(r"[-—_\s]*|无|未知|佚名|匿名|网络|互联网|网络整理|本站|本网|本网站|本报|原创|综合|综合整理|admin|administrator|管理员|小编|null|none", re.IGNORECASE)
_WEEKDAY = re.compile(r"星期[一二三四五六日天]|周[一二三四五六日]")
_MEDIA = re.compile(
    r"[\w一-鿿·\-—“”\"()《》]{1,24}?(?:网|报|社|刊|台|客户端|新闻|在线|之家|号|频道|日报|晚报|时报|周刊|杂志|财经|资讯|通讯|中心|委|局|厅|部|会|院|公司|集团|办|政府|公众号|App|APP|com|cn|观察|研究|邮报|广播|热线|传媒|头条|发布)",
)
_ROLE = (
    r"(?:本报|本网|本刊|本台|全媒体|融媒体|首席|见习|实习|特约|特派|驻\w{1,6}|高级|资深|总台|央视)*(?:记者|通讯员|实习生|作者|撰文|文字|图文|文图|摄影|摄像|图片|编译|供稿|供图|报道|报导|采写|综合|整理)"
)
_SUFFIX = re.compile(r"(?:文/?图|图/?文|文并图|摄影报道|摄影|摄像|摄|供图|报道|报导|文|图|综合|综合报道|编译|整理)$")
_ORG_ROLE = re.compile(rf"^(?:[\w一-鿿·\-—“”\"]{{0,20}}?{_ROLE})\s*[::/]?\s*")
_ONLY_ROLE = re.compile(rf"^(?:{_ROLE}|文|图|摄|和|与|及|等|{_ROLE}?\w{{0,4}}(?:北京|上海|重庆|广州|深圳)?(?:综合)?报道)$")
_AFTER_ROLE = re.compile(r"(?:摄|图|供图)\s*[/]\s*\S{1,12}$")
_BRACKET_END = re.compile(r"[(\[【](?P<inside>[^()\[\]【】]{2,80})[)\]】]\s*。?$")
_PHOTO_END = re.compile(r"(?<![一-鿿\w])[^。!?;,]{1,24}?(?:摄|摄影|摄影报道|供图|图|摄/\S{1,12})\s*。?$")
_PHOTO_START = re.compile(r"(?<=[。!?\s,;”’」)])\s*(?=[^\s。])|^")
_TAKEN_FROM = re.compile(
    r"^(?:(?:本文|文章|内容|信息|资料|稿件|综合)*(?:来源于?|转自|转载自|原载于?|来自|摘自|综合自|整理自|综合整理自|编译自|源自))\s*[::]?\s*(?P<name>.{2,40})$"
)
_BOOK = re.compile(r"《([^》]{2,20})》")


@dataclass(frozen=True, slots=True)
class Credits:
    """What a line or bracket credits. `fields` counts the labelled fields; `rest` is what none of them explains."""

    authors: tuple[str, ...] = ()
    source: str | None = None
    day: PrintedDate | None = None
    fields: int = 0
    rest: str = ""


def read_line(text: str) -> Credits:
    """Read a line as a row of labelled credits: 2020-09-01 10:00 来源:… 作者:… 编辑:…."""
    line = folded(text)
    dates = printed_dates(text)
    for found in reversed(dates):
        line = f"{line[: found.start]}\x1f{line[found.end :]}"
    line = _WEEKDAY.sub("\x1f", TIME.sub("\x1f", line))
    labels = list(_LABEL.finditer(line))
    authors: list[str] = []
    source = None
    for number, label in enumerate(labels):
        end = labels[number + 1].start() if number + 1 < len(labels) else len(line)
        value = _value(line[label.end() : end])
        if label["author"]:
            authors += _authors(value)
        elif label["source"] and source is None:
            source = source_name(value)
    rest = line[: labels[0].start()] if labels else line
    rest = without_furniture_words(rest.replace("\x1f", " "))
    return Credits(tuple(dict.fromkeys(authors)), source, dates[0] if dates else None, len(labels), rest)


def _value(text: str) -> str:
    """A field's value: up to a wide gap, a bar or a date, without the brackets around it."""
    value = re.split(r"\x1f|\s{2,}|\s*\|\s*|\s+(?=字号|打印|分享|评论|收藏|浏览|阅读|点击)", text.strip(" \x1f)】]"), maxsplit=1)[0]
    return value.strip(" \x1f)】](【[,;。|/")


def _authors(value: str) -> tuple[str, ...]:
    if _NOBODY.fullmatch(value) or len(value) > 60:  # noqa: PLR2004 - a list of names, no sentence
        return ()
    return people(value) or (tuple(filter(_plain_name, re.split(r"[\s、,/]+", value))) if not _MEDIA.fullmatch(value) else ())


def _plain_name(text: str) -> bool:
    """Under an explicit label a rare surname or a pen name counts too."""
    return re.fullmatch(r"[一-鿿]{2,3}|[A-Z][a-z]+", text) is not None and _MEDIA.fullmatch(text) is None and not _NOBODY.fullmatch(text)


def source_name(value: str) -> str | None:
    """The name of the medium a text was taken from, without the date or page it appeared on."""
    value = value.strip(" 。,;:()（）")
    if book := _BOOK.match(value):
        return book[1]
    value = re.split(r"\s*[(（]?(?:19|20)\d\d[年\-]|\s+(?:作者|记者|编辑|原标题|ID)", value, maxsplit=1)[0].strip(" 。,;:(（")
    return None if _NOBODY.fullmatch(value) or not 2 <= len(value) <= 40 else value  # noqa: PLR2004 - a name


def people(text: str) -> tuple[str, ...]:
    """The names in a byline of roles and names (本报记者 甲 通讯员 乙 摄); empty when anything else stands in it."""
    line = _AFTER_ROLE.sub("", folded(text)).strip(" ()[]【】:,.。■□◎○●")
    if not line:
        return ()
    if names := persons(line):
        return names
    names_found: list[str] = []
    for token in _tokens(line):
        rest = _SUFFIX.sub("", _ORG_ROLE.sub("", token)).strip("/ :")
        if not rest or _ONLY_ROLE.fullmatch(token):
            continue
        if (found := persons(rest)) is None:
            return ()
        names_found += found
    return tuple(dict.fromkeys(names_found))


def _tokens(line: str) -> list[str]:
    """Split at spaces and list signs, keeping printed names of two single signs together."""
    line = re.sub(r"(?<![一-鿿])([一-鿿])\s+([一-鿿])(?![一-鿿])", r"\1\2", line)
    return [token for token in re.split(r"[\s、,;/|&]+", line) if token]


def is_byline(text: str) -> bool:
    """Whether a whole line only names reporters or photographers by their role."""
    line = folded(text).strip(" ()[]【】。")
    return len(line) <= 60 and re.search(rf"{_ROLE}|摄|文/|/文|图/|/图", line) is not None and bool(people(line))  # noqa: PLR2004


def closing_credits(traced: Traced) -> tuple[Traced, Credits]:
    """Take credits off the end of a paragraph: (记者 甲), (甲、乙), (来源:某网), 甲 摄."""
    text = folded(traced.text)
    if match := _BRACKET_END.search(text):
        credits_ = bracket(traced.text[match.start("inside") : match.end("inside")])
        if credits_ is not None:
            rest, more = closing_credits(traced.cut(0, match.start()).strip())
            return rest, merged(more, credits_)
    if (start := _photo_credit(text)) is not None:
        return traced.cut(0, start).strip(), Credits(authors=people(text[start:]), fields=1)
    return traced, Credits()


def _photo_credit(text: str) -> int | None:
    """Where a photographer's credit at the end of a caption begins: … 记者 甲 摄/某社."""
    if _PHOTO_END.search(text[-40:]) is None:
        return None
    edge = max(0, len(text) - 40)
    starts = [match.end() for match in _PHOTO_START.finditer(text, edge)]
    return next((at for at in starts if is_byline(text[at:]) or _is_picture_credit(text[at:])), None)


def _is_picture_credit(text: str) -> bool:
    return re.fullmatch(r"\s*(?:[\w一-鿿]{2,14}(?:供图|/图)|资料图片?|图片?[::/]\S{2,12})\s*", text) is not None


def bracket(inside: str) -> Credits | None:
    """The credits in a closing bracket; None when it says something else."""
    text = folded(inside).strip()
    if match := _TAKEN_FROM.match(text):
        return Credits(source=source_name(match["name"]), fields=1)
    row = read_line(inside)
    if row.fields and not row.rest:
        return row
    if is_byline(text) or (persons(text) and (len(text) <= 4 or re.search(r"[\s、,/]", text))):  # noqa: PLR2004 - one name or a list
        return Credits(authors=people(text), fields=1)
    if re.fullmatch(r"完|全文完|本报综合(?:报道)?|综合(?:报道)?|资料图片?|未完待续|下转\S{1,8}版|下转第?\S{1,6}", text):
        return Credits(fields=1)
    return None


def merged(first: Credits, second: Credits) -> Credits:
    """Both credits as one; what the first knows holds."""
    return Credits(
        tuple(dict.fromkeys(first.authors + second.authors)),
        first.source or second.source,
        first.day or second.day,
        first.fields + second.fields,
    )


def looks_like_medium(text: str) -> bool:
    """Whether a short text by itself reads like the name of a medium or an office."""
    return len(text) <= 24 and _MEDIA.fullmatch(text.strip()) is not None and not is_person(text.strip())  # noqa: PLR2004
