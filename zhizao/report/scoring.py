"""How well facts agree with gold facts, by kind.

Definitions. Facts and gold facts of one article are paired one to one, the most alike first.

- A metric is *found* when unit, value and upper value are the same; of a growth or change only the size counts. It is
  *fully right* when comparator (> and ≥ are one, as < and ≤), status and period are the same, and the indicator shares
  its words: one contains the other, or half of their signs are common.
- An initiative is found when its name is the same as the gold's name or one of its aliases; fully right with the same
  type and status.
- A participant is found when the kind is the same and so is the name, of a person to the letter; fully right when of a
  person the titles contain one another.
- A role is found when participant and initiative are; fully right when the role is the same.

Names are *the same* when, without width, case, white space, quotation marks and brackets, they are equal, one contains
the other and is at most five thirds as long, or seven tenths of their neighbouring pairs of signs are common.

Precision = found / (found + extra), recall = found / (found + missed), F1 is their harmonic mean; the strict F1 counts
what is fully right in the place of what is found. A gold fact marked `optional` counts neither for nor against.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

Row = Mapping[str, Any]

_PASSED_OVER = re.compile(r"[\s“”\"'‘’「」『』《》〈〉()\[\]【】·・,，。:：;；、\-—_]")
_CLASSES = {">=": ">", "<=": "<"}
_CONTAINED, _COMMON_PAIRS, _COMMON_SIGNS = 0.6, 0.7, 0.5


@dataclass(frozen=True, slots=True)
class Score:
    """The counts of one kind of fact, over all gold articles that were measured."""

    kind: str
    found: int = 0
    fully_right: int = 0
    extra: int = 0
    missed: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.kind,
            self.found + other.found,
            self.fully_right + other.fully_right,
            self.extra + other.extra,
            self.missed + other.missed,
        )

    @property
    def precision(self) -> float | None:
        """The share of the facts that the gold has; None without any."""
        return _share(self.found, self.found + self.extra)

    @property
    def recall(self) -> float | None:
        """The share of the gold facts that were found; None without any."""
        return _share(self.found, self.found + self.missed)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; None where there is nothing to measure."""
        return _share(2 * self.found, 2 * self.found + self.extra + self.missed)

    @property
    def strict_f1(self) -> float | None:
        """As `f1`, over what is fully right."""
        return _share(2 * self.fully_right, 2 * self.found + self.extra + self.missed)


@dataclass(frozen=True, slots=True)
class Difference:
    """One disagreement: what the warehouse has, what the gold has; one of them is None when the other stands alone."""

    what: Literal["missed", "extra", "not fully right"]
    fact: Row | None
    gold: Row | None


@dataclass(frozen=True, slots=True)
class Measure:
    """How facts of one kind are compared: how alike two are (0: not the same), and whether all attributes are right."""

    kind: str
    alike: Callable[[Row, Row], float]
    right: Callable[[Row, Row], bool]


def compare(measure: Measure, facts: Sequence[Row], gold: Sequence[Row]) -> tuple[Score, list[Difference]]:
    """The score of one article's facts of one kind, and every disagreement."""
    pairs = _paired(measure, facts, gold)
    counted = [(fact, wanted) for fact, wanted in pairs if not gold[wanted].get("optional")]
    wrong = [(f, g) for f, g in counted if not measure.right(facts[f], gold[g])]
    paired_facts, paired_gold = {f for f, _ in pairs}, {g for _, g in pairs}
    extra = [
        fact
        for number, fact in enumerate(facts)
        if number not in paired_facts and not any(g.get("optional") and measure.alike(fact, g) for g in gold)
    ]
    missed = [g for number, g in enumerate(gold) if number not in paired_gold and not g.get("optional")]
    differences = [Difference("missed", None, g) for g in missed] + [Difference("extra", f, None) for f in extra]
    differences += [Difference("not fully right", facts[f], gold[g]) for f, g in wrong]
    score = Score(measure.kind, len(counted), len(counted) - len(wrong), len(extra), len(missed))
    return score, differences


def _paired(measure: Measure, facts: Sequence[Row], gold: Sequence[Row]) -> list[tuple[int, int]]:
    """One to one, the most alike first; of equals the earlier ones."""
    likeness = {(f, g): measure.alike(facts[f], gold[g]) for f in range(len(facts)) for g in range(len(gold))}
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for (f, g), alike in sorted(likeness.items(), key=lambda item: (-item[1], item[0])):
        if alike and f not in pairs and g not in taken:
            pairs[f] = g
            taken.add(g)
    return list(pairs.items())


def plain(text: object) -> str:
    """A name without what does not matter when names are compared."""
    return _PASSED_OVER.sub("", unicodedata.normalize("NFKC", str(text or "")).lower())


def same_name(name: object, others: Sequence[object]) -> float:
    """1 for an equal name, less for one that is called the same, 0 for another."""
    return max((_name_likeness(plain(name), plain(other)) for other in others), default=0.0)


def _name_likeness(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    short, long = sorted((one, other), key=len)
    if short in long and len(short) >= _CONTAINED * len(long):
        return 0.9
    common = _common([*pairwise(one)], [*pairwise(other)])
    return 0.95 * common if common >= _COMMON_PAIRS else 0.0


def _common(one: Sequence[object], other: Sequence[object]) -> float:
    """The share of signs, or pairs of them, that two names have in common."""
    total = len(one) + len(other)
    return 2 * (Counter(one) & Counter(other)).total() / total if total else 0.0


def _metric_alike(fact: Row, gold: Row) -> float:
    only_size = gold.get("measure") in ("growth", "change")
    same = _unit(fact["unit"]) == _unit(gold["unit"]) and all(
        _same_number(fact.get(end), gold.get(end), only_size=only_size) for end in ("value", "value_max")
    )
    if not same:
        return 0.0
    about = same_name(fact["subject"], [gold.get("subject")]) > 0
    return 0.5 + 0.1 * (sum(_metric_attributes(fact, gold)) + about)


def _metric_attributes(fact: Row, gold: Row) -> tuple[bool, ...]:
    one, other = plain(fact["indicator"]), plain(gold["indicator"])
    signs = _CLASSES.get(fact["comparator"], fact["comparator"]), _CLASSES.get(gold["comparator"], gold["comparator"])
    return (
        signs[0] == signs[1],
        fact["status"] == gold["status"],
        (fact["period"] or None) == (gold.get("period") or None),
        bool(one and other) and (one in other or other in one or _common(one, other) >= _COMMON_SIGNS),
    )


def _same_number(one: Any, other: Any, *, only_size: bool) -> bool:
    if one is None or other is None:
        return one is other
    first, second = (abs(float(n)) if only_size else float(n) for n in (one, other))
    return abs(first - second) <= 1e-9 * max(1.0, abs(first), abs(second))


def _unit(unit: object) -> str:
    return unicodedata.normalize("NFKC", str(unit or "")).strip()


def _initiative_alike(fact: Row, gold: Row) -> float:
    return same_name(fact["name"], [gold["name"], *gold.get("aliases", ())])


def _participant_alike(fact: Row, gold: Row) -> float:
    alike = same_name(fact["name"], [gold["name"], *gold.get("aliases", ())]) if fact["kind"] == gold["kind"] else 0.0
    return alike if alike == 1 or gold["kind"] == "organization" else 0.0


def _participant_right(fact: Row, gold: Row) -> bool:
    one, other = plain(fact["title"]), plain(gold.get("title"))
    return gold["kind"] != "person" or one == other or bool(one and other and (one in other or other in one))


def _role_alike(fact: Row, gold: Row) -> float:
    participant = _participant_alike(fact, gold["participant"])
    initiative = _initiative_alike({"name": fact["initiative_name"]}, gold["initiative"])
    return (participant + initiative) / 2 if participant and initiative else 0.0


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


MEASURES = (
    Measure("metric", _metric_alike, lambda fact, gold: all(_metric_attributes(fact, gold))),
    Measure(
        "initiative",
        _initiative_alike,
        lambda fact, gold: (fact["initiative_type"], fact["status"]) == (gold["type"], gold["status"]),
    ),
    Measure("participant", _participant_alike, _participant_right),
    Measure("role", _role_alike, lambda fact, gold: bool(fact["role"] == gold["role"])),
)
"""How each kind is measured, in the order in which the page shows them."""
