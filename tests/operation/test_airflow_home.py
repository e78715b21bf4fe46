"""Airflow's folder, its secrets, and the environment its processes run in."""

import base64
import json
import stat
from pathlib import Path

import pytest

from zhizao.errors import ZhizaoError
from zhizao.operation.airflow_home import JWT_SECRET_BYTES, USER, AirflowHome
from zhizao.settings import CHECKOUT, Settings

SECRETS = ("fernet_key", "jwt_secret", "api_secret", "passwords.json")


@pytest.fixture
def home(tmp_path: Path) -> AirflowHome:
    made = AirflowHome(Settings(home=tmp_path / "a home", dsn="postgresql://elsewhere"))
    made.prepare()
    return made


def test_secrets_are_made_once_and_for_their_owner_alone(home: AirflowHome) -> None:
    first = home.environment(8080), home.password()
    assert stat.S_IMODE(home.folder.stat().st_mode) == 0o700
    for name in SECRETS:
        assert stat.S_IMODE((home.folder / name).stat().st_mode) == 0o600, name
    home.prepare()
    assert (home.environment(8080), home.password()) == first
    assert not list(home.folder.glob("*.[0-9]*")), "no half-made file stays"


def test_secrets_are_what_airflow_asks_for(home: AirflowHome) -> None:
    environment = home.environment(8080)
    assert len(base64.urlsafe_b64decode(environment["AIRFLOW__CORE__FERNET_KEY"])) == 32
    assert len(environment["AIRFLOW__API_AUTH__JWT_SECRET"].encode()) >= JWT_SECRET_BYTES
    assert set(json.loads(home.passwords.read_text())) == {USER}
    assert len(home.password()) >= 12


def test_two_homes_share_no_secret(tmp_path: Path, home: AirflowHome) -> None:
    other = AirflowHome(Settings(home=tmp_path / "b", dsn="postgresql://elsewhere"))
    other.prepare()
    mine, others = home.environment(1), other.environment(1)
    for name in ("AIRFLOW__CORE__FERNET_KEY", "AIRFLOW__API_AUTH__JWT_SECRET", "AIRFLOW__API__SECRET_KEY"):
        assert mine[name] != others[name]
    assert home.password() != other.password()


def test_the_ui_is_for_this_machine_only(home: AirflowHome) -> None:
    environment = home.environment(8123)
    assert environment["AIRFLOW__API__HOST"] == "127.0.0.1"
    assert environment["AIRFLOW__API__PORT"] == "8123"
    assert environment["AIRFLOW__CORE__EXECUTION_API_SERVER_URL"] == "http://127.0.0.1:8123/execution/"


def test_no_proxy_stands_between_the_services(home: AirflowHome) -> None:
    assert home.environment(1, {"HTTP_PROXY": "http://proxy"})["NO_PROXY"] == "127.0.0.1"
    assert home.environment(1, {"NO_PROXY": "intra.net"})["NO_PROXY"] == "intra.net,127.0.0.1"


def test_connections_and_lineage_are_kept(home: AirflowHome) -> None:
    around = {"AIRFLOW_CONN_DESK": "http://desk", "AIRFLOW__OPENLINEAGE__TRANSPORT": '{"type": "console"}'}
    assert around.items() <= home.environment(1, around).items()


def test_another_airflow_is_left_alone(home: AirflowHome) -> None:
    around = {
        "PATH": "/bin",
        "AIRFLOW_HOME": "/srv/theirs",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": "postgresql://theirs",
        "AIRFLOW__CORE__DAGS_FOLDER": "/srv/theirs/dags",
        "AIRFLOW__CORE__EXECUTOR": "CeleryExecutor",
        "AIRFLOW__SMTP__SMTP_PASSWORD": "theirs",
        "AIRFLOW__CORE__PARALLELISM": "9",
    }
    environment = home.environment(8080, around)
    assert "theirs" not in " ".join(environment.values())
    assert environment["AIRFLOW_HOME"] == str(home.folder)
    assert environment["AIRFLOW__CORE__DAGS_FOLDER"] == str(CHECKOUT / "dags")
    assert environment["AIRFLOW__CORE__EXECUTOR"] == "LocalExecutor"
    assert environment["AIRFLOW__CORE__PARALLELISM"] == "9", "what suits the machine may be chosen"
    assert environment["PATH"] == "/bin"


def test_nobody_outside_is_told(home: AirflowHome) -> None:
    environment = home.environment(8080, {})
    assert environment["AIRFLOW__CORE__LOAD_EXAMPLES"] == "False"
    assert environment["SCARF_NO_ANALYTICS"] == environment["DO_NOT_TRACK"] == "1"
    assert environment["DBT_SEND_ANONYMOUS_USAGE_STATS"] == environment["GX_ANALYTICS_ENABLED"] == "False"


def test_with_an_external_warehouse_the_metadata_are_a_file(home: AirflowHome) -> None:
    assert home.environment(1)["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"] == f"sqlite:///{home.folder}/airflow.db"


def test_with_the_embedded_server_the_metadata_are_beside_the_warehouse(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from zhizao.warehouse import embedded

    class Server:
        def __init__(self, home: Path) -> None:
            self.home, self.started = home, False

        def start(self) -> None:
            self.started = True

        def dsn(self, database: str) -> str:
            assert self.started
            return f"postgresql://zhizao:pw@127.0.0.1:5555/{database}"

    monkeypatch.setattr(embedded, "EmbeddedServer", Server)
    home = AirflowHome(Settings(home=tmp_path, dsn=None))
    home.prepare()
    url = home.environment(1)["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"]
    assert url == "postgresql+psycopg2://zhizao:pw@127.0.0.1:5555/airflow"


def test_a_home_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ZhizaoError, match="ZHIZAO_HOME"):
        AirflowHome(Settings(home=tmp_path / "file")).prepare()
