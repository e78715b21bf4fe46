"""Reading what a language model answered: strictly, since nothing in it can be trusted."""

import json
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, Field, ValidationError

from zhizao.extraction.proposals import ProposalKind

_MOST_MENTIONS = 500
_MOST_TOKENS = 10_000_000
_LONGEST_KEPT = 200
"""Characters: what is longer is no name and is not stored."""
_MOST_TRIES = 20
_FENCED = re.compile(r"```(?:json)?\s*(.*?)```", re.DOTALL | re.IGNORECASE)


class Mention(BaseModel):
    """One name as the model gives it."""

    kind: ProposalKind
    text: str


class _Mentions(BaseModel):
    mentions: list[Mention] = Field(max_length=_MOST_MENTIONS)


class _Message(BaseModel):
    content: str


class _Choice(BaseModel):
    message: _Message


class _Completion(BaseModel):
    choices: list[_Choice] = Field(min_length=1)
    usage: Any = None


class BadAnswerError(Exception):
    """The answer is not of the agreed form; `tokens` is what it cost, when it says so believably."""

    def __init__(self, tokens: int | None = None) -> None:
        super().__init__("The answer is not of the agreed form.")
        self.tokens = tokens


def read_reply(content: bytes) -> tuple[list[Mention], int | None]:
    """The mentions in a completion, and the tokens it says it took. Raises BadAnswerError."""
    try:
        completion = _Completion.model_validate_json(content)
    except ValidationError as error:
        raise BadAnswerError from error
    tokens = _tokens(completion.usage)
    for text in _candidates(completion.choices[0].message.content):
        try:
            return _Mentions.model_validate_json(text).mentions, tokens
        except (ValidationError, UnicodeError):
            continue
    raise BadAnswerError(tokens)


def _tokens(usage: Any) -> int | None:
    """The tokens used, unless absent or absurd."""
    total = usage.get("total_tokens") if isinstance(usage, dict) else None
    return total if type(total) is int and 0 <= total <= _MOST_TOKENS else None


def _candidates(text: str) -> Iterator[str]:
    """What may be the JSON of the answer: the whole, what stands in a fence, then what begins with a brace."""
    yield text
    yield from (match.group(1) for match in _FENCED.finditer(text))
    at = text.find("{")
    for _ in range(_MOST_TRIES):
        if at < 0:
            return
        try:
            _, end = json.JSONDecoder().raw_decode(text, at)
            yield text[at:end]
        except (ValueError, RecursionError):
            end = at + 1
        at = text.find("{", end)


def is_fit(surface: str) -> bool:
    """Whether a name can be kept at all: no control signs, no halves of characters, no whole paragraphs."""
    kinds = {unicodedata.category(sign) for sign in surface}
    return 0 < len(surface) <= _LONGEST_KEPT and kinds.isdisjoint({"Cc", "Cs", "Co", "Cn"})
