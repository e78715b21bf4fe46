"""Papers that are not yet, or already, in force: drafts open for comments, and what was drawn up long ago."""

import re

from zhizao.extraction.initiatives.words import Frame
from zhizao.extraction.mentions import InitiativeStatus

_DRAFT = re.compile(r"征求意见稿|草案|送审稿|讨论稿")
_PAST = re.compile(r"去年|前年|此前|早在|先后|相继|已经?(?=制)|便(?:牵头|率先)?制|20\d\d年\d{1,2}月[^。]{0,20}制定")
_ONGOING = re.compile(r"将|正在|加快|抓紧|计划|拟|尽快|推动|希望|建议")


def draft_status(name: str, frame: Frame, before: str) -> InitiativeStatus | None:
    """The status of the paper `name`, or None where its verb decides; `before` is its sentence up to the name."""
    if _DRAFT.search(name) and "通过" not in frame.verb:
        return "proposed"
    drawn_up = frame.strength == "drafting" and frame.verb.endswith("制定")
    if drawn_up and _PAST.search(before) and not _ONGOING.search(before):
        return "in_operation"
    return None
