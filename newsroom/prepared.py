"""Queries whose SQL is compiled once and run with new values.

Django's own way to a row costs twenty times what the database takes for it: most goes into building the query, writing
its SQL and making model instances. A reader's page asks the same few questions over and over with other values.
"""

from datetime import UTC, datetime

from django.core.exceptions import EmptyResultSet
from django.db import InterfaceError, OperationalError, connections, router

# A value that stands for the nth one while the SQL is compiled, by type: unlike any that a query brings itself.
STAND_INS = {
    datetime: lambda n: datetime(1583, 10, 15, 1, 2, 3, 400_000 + n, tzinfo=UTC),
    int: lambda n: 1_583_101_500 + n,
    str: lambda n: f"the value at place {n}",
}


class Prepared:
    """Decorates a function of values that builds a queryset of `values_list`: called, it gives the rows, as lists.

    Values are aware datetimes, whole numbers, texts, or tuples of one of these (for `__in`; each length is compiled
    by itself, so keep them short). Each must reach the database as it is: a lookup that changes it (startswith, date),
    a slice by a value, or a query that is another one for some values is refused with TypeError when first called.
    """

    def __init__(self, build, planned_once=False):
        self.build, self.compiled, self.planned_once = build, {}, planned_once
        self.model = None

    def __call__(self, *values):
        statement, connection, flat = self._ready(values)
        return statement(connection, flat)

    def nth(self, number, *values):
        """The row at place `number` (from 0), or None. For a query that is not sliced; takes no empty tuple."""
        statement, connection, flat = self._ready(values)
        return next(iter(statement.nth(number)(connection, flat)), None)

    def _ready(self, values):
        """The Statement for these values, the connection to run it on, and the values one by one."""
        shape = tuple(
            (type(value[0]), len(value)) if type(value) is tuple and value else type(value) for value in values
        )
        model = self.model or self._model(shape)
        using = router.db_for_read(model)
        statement = self.compiled.get((using, shape))
        if statement is None:
            statement = self.compiled[using, shape] = self._compile(using, shape)
        flat = []
        for value in values:
            flat.extend(value) if type(value) is tuple else flat.append(value)
        return statement, connections[using], flat

    def _model(self, shape):
        self.model = self.build(*_stand_ins(shape)).model
        return self.model

    def _compile(self, using, shape):
        stand_ins = _stand_ins(shape)
        query = self.build(*stand_ins).using(using).query
        flat = [one for value in stand_ins for one in (value if type(value) is tuple else [value])]
        compiler = query.get_compiler(using)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            return lambda connection, values: []
        planned_anew = query.is_sliced and not self.planned_once
        return Statement(sql, _places(params, flat, connections[using]), _converters(compiler), planned_anew)


def planned_once(build):
    """Prepared, for the first rows of a list of which one index has every row in order, whatever the values."""
    return Prepared(build, planned_once=True)


class Statement:
    """SQL with its parameters: each either what it always is, or the place of a value and how the database takes it.

    One that reads the first rows of a list is planned each time, unless it is `planned_once`: with no values at hand
    PostgreSQL takes a list between two moments for a short one, and would sort a long one.
    """

    def __init__(self, sql, places, converters, planned_anew):
        self.sql, self.places, self.converters, self.planned_anew = sql, places, converters, planned_anew

    def __call__(self, connection, values):
        params = [adapt(connection, values[at]) if adapt else at for at, adapt in self.places]
        rows = self._fetched(connection, params)
        if not self.converters:
            return rows
        rows = list(map(list, rows))
        for column, expression, functions in self.converters:
            for convert in functions:
                for row in rows:
                    row[column] = convert(row[column], expression, connection)
        return rows

    def nth(self, number):
        """The Statement for the row at place `number` alone."""
        return Statement(f"{self.sql} LIMIT 1 OFFSET {number:d}", self.places, self.converters, planned_anew=True)

    def _fetched(self, connection, params):
        """The rows. To ask for them is as good a check of the connection as Django's own, which is spared."""
        unchecked = connection.health_check_enabled and not connection.health_check_done
        connection.health_check_done = True
        try:
            return self._fetch(connection, params)
        except (OperationalError, InterfaceError):
            if not unchecked or connection.in_atomic_block:
                raise
            connection.close()
            return self._fetch(connection, params)

    def _fetch(self, connection, params):
        with connection.cursor() if self.planned_anew else cursor(connection) as asking:
            asking.execute(self.sql, params)
            return asking.fetchall()


def cursor(connection):
    """A cursor that sends SQL and values apart, so that PostgreSQL plans a statement once: often longer than to run it.

    Django's own writes the values into the SQL. How often the same must come to be kept: OPTIONS["prepare_threshold"].
    """
    if connection.vendor != "postgresql":
        return connection.cursor()
    from django.db.backends.postgresql.base import ServerBindingCursor  # needs psycopg

    connection.close_if_health_check_failed()
    connection.ensure_connection()
    make = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    return make(ServerBindingCursor(connection.connection))


def _stand_ins(shape):
    """A value of the right kind for each that will come, all of them different."""
    found, n = [], 0
    for kind in shape:
        kind, length = kind if type(kind) is tuple else (kind, None)
        if kind is tuple:
            found.append(())
            continue
        if kind not in STAND_INS:
            raise TypeError(f"A prepared query takes no {kind.__name__}.")
        many = tuple(STAND_INS[kind](n + i) for i in range(1 if length is None else length))
        found.append(many[0] if length is None else many)
        n += len(many)
    return found


def _places(params, stand_ins, connection):
    """For each parameter of the SQL: (place among the values, how it is adapted), or (itself, None)."""
    known = {_adapted(connection, value): (at, _ADAPT[type(value)]) for at, value in enumerate(stand_ins)}
    places = [known.get(param, (param, None)) for param in params]
    if len({at for at, adapt in places if adapt}) < len(stand_ins):
        raise TypeError("A prepared query must hand each value to the database as it is.")
    return places


def _adapted(connection, value):
    return _ADAPT[type(value)](connection, value)


_ADAPT = {
    datetime: lambda connection, value: connection.ops.adapt_datetimefield_value(value),
    int: lambda connection, value: value,
    str: lambda connection, value: value,
}


def _converters(compiler):
    """[(column, expression, functions)]: what makes Python's values of the database's."""
    expressions = [expression for expression, _sql, _alias in compiler.select[: compiler.col_count]]
    converters = compiler.get_converters(expressions)
    return [(column, expression, functions) for column, (functions, expression) in converters.items()]
