"""For every blocking expectation the defect it is there for, seeded into the sound candidate.

A defect that other checks of the same suite catch as well (a comparator outside the vocabulary is never what its quote
says either) names them: they are turned off together with the one in question.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Defect:
    """SQL that spoils the sound candidate, and the checks that catch it besides the one it is for."""

    sql: str
    also: tuple[str, ...] = ()


RESTATED = ("quotes_restate_values",)


def _fact(table: str, key: str, one: str, article: str) -> dict[str, Defect]:
    """The defects of what all facts share; `one` is the key of a row whose quote may change freely."""
    row = f"where {key} = '{one}'"
    return {
        f"marts.{table}.required_columns_are_filled": Defect(f"update {table} set rule = null {row}"),
        f"marts.{table}.articles_resolve": Defect(f"update {table} set article_key = 'a9' {row}"),
        f"marts.{table}.facts_are_grounded": Defect(
            f"update {table} set char_start = char_start - 1, char_end = char_end - 1 {row}"
        ),
        f"marts.{table}.spans_lie_in_the_body": Defect(
            f"update {table} as f set quote = substr(a.body, f.char_start + 1), char_end = char_length(a.body) + 9 "
            f"from dim_articles as a where a.article_key = '{article}' and f.{key} = '{one}'"
        ),
        f"marts.{table}.confidence_is_a_probability": Defect(f"update {table} set confidence = 1.5 {row}"),
        f"marts.{table}.rows_are_of_visible_loads": Defect(f"update {table} set load_id = 'load-000009' {row}"),
    }


def _set(table: str, **columns: str) -> Defect:
    return Defect(f"update {table} set " + ", ".join(f"{name} = {value}" for name, value in columns.items()))


def _dimension(table: str, key: str, name: str = "name") -> dict[str, Defect]:
    return {
        f"marts.{table}.{key}_is_unique": Defect(f"insert into {table} select * from {table} limit 1"),
        f"marts.{table}.required_columns_are_filled": Defect(f"update {table} set {name} = null"),
    }


QUARANTINE = "insert into ops.quarantined_mentions (load_id, mention_table, article_key, mention_key, rule, reason)"


def _quarantine(rule: str) -> Defect:
    """Three of five metrics set aside for breaking this rule."""
    return Defect(
        f"{QUARANTINE} select load_id, 'metric_mentions', article_key, mention_key, '{rule}', 'It breaks the rule.' "
        "from raw.metric_mentions where mention_key <= 'm3'"
    )


RAW = {
    "raw.documents.every_document_has_an_outcome": Defect(
        "delete from ops.document_outcomes where document_key = 'd3'"
    ),
    "raw.documents.bytes_are_those_received": Defect("update raw.blobs set content = content || '!'::bytea"),
    "raw.documents.landed_documents_have_their_bytes": Defect("delete from raw.blobs"),
    "ops.document_outcomes.landed_documents_hold_articles": Defect(
        "update ops.document_outcomes set outcome = 'landed' where document_key = 'd3'"
    ),
    "ops.document_outcomes.only_landed_documents_hold_articles": Defect(
        "update ops.document_outcomes set outcome = 'quarantined', reason_code = 'binary', reason = 'It is no text.' "
        "where document_key = 'd2'"
    ),
    "ops.document_outcomes.quarantine_states_its_reason": Defect(
        "update ops.document_outcomes set reason = ' ' where document_key = 'd3'"
    ),
    "ops.document_outcomes.duplicates_name_their_original": Defect(
        "update ops.document_outcomes set duplicate_of = 'd2' where document_key = 'd4'"
    ),
    "ops.document_outcomes.document_and_outcome_share_the_load": Defect(
        "update ops.document_outcomes set load_id = 'load-000009' where document_key = 'd3'"
    ),
    "raw.articles.every_article_has_an_extraction_outcome": Defect(
        "delete from raw.initiative_mentions where article_key = 'a3';"
        "delete from ops.article_outcomes where article_key = 'a3'"
    ),
    "raw.articles.article_and_document_share_the_load": Defect(
        "update raw.articles set load_id = 'load-000009' where article_key = 'a3'"
    ),
    "raw.articles.bodies_hold_text": Defect("update raw.articles set body = E' \\u3000\\n' where article_key = 'a3'"),
    "raw.articles.stories_are_numbered_without_gaps": Defect(
        "update raw.articles set story_no = 3 where article_key = 'a2'"
    ),
    "ops.article_outcomes.failures_state_their_reason": Defect(
        "delete from raw.initiative_mentions where article_key = 'a3';"
        "update ops.article_outcomes set outcome = 'failed' where article_key = 'a3'"
    ),
    "ops.article_outcomes.extracted_means_mentions": Defect(
        "delete from raw.initiative_mentions where article_key = 'a3'"
    ),
    "ops.article_outcomes.only_extracted_means_mentions": Defect(
        "update ops.article_outcomes set outcome = 'empty' where article_key = 'a3'"
    ),
    "ops.article_outcomes.most_articles_do_not_fail": Defect(
        "insert into raw.articles (article_key, document_key, load_id, story_no, body) "
        "select 'b' || n, 'd2', 'load-000001', n, '故事' from generate_series(2, 9) as n;"
        "insert into ops.article_outcomes "
        "select article_key, load_id, 'failed', 'It broke.', '1', 'cafe' from raw.articles where article_key like 'b%'"
    ),
    "ops.quarantined_mentions.ungrounded_share": _quarantine("quote_is_grounded"),
    "ops.quarantined_mentions.unrestated_share": _quarantine("value_is_restated"),
    "ops.quarantined_mentions.off_vocabulary_share": _quarantine("status_is_in_the_vocabulary"),
    "ops.quarantined_mentions.misshapen_share": _quarantine("period_is_iso"),
    "ops.quarantined_mentions.quarantined_mentions_exist": Defect(
        f"{QUARANTINE} values ('load-000001', 'metric_mentions', 'a1', 'm99', 'period_is_iso', 'It is no period.')"
    ),
    "ops.quarantined_mentions.quarantine_states_its_reason": Defect(
        f"{QUARANTINE} values ('load-000001', 'metric_mentions', 'a1', 'm1', 'period_is_iso', ' ')"
    ),
    "ops.load_yields.the_load_was_screened": Defect("update ops.load_yields set article_count = 2"),
    "ops.load_yields.every_mention_is_counted": Defect("update ops.load_yields set role_count = 0"),
    **{
        f"raw.{kind}_mentions.ungrounded_mentions_are_quarantined": Defect(
            f"update raw.{kind}_mentions set char_start = char_start + 1 "
            f"where mention_key = (select min(mention_key) from raw.{kind}_mentions)"
        )
        for kind in ("metric", "initiative", "participant", "role")
    },
}

DIMENSIONS = {
    "marts.dim_articles.contract_columns_exist": Defect("alter table dim_articles rename title to headline"),
    "marts.dim_articles.article_key_is_unique": Defect(
        "insert into dim_articles select * from dim_articles where article_key = 'a3'"
    ),
    "marts.dim_articles.required_columns_are_filled": _set("dim_articles", source_uri="null"),
    "marts.dim_articles.published_on_basis_is_in_the_vocabulary": Defect(
        "update dim_articles set published_on_basis = 'guessed' where article_key = 'a1'"
    ),
    "marts.dim_articles.dates_and_their_basis_go_together": _set("dim_articles", published_on_basis="null"),
    "marts.dim_articles.stories_are_those_read": _set("dim_articles", body="body || '（完）'"),
    "marts.dim_articles.no_story_of_the_load_is_lost": Defect("delete from dim_articles where article_key = 'a3'"),
    "marts.dim_articles.publication_days_resolve": _set("dim_articles", published_date_key="'1950-01-01'"),
    "marts.dim_articles.each_story_has_one_first_copy": _set("dim_articles", is_first_copy="true"),
    "marts.dim_articles.rows_are_of_visible_loads": _set("dim_articles", load_id="'load-000009'"),
    **_dimension("dim_initiatives", "initiative_key"),
    "marts.dim_initiatives.initiative_type_is_in_the_vocabulary": _set("dim_initiatives", initiative_type="'dream'"),
    "marts.dim_initiatives.latest_status_is_in_the_vocabulary": _set("dim_initiatives", latest_status="'dreamt'"),
    "marts.dim_initiatives.initiatives_stand_in_articles": Defect(
        "delete from fct_initiatives where initiative_key = 'initiative-基地'"
    ),
    **_dimension("dim_organizations", "organization_key"),
    "marts.dim_organizations.organization_type_is_in_the_vocabulary": _set(
        "dim_organizations", organization_type="'guild'"
    ),
    **_dimension("dim_persons", "person_key"),
    "marts.dim_persons.employers_resolve": _set("dim_persons", organization_key="'nobody'"),
    **_dimension("dim_indicators", "indicator_key"),
    "marts.dim_indicators.main_units_resolve": _set("dim_indicators", main_unit_key="'none'"),
    **_dimension("dim_units", "unit_key", "unit"),
    **_dimension("dim_dates", "date_key", "date_key"),
    "marts.dim_dates.required_columns_are_filled": Defect("insert into dim_dates values (null)"),
    "marts.dim_dates.the_calendar_has_no_gap": Defect("delete from dim_dates where date_key = '2020-02-29'"),
    **_dimension("dim_places", "place_key"),
    "marts.dim_places.parents_resolve": _set("dim_places", parent_place_key="'nowhere'"),
}

FACTS = {
    **_fact("fct_metrics", "metric_key", "metric-m3", "a1"),
    "marts.fct_metrics.contract_columns_exist": Defect("alter table fct_metrics rename subject to topic"),
    "marts.fct_metrics.metric_key_is_unique": _set("fct_metrics", metric_key="'metric-m1'"),
    "marts.fct_metrics.quotes_restate_values": _set("fct_metrics", value="value + 1"),
    "marts.fct_metrics.comparator_is_in_the_vocabulary": Defect(
        "update fct_metrics set comparator = '≈' where metric_key = 'metric-m1'", RESTATED
    ),
    "marts.fct_metrics.measure_is_in_the_vocabulary": _set("fct_metrics", measure="'volume'"),
    "marts.fct_metrics.status_is_in_the_vocabulary": _set("fct_metrics", status="'hoped'"),
    "marts.fct_metrics.ranges_run_upwards": Defect(
        "update fct_metrics set value = value_max + 1 where comparator = 'range'", RESTATED
    ),
    "marts.fct_metrics.ranges_and_upper_ends_go_together": Defect(
        "update fct_metrics set value_max = 9999999999 where comparator = '='", RESTATED
    ),
    "marts.fct_metrics.periods_are_iso": _set("fct_metrics", period="period || '年'"),
    "marts.fct_metrics.periods_and_their_days_go_together": _set("fct_metrics", period_end="null"),
    "marts.fct_metrics.periods_run_forwards": _set("fct_metrics", period_start="period_end + 1"),
    "marts.fct_metrics.indicators_resolve": _set("fct_metrics", indicator_key="'none'"),
    "marts.fct_metrics.units_resolve": _set("fct_metrics", unit_key="'none'"),
    "marts.fct_metrics.subjects_resolve": _set("fct_metrics", subject_organization_key="'none'"),
    "marts.fct_metrics.period_days_resolve": _set("fct_metrics", period_end_key="'1950-01-01'"),
    **_fact("fct_initiatives", "initiative_mention_key", "a3-i3", "a3"),
    "marts.fct_initiatives.contract_columns_exist": Defect("alter table fct_initiatives rename place to location"),
    "marts.fct_initiatives.initiative_mention_key_is_unique": _set("fct_initiatives", initiative_mention_key="'a1-i1'"),
    "marts.fct_initiatives.an_article_names_an_initiative_once": Defect(
        "update fct_initiatives set initiative_key = 'initiative-云帆', article_key = 'a1', quote = f.quote, "
        "char_start = f.char_start, char_end = f.char_end "
        "from fct_initiatives as f where f.article_key = 'a1' and fct_initiatives.article_key = 'a3'"
    ),
    "marts.fct_initiatives.initiative_type_is_in_the_vocabulary": _set("fct_initiatives", initiative_type="'dream'"),
    "marts.fct_initiatives.status_is_in_the_vocabulary": _set("fct_initiatives", status="'dreamt'"),
    "marts.fct_initiatives.status_dates_are_iso": _set("fct_initiatives", status_date="'2021年5月'"),
    "marts.fct_initiatives.initiatives_resolve": Defect(
        "delete from dim_initiatives where initiative_key = 'initiative-基地'"
    ),
    "marts.fct_initiatives.places_resolve": _set("fct_initiatives", place_key="'nowhere'"),
    **_fact("fct_participants", "participation_key", "participation-p1", "a1"),
    "marts.fct_participants.contract_columns_exist": Defect("alter table fct_participants rename title to post"),
    "marts.fct_participants.participation_key_is_unique": _set("fct_participants", participation_key="'one'"),
    "marts.fct_participants.kind_is_in_the_vocabulary": Defect(
        "update fct_participants set kind = 'company' where kind = 'organization'"
    ),
    "marts.fct_participants.organization_type_is_in_the_vocabulary": Defect(
        "update fct_participants set organization_type = 'guild' where kind = 'organization'"
    ),
    "marts.fct_participants.role_is_in_the_vocabulary": Defect(
        "update fct_participants set role = 'hero' where role is not null"
    ),
    "marts.fct_participants.roles_and_initiatives_go_together": _set("fct_participants", role="'lead'"),
    "marts.fct_participants.persons_have_no_organization_type": _set(
        "fct_participants", organization_type="'enterprise'"
    ),
    "marts.fct_participants.participants_resolve": _set("fct_participants", participant_key="'nobody'"),
    "marts.fct_participants.initiatives_resolve": Defect(
        "update fct_participants set initiative_key = 'none' where role is not null",
        ("initiatives_stand_in_the_article",),
    ),
    "marts.fct_participants.initiatives_stand_in_the_article": Defect(
        "update fct_participants set initiative_key = 'initiative-基地' where role is not null"
    ),
}

DEFECTS = RAW | DIMENSIONS | FACTS
