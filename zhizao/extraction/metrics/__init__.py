"""Metrics: every quantity an article asserts, with what it measures, of whom, when, and whether it is so or promised."""

from zhizao.extraction.metrics.actors import Actor, actors_of
from zhizao.extraction.metrics.find import Found, find_metrics

__all__ = ["Actor", "Found", "actors_of", "find_metrics"]
