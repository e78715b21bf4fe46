"""A published warehouse made by hand, with a hostile article in it, and the report site on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.quality.candidate import SOUND_CANDIDATE, SOUND_LOAD, run
from zhizao.settings import get_settings

HOSTILE = (
    "</script><script>window.pwned=1</script><img src=x onerror=\"window.pwned=2\"><svg onload='window.pwned=3'>"
    '<a href="javascript:window.pwned=4">点</a>{{ 7 * 7 }}\u2028𠮷'
)
"""What a page must show as it stands and nothing more."""

_PUBLISHED = f"""
    update ops.loads set outcome = 'published', station = 'publish', closed_at = '2021-06-01 08:01+08'
        where load_id = 'load-000001';
    insert into ops.loads (load_id, station, outcome, opened_at) values
        ('load-000002', 'audit', 'stopped', '2021-06-02 08:00+08');
    insert into ops.publications (load_id, digest) values ('load-000001', 'cafe');
    insert into ops.check_results (load_id, suite, expectation, severity, success, reason, observed, bounds,
        failing_count, failing_keys)
    values
        ('load-000001', 'marts.fct_metrics', 'facts_are_grounded', 'blocks', true, null, '{{"rows": 5, "failing_rows": 0}}',
         '{{}}', null, '[]'),
        ('load-000001', 'marts.fct_metrics', 'a_known_unit', 'warns', false,
         'marts.fct_metrics.a_known_unit: 1 row fails, the first with metric_key = m1; <b>units</b> are reviewed.',
         '{{"rows": 5, "failing_rows": 1}}', '{{}}', 1, '[{{"metric_key": "metric-m1"}}]'),
        ('load-000002', 'gate', 'candidate_is_judged', 'blocks', false, 'gate.candidate_is_judged could not be judged',
         '{{}}', '{{}}', null, '[]');
    update dim_articles set title = $${HOSTILE}$$, publisher = $${HOSTILE}$$, source_uri = 'javascript:window.pwned=5',
        body = body || $${HOSTILE}$$ where article_key = 'a2';
    update fct_metrics set subject = $${HOSTILE}$$, rule = $${HOSTILE}$$ where article_key = 'a2';
    update fct_metrics set char_end = char_end + 2, quote = substr(body, char_start + 1, char_end - char_start + 2)
        from dim_articles as a where a.article_key = fct_metrics.article_key and metric_key = 'metric-m2';
    alter schema marts_candidate rename to marts;"""


@dataclass(frozen=True, slots=True)
class Made:
    """Where the report was written, and the warehouse it was written from."""

    folder: Path
    dsn: str


@pytest.fixture(scope="module")
def made(module_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """A small published warehouse and a folder for its report; the settings point at both for the whole module."""
    run(module_database, SOUND_LOAD + SOUND_CANDIDATE + _PUBLISHED)
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZHIZAO_DSN", module_database)
        patch.setenv("ZHIZAO_HOME", str(home))
        get_settings.cache_clear()
        yield Made(home / "report", module_database)
    get_settings.cache_clear()
