"""Initiatives: named things that somebody plans, builds, runs, launches, signs or holds.

Candidates come from head nouns, title marks, quotation marks and naming frames; each is scored by the signs that it
names one thing; mentions of one thing are merged; status and date come from the verb that governs the name.
"""

from zhizao.extraction.initiatives.find import find_initiatives

__all__ = ["find_initiatives"]
