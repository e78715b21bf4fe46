"""A PostgreSQL server that comes with the installation and needs no administrator."""

from zhizao.warehouse.embedded.server import EmbeddedServer

__all__ = ["EmbeddedServer"]
