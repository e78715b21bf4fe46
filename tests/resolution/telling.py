"""Articles told in one line each, and what resolution makes of them without a database."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from zhizao.resolution.collect import collect
from zhizao.resolution.decisions import Decisions
from zhizao.resolution.edges import Alias, StoryForm
from zhizao.resolution.forms import Article, ArticleForm, Form, Kind, Mention, Reference
from zhizao.resolution.outcome import Resolution
from zhizao.resolution.resolving import Evidence, resolve_forms


def organization(name: str, *aliases: str) -> Mention:
    return Mention("organization", name, aliases)


def initiative(name: str, *aliases: str) -> Mention:
    return Mention("initiative", name, aliases)


def person(name: str, affiliation: str | None = None) -> Mention:
    return Mention("person", name, (), affiliation)


def indicator(name: str) -> Mention:
    return Mention("indicator", name)


def article(key: str, *mentions: Mention, publisher: str | None = None, body: str = "") -> Article:
    return Article(key, "load-000001", mentions, (), publisher, None, body)


def numbered(*stories: Iterable[Mention]) -> list[Article]:
    return [article(str(number), *mentions) for number, mentions in enumerate(stories)]


class Resolved:
    """The outcome, asked by names."""

    def __init__(self, forms: dict[str, Form], outcome: Resolution) -> None:
        self.forms, self.outcome = forms, outcome

    def written(self, key: str) -> str:
        form = self.forms[key]
        employer = f"@{self.forms[form.employer_key].name}" if form.employer_key else ""
        return f"{form.name}{employer}"

    def groups(self, kind: Kind) -> set[frozenset[str]]:
        """The names of each entity's forms, employers that nobody names aside."""
        found = defaultdict(set)
        for key, entity in self.outcome.entity_of.items():
            if self.forms[key].kind == kind and self.forms[key].is_named:
                found[entity].add(self.written(key))
        return {frozenset(names) for names in found.values()}

    def partition(self) -> set[frozenset[str]]:
        found = defaultdict(set)
        for key, entity in self.outcome.entity_of.items():
            found[entity].add(key)
        return {frozenset(keys) for keys in found.values()}

    def entity_name(self, name: str) -> str:
        (key,) = {self.outcome.entity_of[key] for key, form in self.forms.items() if form.name == name}
        return self.outcome.names.get(key, self.forms[key].name)

    def reasons(self) -> dict[str, str]:
        return {self.forms[merge.form_key].name: merge.reason for merge in self.outcome.merges}

    def reviewed(self) -> set[tuple[str, frozenset[str]]]:
        return {
            (review.reason, frozenset((self.written(review.form_key_a), self.written(review.form_key_b))))
            for review in self.outcome.reviews
        }


def resolved(articles: Iterable[Article], decisions: Decisions | None = None, **stories: list[str]) -> Resolved:
    """Resolve articles; `stories` gives the articles of each story that has copies."""
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    first: dict[str, ArticleForm | Reference] = {}
    aliases, told = set(), set()
    for one in articles:
        collected = collect(one)
        for form in collected.forms:
            if form.is_name:
                spelled[form.form_key][form.form] += form.times_as_name
                first[form.form_key] = form
                told |= {StoryForm(name, form.form_key) for name, keys in stories.items() if one.key in keys}
            else:
                aliases.add(Alias(form.kind, form.normalised_form, form.form_key))
        for reference in collected.references:
            if reference.role == "employer":
                spelled[reference.form_key][reference.form] += 0
                first.setdefault(reference.form_key, reference)
    forms = {key: _form(key, one, spelled[key]) for key, one in first.items()}
    evidence = Evidence(tuple(aliases), tuple(told))
    return Resolved(forms, resolve_forms(forms.values(), evidence, decisions or Decisions()))


def _form(key: str, one: ArticleForm | Reference, spellings: Counter[str]) -> Form:
    name = min(spellings, key=lambda form: (-spellings[form], -len(form), form))
    employer = one.employer_key if isinstance(one, ArticleForm) else None
    return Form(key, one.kind, name, one.normalised_form, one.context, employer, spellings.total() > 0)
