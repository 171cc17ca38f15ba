"""The form control with which other apps' forms choose a picture, and what it tells its script about one."""

from django import forms
from django.forms import Script
from django.template import loader
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from images.models import Image
from newsroom.numbers import row_number

RECENT = 40


def described(image):
    """A picture as the picker's script gets it."""
    return {
        "id": image.pk,
        "name": str(image),
        "alt": image.alt,
        "decorative": image.decorative,
        "missing_alt": image.missing_alt,
        "caption": image.caption,
        "credit": image.credit,
        "thumb": image.thumb,
        "width": image.width,
        "height": image.height,
        "change_url": reverse("admin:images_image_change", args=[image.pk]),
    }


class PictureInput(forms.TextInput):
    """A picture's number, with the recent ones as suggestions; with JavaScript, a thumbnail and the picker's dialog."""

    class Media:
        css = {"all": ["css/desk-pictures.css"]}
        js = [Script("js/desk/picture-field.js", type="module")]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        image = Image.objects.filter(pk=row_number(str(value or ""))).first()
        widget = context["widget"]
        widget["attrs"] |= {
            "inputmode": "numeric",
            "autocomplete": "off",
            "list": f"{widget['attrs'].get('id', name)}_recent",
        }
        return context | {
            "image": image,
            "picture": image and described(image),
            "recent": Image.objects.only("alt", "caption", "filename")[:RECENT],
        }

    def _render(self, template_name, context, renderer=None):
        # Not by the form renderer alone: it does not look into the project's templates.
        control = super()._render(template_name, context, renderer)
        return loader.render_to_string("images/picture_input.html", context | {"control": control})


class PictureField(forms.ModelChoiceField):
    """A form field for a foreign key to Image. Declared on the form, so that the admin adds no links of its own."""

    widget = PictureInput
    default_error_messages = {"invalid_choice": _("There is no picture with this number.")}

    def __init__(self, queryset=None, **options):
        super().__init__(Image.objects.all() if queryset is None else queryset, **options)
