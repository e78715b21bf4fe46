"""Ceremonies that are named after what is signed there."""

import re
from dataclasses import replace

from zhizao.extraction.initiatives.candidate import Candidate

_SIGNING = re.compile(r"(?P<paper>[^“”《》]{4,}?(?P<head>协议|备忘录|意向书|合同))(?:的)?(?:签约|签署|签字|签订)仪式$")


_SIGNED = 0.3  # the ceremony tells that it is signed


def signed_there(ceremony: Candidate) -> Candidate | None:
    """The agreement that a ceremony of signing is named after: 某基地意向协议签约仪式."""
    match = _SIGNING.match(ceremony.name) if ceremony.type == "event" else None
    if match is None:
        return None
    end = ceremony.start + match.end("paper")
    score = ceremony.score + _SIGNED
    return replace(
        ceremony,
        score=score,
        end=end,
        name=match["paper"],
        type="agreement",
        rule="initiative.head.agreement",
        head=match["head"],
    )
