"""What the name of an initiative says: its spelling, its years, editions and phases, and whether it names one thing."""

import re
from collections.abc import Mapping
from functools import lru_cache

import rjieba

from zhizao.extraction import lexicon
from zhizao.extraction.initiatives.merge import key_of
from zhizao.extraction.initiatives.words import heads
from zhizao.resolution.enterprises import is_distinctive
from zhizao.resolution.forms import Form
from zhizao.resolution.organizations import listed_names
from zhizao.resolution.places import country_of, leading, listed_place
from zhizao.resolution.readings import Reading, Signature, spelled, spelling
from zhizao.resolution.short_forms import written_out

_RELATIVE_TYPES = frozenset(("facility", "project", "agreement", "platform", "product", "event", "organization"))
_PROPER = ("ns", "nt", "nr", "nz", "nrt")
_WIDE = re.compile(
    "全国|全球|世界|国际|中央|亚洲|亚太|欧洲|金砖|联合国|政协|人大|中[俄阿非欧美法德日韩英泰缅越老柬巴印哈白匈塞埃拉澳新]"
)
"""Words by which a gathering or an agreement is one of its kind."""

_QUOTED = re.compile(r"[“「『《\"]")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEAR_SIGN = re.compile(r"((?:19|20)\d\d)年")
_EDITION = re.compile(
    r"第[\d一二三四五六七八九十百]+[届次期批轮]|[\d一二三四五六七八九十]+期|十[一二三四五六七八九]五|[1-9][0-9]?\.0"
)


def spelling_of(name: str) -> Signature:
    """The signature of the spelling."""
    return spelling(spelling_text(name))


def spelling_text(name: str) -> str:
    """A name as initiatives are compared: quotes, brackets and the 年 of a year aside."""
    return _YEAR_SIGN.sub(r"\1", key_of(spelled(name)))


@lru_cache(maxsize=1 << 16)
def read_initiative(name: str) -> Reading:
    """Read a name; years, editions, phases and other numbers tell things apart, also from what bears none."""
    text = spelled(name)
    traits = (
        ("years", ",".join(sorted(set(_YEAR.findall(text))))),
        ("edition", ",".join(sorted(set(_EDITION.findall(text))))),
        ("numbers", ",".join(sorted(re.findall(r"\d+", _YEAR.sub("", text))))),
    )
    full = written_out(spelling_text(name), "initiative_aliases")
    return Reading((spelling_of(name), full) if full else (spelling_of(name),), traits)


def padded_names(forms: Mapping[str, Form]) -> set[str]:
    """Of forms of one initiative those with more before another's name than whose or where it is: 刷新某某大桥."""
    texts = {key: spelled(form.normalised_name) for key, form in forms.items() if form.kind == "initiative"}
    return {
        key
        for key, text in texts.items()
        for other in texts.values()
        if text != other and text.endswith(other) and not _is_owner(text.removesuffix(other))
    }


def _is_owner(text: str) -> bool:
    return listed_place(text) is not None or country_of(text) is not None or text in listed_names()


@lru_cache(maxsize=1)
def _generic() -> frozenset[str]:
    return frozenset(row["phrase"] for row in lexicon.rows("initiative_generic"))


def is_relative(name: str) -> bool:
    """Whether a name says what a thing is and not which: 一期项目, 产业园, 战略合作协议."""
    text = spelled(name)
    if text in _generic():
        return True
    head = next((text[at:] for at in range(len(text)) if text[at:] in heads()), None)
    if head is None or heads()[head].type not in _RELATIVE_TYPES or heads()[head].strength == "name":
        return False
    if heads()[head].type in {"event", "agreement"} and _WIDE.search(text):
        return False
    return not _QUOTED.search(name) and not _names_somebody(text)


def _names_somebody(text: str) -> bool:
    """Whether a place, a body, a brand or an unknown word stands in the name, or a year or an edition."""
    if leading(text) or is_distinctive(text) or _YEAR.search(text):
        return True
    if any(tag in _PROPER for _, tag in rjieba.tag(text)):
        return True
    return any(text[:length] in listed_names() for length in range(2, len(text)))
