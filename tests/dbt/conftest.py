"""A database whose candidate is built from the scene, and a builder that keeps all it writes in a folder of the tests."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.building import leave_out_dbt_tests
from tests.conftest import copied
from tests.dbt.raw_rows import execute
from tests.dbt.scene import set_scene
from zhizao.road.build import resolve_entities
from zhizao.settings import get_settings
from zhizao.warehouse.embedded import EmbeddedServer
from zhizao.warehouse.schemas import CANDIDATE
from zhizao.warehouse.transform import ModelResult, Resolve, build_candidate

Build = Callable[..., list[ModelResult]]
LOAD = "load-000005"

LEFTOVERS = """
    create schema staging; create schema intermediate_candidate; create schema marts_candidate;
    create table marts_candidate.dim_articles (article_key text primary key);
    create table marts_candidate.fct_of_old (article_key text references marts_candidate.dim_articles);
    create view intermediate_candidate.int_of_old as select 1 as n; create table staging.stg_of_old (n int);
    create table staging.not_ours (n int); create table staging.administrative_divisions (code text)"""
"""What an older version of the project left, and a table that is not the project's."""


@pytest.fixture(scope="session")
def dbt_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder below which dbt writes; shared, so that the project is parsed once."""
    return tmp_path_factory.mktemp("dbt home")


@pytest.fixture(scope="session")
def build(dbt_home: Path) -> Iterator[Build]:
    """`build_candidate` with ZHIZAO_HOME in that folder, and without the tests of dbt where they are not wanted."""
    with pytest.MonkeyPatch.context() as patch:

        def run(
            dsn: str,
            load_id: str = LOAD,
            resolve: Resolve = resolve_entities,
            schema: str = CANDIDATE,
            *,
            tested: bool = True,
        ) -> list[ModelResult]:
            with pytest.MonkeyPatch.context() as home:
                home.setenv("ZHIZAO_HOME", str(dbt_home))
                get_settings.cache_clear()
                if not tested:
                    leave_out_dbt_tests(home)
                try:
                    return build_candidate(dsn, load_id, resolve, schema)
                finally:
                    get_settings.cache_clear()

        patch.delenv("ZHIZAO_DSN", raising=False)
        yield run


@pytest.fixture(scope="session")
def built(server: EmbeddedServer, template: str, build: Build) -> Iterator[str]:
    """The connection string of a database with the scene and its candidate, built over leftovers; not to be changed."""
    with copied(server, template) as dsn:
        set_scene(dsn)
        execute(dsn, LEFTOVERS)
        build(dsn)
        yield dsn
