"""Emptying a test database whose triggers refuse that. Nothing outside the tests can."""

from django.apps import apps

from newsroom.constraints import AppendOnly


def past_triggers(flush):
    """Django's `execute_sql_flush`, with the triggers of append-only tables away meanwhile."""

    def wrapped(operations, statements):
        down, up = _statements(operations.connection)
        flush(operations, [*down, *statements, *up])

    return wrapped


def _statements(connection):
    """What takes the triggers away, and what brings them back."""
    tables = {
        model._meta.db_table
        for model in apps.get_models()
        if any(isinstance(rule, AppendOnly) for rule in model._meta.constraints)
    }
    if connection.vendor == "postgresql":
        return tuple([f"ALTER TABLE {table} {word} TRIGGER USER" for table in tables] for word in ("DISABLE", "ENABLE"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'trigger'")
        triggers = [(name, sql) for name, sql, table in cursor.fetchall() if table in tables]
    return [f"DROP TRIGGER {name}" for name, _sql in triggers], [sql for _name, sql in triggers]
