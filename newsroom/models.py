import secrets

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom import deeds
from newsroom.constraints import AppendOnly


def drawn():
    return secrets.randbits(63)


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """Somebody who signs in at the desk. A public byline is an Author, which needs no user."""

    username = first_name = last_name = None
    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120)

    objects = UserManager()

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name, verbose_name_plural = _("user"), _("users")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_any_case")]

    def __str__(self):
        return self.name or self.email

    def save(self, *args, **kwargs):
        self.email = self.email.lower()  # as sign-in looks for it
        super().save(*args, **kwargs)

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name.split(" ")[0]


class LogLine(models.Model):
    """One line of the audit log: who did what to what, when. Written once by `newsroom.log.record`, never changed."""

    at = models.DateTimeField(_("at"), default=timezone.now, db_index=True)
    by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, db_index=False, verbose_name=_("by"), related_name="+"
    )
    action = models.CharField(_("action"), max_length=40)
    subject_type = models.ForeignKey(ContentType, models.PROTECT, null=True, db_index=False, related_name="+")
    subject_id = models.BigIntegerField(null=True)
    subject = GenericForeignKey("subject_type", "subject_id")
    label = models.CharField(_("what"), max_length=300, help_text=_("The subject's name at that time."))
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("log line"), _("log")
        ordering = ["-pk"]
        # A page of the log is the newest lines before one, whatever it is filtered by.
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "-id"], name="log_about_one"),
            models.Index(fields=["subject_type", "-id"], name="log_about_kind"),
            models.Index(fields=["by", "-id"], name="log_by"),
            models.Index(fields=["action", "-id"], name="log_action"),
        ]
        constraints = [AppendOnly(name="log_is_append_only")]

    def __str__(self):
        return f"{self.by or _('The system')} {deeds.in_words(self.action, self.label)}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("A line of the log is written once.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("A line of the log is never deleted.")


class Purge(models.Model):
    """A purge that is still to be carried out (see newsroom/pagecache/purging.py). No row stays for long."""

    class To(models.TextChoices):
        MACHINES = "machines"
        CDN = "cdn"

    # Drawn, not counted: every machine remembers what it has done by it, and no restored backup may give one twice.
    id = models.BigIntegerField(primary_key=True, default=drawn)
    tags = models.JSONField()
    hard = models.BooleanField(default=False)
    to = models.CharField(max_length=10, choices=To, default=To.MACHINES)
    at = models.DateTimeField(default=timezone.now)
    due = models.DateTimeField(default=timezone.now, help_text="When it may be tried next.")

    class Meta:
        ordering = ["at"]

    def __str__(self):
        return " ".join(self.tags)


class Notice(models.Model):
    """Something that one person is told, at the desk and by mail. newsroom/notices/ writes it and sends the mail."""

    to = models.ForeignKey(User, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=40)  # one of notices.KINDS
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    subject_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    subject_id = models.BigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")
    label = models.CharField(max_length=300, help_text="The subject's name at that time.")
    thread = models.CharField(max_length=40, blank=True, help_text="What it belongs to within the subject.")
    words = models.JSONField(default=dict, help_text="What else its sentence prints.")
    key = models.CharField(max_length=120)
    at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True)
    mail_due = models.DateTimeField(null=True, help_text="When its mail may be tried (again). Empty: never.")
    mail_tries = models.PositiveSmallIntegerField(default=0)
    mail_problem = models.CharField(max_length=300, blank=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["to", "-at", "-id"], name="notices_of_one"),
            models.Index(fields=["to"], condition=models.Q(seen_at=None), name="notices_unseen"),
            models.Index(fields=["mail_due"], condition=models.Q(mail_due__isnull=False), name="notices_to_mail"),
            models.Index(fields=["key"], name="notices_by_key"),
        ]
        constraints = [models.UniqueConstraint(fields=["to", "key"], name="notice_once")]

    def __str__(self):
        return f"{self.kind}: {self.label}"


class Silence(models.Model):
    """Mails that somebody does not want: all on a topic, or all about a subject, or about one thread of it."""

    user = models.ForeignKey(User, models.CASCADE, related_name="silences")
    topic = models.CharField(max_length=40, blank=True)  # one of notices.TOPICS
    subject_type = models.ForeignKey(ContentType, models.CASCADE, null=True, related_name="+")
    subject_id = models.BigIntegerField(null=True)
    subject = GenericForeignKey("subject_type", "subject_id")
    thread = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "topic"], condition=~models.Q(topic=""), name="silence_topic_once"),
            models.UniqueConstraint(
                fields=["user", "subject_type", "subject_id", "thread"],
                condition=models.Q(topic=""),
                name="silence_subject_once",
            ),
        ]

    def __str__(self):
        return self.topic or f"{self.subject_type_id}:{self.subject_id} {self.thread}".strip()
