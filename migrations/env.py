"""Runs migrations on the app's database; online only, one transaction each."""

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from community.core.migrations import include_name, load_models, render_type
from community.extensions import db

load_models()


def run() -> None:
    given = context.config.attributes.get("connection")
    if given is not None:  # whoever gives one ends its transaction, too
        _migrate(given)
        return
    with db.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            # What a request may take is too little for an index over a large table.
            connection.exec_driver_sql("SET statement_timeout = 0")
            connection.commit()
        _migrate(connection)
        connection.commit()


def _migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        include_name=include_name,
        render_item=render_type,
        **current_app.extensions["migrate"].configure_args,
    )
    with context.begin_transaction():
        context.run_migrations()


run()
