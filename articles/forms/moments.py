"""A moment, typed as a time on the site's wall clock. An hour that does not exist, or exists twice, is asked back."""

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles import wallclock


class MomentInput(forms.DateTimeInput):
    """A date and time; below it, where the clock shows that time twice or never, which moment is meant.

    static/js/desk/clocks.js says below it what the clock of the person shows then.
    """

    input_type = "datetime-local"
    choices = ()

    def get_context(self, name, value, attrs):
        clock = {"data-zone": wallclock.zone().key, "data-yours": _("For you: {time}")}
        return super().get_context(name, value, (attrs or {}) | clock)

    def value_from_datadict(self, data, files, name):
        """What was typed, and which of two moments was chosen, as (text, text)."""
        return data.get(name) or "", data.get(f"{name}_which") or ""

    def format_value(self, value):
        if isinstance(value, datetime):
            return wallclock.wall(value).isoformat(timespec="minutes")
        return value and value[0]

    def render(self, name, value, attrs=None, renderer=None):
        html = super().render(name, value, attrs, renderer)
        if not self.choices:
            return html
        chosen = value[1] if isinstance(value, tuple) else value.isoformat()
        radios = forms.RadioSelect(choices=[(moment.isoformat(), wallclock.full(moment)) for moment in self.choices])
        radios = radios.render(f"{name}_which", chosen, {"id": f"id_{name}_which"}, renderer)
        return format_html('{}<fieldset class="which"><legend>{}</legend>{}</fieldset>', html, _("Which one?"), radios)


class MomentField(forms.Field):
    """An aware datetime, or None where nothing is typed."""

    widget = MomentInput
    default_error_messages = {
        "invalid": _("Give a date and a time, like 2027-01-31 09:00."),
        "twice": _("The clock shows this time twice that night: choose which you mean."),
        "never": _("The clocks skip this time that night: choose the one before or the one after."),
    }

    def prepare_value(self, value):
        """A stored moment of a repeated hour comes with its choice, so that what nobody touches is not asked back."""
        if isinstance(value, datetime):
            twice = wallclock.instants(wallclock.wall(value))
            self.widget.choices = twice if len(twice) > 1 else ()
        return value

    def to_python(self, value):
        text, which = value if isinstance(value, tuple) else (value, "")
        if not text:
            return None
        try:
            wall = datetime.fromisoformat(text)
            if wall.tzinfo:
                return wall
            found = wallclock.instants(wall)
            choices = found or wallclock.around(wall)
        except (ValueError, OverflowError) as error:
            raise ValidationError(self.error_messages["invalid"], "invalid") from error
        if len(found) == 1:
            return found[0]
        self.widget.choices, chosen = choices, wallclock.stored(which)
        if chosen in choices:
            return chosen
        raise ValidationError(self.error_messages["twice" if found else "never"])

    def has_changed(self, initial, data):
        """By the minute, which is what is typed."""
        try:
            moment = self.to_python(data)
        except ValidationError:
            return True
        if moment is None or initial is None:
            return moment is not initial
        return moment.replace(second=0, microsecond=0) != initial.replace(second=0, microsecond=0)
