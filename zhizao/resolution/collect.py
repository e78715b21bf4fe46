"""From the mentions of one article to its forms: which names and aliases it uses, and for what."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from zhizao.resolution.forms import (
    Article,
    ArticleForm,
    Kind,
    Mention,
    Reference,
    form_key,
    normalised_name,
    without_enclosing_quotes,
)
from zhizao.resolution.surroundings import Surroundings

Normalise = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Collected:
    """The forms of one article, and those it leans on."""

    forms: tuple[ArticleForm, ...]
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class _Identity:
    """What a name of the article is: its key, what it is relative to, and a person's employer."""

    key: str
    context: str | None = None
    employer_key: str | None = None


def collect(article: Article, normalise: Normalise = normalised_name) -> Collected:
    """The forms of `article`; `normalise` is `normalised_name`, or the database's own answers of the same function."""
    return _Collector(article, normalise).collected()


class _Collector:
    """Works through one article; what a name stands for is decided once and holds for the whole article."""

    def __init__(self, article: Article, normalise: Normalise) -> None:
        self._article = article
        self._mentions = sorted(article.mentions, key=_standing)
        self._normalise = normalise
        self._surroundings = Surroundings(article)
        self._organizations = self._known_organizations()

    def collected(self) -> Collected:
        """Names first, then the aliases that are no names of the article, then the references."""
        return Collected(tuple(self._forms()), tuple(self._references()))

    def _known_organizations(self) -> dict[str, str]:
        """The name that each form of an organization stands for: a name comes before an alias."""
        mentions = [mention for mention in self._mentions if mention.kind == "organization"]
        known: dict[str, str] = {}
        for mention in sorted(mentions, key=lambda m: self._normalise(m.name)):
            for alias in mention.aliases:
                known.setdefault(self._normalise(alias), mention.name)
        return known | {self._normalise(mention.name): mention.name for mention in mentions}

    def _identity(self, mention: Mention) -> _Identity:
        if mention.kind != "person":
            return self._own_identity(mention.kind, mention.name)
        name = self._normalise(mention.name)
        if mention.affiliation is None:
            inside = self._surroundings.of("person", mention.name)
            return _Identity(form_key("person", name, None, *((inside,) if inside else ())), inside)
        employer = self._employer(mention.affiliation)
        identity = self._own_identity("organization", employer)
        context = (identity.context,) if identity.context else ()
        return _Identity(form_key("person", name, self._normalise(employer), *context), None, identity.key)

    def _own_identity(self, kind: Kind, name: str) -> _Identity:
        context = self._surroundings.of(kind, name)
        return _Identity(form_key(kind, self._normalise(name), *((context,) if context else ())), context)

    def _employer(self, affiliation: str) -> str:
        return self._organizations.get(self._normalise(affiliation), affiliation)

    def _forms(self) -> Iterator[ArticleForm]:
        names: Counter[tuple[Kind, str]] = Counter()
        identities: dict[tuple[Kind, str], _Identity] = {}
        for mention in self._mentions:
            shown = mention.kind, without_enclosing_quotes(mention.name)
            names[shown] += 1
            identities.setdefault(shown, self._identity(mention))
        for (kind, form), times in names.items():
            yield self._form(kind, form, times, identities[kind, form])
        taken = set(names)
        for mention in sorted(self._mentions, key=lambda m: (m.kind, self._normalise(m.name))):
            for alias in map(without_enclosing_quotes, mention.aliases):
                if alias and (mention.kind, alias) not in taken:
                    taken.add((mention.kind, alias))
                    yield self._form(mention.kind, alias, 0, self._identity(mention))

    def _form(self, kind: Kind, form: str, times: int, identity: _Identity) -> ArticleForm:
        return ArticleForm(
            article_key=self._article.key,
            kind=kind,
            normalised_form=self._normalise(form),
            form=form,
            is_name=times > 0,
            times_as_name=times,
            form_key=identity.key,
            load_id=self._article.load_id,
            context=identity.context,
            employer_key=identity.employer_key,
        )

    def _references(self) -> Iterator[Reference]:
        key = self._article.key
        affiliations = {m.affiliation for m in self._mentions if m.kind == "person" and m.affiliation}
        for employer in sorted({self._employer(affiliation) for affiliation in affiliations}):
            identity = self._own_identity("organization", employer)
            normalised = self._normalise(employer)
            yield Reference(key, "employer", "organization", identity.key, normalised, employer, identity.context)
        kinds: tuple[Kind, ...] = ("organization", "initiative")
        for subject in sorted({self._normalise(subject) for subject in self._article.subjects}):
            for kind in kinds:
                yield Reference(key, "subject", kind, form_key(kind, subject), subject, subject)


def _standing(mention: Mention) -> tuple[object, ...]:
    """An order of mentions that is none of the database's; of one name's the one with an affiliation comes first."""
    return mention.kind, mention.name, mention.affiliation is None, mention.affiliation or "", mention.aliases
