"""What may stand in the front matter of a Markdown file, and how each value is read."""

from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_slug
from django.utils.translation import gettext as _

from articles.models.story import Role
from articles.wallclock import instants

STATUSES, COMMENTS = ("draft", "published"), ("open", "closed")
ROLES = {**{role.value: role.value for role in Role}, "originally by": Role.ORIGINAL.value}


def check(values):
    """(cleaned values, {name: sentence}) of a front matter: all that is wrong is found at once."""
    cleaned, wrong = {}, {}
    for name in values:
        if name not in READERS:
            wrong[str(name)] = _("There is no such field. Known are: %(names)s.") % {"names": ", ".join(READERS)}
    for name, reader in READERS.items():
        if values.get(name) in (None, ""):
            continue
        try:
            cleaned[name] = reader(values[name])
        except ValidationError as error:
            wrong[name] = " ".join(error.messages)
    if "title" not in cleaned and "title" not in wrong:
        wrong["title"] = _("A story needs a title.")
    if cleaned.get("status") == "published" and "date" not in cleaned and "date" not in wrong:
        wrong["date"] = _("A published story needs its date.")
    return cleaned, wrong


def text(longest):
    def read(value):
        if isinstance(value, bool | list | dict):
            raise ValidationError(_("This has to be text."))
        value = " ".join(str(value).split())
        if len(value) > longest:
            raise ValidationError(_("At most %(longest)s characters.") % {"longest": longest})
        return value

    return read


def slug(value):
    value = text(120)(value)
    validate_slug(value)
    return value


def address(value):
    value = text(500)(value)
    URLValidator(schemes=["https", "http"])(value)
    return value


def one_of(choices):
    def read(value):
        if value not in choices:
            raise ValidationError(_("One of: %(choices)s.") % {"choices": ", ".join(choices)})
        return value

    return read


def tags(value):
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, list):
        raise ValidationError(_("A list of names: [chips, phones]."))
    return [text(100)(name) for name in value if name not in (None, "")]


def authors(value):
    """A list of {"name", "role", "bio"}, from names or from maps of these three."""
    people = value if isinstance(value, list) else [value]
    return [_author(person) for person in people]


def _author(person):
    person = person if isinstance(person, dict) else {"name": person}
    if not person.get("name") or set(person) - {"name", "role", "bio"}:
        raise ValidationError(_("An author is a name, or has name, role and bio."))
    role = str(person.get("role") or "words").lower()
    if role not in ROLES:
        raise ValidationError(
            _("No such role: “%(role)s”. Known are: %(roles)s.") % {"role": role, "roles": ", ".join(ROLES)}
        )
    bio = str(person.get("bio") or "").strip()
    if len(bio) > 2000:
        raise ValidationError(_("A bio has at most 2000 characters."))
    return {"name": text(120)(person["name"]), "role": ROLES[role], "bio": bio}


def moment(value):
    """An aware datetime. A time without its offset is one of the site's clock; a day is its midnight."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.strip())
        except ValueError:
            raise ValidationError(_("Not a date and time, like 2026-11-22 14:30.")) from None
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime.combine(value, time())
    if not isinstance(value, datetime):
        raise ValidationError(_("Not a date and time, like 2026-11-22 14:30."))
    if value.tzinfo:
        return value
    found = instants(value)
    if not found:
        raise ValidationError(_("The site's clock skipped this time. Add the offset: 2026-03-29 02:30+01:00."))
    if len(found) > 1:
        raise ValidationError(_("The site's clock showed this time twice. Add the offset: 2026-10-25 02:30+01:00."))
    return found[0]


READERS = {
    "title": text(250),
    "slug": slug,
    "dek": text(500),
    "section": text(60),
    "tags": tags,
    "authors": authors,
    "date": moment,
    "updated": moment,
    "status": one_of(STATUSES),
    "image": text(300),
    "image_alt": text(300),
    "image_caption": text(500),
    "image_credit": text(200),
    "source_name": text(120),
    "source_url": address,
    "comments": one_of(COMMENTS),
}
