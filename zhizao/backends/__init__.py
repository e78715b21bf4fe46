"""Backends: services outside that propose names; optional, and off unless ZHIZAO_BACKEND_URL is set.

A backend is asked before the engine reads an article, and what it answers are only proposals: the engine grounds and
judges them (`zhizao.extraction.proposals`). docs/backends.md says what is sent and what can happen.
"""

from zhizao.backends.consult import Consultation, consult, record

__all__ = ["Consultation", "consult", "record"]
