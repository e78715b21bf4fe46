"""The home of this checkout's Airflow: its folder, its secrets, and the environment its processes run in.

```
airflow/
  logs/            what tasks say, in the form Airflow's UI reads
  passwords.json   who may log in to the UI
  fernet_key, jwt_secret, api_secret
  port             the UI's port that is remembered
```
The folder is closed to others (mode 0700), and every secret is a file of mode 0600.
"""

import base64
import json
import os
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from zhizao.errors import ZhizaoError
from zhizao.settings import CHECKOUT, Settings, get_settings

USER = "admin"
"""Who logs in to the UI."""

JWT_SECRET_BYTES = 64
"""HS512, which Airflow signs its tokens with, wants a key as long as its digest."""

QUIET = {
    "DBT_SEND_ANONYMOUS_USAGE_STATS": "False",
    "DBT_VERSION_CHECK": "False",
    "DO_NOT_TRACK": "1",
    "GX_ANALYTICS_ENABLED": "False",
    "SCARF_NO_ANALYTICS": "1",
}
"""Nobody is told that this runs, and no start waits for a network."""

TUNABLE = {
    "AIRFLOW__CORE__PARALLELISM": "4",
    "AIRFLOW__LOGGING__LOGGING_LEVEL": "INFO",
    "AIRFLOW__LOGGING__JSON_LOGS": "False",
}
"""What a person may set otherwise in the environment; 4 tasks at a time suit a small machine."""


KEPT = ("AIRFLOW_CONN_", "AIRFLOW__OPENLINEAGE__")
"""How the settings of Airflow begin that are ours to use, whoever made them."""


@dataclass(frozen=True)
class AirflowHome:
    """Airflow's folder below ZHIZAO_HOME."""

    settings: Settings

    @property
    def folder(self) -> Path:
        """AIRFLOW_HOME."""
        return self.settings.home / "airflow"

    @property
    def logs(self) -> Path:
        """What the processes of Airflow say, and below it what tasks say."""
        return self.folder / "logs"

    @property
    def passwords(self) -> Path:
        """The passwords of the UI, as JSON by user."""
        return self.folder / "passwords.json"

    def prepare(self) -> None:
        """Create the folder and the login. Raises ZhizaoError when it cannot be written."""
        try:
            self.logs.mkdir(parents=True, exist_ok=True)
            self.folder.chmod(0o700)
            self._kept("passwords.json", lambda: json.dumps({USER: secrets.token_urlsafe(12)}))
        except OSError as error:
            message = (
                f"{error.filename or self.folder} cannot be written ({error.strerror}); "
                "set ZHIZAO_HOME to a folder of yours."
            )
            raise ZhizaoError(message) from error

    def password(self) -> str:
        """The password of `USER`."""
        return str(json.loads(self.passwords.read_text())[USER])

    def environment(self, port: int, surroundings: Mapping[str, str] = os.environ) -> dict[str, str]:
        """The environment of every process of Airflow, with the UI at `port`; the folder must be prepared.

        Settings of another Airflow in `surroundings` are left out: this one is never to touch the other's database.
        Connections are kept, since sources are opened and alerts are sent by them, and where lineage is told.
        Starts the embedded PostgreSQL when that holds the metadata.
        """
        kept = {
            name: value
            for name, value in surroundings.items()
            if not name.startswith("AIRFLOW_") or name.startswith(KEPT)
        }
        tuned = {name: surroundings.get(name, value) for name, value in TUNABLE.items()}
        direct = ",".join(filter(None, (surroundings.get("NO_PROXY"), "127.0.0.1")))
        return kept | tuned | QUIET | self._own() | self._secrets() | _addresses(port) | {"NO_PROXY": direct}

    def _own(self) -> dict[str, str]:
        return {
            "ZHIZAO_HOME": str(self.settings.home),
            "ZHIZAO_INBOX": str(self.settings.inbox),
            "ZHIZAO_SOURCES": str(self.settings.sources),
            "AIRFLOW_HOME": str(self.folder),
            "AIRFLOW__CORE__DAGS_FOLDER": str(CHECKOUT / "dags"),
            "AIRFLOW__CORE__EXECUTOR": "LocalExecutor",
            "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
            "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": f"{USER}:admin",
            "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(self.passwords),
            "AIRFLOW__LOGGING__BASE_LOG_FOLDER": str(self.logs),
            "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": self._metadata_url(),
        }

    def _metadata_url(self) -> str:
        """The database beside the embedded warehouse; with an external one, where we may create none, a file."""
        if self.settings.dsn:
            return f"sqlite:///{self.folder / 'airflow.db'}"
        from zhizao.warehouse.embedded import EmbeddedServer

        server = EmbeddedServer(self.settings.home)
        server.start()
        return server.dsn("airflow").replace("postgresql://", "postgresql+psycopg2://", 1)

    def _secrets(self) -> dict[str, str]:
        return {
            "AIRFLOW__CORE__FERNET_KEY": self._kept(
                "fernet_key", lambda: base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
            ),
            "AIRFLOW__API_AUTH__JWT_SECRET": self._kept("jwt_secret", lambda: secrets.token_hex(JWT_SECRET_BYTES)),
            "AIRFLOW__API__SECRET_KEY": self._kept("api_secret", lambda: secrets.token_hex(32)),
        }

    def _kept(self, name: str, make: Callable[[], str]) -> str:
        """What the file `name` holds; it is made once, for its owner alone, by whoever comes first."""
        path = self.folder / name
        if not path.exists():
            new = path.with_name(f"{name}.{os.getpid()}")
            with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
                file.write(make())
            with suppress(FileExistsError):
                os.link(new, path)
            new.unlink()
        return path.read_text()


def _addresses(port: int) -> dict[str, str]:
    return {
        "AIRFLOW__API__HOST": "127.0.0.1",
        "AIRFLOW__API__PORT": str(port),
        "AIRFLOW__API__BASE_URL": f"http://127.0.0.1:{port}",
        "AIRFLOW__API__WORKERS": "1",
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"http://127.0.0.1:{port}/execution/",
    }


def airflow_home() -> AirflowHome:
    """The home the settings name, prepared."""
    home = AirflowHome(get_settings())
    home.prepare()
    return home
