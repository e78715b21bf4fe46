"""Entity resolution of one candidate: rewrites the forms of changed articles, resolves, and says what it affects."""

from dataclasses import dataclass

from psycopg2.extensions import connection as Connection

from zhizao.resolution.articles import changed_articles, names_in
from zhizao.resolution.collect import collect
from zhizao.resolution.decisions import Decisions
from zhizao.resolution.edges import Alias, StoryForm
from zhizao.resolution.forms import Form
from zhizao.resolution.outcome import Resolution
from zhizao.resolution.resolving import NO_DECISIONS, Evidence, resolve_forms
from zhizao.resolution.tables import Tables, normaliser

_FORM_COLUMNS = (
    *("form_key", "kind", "name", "normalised_name", "context", "employer_key", "is_named"),
    *("entity_key", "entity_name", "entity_type"),
)
_OWN_COLUMNS = 7
"""Columns that tell the form itself; those behind them tell its entity."""

_ALIASES = "select distinct kind, normalised_form, form_key from {schema}.article_forms where not is_name"

_STORY_FORMS = """
    select distinct syndicated.syndication_key, forms.form_key
    from {schema}.int_articles_syndicated syndicated join {schema}.article_forms forms using (article_key)
    where forms.is_name and forms.kind <> 'indicator' and syndicated.syndication_key in (
        select syndication_key from {schema}.int_articles_syndicated group by syndication_key having count(*) > 1)"""

_TOUCHED_FORMS = """
    with used as (
        select form_key, kind, form, normalised_form, context, employer_key, times_as_name
        from {schema}.article_forms where is_name and form_key = any(%s)
        union all
        select form_key, kind, form, normalised_form, context, null, 0
        from {schema}.article_references where role = 'employer' and form_key = any(%s)),
    spelled as (
        select form_key, kind, form, normalised_form, context, employer_key, sum(times_as_name) as times
        from used group by form_key, kind, form, normalised_form, context, employer_key)
    select distinct on (form_key) form_key, kind, form, normalised_form, context, employer_key,
        sum(times) over (partition by form_key) > 0 as is_named
    from spelled order by form_key, times desc, char_length(form) desc, form collate "C" """

_AFFECTED = """
    insert into {schema}.articles_affected
    select article_key from {schema}.int_articles_changed
    union
    select article_key from {schema}.article_forms where form_key = any(%s)
    union
    select article_key from {schema}.article_references where form_key = any(%s)"""


@dataclass(frozen=True, slots=True)
class Resolved:
    """What resolution did: the sizes of the resolved state, and how many articles must be built anew."""

    forms: int
    entities: int
    merges: int
    reviews: int
    articles_affected: int


def resolve(connection: Connection, schema: str, decisions: Decisions = NO_DECISIONS) -> Resolved:
    """Resolve the entities of the candidate whose intermediate schema is `schema`; the caller commits.

    Reads `int_articles_changed`, `int_articles_kept` and `int_articles_syndicated` of that schema, and leaves its
    tables of resolution and `articles_affected` up to date. The outcome depends on the articles the candidate holds
    and on what people decided, not on how the articles came.
    """
    with connection.cursor() as cursor:
        tables = Tables(cursor, schema)
        tables.create()
        touched = tables.forget_articles() | _collect_changed(tables)
        before = {row[0]: row for row in tables.held("entity_forms", _FORM_COLUMNS)}
        forms = _forms(tables, before, touched)
        resolution = resolve_forms(forms, _evidence(tables), decisions)
        moved = _write(tables, forms, resolution, before)
        affected = _mark_affected(tables, moved)
    entities = len(set(resolution.entity_of.values()))
    return Resolved(len(forms), entities, len(resolution.merges), len(resolution.reviews), affected)


def _collect_changed(tables: Tables) -> set[str]:
    """Write the forms of the changed articles as they are now; give their keys."""
    touched: set[str] = set()
    for articles in changed_articles(tables):
        normalise = normaliser(tables.cursor, names_in(articles))
        collected = [collect(article, normalise) for article in articles]
        forms = [form for one in collected for form in one.forms]
        references = [reference for one in collected for reference in one.references]
        tables.add(forms, references)
        touched.update(form.form_key for form in forms)
        touched.update(reference.form_key for reference in references)
    return touched


def _forms(tables: Tables, before: dict[str, tuple[object, ...]], touched: set[str]) -> list[Form]:
    """All distinct forms: those not touched as they were, the others counted anew."""
    kept = [Form(*row[:_OWN_COLUMNS]) for key, row in before.items() if key not in touched]  # type: ignore[arg-type]
    keys = sorted(touched)
    return kept + [Form(*row) for row in tables.rows(_TOUCHED_FORMS, keys, keys)]


def _evidence(tables: Tables) -> Evidence:
    aliases = tuple(Alias(*row) for row in tables.rows(_ALIASES))
    return Evidence(aliases, tuple(StoryForm(*row) for row in tables.rows(_STORY_FORMS)))


def _write(
    tables: Tables, forms: list[Form], resolution: Resolution, before: dict[str, tuple[object, ...]]
) -> set[str]:
    """Bring the tables to the resolved state; give the keys of the forms that came, went or are of another entity.

    An entity that is called otherwise, or has another type, is another one in this: its rows must be built anew.
    """
    entity_of = resolution.entity_of
    names = {form.key: form.name for form in forms}
    rows = {form.key: (*_row(form), *_entity(entity_of[form.key], names, resolution)) for form in forms}
    tables.synchronise("entity_forms", ("form_key",), _FORM_COLUMNS, rows.values(), before.values())
    tables.synchronise(
        "entity_merges",
        ("form_key", "into_form_key", "reason"),
        ("form_key", "into_form_key", "reason", "entity_key", "detail"),
        [(m.form_key, m.into_form_key, m.reason, entity_of[m.form_key], m.detail) for m in resolution.merges],
    )
    tables.synchronise(
        "entity_reviews",
        ("form_key_a", "form_key_b", "reason"),
        ("form_key_a", "form_key_b", "reason", "kind", "name_a", "name_b", "detail"),
        [
            (r.form_key_a, r.form_key_b, r.reason, r.kind, names[r.form_key_a], names[r.form_key_b], r.detail)
            for r in resolution.reviews
        ],
    )
    nothing: tuple[object, ...] = ()
    return {
        key
        for key in rows.keys() | before.keys()
        if rows.get(key, nothing)[_OWN_COLUMNS:] != before.get(key, nothing)[_OWN_COLUMNS:]
    }


def _entity(key: str, names: dict[str, str], resolution: Resolution) -> tuple[str, str, str | None]:
    """Key, name and decided type of an entity."""
    return key, resolution.names.get(key, names[key]), resolution.types.get(key)


def _row(form: Form) -> tuple[object, ...]:
    return (
        form.key,
        form.kind,
        form.name,
        form.normalised_name,
        form.context,
        form.employer_key,
        form.is_named,
    )


def _mark_affected(tables: Tables, moved: set[str]) -> int:
    """Name the articles whose rows must be built anew: the changed ones, and those that hold a form that moved."""
    keys = sorted(moved)
    tables.run("truncate {schema}.articles_affected")
    tables.run(_AFFECTED, keys, keys)
    return tables.cursor.rowcount
