"""Fetching from the web: politely, with patience for what passes, with limits for what does not."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urldefrag, urljoin, urlsplit

import httpx
import tenacity

from zhizao.sources.answers import Answer, PassingError, RefusedError, read_answer
from zhizao.sources.limits import Limits
from zhizao.sources.network import Deadline, GuardedTransport, PrivateAddressError
from zhizao.sources.robots import MAX_BYTES as ROBOTS_BYTES
from zhizao.sources.robots import Robots, parse_robots
from zhizao.sources.web import WebSource

_LONGEST_WAIT = 120.0
"""Seconds a host may ask us to wait within a visit; for longer we leave and come back with the next one."""
_GIVE_UP = 3
"""After so many requests in a row that failed for good, a host is left alone for the rest of the visit."""


@dataclass
class _Host:
    """What a visit knows of a host."""

    next_turn: float = 0.0
    robots: Robots | None = None


@dataclass
class Fetcher:
    """Fetches for one visit of one source; to be used as a context."""

    source: WebSource
    limits: Limits
    _hosts: dict[str, _Host] = field(default_factory=dict)
    _failures: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        """Prepare the connection pool; nothing is sent yet."""
        clock = self.limits.clock
        self._ends = clock.monotonic() + self.limits.visit_seconds
        self._deadline = Deadline(clock.monotonic)
        self._secrets = self.source.secrets()
        self._own = {_origin(url) for url in self.source.addresses()}
        self._client = httpx.Client(
            transport=GuardedTransport(self._deadline, allow_private=self.source.allow_private),
            headers={"User-Agent": self.source.user_agent, "Accept-Encoding": "gzip", "Accept": "*/*"},
            timeout=httpx.Timeout(self.source.read_timeout, connect=self.source.connect_timeout),
            trust_env=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    @property
    def time_is_up(self) -> bool:
        """Whether the visit has lasted as long as it may."""
        return self.limits.clock.monotonic() >= self._ends

    def get(
        self, url: str, validators: Mapping[str, str] | None = None, *, robots: bool = True, most: int = 0
    ) -> Answer:
        """Fetch an address, following its redirects; each is checked as the first one was.

        `robots` is false for what a person named as the way in: a feed, a sitemap. `most` is what it may hold in
        bytes, when that is not the limit of a document. Raises RefusedError, or PassingError when all attempts failed.
        """
        for _ in range(self.source.max_redirects + 1):
            _check_address(url)
            url = urldefrag(url).url
            if robots:
                self._ask_robots(url)
            answer = self._persistently(url, validators or {}, most or self.limits.max_document_bytes)
            if not answer.redirects:
                return answer
            url = _joined(url, answer.headers["location"])
        raise RefusedError(
            "too_many_redirects", f"redirects more than {self.source.max_redirects} times: name its last address."
        )

    def _ask_robots(self, url: str) -> None:
        host = self._host(url)
        if host.robots is None:
            host.robots = self._robots(urljoin(url, "/robots.txt"))
        if not host.robots.allows(url):
            raise RefusedError(
                "robots_disallowed", "is closed to crawlers by the robots.txt of its host: leave it out."
            )

    def _robots(self, url: str) -> Robots:
        """The host's rules: none when it has none (4xx); while they cannot be had, the host is not asked (RFC 9309)."""
        try:
            for _ in range(self.source.max_redirects + 1):
                answer = self._persistently(url, {}, ROBOTS_BYTES, cut=True)
                if not answer.redirects:
                    return parse_robots(answer.content, self.source.user_agent)
                url = _joined(url, answer.headers["location"])
                _check_address(url)
        except PassingError as error:
            raise PassingError(f"was not asked for: the robots.txt of its host {error}", error.wait) from error
        except RefusedError as error:
            if error.code == "private_address":
                raise
        return Robots()

    def _persistently(self, url: str, validators: Mapping[str, str], most: int, *, cut: bool = False) -> Answer:
        """Ask, and ask again while that may help."""
        origin = _origin(url)
        if self._failures[origin] >= _GIVE_UP:
            raise PassingError("was not asked for: its host failed too often in this visit.")
        retrying = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(self.source.attempts),
            wait=_pause,
            retry=tenacity.retry_if_exception(_worth_another_try),
            sleep=self.limits.clock.sleep,
            reraise=True,
        )
        try:
            answer: Answer = retrying(self._ask, url, validators, most, cut)
        except PassingError as error:
            self._failures[origin] += 1 if error.wait is None else _GIVE_UP
            raise
        except RefusedError:
            self._failures[origin] = 0
            raise
        self._failures[origin] = 0
        return answer

    def _ask(self, url: str, validators: Mapping[str, str], most: int, cut: bool) -> Answer:  # noqa: FBT001 - tenacity hands arguments on by position
        self._wait_turn(url)
        self._deadline.begin(self.source.total_timeout)
        headers = {**validators, **(self._secrets if _origin(url) in self._own else {})}
        try:
            with self._client.stream("GET", url, headers=headers) as response:
                return read_answer(url, response, most, cut=cut)
        except PrivateAddressError as error:
            raise RefusedError(
                "private_address", f"is not public ({error}): set `allow_private` if it is yours."
            ) from error
        except httpx.TimeoutException as error:
            raise PassingError("did not answer in time.") from error
        except httpx.TransportError as error:
            raise PassingError(f"could not be fetched ({str(error).rstrip('.') or type(error).__name__}).") from error
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError) as error:
            raise RefusedError("bad_address", "is no address of the web: correct the link.") from error

    def _wait_turn(self, url: str) -> None:
        clock, host = self.limits.clock, self._host(url)
        if (pause := host.next_turn - clock.monotonic()) > 0:
            clock.sleep(pause)
        delay = max(self.source.delay_seconds, host.robots.delay if host.robots else 0.0)
        host.next_turn = clock.monotonic() + delay

    def _host(self, url: str) -> _Host:
        return self._hosts.setdefault(_origin(url), _Host())


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}".lower()


def _check_address(url: str) -> None:
    try:
        parts = urlsplit(url)
        fits = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fits = False
    if not fits:
        raise RefusedError("bad_address", "is no http or https address: correct the link.")


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError:
        raise RefusedError("bad_address", "redirects to what is no address: correct the link.") from None


def _worth_another_try(error: BaseException) -> bool:
    return isinstance(error, PassingError) and (error.wait or 0.0) <= _LONGEST_WAIT


def _pause(state: tenacity.RetryCallState) -> float:
    """What the host asks for, else 1, 2, 4 … seconds with a little chance in it."""
    error = state.outcome.exception() if state.outcome else None
    asked = error.wait if isinstance(error, PassingError) else None
    return asked if asked is not None else tenacity.wait_exponential_jitter(initial=1, max=30)(state)
