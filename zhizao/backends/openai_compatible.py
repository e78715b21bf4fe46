"""A backend for any service that speaks OpenAI's chat completions: vLLM, Ollama, llama.cpp, hosted ones.

Protocol: https://platform.openai.com/docs/api-reference/chat, of which only `model`, `messages` and, where the service
takes them, `response_format`, `temperature` and `max_tokens` are used.
"""

from typing import Any

import httpx
import tenacity

from zhizao.backends.backend import Answer, BackendFaultError
from zhizao.backends.question import MOST_ANSWER_TOKENS, SCHEMA, estimated_tokens, messages, parts, revision
from zhizao.backends.reply import BadAnswerError, Mention, is_fit, read_reply
from zhizao.backends.settings import BackendSettings
from zhizao.extraction.proposals import Proposal
from zhizao.sources.answers import PassingError, RefusedError, read_answer
from zhizao.sources.limits import Clock
from zhizao.sources.network import Deadline, GuardedTransport

NAME = "openai_compatible"
_LONGEST_ANSWER = 1_000_000
"""Bytes: a hundred times what the question allows."""
_LONGEST_WAIT = 60.0
"""Seconds: a service that asks for more patience is waited for no longer than this."""
_ARTICLE_PATIENCE = 5
"""An article of many parts may take so many times as long as one request."""
_UNKNOWN_FIELDS = frozenset({"http_400", "http_415", "http_422", "http_501"})
"""How services answer that know no `response_format`, or want their tokens limited by another name."""


class OpenAICompatible:
    """One configured service; it keeps the form of question that the service took last."""

    def __init__(self, settings: BackendSettings, clock: Clock | None = None) -> None:
        """Nothing is sent yet; `clock` measures the deadline and sleeps between attempts."""
        self._settings = settings
        self._clock = clock or Clock()
        self._structured = True
        self._deadline = Deadline(self._clock.monotonic)
        self._article_ends = float("inf")
        self._url = f"{(settings.url or '').rstrip('/')}/chat/completions"

    @property
    def identity(self) -> str:
        """Name, model and revision of the question."""
        return f"{NAME}:{self._settings.model}:{revision()}"

    def estimate(self, body: str) -> int:
        """The most tokens that asking about this article should take."""
        return sum(map(estimated_tokens, parts(body)))

    def propose(self, body: str) -> Answer:
        """The names in one article, asked for part by part. Raises BackendFaultError; then no part counts."""
        named: dict[Proposal, None] = {}
        unfit = tokens = 0
        self._article_ends = self._clock.monotonic() + _ARTICLE_PATIENCE * self._settings.timeout
        with self._client() as client:
            for part in parts(body):
                try:
                    mentions, taken = self._converse(client, part)
                except BackendFaultError as fault:
                    fault.tokens += tokens
                    raise
                tokens += taken
                fit = [mention for mention in mentions if is_fit(mention.text.strip())]
                unfit += len(mentions) - len(fit)
                named |= dict.fromkeys(Proposal(mention.kind, mention.text.strip(), NAME) for mention in fit)
        return Answer(tuple(named), unfit, tokens)

    def _client(self) -> httpx.Client:
        key = self._settings.key
        headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
        if key is not None and key.get_secret_value():
            headers["Authorization"] = f"Bearer {key.get_secret_value()}"
        # Redirects are not followed: the key and the article go to the address that was configured.
        return httpx.Client(
            transport=GuardedTransport(self._deadline, allow_private=True), headers=headers,
            timeout=self._settings.timeout, trust_env=False, follow_redirects=False,
        )  # fmt: skip

    def _converse(self, client: httpx.Client, part: str) -> tuple[list[Mention], int]:
        """The mentions in one part and what they cost, with every way of failing told as a fault."""
        estimate = estimated_tokens(part)
        try:
            mentions, tokens = read_reply(self._post(client, part))
        except BadAnswerError as error:
            tokens = estimate if error.tokens is None else error.tokens
            raise BackendFaultError("bad_answer", "The service did not answer in the agreed form.", tokens) from None
        except RefusedError as error:
            raise _refusal(error, estimate) from None
        except PassingError:
            raise BackendFaultError("overloaded", "The service was busy or broken, also when asked again.") from None
        except httpx.TimeoutException:
            reason = "The service gave no whole answer in time: see ZHIZAO_BACKEND_TIMEOUT."
            raise BackendFaultError("timeout", reason, estimate) from None
        except httpx.TransportError as error:
            reason = f"The service could not be reached, or the connection broke ({type(error).__name__})."
            raise BackendFaultError("unreachable", reason) from None
        except Exception as error:  # noqa: BLE001 - whatever a service provokes must not stop the load
            reason = f"Asking the service failed ({type(error).__name__})."
            raise BackendFaultError("failed", reason, estimate) from None
        return mentions, estimate if tokens is None else tokens

    def _post(self, client: httpx.Client, part: str) -> bytes:
        """The service's answer; one that knows no structured answers is asked again in the plainest way."""
        if self._structured:
            try:
                return self._persistently(client, self._question(part))
            except RefusedError as error:
                if error.code not in _UNKNOWN_FIELDS:
                    raise
        content = self._persistently(client, self._plain_question(part))
        self._structured = False
        return content

    def _plain_question(self, part: str) -> dict[str, Any]:
        return {"model": self._settings.model, "messages": messages(part), "stream": False}

    def _question(self, part: str) -> dict[str, Any]:
        form = {"type": "json_schema", "json_schema": {"name": "mentions", "strict": True, "schema": SCHEMA}}
        settled = {"temperature": 0, "max_tokens": MOST_ANSWER_TOKENS, "response_format": form}
        return self._plain_question(part) | settled

    def _persistently(self, client: httpx.Client, question: dict[str, Any]) -> bytes:
        retrying = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(1 + self._settings.retries),
            wait=_pause,
            retry=tenacity.retry_if_exception_type(PassingError),
            sleep=self._clock.sleep,
            reraise=True,
        )
        return retrying(self._send, client, question)

    def _send(self, client: httpx.Client, question: dict[str, Any]) -> bytes:
        if self._clock.monotonic() >= self._article_ends:
            raise httpx.ReadTimeout("the time for the whole article is over")
        self._deadline.begin(self._settings.timeout)
        with client.stream("POST", self._url, json=question) as response:
            answer = read_answer(self._url, response, _LONGEST_ANSWER, cut=False)
        if answer.status != httpx.codes.OK:
            raise RefusedError(f"http_{answer.status}", "is elsewhere.")
        return answer.content


def _refusal(error: RefusedError, estimate: int) -> BackendFaultError:
    """A refusal in our own words; of what the service says only the status is repeated."""
    if error.code == "too_large":
        reason = f"The answer is longer than the {_LONGEST_ANSWER:,} bytes allowed."
        return BackendFaultError("too_large", reason, estimate)
    if error.code.startswith(("http_", "not_found")):
        told = error.code.replace("http_", "status ").replace("not_found", "status 404 or 410")
        return BackendFaultError("refused", f"The service refused the request ({told}): see docs/backends.md.")
    return BackendFaultError("bad_answer", f"The answer could not be unpacked ({error.code}).", estimate)


def _pause(state: tenacity.RetryCallState) -> float:
    """What the service asks for, else 1, 2, 4 … seconds; never more than a minute."""
    error = state.outcome.exception() if state.outcome else None
    asked = error.wait if isinstance(error, PassingError) else None
    return min(_LONGEST_WAIT, tenacity.wait_exponential(multiplier=1)(state) if asked is None else asked)
