"""Roles: who leads, joins, supports, supplies, uses or speaks for which initiative.

Verb frames as data (`role_verbs`, `role_frames`, `role_speech`) are matched on sentences in which participants and
initiatives stand as symbols; what a person says is carried over the sentences of the speech.
"""

from zhizao.extraction.roles.find import find_roles

__all__ = ["find_roles"]
