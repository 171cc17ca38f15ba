"""Primary keys taken before the rows are written, because the rows name each other."""

from django.db import connection


def reserve(model, number):
    """`number` primary keys that no row has and none will get. In a transaction: on SQLite it holds the write lock."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            last = (cursor.fetchone() or [0])[0]
            return range(last + 1, last + number + 1)  # what is written with them moves `seq` on
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, number])
        return [row[0] for row in cursor.fetchall()]
