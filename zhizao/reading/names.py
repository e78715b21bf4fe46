"""Names of persons as bylines print them: Chinese names by surname, foreign ones by their middle dot."""

import re
from functools import lru_cache
from pathlib import Path

from zhizao.reading.page import folded

_SIGN = "[㐀-䶿一-鿿]"
_SEPARATORS = re.compile(r"\s*[、,;/|&]\s*|\s+(?:和|与)\s*|(?<=\S)(?:和|与)(?=\S)|\s+")
_FOREIGN = re.compile(rf"{_SIGN}{{1,6}}(?:·{_SIGN}{{1,5}}){{1,3}}|[A-Z][a-z]+(?: [A-Z][a-z.]+){{1,3}}")
_LONGEST_FOREIGN = 24
# Words that begin with a surname and stand where a name could stand.
_NOT_NAMES = re.compile(
    r".+[网报社刊局厅市县区省镇]|.州|(?:时间|时报|高端|全文|全国|全球|安全|经济|金融|文章|文字|文化|方便|方法|方案|成功|成都|常州|和平|向上|向下|简介|简体|"
    r"温州|金华|广东|广西|杭州|徐州|万州|江苏|江西|江南|石油|石化|陕西|黄金|黄河|黑龙江|关于|关注|关闭|关键|应用|应急|"
    r"项目|计划|计算|能源|花絮|于是|华为|华东|华北|华南|华中|华夏|通讯|通信|通知|公告|公司|公共|单位|平台|平安|相关|"
    r"施工|季度|左右|巴黎|路透|车市|水利|云计算|来源|党建|党委|新闻|记者|编辑|作者|责编|摄影|图片|时评|周刊|"
    r"解读|解放|连接|从业|明日|明天|都市|房产|房价|商务|商报|商业|家电|家居|游戏|文旅|文史|宁夏|宁波|汤圆|年度|"
    r"何以|余姚|沙特|那么|后来|农业|农村|毛利|伏特|祖国|暴雨|雷电|雷达|双语|双碳|双创|马上|凤凰|东方|东南|东北|"
    r"司法|国内|国际|国家|国务|国资|国企|国产|海外|海南|海关|钱江|鲁网|马来).*"
)


@lru_cache(maxsize=1)
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    """The surnames that mark a name by themselves, and all."""
    plain, rare = (Path(__file__).parent / "terms" / "surnames.txt").read_text(encoding="utf-8").split("#")[1:]
    sure = frozenset(plain.split("\n", 1)[1].split())
    return sure, sure | frozenset(rare.split("\n", 1)[1].split())


def is_person(text: str, *, alone: bool = False) -> bool:
    """Whether the text is a Chinese name of two to four signs with a known surname, or a foreign name.

    `alone` asks for more: no role or label stands by it, so surnames that are words as well do not count.
    """
    if len(text) <= _LONGEST_FOREIGN and _FOREIGN.fullmatch(text):
        return re.search(r"[报网社台]|记者|通讯|新闻", text) is None
    if not 2 <= len(text) <= 4 or re.fullmatch(_SIGN + "+", text) is None or _NOT_NAMES.fullmatch(text):
        return False
    surnames = _surnames()[not alone]
    if text[:2] in surnames:
        return len(text) > 2  # noqa: PLR2004 - a double surname and at least one sign
    return text[0] in surnames and len(text) < 4  # noqa: PLR2004 - one sign and a given name of one or two


def persons(text: str, *, alone: bool = False) -> tuple[str, ...] | None:
    """The names in a list like 甲乙、丙丁 戊 己; None when any part of it is no name."""
    parts = [part for part in _SEPARATORS.split(folded(text).strip(" 、,;:/|")) if part]
    names = _rejoin(parts)
    return tuple(names) if names and all(is_person(name, alone=alone) for name in names) else None


def _rejoin(parts: list[str]) -> list[str]:
    """Put printed names of two signs together again: 薛 益; and Latin names: Ann Lee."""
    names: list[str] = []
    for part in parts:
        if names and len(part) == 1 and len(names[-1]) == 1 and names[-1] in _surnames()[1]:
            names[-1] += part
        elif names and re.fullmatch(r"[A-Z][A-Za-z.]*", part) and re.fullmatch(r"[A-Z][A-Za-z. ]*", names[-1]):
            names[-1] += f" {part}"
        else:
            names.append(part)
    return names
