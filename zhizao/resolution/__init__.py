"""Entity resolution: which forms across all articles name the same organization, person, initiative or indicator."""

from zhizao.resolution.resolve import Resolved, resolve

__all__ = ["Resolved", "resolve"]
