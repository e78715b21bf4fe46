"""States and what is called after them: 赞比亚共和国政府, 中国驻英国使馆, 中共中央宣传部."""

import re
from functools import lru_cache

from zhizao.resolution.places import country_of
from zhizao.resolution.readings import Reason, Signature

_EMBASSY = re.compile(r"(.{2,14})驻(.{2,14}?)(?:大)?使馆")
_PARTY = re.compile(r"(?:中国共产党|中共)(?=中央.)")
_STATE_BODY = re.compile(r"(.{2,16}?)((?:联邦|临时)?(?:政府|议会|国防部|外交部|财政部|内政部|最高法院|中央银行))")


@lru_cache(maxsize=1 << 14)
def state_signature(text: str) -> Signature | None:
    """The signature of a state, an embassy, or a body named after its state."""
    if country := country_of(text):
        return Signature(Reason.grammar, f"country {country}", f"the state {country}")
    if embassy := _EMBASSY.fullmatch(text):
        sender, host = (country_of(name) or name for name in embassy.groups())
        return Signature(Reason.grammar, f"embassy {sender}|{host}", f"embassy of {sender} in {host}")
    if body := _STATE_BODY.fullmatch(text):
        country = country_of(body[1])
        return Signature(Reason.grammar, f"of {country}|{body[2]}", f"{body[2]} of {country}") if country else None
    return None


def party_body(text: str) -> str:
    """A body of the party's centre without the party before it: 中共中央宣传部 → 中央宣传部."""
    return _PARTY.sub("", text)
