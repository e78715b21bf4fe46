"""The name of what is measured, and what one quantity of a sentence hands on to the next."""

import re
from dataclasses import dataclass

from zhizao.extraction.alternation import one_of
from zhizao.extraction.lexicon import rows


def _of(kind: str) -> list[str]:
    return [row["word"] for row in rows("indicator_words") if row["class"] == kind]


AMOUNT_NOUN = re.compile(one_of(_of("amount")))
_RELATIONS = frozenset(_of("relation"))


@dataclass(frozen=True, slots=True)
class Indicator:
    """The name of what is measured; `base` is what later quantities of the sentence fall back on.

    `owner` is the subject where the words of the indicator name it; `verb` the verb of a list (建成A和B).
    """

    name: str
    base: str
    rule: str
    owner: str | None = None
    verb: str = ""


@dataclass(frozen=True, slots=True)
class Inherited:
    """What the quantities before in the sentence hand on: the last one's indicator and verb, all names so far.

    `parallel` says that the last one was about another place and named no indicator of its own.
    """

    base: str = ""
    verb: str = ""
    name: str = ""
    parallel: bool = False
    names: tuple[str, ...] = ()


def completed(name: str, base: str) -> str:
    """`name`, with the indicator before it when it is a mere relation (涨幅, 占比)."""
    return f"{base}{name}" if name in _RELATIONS and base and not base.endswith(name) else name
