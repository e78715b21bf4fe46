"""Metrics: every quantity an article asserts: of what, of whom, when, and whether it is so or only promised."""

from zhizao.extraction.metrics.actors import Actor, actors_of
from zhizao.extraction.metrics.find import Found, find_metrics

__all__ = ["Actor", "Found", "actors_of", "find_metrics"]
