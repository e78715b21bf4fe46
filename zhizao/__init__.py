"""Zhizao turns Chinese industrial-policy news into a warehouse people trust.

Articles travel one road of six stations, and the same six words name them everywhere:
land, read, extract, build, audit, publish.
"""

__version__ = "0.1.0"
