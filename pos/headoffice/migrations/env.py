"""Where alembic meets the open transaction of `pos.headoffice.store.migrate`."""

from alembic import context

# The transaction is the caller's, on either database.
context.configure(connection=context.config.attributes["connection"], transactional_ddl=False)
context.run_migrations()
