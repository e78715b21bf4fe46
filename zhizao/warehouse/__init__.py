"""PostgreSQL: the embedded server, connections, migrations, and the moves that publish."""
