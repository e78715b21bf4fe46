"""An Airflow for tests, in this process: its home in a fresh folder, its metadata in SQLite.

Airflow reads its settings when it is imported, and makes a folder in the user's home if there are none; so whoever tests
with it imports this module first, which the `conftest.py` of such a folder does.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from zhizao.operation.airflow_home import AirflowHome
from zhizao.settings import Settings

HOME = AirflowHome(Settings(home=Path(tempfile.mkdtemp(prefix="zhizao-airflow-")), dsn="postgresql://not-used"))
atexit.register(shutil.rmtree, HOME.settings.home, ignore_errors=True)
HOME.prepare()
os.environ |= {name: value for name, value in HOME.environment(port=0).items() if name.startswith("AIRFLOW_")}
