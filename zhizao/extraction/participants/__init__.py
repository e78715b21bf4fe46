"""Participants: the organizations and persons that act in an article."""

from zhizao.extraction.participants.finder import find_entities, find_participants

__all__ = ["find_entities", "find_participants"]
