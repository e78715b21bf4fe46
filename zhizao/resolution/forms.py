"""The small types of entity resolution, and what makes a form: the names that articles use."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Kind = Literal["organization", "person", "initiative", "indicator"]

ARTICLE = "article:"
"""What a context begins with in which a form means something only inside its article."""

_DROPPED = str.maketrans("", "", " \t\r\n\u200b\"“”'‘’「」『』《》〈〉·・•‧")
_ENCLOSED = re.compile(r"“([^“”]*)”|‘([^‘’]*)’|「([^「」]*)」|『([^『』]*)』|\"([^\"]*)\"")
_SEPARATOR, _ABSENT = "\x1f", "\x1e"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as one article's mention gives it, with what the mention says of the thing."""

    kind: Kind
    name: str
    aliases: tuple[str, ...] = ()
    affiliation: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """What resolution looks at in one article: its mentions, the subjects of its metrics, and where it plays."""

    key: str
    load_id: str
    mentions: tuple[Mention, ...] = ()
    subjects: tuple[str, ...] = ()
    publisher: str | None = None
    title: str | None = None
    body: str = ""


@dataclass(frozen=True, slots=True)
class ArticleForm:
    """A form (name or alias) that one article uses; an alias bears the key of the name it stands for."""

    article_key: str
    kind: Kind
    normalised_form: str
    form: str
    is_name: bool
    times_as_name: int
    form_key: str
    load_id: str
    context: str | None = None
    employer_key: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A form that an article leans on without naming the thing as its own: an employer, or the subject of a metric."""

    article_key: str
    role: Literal["employer", "subject"]
    kind: Kind
    form_key: str
    normalised_form: str
    form: str
    context: str | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """A distinct form over all articles. `context` is what it is relative to, None for a form that says it all.

    `is_named` tells whether an article names a participant, initiative or indicator so; other forms only occur as
    somebody's employer. `employer_key` is the form of a person's employer.
    """

    key: str
    kind: Kind
    name: str
    normalised_name: str
    context: str | None = None
    employer_key: str | None = None
    is_named: bool = True


def form_key(kind: Kind, *parts: str | None) -> str:
    """The key of a form: md5 of its kind and of what makes it, None told from an empty string.

    The macro `key` of the dbt project gives the same, so that both can look a form up.
    """
    written = _SEPARATOR.join((kind, *(_ABSENT if part is None else part for part in parts)))
    return hashlib.md5(written.encode(), usedforsecurity=False).hexdigest()


@lru_cache(maxsize=1 << 16)
def normalised_name(name: str) -> str:
    """A name without width, case, spaces and quotation marks; what the SQL function `ops.normalised_name` gives."""
    return unicodedata.normalize("NFKC", name).translate(_DROPPED).lower()


def without_enclosing_quotes(name: str) -> str:
    """A name without the quotation marks that wrap all of it; marks that wrap a part of it stay."""
    match = _ENCLOSED.fullmatch(name)
    return next(inner for inner in match.groups() if inner is not None) if match else name
