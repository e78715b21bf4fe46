"""Product names of letters and digits without a head noun: 某某910, 某某-7B, brought out by a launching verb."""

import re
from collections.abc import Iterator

from zhizao.extraction.initiatives.candidate import Candidate, Clause
from zhizao.extraction.initiatives.tokens import is_unknown
from zhizao.extraction.initiatives.words import frames, word_class

_MODEL = re.compile(r"(?=.*\d)[A-Za-z0-9.\-+]{2,12}$")
_NAME_TAGS = frozenset(("nr", "nz", "nrt", "ns", "n"))
_REACH = 8


def named(clause: Clause) -> Iterator[Candidate]:
    """The candidates of one clause: a word of a proper name, then a model number, behind a launching verb."""
    tokens = clause.tokens
    for index in [index for index, token in enumerate(tokens) if token.tag == "code" and index]:
        brand, model = tokens[index - 1], tokens[index]
        if not _MODEL.match(model.word) or model.word in word_class("acronym"):
            continue
        if brand.tag not in _NAME_TAGS or not (is_unknown(brand.word) or brand.tag in ("nr", "nz", "nrt")):
            continue
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if following is not None and following.tag[0] in "mq":
            continue
        if any(_launches(token.word) for token in tokens[max(0, index - _REACH) : index]):
            yield Candidate(
                start=brand.start, end=model.end, name=brand.word + model.word, type="product",
                rule="initiative.model", score=0.45, clause=clause, head="", proper=True,
            )  # fmt: skip


def _launches(word: str) -> bool:
    return any(frame.strength == "launching" for frame in frames("before").get(word, ()))
