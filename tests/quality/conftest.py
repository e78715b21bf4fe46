"""Databases that hold the sound candidate."""

from collections.abc import Iterator

import psycopg2
import pytest

from tests.conftest import copied
from tests.quality.candidate import SOUND_CANDIDATE, SOUND_LOAD, run
from zhizao.warehouse.embedded import EmbeddedServer


@pytest.fixture(scope="session")
def sound_template(server: EmbeddedServer, template: str) -> Iterator[str]:
    """The name of a database with the sound candidate, that others are copied from."""
    with copied(server, template) as dsn:
        run(dsn, SOUND_LOAD + SOUND_CANDIDATE)
        yield psycopg2.extensions.parse_dsn(dsn)["dbname"]


@pytest.fixture
def sound(server: EmbeddedServer, sound_template: str) -> Iterator[str]:
    """The connection string of a database with the sound candidate; gone after the test."""
    with copied(server, sound_template) as dsn:
        yield dsn


@pytest.fixture(scope="module")
def module_sound(server: EmbeddedServer, sound_template: str) -> Iterator[str]:
    with copied(server, sound_template) as dsn:
        yield dsn


@pytest.fixture
def sound_again(module_sound: str) -> str:
    """As `sound`, but one database for a module whose tests change candidate tables only: much cheaper."""
    run(module_sound, SOUND_CANDIDATE)
    return module_sound
