"""The extraction engine: text and publication date in, grounded mentions out.

Pure functions without I/O, usable without Airflow or a database:

>>> from datetime import date
>>> from zhizao.extraction import extract
>>> found = extract("2025年，新港市数字经济增加值达到1200亿元。", published_on=date(2026, 1, 5))
"""

from zhizao.extraction.engine import extract
from zhizao.extraction.identity import engine_version
from zhizao.extraction.mentions import Extraction, Initiative, Metric, Participant, Role

__all__ = ["Extraction", "Initiative", "Metric", "Participant", "Role", "engine_version", "extract"]
