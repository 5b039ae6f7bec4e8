"""The connection that `timeline.database.migrating` hands over → the migrations, inside the transaction it has begun.

There is no alembic.ini and no offline mode: beginning, checking and committing belong to `migrating`, which knows what
each database needs (foreign keys off on SQLite, a lock on PostgreSQL), so that an upgrade happens wholly or not at all.
"""

from alembic import context
from sqlalchemy import Connection

from timeline.database.models import metadata

connection = context.config.attributes.get("connection")
if not isinstance(connection, Connection):
    raise SystemExit("Run migrations through `timeline db upgrade` or timeline.database.migrating.")
context.configure(
    connection=connection,
    target_metadata=metadata,
    compare_type=True,
    # SQLite gives back '' in a form that Alembic takes for another default; the tests compare them exactly.
    compare_server_default=connection.dialect.name != "sqlite",
    render_as_batch=connection.dialect.name == "sqlite",
    # The transaction is ours, also where the driver would let a migration end it.
    transactional_ddl=True,
)
context.run_migrations()
