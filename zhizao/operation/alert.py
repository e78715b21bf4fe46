"""An alert: what a person is told, as a mail, as JSON and as a line of chat."""

from dataclasses import dataclass, field
from html import escape
from typing import Literal

Kind = Literal["failure", "gate", "warnings", "freshness", "recovery"]

_MOST_DETAILS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One message: a headline, the sentence, particulars such as failed checks, and places to look at by name."""

    kind: Kind
    headline: str
    sentence: str
    load_id: str | None = None
    details: tuple[str, ...] = ()
    links: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """All of it as lines of plain text."""
        told = [f"- {detail}" for detail in self.details[:_MOST_DETAILS]]
        if more := len(self.details) - _MOST_DETAILS:
            told += [f"- … and {more} more"] if more > 0 else []
        places = [f"{name}: {place}" for name, place in self.links.items()]
        return "\n".join([self.headline, "", self.sentence, *told, *([""] if places else []), *places])

    @property
    def html(self) -> str:
        """All of it as the body of a mail; nothing of an article's text is taken for markup."""
        return f"<pre>{escape(self.text)}</pre>"

    @property
    def fields(self) -> dict[str, object]:
        """All of it as JSON; `text` is what chat services show."""
        return {
            "source": "zhizao",
            "kind": self.kind,
            "text": self.text,
            "headline": self.headline,
            "sentence": self.sentence,
            "load_id": self.load_id,
            "details": list(self.details),
            "links": self.links,
        }
