"""A database whose candidate is built from the scene, and a builder that keeps all it writes in a folder of the tests."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import copied
from tests.dbt.scene import set_scene
from zhizao.road.build import resolve_entities
from zhizao.settings import get_settings
from zhizao.warehouse.embedded import EmbeddedServer
from zhizao.warehouse.schemas import CANDIDATE
from zhizao.warehouse.transform import ModelResult, Resolve, build_candidate

Build = Callable[..., list[ModelResult]]
LOAD = "load-000005"


@pytest.fixture(scope="session")
def dbt_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder below which dbt writes; shared, so that the project is parsed once."""
    return tmp_path_factory.mktemp("dbt home")


@pytest.fixture(scope="session")
def build(dbt_home: Path) -> Iterator[Build]:
    """`build_candidate` with ZHIZAO_HOME in that folder."""
    with pytest.MonkeyPatch.context() as patch:

        def run(
            dsn: str, load_id: str = LOAD, resolve: Resolve = resolve_entities, schema: str = CANDIDATE
        ) -> list[ModelResult]:
            with pytest.MonkeyPatch.context() as home:
                home.setenv("ZHIZAO_HOME", str(dbt_home))
                get_settings.cache_clear()
                try:
                    return build_candidate(dsn, load_id, resolve, schema)
                finally:
                    get_settings.cache_clear()

        patch.delenv("ZHIZAO_DSN", raising=False)
        yield run


@pytest.fixture(scope="session")
def built(server: EmbeddedServer, template: str, build: Build) -> Iterator[str]:
    """The connection string of a database with the scene and its candidate; not to be changed."""
    with copied(server, template) as dsn:
        set_scene(dsn)
        build(dsn)
        yield dsn
