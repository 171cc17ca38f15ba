"""A database constraint that Django has for PostgreSQL alone."""

# ruff: noqa: S608  all names in the statements come from the model

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q


class NoOverlap(models.BaseConstraint):
    """No two rows with the same `same` column may be live at the same instant of [live_from, live_until).

    An exclusion constraint on PostgreSQL (it needs the btree_gist extension), a pair of triggers on SQLite.
    """

    def __init__(self, *, same, name, **kwargs):
        super().__init__(name=name, **kwargs)
        self.same = same

    def deconstruct(self):
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "same": self.same}

    def __eq__(self, other):
        return isinstance(other, NoOverlap) and self.deconstruct() == other.deconstruct()

    def constraint_sql(self, model, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            return self._exclusion(model, schema_editor)
        # The triggers can only be made once the table stands; a table that Django rebuilds gets them again this way.
        schema_editor.deferred_sql.extend(self._triggers(model, schema_editor))
        return None

    def create_sql(self, model, schema_editor):
        table = schema_editor.quote_name(model._meta.db_table)
        return f"ALTER TABLE {table} ADD {self._exclusion(model, schema_editor)}"

    def remove_sql(self, model, schema_editor):
        table, name = schema_editor.quote_name(model._meta.db_table), schema_editor.quote_name(self.name)
        return f"ALTER TABLE {table} DROP CONSTRAINT {name}"

    def _exclusion(self, model, schema_editor):
        column = schema_editor.quote_name(model._meta.get_field(self.same).column)
        return (
            f"CONSTRAINT {schema_editor.quote_name(self.name)} "
            f"EXCLUDE USING gist ({column} WITH =, tstzrange(live_from, live_until) WITH &&)"
        )

    def _triggers(self, model, schema_editor):
        table = model._meta.db_table.removeprefix("new__")
        column = model._meta.get_field(self.same).column
        # Not '9999': SQLite would take that for a number, and every number for less than any text.
        never = "'9999-12-31'"
        return [
            f"CREATE TRIGGER {self.name}_{event} BEFORE {event.upper()} ON {table} FOR EACH ROW WHEN EXISTS ("
            f"SELECT 1 FROM {table} o WHERE o.{column} = NEW.{column} AND o.id IS NOT NEW.id "
            f"AND o.live_from < COALESCE(NEW.live_until, {never}) AND NEW.live_from < COALESCE(o.live_until, {never})"
            f") BEGIN SELECT RAISE(ABORT, 'constraint {self.name}'); END"
            for event in ("insert", "update")
        ]

    def validate(self, model, instance, exclude=None, using="default"):
        if instance.live_from is None:
            return
        column = model._meta.get_field(self.same).attname
        others = model._default_manager.using(using).filter(**{column: getattr(instance, column)})
        others = others.exclude(pk=instance.pk).filter(Q(live_until=None) | Q(live_until__gt=instance.live_from))
        if instance.live_until:
            others = others.filter(live_from__lt=instance.live_until)
        if others.filter(Q(live_until=None) | Q(live_until__gt=F("live_from"))).exists():
            raise ValidationError(self.get_violation_error_message())
