"""Database constraints that Django does not have, or has for PostgreSQL alone."""

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


class AfterEmbargo(models.BaseConstraint):
    """No edition begins before its article's embargo ends, but a retraction; and none of an article in the trash.

    Triggers on both databases. On PostgreSQL their function has the constraint's name.
    """

    def __eq__(self, other):
        return isinstance(other, AfterEmbargo) and self.deconstruct() == other.deconstruct()

    def constraint_sql(self, model, schema_editor):
        schema_editor.deferred_sql.extend(self.statements(model, schema_editor))

    def create_sql(self, model, schema_editor):
        return ";\n".join(self.statements(model, schema_editor))

    def remove_sql(self, model, schema_editor):
        return f"DROP FUNCTION {self.name} CASCADE"

    def statements(self, model, schema_editor):
        """The SQL that makes the triggers, a list."""
        table = model._meta.db_table.removeprefix("new__")
        same = "IS NOT" if schema_editor.connection.vendor == "sqlite" else "IS DISTINCT FROM"
        whens = {
            "INSERT": "NEW.change <> 'retraction'",
            "UPDATE": f"NEW.change <> 'retraction' AND NEW.live_from {same} OLD.live_from",
        }
        articles = model._meta.get_field("article").related_model._meta.db_table
        found = (
            f"EXISTS (SELECT 1 FROM {articles} a WHERE a.id = NEW.article_id "
            "AND (a.trashed_at IS NOT NULL OR a.embargo_until > NEW.live_from))"
        )
        if schema_editor.connection.vendor == "sqlite":
            return [
                f"CREATE TRIGGER {self.name}_{event.lower()} BEFORE {event} ON {table} FOR EACH ROW "
                f"WHEN {when} AND {found} BEGIN SELECT RAISE(ABORT, 'constraint {self.name}'); END"
                for event, when in whens.items()
            ]
        function = (
            f"CREATE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {found} THEN "
            f"RAISE integrity_constraint_violation USING MESSAGE = 'constraint {self.name}'; "
            "END IF; RETURN NEW; END $$"
        )
        triggers = [
            f"CREATE TRIGGER {self.name}_{event.lower()} BEFORE {event} ON {table} FOR EACH ROW "
            f"WHEN ({when}) EXECUTE FUNCTION {self.name}()"
            for event, when in whens.items()
        ]
        return [function, *triggers]

    def validate(self, model, instance, exclude=None, using="default"):
        """Nothing: articles/editions.py has the sentence for the desk, and the triggers the last word."""
