"""What a clause says of an initiative: the verb before or after its name, and the tense around it."""

import re
from functools import lru_cache

from zhizao.extraction.initiatives.candidate import Candidate
from zhizao.extraction.initiatives.drafts import draft_status
from zhizao.extraction.initiatives.words import Frame, frame_hits, frames, word_class
from zhizao.extraction.mentions import InitiativeStatus, InitiativeType
from zhizao.extraction.text import Text

Found = tuple[int, int, Frame]
_LEFT_REACH, _RIGHT_REACH, _NEAR = 28, 18, 8
_BREAKS_RIGHT = re.compile(r"的(?!成功|正式|顺利|圆满)|、|是|为|和(?!平)|让|使|把|等(?:企业|单位|公司)")
_LOCATIVE = ("在", "于", "从", "向", "赴", "到", "经")  # 在某会上发布: the verb has another subject
_BY = re.compile(
    r"(?:[，,]?在[^，。；\n]{2,40}下)?[，,]?(?:将|拟|已)?由[^。；\n]{2,80}?"
    r"(?P<verb>建设|打造|发起|成立|组建|设立|主办|举办|承办|研发|开发|实施|建立|编制|制定|推出|投资兴建)"
)
_GOES_ON = re.compile(
    r"[，,](?=(?:将|已|也将|也已|正|预计|计划|有望|于|目前已|近日|日前)(?![，。]))(?P<rest>[^，,。；;！？\n]{2,18})"
)
_NO_OBJECT = re.compile(
    r"[、。，；）)”]|$|[于在后的时至和并与仪中已]|以来|阶段|工作|进度|合作|过程|运营|运行|获批|期间|成功|用户|客户|业主|使用"
)
# 项目建成后 says what is to be expected, not that it stands.
_AFTERWARDS = re.compile(r"(?:达产|投产|投用|使用|投入使用|投入运营|运营|运行|并网|通车)?(?:以?后|之后|之际)")
_FUTURE_YEAR = re.compile(r"(?:到|至|力争)(?:20\d\d年|“?十[四五]五”?末)|年内|年底前|\d{1,2}月将")
_SENTENCE_END = re.compile(r"[。！？!?\n]")
_POINT = re.compile(r"\s*(?:[一二三四五六七八]是|第[一二三四五六七八]|首先|其次|再次)")
_POINTS = 6
_FARTHEST = 400  # how far a proposal or a heading reaches inside one line
_NOMINAL = ("建设", "推进", "开发", "打造")  # 某园建设: as good as a noun behind the name
_BODIES, _FOUNDS = ("中心", "院", "所"), ("成立", "组建")  # a centre that is founded is a body
_PLAN_TYPES: dict[str, InitiativeType] = {"issuing": "policy", "building": "programme", "launching": "programme"}
_PLANS = ("行动计划", "三年行动", "工作计划")  # issued they are papers, carried out activities
_WORKS = ("项目", "工程", "改造", "提升", "升级")
# What follows one of these verbs at once shows that it has no object, so that the name before it is its subject.
_COURSE = frozenset(("project", "programme"))
_DEFAULT: dict[InitiativeType, InitiativeStatus] = {
    "platform": "in_operation", "project": "under_way", "programme": "under_way", "policy": "in_operation",
    "facility": "in_operation", "organization": "in_operation", "agreement": "in_operation", "event": "completed",
    "product": "in_operation",
}  # fmt: skip
_ONLY_FOR: dict[str, frozenset[str]] = {
    "issuing": frozenset(("policy", "programme")),
    "holding": frozenset(("event",)),
    "signing": frozenset(("agreement", "policy", "project")),
    "drafting": frozenset(("policy",)),
    "approving": frozenset(("project", "facility", "programme")),
}


@lru_cache(maxsize=4)
def _cue(name: str) -> re.Pattern[str]:
    """The patterns of one class of cues (future, propose) as one."""
    return re.compile("|".join(sorted(word_class(name), key=len, reverse=True)))


def _fitting(found: tuple[Frame, ...], type_: InitiativeType) -> Frame | None:
    """The frame of a verb that suits the type: 发布 issues a document and launches a product."""
    if type_ == "agreement":
        return next((f for f in found if f.strength in ("signing", "proposing")), None)
    fit = [f for f in found if type_ in _ONLY_FOR.get(f.strength, (type_,))]
    return min(fit, key=lambda f: f.strength not in _ONLY_FOR) if fit else None


def _hits(shadow: str, candidate: Candidate, span: tuple[int, int], side: str) -> list[Found]:
    edges = candidate.clause.edges
    found = []
    for start, end, verbs in frame_hits(shadow[span[0] : span[1]], side):
        frame = _fitting(verbs, candidate.type)
        if frame and span[0] + start in edges and span[0] + end in edges:
            found.append((span[0] + start, span[0] + end, frame))
    return found


def _right(shadow: str, candidate: Candidate, run_end: int) -> Found | None:
    if shadow.endswith(_LOCATIVE, candidate.clause.start, candidate.start):
        return None
    stop = min(candidate.clause.end, run_end + _RIGHT_REACH)
    if run_end == candidate.clause.end:
        return _next_clause(shadow, candidate, run_end)
    for found in _hits(shadow, candidate, (run_end, stop), "after"):
        if _BREAKS_RIGHT.search(shadow, run_end, found[0]) or _AFTERWARDS.match(shadow, found[1]):
            return None
        active = found[2].verb in word_class("transitive")
        if not active or _NO_OBJECT.match(shadow, found[1], candidate.clause.end):
            return found
    return None


def _next_clause(shadow: str, candidate: Candidate, run_end: int) -> Found | None:
    """A verb in the clause after the name, where that clause goes on without a subject: 某支线，将于年底通车."""
    match = _GOES_ON.match(shadow, run_end)
    if match is None:
        return None
    for start, end, verbs in frame_hits(match.group("rest"), "after"):
        frame = _fitting(verbs, candidate.type)
        if frame and end == len(match.group("rest")):
            return match.start("rest") + start, match.start("rest") + end, frame
    return None


def _passive(shadow: str, candidate: Candidate, run_end: int) -> Found | None:
    """A verb behind 由 whose subject the name is: 某基地在甲的支持下，由乙、丙共同建设."""
    match = _BY.match(shadow, run_end)
    if match is None or shadow.endswith(_LOCATIVE, candidate.clause.start, candidate.start):
        return None
    verb = match.group("verb")
    frame = _fitting(frames("after").get(verb) or frames("before").get(verb) or (), candidate.type)
    return (match.start("verb"), match.end("verb"), frame) if frame else None


def _left(shadow: str, candidate: Candidate, run_start: int) -> Found | None:
    begin = max(candidate.clause.start, run_start - _LEFT_REACH)
    hits = _hits(shadow, candidate, (begin, run_start), "before")
    return hits[-1] if hits else None


def _governing(left: Found | None, right: Found | None, run: tuple[int, int], *, attributive: bool) -> Found | None:
    """The verb that governs the name: the one after it when the name is its subject, else the one before.

    `attributive`: the verb before the name only tells whose or what it is (研制的).
    """
    if left is None or right is None:
        return left or right
    if attributive and right[2].strength in ("launching", "founding", "holding"):
        return right  # 某集团研制的首台机床交付用户
    weak_left = left[2].strength == "using" or run[0] - left[1] > _NEAR + 4
    subject = right[2].verb not in _NOMINAL and right[0] - run[1] <= _NEAR
    return right if weak_left and subject else left


def _scope(shadow: str, candidate: Candidate, clauses: list[tuple[int, int]]) -> int:
    """Where the words that set the tense may begin: earlier clauses count while each later one starts with its verb."""
    start = candidate.clause.start
    first = candidate.clause.tokens[0] if candidate.clause.tokens else None
    if first is None or first.tag not in ("v", "vn", "d", "p", "c") or first.word in ("目前", "此外", "其中"):
        return start
    for begin, end in reversed(clauses):
        if end > start or _SENTENCE_END.search(shadow, end, start):
            break
        start = begin
        if not any(shadow[begin : begin + length] in frames("before") for length in (2, 3, 4)):
            break
    return start


def tense(shadow: str, start: int, sentence: int, until: int) -> str:
    """`proposed`, `planned` or nothing: a proposal governs its sentence, a plan the clauses from `start` on."""
    proposal = _cue("propose").search(shadow, sentence, until)
    if proposal:  # what a document puts forward is planned: 印发《某某意见》，提出…
        return "planned" if proposal.group() == "提出" and "》" in shadow[sentence : proposal.start()] else "proposed"
    start = max(start, until - _FARTHEST)
    if _cue("future").search(shadow, start, until) or _FUTURE_YEAR.search(shadow, start, until):
        return "planned"
    return ""


def speech_start(shadow: str, position: int) -> int:
    """Where the sentence at `position` begins; a list of points (一是 … 二是 …) begins with the line that opens it."""
    line = shadow.rfind("\n", 0, position) + 1
    start = max(line, *(shadow.rfind(sign, line, position) + 1 for sign in "。！？!?"))
    start = max(start, position - _FARTHEST)
    for _ in range(_POINTS):
        if not line or not _POINT.match(shadow, line):
            break
        start = line = shadow.rfind("\n", 0, shadow.rfind("\n", 0, line)) + 1
    return start


def attach(text: Text, candidate: Candidate, run: tuple[int, int], clauses: list[tuple[int, int]]) -> None:
    """Give `candidate` the frame, status and quote that the clause around its list of names says."""
    shadow = text.shadow
    left = _left(shadow, candidate, run[0])
    right = _right(shadow, candidate, run[1]) or _passive(shadow, candidate, run[1])
    found = _governing(left, right, run, attributive=left is not None and shadow.startswith("的", left[1]))
    candidate.quote = (candidate.start, candidate.end)
    if found is None:
        proposed = candidate.rule == "initiative.quoted" and _cue("propose").search(
            shadow, speech_start(shadow, candidate.start), candidate.start
        )
        headed = _headed_status(shadow, candidate)
        candidate.score += 0.2 * (headed is not None)  # members of a list that a heading announces are named
        candidate.status = "proposed" if proposed else headed or _default(candidate)
        return
    start, end, frame = found
    candidate.frame = frame
    candidate.quote = (min(start, candidate.start), max(end, candidate.end))
    if frame.strength == "signing" and candidate.type == "policy":
        candidate.type = "agreement"
    if candidate.name.endswith(_PLANS) and not candidate.name.startswith("《"):
        candidate.type = _PLAN_TYPES.get(frame.strength, candidate.type)
    if candidate.type == "facility" and candidate.name.endswith(_BODIES) and frame.verb.endswith(_FOUNDS):
        candidate.type = "organization"
    if frame.strength == "planning" and shadow.startswith("的", end):
        candidate.status = _default(candidate)  # 两家共建的某平台: what is told of as theirs is there
        return
    opening = shadow[speech_start(shadow, candidate.start) : candidate.start]
    if candidate.type == "policy" and (draft := draft_status(candidate.name, frame, opening)):
        candidate.status = draft
        return
    looking = tense(shadow, _scope(shadow, candidate, clauses), speech_start(shadow, candidate.start), end)
    candidate.status = _status(candidate, frame, looking)


def _headed_status(shadow: str, candidate: Candidate) -> InitiativeStatus | None:
    """The status that the words before a colon give to the list after it: 未开工项目分别是：甲项目；乙项目."""
    line = max(shadow.rfind("\n", 0, candidate.start) + 1, candidate.start - _FARTHEST)
    colon = max(shadow.rfind(sign, line, candidate.start) for sign in ("：", ":", "分别为", "分别是"))
    statuses: tuple[InitiativeStatus, ...] = ("planned", "in_operation", "under_way")
    if colon >= 0 and candidate.type in _COURSE | {"facility"}:
        return next((s for s in statuses if _cue(f"heading_{s}").search(shadow, line, colon)), None)
    return None


def _default(candidate: Candidate) -> InitiativeStatus:
    """The status of what is only named: a route such as 某某班列 runs, a work such as 某某项目 is under way."""
    if candidate.type == "project" and candidate.head and not candidate.head.endswith(_WORKS):
        return "in_operation"
    return _DEFAULT[candidate.type]


def _status(candidate: Candidate, frame: Frame, looking: str) -> InitiativeStatus:
    type_ = candidate.type
    stands = frame.strength == "using" and candidate.rule != "initiative.quoted"
    if (looking == "proposed" and not stands) or frame.strength == "proposing":
        return "proposed"
    if frame.strength == "using":
        return _DEFAULT[type_]
    # A draft that is finished is planned: it is not yet in force.
    drafted = type_ == "policy" and frame.verb.startswith("完成")
    if looking == "planned" or frame.strength == "planning" or drafted:
        return "planned"
    return _status_of_type(type_, frame)


def _status_of_type(type_: InitiativeType, frame: Frame) -> InitiativeStatus:
    """What a verb without a look ahead says of one type: a meeting that is held is over, a work that starts goes on."""
    if type_ == "policy" and frame.verb == "建立":
        return "in_operation"
    if type_ in _COURSE and frame.status == "in_operation":
        return "in_operation" if frame.verb in word_class("runs") else _DEFAULT[type_]
    if type_ == "event":
        return "under_way" if frame.status == "under_way" else "completed"
    return _DEFAULT[type_] if frame.strength == "holding" else frame.status
