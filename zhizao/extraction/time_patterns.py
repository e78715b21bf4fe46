"""The patterns of stated times, on shadow text. Every repeat is bounded, so one reading costs a bounded effort."""

import re

from zhizao.extraction.alternation import one_of
from zhizao.extraction.lexicon import rows
from zhizao.extraction.numbers import DIGITS

WORDS = {row["word"]: row for row in rows("period_words")}
_JOIN = r"\s?(?:[-—–~至到]|——)\s?"
_MONTH = r"(?:1[0-2]|0?[1-9](?!\d)|十[一二]?|元|[一二三四五六七八九])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"
_YEAR = r"(?:19|20)\d\d"
_CHINESE_YEAR = r"(?:二[〇零○]|一九)[〇零○一二三四五六七八九]{2}"
_COUNT = r"(?:\d{1,2}|[一二三四五六七八九十两]{1,3})"


def _alternatives(*kinds: str) -> str:
    return one_of(word for word, row in WORDS.items() if row["kind"] in kinds)


def _first_signs(*kinds: str) -> str:
    return "".join(word[0] for word, row in WORDS.items() if row["kind"] in kinds)


def _verbose(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.VERBOSE)


_SMALL = "一二三四五六七八九十元两"
FIRST_SIGNS = {
    "iso_date": "0123456789",
    "day": "0123456789(（今昨本",
    "plan": '十“"',
    "within": "0123456789一二三四五六七八九十两未今接计规拟将力争在用预",
    "ago": "0123456789一二三四五六七八九十两",
    "past": "0123456789一二三四五六七八九十两近最过这前",
    "point": f"0123456789{_SMALL}第上下前头{_first_signs('year', 'same', 'same_sentence')}",
    "word": _first_signs("now", "every", "mean", "vague", "day", "month"),
}  # fmt: skip
_FIRSTS = "".join(sorted(set("".join(FIRST_SIGNS.values()))))
_SECONDS = "".join(
    sorted(
        {word[1] for word in WORDS}
        | set(f"0123456789{_SMALL}〇零○年月日号季半个多余来.-/—–~至到、和 的一下划争拟计将未前十(（今")
    )
)
# The two signs a time can begin with: they pass over nearly everything else without a call.
TRIGGER = re.compile(f"[{re.escape(_FIRSTS)}](?=[{re.escape(_SECONDS)}])")
# What a number must be followed by to begin a time; nearly all others are quantities.
TIME_NUMBER = re.compile(
    rf"\d{{1,4}}(?:\s?[多余]?\s?[年月日号]|{_JOIN}\d{{1,4}}\s?[多余]?[年月日号]|[、和]\d{{4}}年|[-/.]\d{{1,2}}[-/.]\d)"
)
DIGIT_RUN = re.compile(r"\d+")
JOIN = re.compile(_JOIN)
SENTENCE_END = re.compile(r"[。！？!?\n]")

YEAR = _verbose(rf"""
    (?<![\d.])(?P<year>{_YEAR}|{_CHINESE_YEAR})
      (?: \s?(?:年度?)?{_JOIN}(?P<year_last>{_YEAR}|{_CHINESE_YEAR})\s?年度? | \s?年度? | (?=[、和]{_YEAR}年) )
      (?![级龄]|期(?!间))
  | (?P<relative>(?<![成产用达工营设])后年|(?<![年月])前年|(?<!以)上年度?
      |(?!后年|前年|上年){_alternatives("year", "same", "same_sentence").join(["(?:", ")"])})(?!轻)
""")
INNER = _verbose(rf"""
    (?P<half>[上下])半年
  | 第?(?P<quarter>[一二三四1-4])季度
  | [前头](?P<first_quarters>[二三两23])个?季度
  | [前头](?P<first_months>1[0-2]|[1-9]|十[一二]?|[二三四五六七八九两])个?月份?
  | (?P<month>{_MONTH})(?:月?份?{_JOIN}(?P<month_last>{_MONTH}))?月份?(?!球)
      (?:\s?(?P<day>{_DAY})[日号]?(?:{_JOIN}(?:(?P<day_month>{_MONTH})月)?(?P<day_last>{_DAY}))?[日号])?
""")
DAY = _verbose(rf"(?<!\d)[(（]?(?P<day>{_DAY})(?:日?{_JOIN}(?P<day_last>{_DAY}))?[)）]?日(?![元均常本])")
BRACKETED_DAY = re.compile(rf"(?:今天?|今日|昨天?|昨日|本月)[(（]?(?P<day>{_DAY})(?:[)）]日?|日)")
ISO_DATE = re.compile(rf"(?<![\d.])(?P<year>{_YEAR})([-/.])(?P<month>1[0-2]|0?[1-9])\2(?P<day>{_DAY})(?!\d)")
WORD = re.compile(_alternatives("now", "every", "mean", "vague", "day", "month"))
PLAN = re.compile(rf"[“\"]?(?P<plan>{_alternatives('plan')})[”\"]?(?:规划)?(?:期间|时期|期)?(?P<end>期?末|收官)?")
WITHIN = _verbose(rf"""
    (?:(?:在|用|未来|今后|接下来的?|计划|规划|力争|争取|拟|预计){{0,2}}) (?P<count>{_COUNT}) (?:至(?P<count_last>\d))?
      (?P<unit>年)(?:时间)?(?:之?内|左右的?时间)
  | (?:未来|今后|接下来)的?(?P<count2>{_COUNT})(?P<unit2>年)
  | (?:计划|规划|拟|将用|力争)(?P<count3>{_COUNT})(?P<unit3>年)(?!前|初|底|末|期)
""")
PAST = _verbose(rf"""
    (?:近|最近|过去|这|前)的?(?P<count>{_COUNT})(?:多|余)?年(?:多|余)?(?:时间)?(?:来|间|里|中)?(?!级)
  | (?P<count2>{_COUNT})(?:多|余)?年(?:多|余)?(?:时间)?(?:以来|来|间)
""")
AGO = re.compile(rf"(?P<count>{_COUNT})(?:多|余)?年(?:之前|以前|前)(?=[，,、的时就])")
SUFFIX = re.compile(
    r"(?:年[底末初中]|[底末初]|[上中下]旬|期间|度|全年)?(?:以来|来(?=[，,])|至今|之前|以前|之后|以后|前(?![一-龥])|前(?=建|完|实|投|达|将|全|基)|后(?=[，,])|起(?=[，,])|止|[间内里中](?=[，,、的]))?"
)
SINCE = ("以来", "来", "至今", "起")
EVENT_SINCE = re.compile(r"[一-龥“”]{2,10}?以来")  # 自2015年8月开通以来
UNTIL_BEFORE = re.compile(r"(?:截[至止]到?|到|至|于?[前])$")
BASIS_BEFORE = re.compile(r"(?:[比较]|[高低好优快慢多少]于|相比|相较于?|对比|[同与])$")
BASIS_AFTER = re.compile(r"[年末底全]{0,2}的?(?:同期|基础上|相比|水平|的?同月)")
FUTURE = re.compile(r"[将拟]|计划|预计|力争|有望|即将")


def count_of(text: str) -> int:
    """A small count of years or months: `3`, `三`, `十二`."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (10 * DIGITS.get(tens, 1) if ten else 0) + DIGITS.get(ones, 0)


def month_of(text: str) -> int:
    """A month: `3`, `03`, `三`, `元`."""
    return 1 if text == "元" else count_of(text)


def year_of(text: str) -> int:
    """A year of four digits, Arabic or Chinese."""
    return int(text) if text.isdigit() else int("".join(str(DIGITS.get(sign, 0)) for sign in text))
