"""A rule that the database itself keeps and that Django has no constraint for."""

# ruff: noqa: S608  all names in the statements come from the model

from django.db import models

REFUSE = """CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'constraint {name}' USING ERRCODE = 'integrity_constraint_violation'; END $$"""


class AppendOnly(models.BaseConstraint):
    """Rows are added and never changed or deleted, whatever program tries: IntegrityError.

    By triggers that refuse UPDATE and DELETE, on SQLite REPLACE too, on PostgreSQL TRUNCATE. One who may alter tables
    can drop them.
    """

    def __init__(self, *, name, **kwargs):
        super().__init__(name=name, **kwargs)

    def __eq__(self, other):
        return isinstance(other, AppendOnly) and self.deconstruct() == other.deconstruct()

    def constraint_sql(self, model, schema_editor):
        # The triggers can only be made once the table stands; a table that SQLite rebuilds gets them again this way.
        schema_editor.deferred_sql.extend(self._statements(model, schema_editor))
        return None

    def create_sql(self, model, schema_editor):
        return ";\n".join(self._statements(model, schema_editor))

    def remove_sql(self, model, schema_editor):
        return f"DROP FUNCTION {self.name}() CASCADE"  # its triggers go with it; SQLite's go with the old table

    def _statements(self, model, schema_editor):
        table = model._meta.db_table.removeprefix("new__")
        if schema_editor.connection.vendor == "sqlite":
            # INSERT OR REPLACE deletes the row that is in its way without a word to the trigger for DELETE.
            again = f"WHEN EXISTS (SELECT 1 FROM {table} o WHERE o.id = NEW.id) "
            return [
                f"CREATE TRIGGER IF NOT EXISTS {self.name}_{event} BEFORE {event.upper()} ON {table} FOR EACH ROW "
                f"{when}BEGIN SELECT RAISE(ABORT, 'constraint {self.name}'); END"
                for event, when in (("update", ""), ("delete", ""), ("insert", again))
            ]
        return [
            REFUSE.format(name=self.name),
            f"CREATE TRIGGER {self.name} BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {self.name}()",
        ]

    def validate(self, model, instance, exclude=None, using="default"):
        """Nothing that a form could check: the database alone sees which statement it is."""
