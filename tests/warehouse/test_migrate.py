"""Migrations are applied once, in order, whole, and never quietly differ from what was applied."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
from psycopg2.extensions import connection

from zhizao.errors import ZhizaoError
from zhizao.warehouse.migrate import migrate, migrations


@pytest.fixture
def target(empty_database: str) -> Iterator[connection]:
    """A connection to it."""
    with closing(psycopg2.connect(empty_database)) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two migrations, the second of which needs the first."""
    (tmp_path / "0001_first.sql").write_text("create table first (n int); insert into first values (1), (2);")
    (tmp_path / "0002_second.sql").write_text("-- 100 % literal\ncreate table second as select sum(n) as s from first;")
    return tmp_path


def rows(target: connection, query: str) -> list[tuple[object, ...]]:
    """What a query gives."""
    with target.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def test_each_is_applied_once_in_order_and_recorded(target: connection, folder: Path) -> None:
    assert migrate(target, folder) == ["0001_first.sql", "0002_second.sql"]
    assert migrate(target, folder) == []
    assert rows(target, "select s from second") == [(3,)]
    recorded = rows(
        target, "select number, name, sha256, applied_at is not null from zhizao_migrations order by number"
    )
    assert recorded == [(m.number, m.name, m.sha256, True) for m in migrations(folder)]


def test_a_later_one_is_added_to_what_is_there(target: connection, folder: Path) -> None:
    migrate(target, folder)
    (folder / "0003_third.sql").write_text("drop table second")
    assert migrate(target, folder) == ["0003_third.sql"]


def test_what_is_applied_is_committed(target: connection, empty_database: str, folder: Path) -> None:
    migrate(target, folder)
    with closing(psycopg2.connect(empty_database)) as other:
        assert rows(other, "select s from second") == [(3,)]


def test_one_that_fails_leaves_nothing_of_itself_and_all_before_it(target: connection, folder: Path) -> None:
    (folder / "0002_second.sql").write_text("create table second (n int); select 1/0;")
    with pytest.raises(ZhizaoError, match=r"0002_second.sql failed and left nothing behind: division by zero"):
        migrate(target, folder)
    assert rows(target, "select to_regclass('second'), to_regclass('first')::text") == [(None, "first")]
    (folder / "0002_second.sql").write_text("create table second (n int)")
    assert migrate(target, folder) == ["0002_second.sql"]


def test_a_file_changed_after_it_was_applied_is_refused(target: connection, folder: Path) -> None:
    migrate(target, folder)
    (folder / "0001_first.sql").write_text("create table first (n bigint)")
    (folder / "0003_third.sql").write_text("create table third (n int)")
    with pytest.raises(ZhizaoError, match=r"0001_first.sql was changed after it was applied"):
        migrate(target, folder)
    assert rows(target, "select to_regclass('third')") == [(None,)]


def test_a_database_newer_than_the_code_is_refused(target: connection, folder: Path) -> None:
    migrate(target, folder)
    (folder / "0002_second.sql").unlink()
    with pytest.raises(ZhizaoError, match=r"has migration 0002_second.sql, which this version lacks"):
        migrate(target, folder)


@pytest.mark.parametrize("name", ["0004_gap.sql", "0002_twice.sql"])
def test_a_gap_or_a_number_given_twice_is_refused(folder: Path, name: str) -> None:
    (folder / name).write_text("select 1")
    with pytest.raises(ZhizaoError, match="belongs; renumber it"):
        migrations(folder)


def test_several_processes_at_once_apply_each_once(empty_database: str, folder: Path) -> None:
    def one(_: int) -> list[str]:
        with closing(psycopg2.connect(empty_database)) as opened:
            return migrate(opened, folder)

    with ThreadPoolExecutor(4) as pool:
        applied = [name for names in pool.map(one, range(4)) for name in names]
    assert sorted(applied) == ["0001_first.sql", "0002_second.sql"]


def test_ours_apply_to_an_empty_database(target: connection) -> None:
    assert migrate(target) == [migration.name for migration in migrations()]
    assert rows(target, "select count(*) from ops.loads") == [(0,)]
