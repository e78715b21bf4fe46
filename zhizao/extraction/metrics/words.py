"""Words around a quantity: cleaning of what stands before it, the verbs beside it, the form of a name."""

import re
from functools import lru_cache

import rjieba

from zhizao.extraction.lexicon import rows


def words_of(kind: str) -> list[str]:
    """The words of one class of the list, the longest first."""
    return sorted((row["word"] for row in rows("indicator_words") if row["class"] == kind), key=lambda w: (-len(w), w))


_LEADS, _TRAILS = frozenset(words_of("lead")), frozenset(words_of("trail"))
# How a figure was worked out: no part of what it measures.
_ADJUNCT = re.compile(
    r"(?:扣除|剔除)[^，。；]{1,14}?(?:因素|影响)?后|按[^，。；]{2,8}(?:计算|核算|口径)|换算[^，。；]{1,8}后"
)
_SUCH_AS = re.compile(r"以?[^，。；]{0,40}?为(?:代表|主体|主|核心|重点)的")  # 以甲为代表的新产业
_PERFECT = re.compile(r"(?<=[一-龥]{2})了(?=[一-龥]{2})")
_BRACKETS = re.compile(r"[（(][^（）()]{0,40}[）)]?")
_PAIRED = re.compile(r"[“”（）《》()]")
_STATE = re.compile(r"^[^，。；]{0,10}?(?:建成|达产|投产|投用|完工|竣工|达效|运营|投运|满产){1,3}(?:以?后|之后)")
_REACHES = re.compile(r"(?:达到?|超过?|(?<![签合条公违])约|近|仅|已)$")  # glued to the noun before
_POINTING = re.compile(
    r"^(?:这[家个座]|该|本)(?:企业|公司|工厂|厂|园区|项目|平台|基地|市(?![场值民政])|省|县|区(?![域块间]))(?=[一-龥]{2})"
)
_SHORT = 3  # characters of a name that is not cut any further
_BRINGS_ABOUT = frozenset({"使", "使得", "令", "让"})
_INNER = frozenset({"实现", "预计", "已", "已经", "将"})
_PARTICLES = frozenset(
    [
        "了",
        "着",
        "过",
        "起",
        "出",
        "到",
        "等",
        "有",
        "为",
        "是",
        "约",
        "近",
        "的",
        "起来",
        "一共",
        "共计",
        "总共",
        "共",
        "超",
        "超过",
        "达",
        "约为",
        "不少于",
        "至少",
        "突破",
        "将",
        "近",
        "近年",
    ]
)
_SIGNS = frozenset(' 的之\n、，,;；:：“”"（(）)·—-')
_RISEN_TO = re.compile(
    r"(?:增长|增加|提高|提升|升高|上升|扩大|下降|降低|减少|缩短|缩减|回升|跃升|攀升|发展|增|升|降|拓展|扩展|增强|压缩|压减|攀|扩充|扩容|扩增|壮大|扩张|跃居|跃|激增|猛增|猛降|骤降|锐减)[到至]$"
)
_MOVES = frozenset(row["word"] for row in rows("measure_words") if row["class"] == "move") - {"新增"}
_CAUSES = frozenset(words_of("cause"))
_LIGHT = frozenset(words_of("light"))
_NO_CONTENT = _LIGHT | _TRAILS | _MOVES
STOP_VERBS = frozenset(words_of("stop_verb"))
NOMINAL_VERBS = frozenset(words_of("nominal_verb"))
_ABSTRACT = frozenset(words_of("abstract"))
_LISTED = re.compile(r"(?:[^、，]{1,30}、){1,12}[^、，]{0,30}?等(?:一批|多个|各类)?(?=[^，。；]{2})")
_COUNTED_END = re.compile(
    r"(?:数|数量|总数|总量|规模|人次|次数|量|产能|能力|里程|面积|总额|额|率|水平|强度|人口|库存|水位|指数|寿命|订单)$"
)


@lru_cache(maxsize=1024)
def clean_left(left: str) -> str:
    """The words before a quantity without adverbs, modals and light verbs at either end."""
    words = [word for word, _ in tagged(_plain(left))]
    words = _after_cause(words)
    first, last = 0, len(words)
    while first < last and (words[first] in _LEADS or words[first] in _SIGNS) and not _bids(words, first):
        first += 1
    while last > first:
        risen = _RISEN_TO.search("".join(words[first:last]))
        if risen is not None:
            words = [word for word, _ in tagged("".join(words[first:last])[: risen.start()])]
            first, last = 0, len(words)
        elif words[last - 1] in _TRAILS or words[last - 1] in _SIGNS:
            last -= 1
        else:
            break
    name = "".join(word for index, word in enumerate(words[first:last]) if not index or word not in _INNER)
    return _REACHES.sub("", name) if len(name) > _SHORT else name


def _plain(left: str) -> str:
    """The words before a quantity without brackets, states, adjuncts and examples."""
    for aside in (_POINTING, _BRACKETS, _ADJUNCT, _STATE, _SUCH_AS, _PERFECT):
        left = aside.sub("", left)
    return left


def _bids(words: list[str], index: int) -> bool:
    """Whether 中 is the verb of 中标, which the segmenter parts (中 + 标价)."""
    return words[index] == "中" and "".join(words[index + 1 :]).startswith("标")


def _after_cause(words: list[str]) -> list[str]:
    """What 使 and 让 bring about: `新产线使交付周期` is about 交付周期."""
    last = max((index for index, word in enumerate(words[:-1]) if word in _BRINGS_ABOUT), default=-1)
    return words[last + 1 :]


def without_tail(left: str) -> str:
    """`left` without light verbs, modals and comparators at its end, its start untouched."""
    cleaned = clean_left(left)
    at = left.rfind(cleaned) if cleaned else -1
    return left[: at + len(cleaned)] if at >= 0 else ""


def growing(name: str) -> str:
    """What grows: `带动产能` is 产能."""
    words = list(tagged(name))
    while len(words) > 1 and words[0][0] in _CAUSES:
        words.pop(0)
    return "".join(word for word, _ in words)


def without_list(left: str) -> str:
    """`遴选科学家、工程师等人才` as `人才`: the members of a closed list say nothing about what is counted."""
    return _LISTED.sub("", left)


@lru_cache(maxsize=8192)
def tagged(text: str) -> tuple[tuple[str, str], ...]:
    """The words of `text` with their parts of speech."""
    return tuple(rjieba.tag(text))


def is_content_verb(word: str, tag: str) -> bool:
    """Whether a word is a verb that says what happens, not how a number moves or that there is one."""
    return tag == "v" and word not in _NO_CONTENT


def first_verb(right: str) -> str:
    """The verb that `right` begins with, perhaps after adverbs; 被 stays with its verb."""
    if right.startswith("被"):
        return "被" + first_verb(right[1:]) if right[1:2] != "被" else ""
    for word, tag in tagged(right[:12]):
        if tag.startswith("v") and word not in _LIGHT:
            return word
        if not tag.startswith("d"):
            break
    return ""


def is_predicate(tail: str) -> bool:
    """Whether a short remainder of a clause says what the counted things do: 上榜, 拟获资助."""
    return (bool(first_verb(tail)) and not re.search("[的了在为“”是与]", tail)) or (
        tail.startswith("“") and tail.endswith("”")
    )


def starts_with_verb(right: str) -> bool:
    """Whether a verb follows the quantity at once: 投资5亿元扩建工厂 says what for, not what."""
    if right.startswith("被"):
        return True
    tokens = tagged(right[:12])
    return bool(tokens) and tokens[0][1] == "v" and tokens[0][0] not in NOMINAL_VERBS


def counted(name: str) -> str:
    """The name of a count: `智能工厂` is counted as `智能工厂数`."""
    return name if not name or _COUNTED_END.search(name) else f"{name}数"


def balanced(name: str) -> str:
    """The name without what a lone closing mark cuts off and without lone marks: `某某券”累计兑付`."""
    if not _PAIRED.search(name):
        return name
    for opening, closing in (("“", "”"), ("（", "）"), ("《", "》"), ("(", ")")):
        if name.count(closing) > name.count(opening):
            name = name.rsplit(closing, 1)[1] or name.replace(closing, "")
        if name.count(opening) > name.count(closing):
            name = name.replace(opening, "")
    return name


def only_verbs(name: str) -> bool:
    """Whether a name says only what is done, not what is counted: `竣工投产`."""
    if not name or _COUNTED_END.search(name):
        return False
    return all(tag == "v" or (tag.startswith("v") and word in STOP_VERBS) for word, tag in tagged(name))


def head_noun(name: str) -> str:
    """The last noun of a name: `项目` of `新开工工业项目`; empty when it does not end in one."""
    words = tagged(name)
    last = words[-1] if words else ("", "")
    return last[0] if last[1].startswith("n") and last[0] not in _ABSTRACT else ""


def main_verb(left: str) -> str:
    """The verb that stands right before a counted noun, when it says more than that there are some."""
    verb = ""
    if left.endswith("等"):  # a verb before it belongs to the last member of a list
        return verb
    for word, tag in reversed(tagged(left[-14:])):
        if not verb and (word in _PARTICLES or tag == "ns" or tag.startswith(("x", "u"))):
            continue
        if not tag.startswith("v") or word in _LIGHT:
            break
        verb = word + verb
    return verb
