"""What a host asks of crawlers: robots.txt as RFC 9309 reads it, with `*`, `$`, the longest rule, and Crawl-delay.

The standard library's parser takes the first rule that fits and knows no wildcards, so it allows much of what hosts
forbid today.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

MAX_BYTES = 512_000
"""RFC 9309 asks for at least 500 KiB; what stands behind is not read."""

_DELAY = re.compile(r"\d{1,5}(?:\.\d+)?")


@dataclass
class _Group:
    """The rules for some agents."""

    agents: list[str] = field(default_factory=list)
    rules: list[tuple[str, bool]] = field(default_factory=list)
    delay: float | None = None
    closed: bool = False


@dataclass(frozen=True)
class Robots:
    """The rules that bind us: paths by whether they are allowed, and the seconds to wait between requests."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0

    def allows(self, url: str) -> bool:
        """Whether the longest rule that fits the path allows it; of two as long, the one that allows; none allows."""
        parts = urlsplit(url)
        path = _normal((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        fitting = [(len(rule), allowed) for rule, allowed in self.rules if _fits(rule, path)]
        return max(fitting, default=(0, True))[1]


def parse_robots(content: bytes, agent: str) -> Robots:
    """The rules for our agent's product name (`zhizao` of `zhizao/1.0`), else those for all."""
    product = agent.partition("/")[0].strip().lower()
    groups = list(_groups(_statements(content)))
    ours = [g for g in groups if product in g.agents] or [g for g in groups if "*" in g.agents]
    rules = tuple(rule for group in ours for rule in group.rules)
    return Robots(rules, max((group.delay or 0.0 for group in ours), default=0.0))


def _statements(content: bytes) -> Iterator[tuple[str, str]]:
    text = content[:MAX_BYTES].decode("utf-8-sig", "replace")
    for line in re.split(r"[\r\n]+", text):
        name, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield name.strip().lower(), value.strip()


def _groups(statements: Iterable[tuple[str, str]]) -> Iterator[_Group]:
    """Lines of agents that follow one another begin one group; anything else closes its head."""
    group = _Group()
    for name, value in statements:
        if name == "user-agent":
            if group.closed:
                yield group
                group = _Group()
            group.agents.append(value.partition("/")[0].strip().lower())
        elif name in {"allow", "disallow"}:
            group.closed = True
            if value:
                group.rules.append((_normal(value), name == "allow"))
        elif name == "crawl-delay":
            group.closed = True
            group.delay = float(value) if _DELAY.fullmatch(value) else None
    yield group


def _normal(path: str) -> str:
    """A path or rule in one spelling: whatever is not plain ASCII is percent-encoded, in capitals."""
    return re.sub(r"%[0-9a-fA-F]{2}", lambda m: m[0].upper(), quote(path, safe="/?*$%&=+,;:@!~'()[]#"))


def _fits(rule: str, path: str) -> bool:
    """Whether a rule fits the beginning of the path; no regular expression, whose time many stars would blow up."""
    whole = rule.endswith("$")
    head, *pieces = rule.removesuffix("$").split("*")
    if not path.startswith(head):
        return False
    position = len(head)
    last = pieces.pop() if pieces and whole else None
    for piece in pieces:
        found = path.find(piece, position)
        if found < 0:
            return False
        position = found + len(piece)
    if last is not None:
        return len(path) - len(last) >= position and path.endswith(last)
    return position == len(path) if whole else True
