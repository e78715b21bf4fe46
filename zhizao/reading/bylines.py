"""Bylines: roles and names of reporters and photographers, and the names of media."""

import re
from functools import lru_cache

from zhizao.reading import terms
from zhizao.reading.names import is_person, persons
from zhizao.reading.page import folded

NOBODY = re.compile(
    r"[-—_\s]*|无|未知|佚名|匿名|网络|互联网|网络整理|本站|本网|本网站|本报|本刊|原创|原创稿|综合|综合整理|转载|其他|admin\w*|管理员|小编|null|none|undefined",
    re.IGNORECASE,
)
"""What stands in a field of a page when nobody is named."""

_STAFF = (
    r"(?:记者|通讯员|实习生|作者|撰文|撰稿|文字|图文|文图|摄影|摄像|图片|编译|供稿|供图|报道|报导|采写|综合|整理|制作)"
)
_RANK = r"(?:本报|本网|本刊|本台|本社|全媒体|融媒体?|首席|见习|实习|特约|特派|驻\w{1,6}|高级|资深|总台|央视|央广|主任)"
_ROLE = rf"{_RANK}*{_STAFF}"
_SUFFIX = re.compile(
    r"(?:/?(?:文/?图|图/?文|文并图|摄影报道|摄影|摄像|摄|供图|报道|报导|文|图|综合报道|综合|编译|整理))$"
)
_ORG_ROLE = re.compile(rf"^[\w一-鿿·\-—“”\"]{{0,24}}?{_RANK}*(?:记者|通讯员|实习生|作者)\s*[:/]?\s*")
_ONLY_ROLE = re.compile(
    rf"^(?:{_ROLE}|{_RANK}|文|图|摄|和|与|及|等|[\w一-鿿]{{0,6}}(?:综合)?报道|[\w一-鿿·\-]{{2,14}}{_ROLE})$"
)
_AGENCY = re.compile(r"(?<=摄)\s*\([^()]{2,12}\)?$|(?<=摄|图)\s*/\s*\S{1,12}$|(?<=摄影)\s*/\s*\S{1,12}$")
_BOTH = re.compile(r"\s*(?:文\s*/?\s*图|图\s*/?\s*文)$")
_JOINED_MEDIA = re.compile(r"/(?=[\w一-鿿]{2,14}(?:记者|通讯员))")
_EDITORS = re.compile(
    r"(?:^|\s+)[\w一-鿿]{0,6}(?:责任编辑|编辑|责编|校对|审核|监制|统筹|策划|美编|制图|编审|签发)\s*[|丨]?\s*[一-鿿]{2,3}(?=\s|$|、)"
)
_REPORTERS_OF = re.compile(
    rf"(?!本[报网刊台社])([\w一-鿿·]{{2,12}}?(?:网|报|社|台|新闻|客户端|周刊|财经|在线)){_RANK}*记者"
)
_MARKS = " ()[]【】:,.。■□◎○●◇◆★▲"
_LONGEST = 80


def people(text: str) -> tuple[str, ...]:
    """The names in a byline of roles and names (本报记者 甲 通讯员 乙 摄); empty when anything else stands in it."""
    line = _BOTH.sub("", folded(text).strip(_MARKS))
    line = _AGENCY.sub(lambda agency: agency[0] if persons(agency[0].strip("/ ")) else "", line)
    line = _EDITORS.sub("", _JOINED_MEDIA.sub("·", line))
    if not line or len(line) > _LONGEST:
        return ()
    if names := persons(line):
        return names
    found: list[str] = []
    for token in _tokens(line):
        rest = _SUFFIX.sub("", _ORG_ROLE.sub("", token)).strip("/ :")
        if not rest or _ONLY_ROLE.fullmatch(token):
            continue
        if (names := persons(rest)) is None:
            return ()
        found += names
    return tuple(dict.fromkeys(found))


def _tokens(line: str) -> list[str]:
    """Split at spaces and list signs, keeping printed names of two single signs together."""
    line = re.sub(r"(?<![一-鿿])([一-鿿])\s+([一-鿿])(?![一-鿿])", r"\1\2", line)
    line = re.sub(r"(?<=[a-z])\s(?=[A-Z][a-z]*(?:$|[\s、,;]))", "\x1e", line)
    return [token.replace("\x1e", " ") for token in re.split(r"[\s、,;/|&:]+", line) if token]


def is_byline(text: str) -> bool:
    """Whether a whole line only names reporters or photographers by their role."""
    line = folded(text).strip(_MARKS)
    return len(line) <= _LONGEST and re.search(rf"{_STAFF}|摄|文/|/文|图/|/图", line) is not None and bool(people(line))


def is_editors_line(text: str) -> bool:
    """Whether a line names editors without a colon: 责任编辑 甲 校对 乙."""
    line = folded(text).strip(_MARKS)
    rest = _EDITORS.sub("", line)
    return len(line) <= _LONGEST and rest != line and not rest.strip(_MARKS + "|丨")


def medium_of(byline: str) -> str | None:
    """The medium whose reporters a byline names (某新闻记者 甲); None for 本报记者 and for photographers."""
    match = _REPORTERS_OF.match(folded(byline).strip(_MARKS))
    return match[1] if match and not re.search(r"摄|图", byline) else None


def is_name_list(text: str) -> bool:
    """Whether a text is one person's name or a list of them and nothing else."""
    line = folded(text).strip(_MARKS)
    return persons(line, alone=True) is not None and (len(line) <= 4 or re.search(r"[\s、,/·]", line) is not None)  # noqa: PLR2004 - one name


def credited(value: str) -> tuple[str, ...]:
    """The persons in a field labelled 作者 or 记者, where rare surnames and pen names count too."""
    if NOBODY.fullmatch(value) or len(value) > _LONGEST:
        return ()
    if names := people(value):
        return names
    parts = [part for part in re.split(r"[\s、,/]+", value.strip(_MARKS)) if part]
    return tuple(part for part in parts if _is_pen_name(part)) if not looks_like_medium(value) else ()


def _is_pen_name(text: str) -> bool:
    if text.endswith(tuple("科处组室站队办股系班所")):
        return False
    return (
        re.fullmatch(r"[一-鿿]{2,3}|[A-Z][a-z]{2,}", text) is not None
        and not looks_like_medium(text)
        and not NOBODY.fullmatch(text)
    )


@lru_cache(maxsize=1)
def _medium() -> re.Pattern[str]:
    endings = "|".join(terms.lines("medium_endings"))
    return re.compile(rf"[\w一-鿿·\-—“”\"()《》、/ ]{{1,30}}?(?:{endings})[)\"”》]?(?:综合|整理)?")


def looks_like_medium(text: str) -> bool:
    """Whether a short text by itself reads like the name of a medium or an office."""
    text = folded(text).strip()
    return len(text) <= 32 and _medium().fullmatch(text) is not None and not is_person(text)  # noqa: PLR2004 - a name


def source_name(value: str) -> str | None:
    """The name of the medium a text was taken from, without its label and the date or page it appeared on."""
    value = re.sub(r"^\s*(?:(?:文章|信息|稿件)?来源|转自|稿源)\s*[:：]\s*", "", value).strip(" 。,;:()（）|")
    if book := re.match(r"《([^》]{2,20})》", value):
        return book[1]
    cut = re.split(
        r"\s*[(（]?(?:19|20)\d\d[年\-/]|\s+(?:作者|记者|编辑|责编|原标题|原创稿|ID)|\s*[(（](?:ID|记者|作者)",
        value,
        maxsplit=1,
    )[0]
    cut = cut.strip(" 。,;:()（）【】")
    first, _, place = cut.partition(" ")
    if place and looks_like_medium(first) and not looks_like_medium(place):
        cut = first  # a portal prints the place of the medium after its name
    return None if NOBODY.fullmatch(cut) or not 2 <= len(cut) <= 40 or re.search(r"[。!?]|https?:|^\d+$", cut) else cut  # noqa: PLR2004 - a name
