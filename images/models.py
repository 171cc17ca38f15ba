from functools import reduce

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from images import files
from images.renditions import NAMES, SPECS
from newsroom.pagecache.shown import Shown, ShownQuerySet

FRACTION = [MinValueValidator(0), MaxValueValidator(1)]


class ImageQuerySet(ShownQuerySet):
    def matching(self, query):
        """Pictures that have every word of `query` somewhere in their words or file name."""
        fields = ("alt", "caption", "credit", "filename")
        for word in query.split()[:10]:
            self = self.filter(reduce(Q.__or__, (Q(**{f"{field}__icontains": word}) for field in fields)))
        return self

    def without_alt(self):
        return self.filter(alt="", decorative=False)

    def delete(self):
        names = [name for image in self for name in image.file_names()]
        deleted = super().delete()
        files.remove_on_commit(names)
        return deleted

    delete.alters_data = True
    delete.queryset_only = True


class Image(Shown):
    """A picture of the library. `images.library.add` makes one; the files are ours, re-encoded, under random names."""

    class State(models.TextChoices):
        WAITING = "waiting", _("its sizes are being made")
        MADE = "made", _("ready")
        FAILED = "failed", _("its sizes could not be made")

    file = models.FileField(_("file"), max_length=120, editable=False)
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    alt = models.CharField(
        _("alt text"),
        max_length=300,
        blank=True,
        help_text=_("What the picture shows, in a sentence, for those who can't see it."),
    )
    decorative = models.BooleanField(
        _("decorative"), default=False, help_text=_("It adds no information: screen readers pass over it.")
    )
    caption = models.CharField(_("caption"), max_length=500, blank=True, help_text=_("Shown below the picture."))
    credit = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("Who made it: “Ana Lima / Reuters”.")
    )
    licence = models.CharField(
        _("licence"),
        max_length=200,
        blank=True,
        help_text=_("What lets us use it: “CC BY 4.0”, “Press kit”, “Our own”."),
    )
    focal_x = models.FloatField(_("focal point from the left"), default=0.5, validators=FRACTION)
    focal_y = models.FloatField(_("focal point from the top"), default=0.5, validators=FRACTION)
    # {"card480": {"stem": "images/ab/…-card480-3f2a1c", "formats": ["avif", "webp", "jpg"],
    # "width": 480, "height": 270, "focal": [0.5, 0.5]}, …}; see renditions.py
    renditions = models.JSONField(default=dict, editable=False)
    # [["images/ab/….webp", "2026-11-22"], …]: crops that gave way to newer ones, still in cached pages
    retired = models.JSONField(default=list, editable=False)
    placeholder = models.CharField(max_length=600, blank=True, editable=False)  # see renditions.placeholder
    state = models.CharField(max_length=7, choices=State, default=State.WAITING, editable=False)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)  # begun since the last success; see tasks.py
    problem = models.CharField(max_length=300, blank=True, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    filename = models.CharField(_("file name"), max_length=200, blank=True, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("added by"),
    )
    uploaded_at = models.DateTimeField(_("added"), default=timezone.now, editable=False, db_index=True)

    objects = ImageQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("picture"), _("pictures")
        ordering = ["-uploaded_at", "-pk"]
        indexes = [
            models.Index(fields=["file"], name="image_by_file"),
            models.Index(fields=["state"], name="image_unmade", condition=~Q(state="made")),
        ]
        permissions = [("change_any_image", "Can change pictures that others added")]
        constraints = [
            models.CheckConstraint(
                condition=Q(focal_x__gte=0, focal_x__lte=1, focal_y__gte=0, focal_y__lte=1),
                name="image_focal_point_inside",
                violation_error_message=_("The focal point lies outside the picture."),
            ),
            models.CheckConstraint(
                condition=Q(decorative=False) | Q(alt=""),
                name="image_decorative_has_no_alt",
                violation_error_message=_("A decorative picture has no alt text: clear one of the two."),
            ),
            models.CheckConstraint(condition=Q(width__gt=0, height__gt=0), name="image_has_a_size"),
        ]

    def __str__(self):
        return self.alt or self.caption or self.filename or _("Picture %(pk)s") % {"pk": self.pk}

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            # As the row is now, not as it was read: the worker may have added files meanwhile, or be about to.
            now = type(self).objects.select_for_update().filter(pk=self.pk).first() or self
            deleted = super().delete(*args, **kwargs)
            files.remove_on_commit(now.file_names())
        return deleted

    @property
    def url(self):
        return self.file.url

    @property
    def missing_alt(self):
        return not (self.alt or self.decorative)

    @property
    def thumb(self):
        """The address of a small picture for the desk; the placeholder itself while there is no other."""
        if self.placeholder and not self.renditions:
            return f"data:image/webp;base64,{self.placeholder}"
        return self.rendition("card480", "webp")["url"]

    def file_names(self):
        """Every file in storage that belongs to this picture, retired ones included."""
        return [
            self.file.name,
            *(name for rendition in self.renditions for name in self.files_of(rendition)),
            *(name for name, _day in self.retired),
        ]

    def files_of(self, name):
        """The files of the rendition with this name."""
        made = self.renditions[name]
        return [f"{made['stem']}.{format}" for format in made["formats"]]

    def rendition(self, name, format="jpg"):
        """The named rendition, or the next smaller one of its shape, or the original, as {"url", "width", "height"}."""
        names = NAMES[SPECS[name].shape]
        for other in names[names.index(name) :: -1]:
            made = self.renditions.get(other)
            if made:
                format = format if format in made["formats"] else made["formats"][-1]
                url = default_storage.url(f"{made['stem']}.{format}")
                return {"url": url, "width": made["width"], "height": made["height"]}
        return {"url": self.url, "width": self.width, "height": self.height}

    def srcset(self, shape, format="jpg"):
        """The renditions of a shape in a format, as in HTML; "" where there is none."""
        made = [self.renditions[name] for name in NAMES[shape] if name in self.renditions]
        files = [(f"{one['stem']}.{format}", one["width"]) for one in made if format in one["formats"]]
        return ", ".join(f"{default_storage.url(file)} {width}w" for file, width in files)
