"""For every expectation that warns the oddity it is there for, seeded into the sound candidate."""

from tests.quality.candidate import read_suite
from tests.quality.defects import Defect
from zhizao.quality.suites import JUDGED

EARLIER = """insert into ops.loads (load_id, station, outcome, opened_at)
select 'load-00000' || chr(96 + n), 'publish', 'published', '2021-01-01'::timestamptz + n * interval '1 day'
from generate_series(1, 5) as n"""
"""Five published loads before the one that is judged; their ids sort before none of its."""

BEFORE = EARLIER.replace("'load-00000' || chr(96 + n)", "'load-00000' || '0.' || n")
"""The same, with ids that sort before that of the judged load."""

_OTHER_FACTS = """;
create table earlier as select * from fct_metrics where metric_key = 'metric-m1';
update earlier set load_id = 'load-000000.1';
insert into fct_metrics select e.* from earlier as e cross join generate_series(1, 5)"""


def unlike_history(table: str, name: str) -> Defect:
    """Five published loads in which the figure was far from what it is in this one."""
    return Defect(
        f"""{EARLIER};
insert into ops.check_results (load_id, suite, expectation, severity, success, observed)
select load_id, '{table}', '{name}', 'warns', true, '{{"value": 1e9}}' from ops.loads where outcome = 'published'"""
    )


def _yields(kind: str) -> Defect:
    """A source that always gave many mentions of a kind for an article, and gives few in this load."""
    return Defect(
        f"""{BEFORE};
update ops.load_yields set article_count = 9;
insert into ops.load_yields select l.load_id, 'inbox', 9, 9 * 5, 9 * 3, 9 * 2, 9 from ops.loads as l
where l.outcome = 'published';
update ops.load_yields set {kind}_count = 900 where load_id <> 'load-000001'""",
        tuple(
            f"every_source_still_gives_{other}s" for other in ("metric", "initiative", "participant") if other != kind
        ),
    )


ODDITIES = {
    "raw.documents.no_source_falls_silent": Defect(
        f"""{BEFORE};
insert into raw.documents (document_key, load_id, source_name, source_uri, content_sha256, byte_count)
select load_id, load_id, 'gazette', '/gazette', 'x', 1 from ops.loads where outcome = 'published'"""
    ),
    "raw.articles.no_article_repeats_its_neighbour": Defect(
        "update raw.articles set body = (select body from raw.articles where article_key = 'a1') where article_key = 'a2'"
    ),
    "ops.article_outcomes.one_engine_extracted_the_load": Defect(
        "update ops.article_outcomes set engine_version = '2' where article_key = 'a2'"
    ),
    **{
        f"ops.load_yields.every_source_still_gives_{kind}s": _yields(kind)
        for kind in ("metric", "initiative", "participant")
    },
    "marts.dim_articles.first_copies_are_the_earliest": Defect(
        "update dim_articles set published_on = '2021-05-29' where article_key = 'a3'"
    ),
    "marts.dim_articles.publication_is_not_after_the_load": Defect(
        "update dim_articles set published_on = '2021-06-03' where article_key = 'a2'"
    ),
    "marts.dim_articles.publication_is_in_the_age_of_the_web": Defect(
        "update dim_articles set published_on = '1931-05-30' where article_key = 'a2'"
    ),
    **{
        f"marts.{table}.names_are_no_aliases_of_themselves": Defect(f"update {table} set aliases = array[name]")
        for table in ("dim_initiatives", "dim_organizations", "dim_persons", "dim_indicators", "dim_places")
    },
    "marts.fct_metrics.periods_are_of_this_age": Defect(
        "update fct_metrics set period_start = '1020-01-01' where period is not null"
    ),
    "marts.fct_metrics.shares_lie_within_a_hundred": Defect(
        "update fct_metrics set measure = 'share', value = 250 where unit = '%'"
    ),
    "marts.fct_metrics.a_fact_is_stated_once": Defect(
        "insert into fct_metrics select * from fct_metrics where metric_key = 'metric-m1'"
    ),
    "marts.fct_metrics.units_are_known": Defect(EARLIER.replace("'load-00000' || chr(96 + n)", "'load-000000.' || n")),
    "marts.fct_metrics.values_are_of_the_usual_size": Defect(
        f"""{BEFORE}{_OTHER_FACTS};
update fct_metrics set value = 128000000 where load_id = 'load-000001' and metric_key = 'metric-m1'""",
        ("a_fact_is_stated_once", "units_are_known"),
    ),
    **{
        f"{table}.{stated['meta']['name']}": unlike_history(table, stated["meta"]["name"])
        for table in JUDGED
        for stated in read_suite(table)["expectations"]
        if "history" in stated["meta"]
    },
}
