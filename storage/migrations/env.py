"""What Alembic runs: the migrations, on the connection and in the transaction that `storage.migrate` hands over."""

from alembic import context

from storage.tables import Remembered

context.configure(connection=context.config.attributes["connection"], target_metadata=Remembered.metadata)
context.run_migrations()
