"""What the templates of kept texts and of conflicts need."""

from django import template

from articles.admin.keeping import clock

register = template.Library()
AROUND = 14  # words of a settled text next to a place that isn't

register.filter("clock", clock)


@register.filter
def ends(text):
    """The two ends of a text that stands between two places of which one has to choose."""
    words = text.split()
    return text if len(words) <= 3 * AROUND else f"{' '.join(words[:AROUND])} … {' '.join(words[-AROUND:])}"
