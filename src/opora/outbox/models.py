"""Mailings and their messages. Addresses and telephones of recipients stand here only, and can be erased."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MailingState(models.TextChoices):
    """How far a mailing is. A draft was not approved yet: nothing of it is sent."""

    DRAFT = "draft", pgettext_lazy("mailing", "draft")
    SENDING = "sending", pgettext_lazy("mailing", "being sent")
    SENT = "sent", pgettext_lazy("mailing", "sent")
    STOPPED = "stopped", pgettext_lazy("mailing", "stopped")


class Mailing(models.Model):
    """One text (or registered kind of message) to many people.

    `of` is the key of the region that writes; `time_zone` and `invented` (a demonstration, never really sent) are its.
    `texts` are subject and body by language, as they were written; a kind has `arguments` in their place. `trouble`:
    why the mail server could not be reached in the last round.
    """

    of = models.CharField(max_length=80)
    time_zone = models.CharField(max_length=60)
    invented = models.BooleanField(default=False)
    kind = models.CharField(max_length=60)
    arguments = models.JSONField(default=dict)
    texts = models.JSONField(default=dict)
    guard = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=8, choices=MailingState.choices, default=MailingState.DRAFT)
    not_before = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=300, blank=True)
    prepared_at = models.DateTimeField()
    prepared_by = models.CharField(max_length=40)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.CharField(max_length=40, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = _("mailing")
        verbose_name_plural = _("mailings")
        ordering = ["-prepared_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="outbox_mailing_state_known", condition=Q(state__in=MailingState.values)),
            models.CheckConstraint(
                name="outbox_mailing_said", condition=~Q(of="") & ~Q(time_zone="") & ~Q(kind="") & ~Q(prepared_by="")
            ),
            models.CheckConstraint(
                name="outbox_mailing_approved_whole",
                condition=Q(approved_at=None, approved_by="", state__in=("draft", "stopped"))
                | (Q(approved_at__isnull=False, state__in=("sending", "sent", "stopped")) & ~Q(approved_by="")),
            ),
            models.CheckConstraint(
                name="outbox_mailing_stopped_whole",
                condition=(Q(stopped_at=None, stopped_by="") & ~Q(state="stopped"))
                | (Q(stopped_at__isnull=False, state="stopped") & ~Q(stopped_by="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class MessageState(models.TextChoices):
    """What became of one message. UNCERTAIN: handed to the server, which then said nothing; a person decides."""

    PREPARED = "prepared", pgettext_lazy("message", "prepared")
    LEFT_OUT = "left_out", pgettext_lazy("message", "left out")
    WAITING = "waiting", pgettext_lazy("message", "waiting")
    SENDING = "sending", pgettext_lazy("message", "being handed over")
    SENT = "sent", pgettext_lazy("message", "sent")
    UNCERTAIN = "uncertain", pgettext_lazy("message", "perhaps sent")
    DROPPED = "dropped", pgettext_lazy("message", "no longer needed")
    FAILED = "failed", pgettext_lazy("message", "not delivered")
    STOPPED = "stopped", pgettext_lazy("message", "stopped")


UNSETTLED = (MessageState.WAITING, MessageState.SENDING)
"""States in which a mailing is still being sent."""
CLAIMED = (MessageState.SENDING, MessageState.UNCERTAIN)
"""States that a sender (known by `claim`) left or holds."""


class Message(models.Model):
    """What one person gets: rendered when it was prepared, so that what was looked at is what is sent.

    `recipient` is a key such as "user:5". `why` is a code of `reasons`, `words` what a server or a guard said. `claim`
    names the sender that holds the message. `message_id` never changes: a repetition can be recognised by it.
    """

    mailing = models.ForeignKey(Mailing, on_delete=models.PROTECT, related_name="messages", verbose_name=_("mailing"))
    recipient = models.CharField(max_length=80)
    name = models.CharField(max_length=250, blank=True)
    post = models.CharField(max_length=500, blank=True)
    address = models.CharField(max_length=320, blank=True)
    phone = models.CharField(max_length=16, blank=True)
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    state = models.CharField(max_length=9, choices=MessageState.choices)
    why = models.CharField(max_length=40, blank=True)
    words = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(null=True, blank=True)
    claim = models.CharField(max_length=32, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    message_id = models.CharField(max_length=250, unique=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["pk"]
        indexes: ClassVar[list[models.Index]] = [models.Index(name="outbox_message_due", fields=["state", "next_try"])]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="outbox_message_once", fields=["mailing", "recipient"]),
            models.CheckConstraint(name="outbox_message_state_known", condition=Q(state__in=MessageState.values)),
            models.CheckConstraint(
                name="outbox_message_named", condition=~Q(recipient="") & ~Q(language="") & ~Q(message_id="")
            ),
            models.CheckConstraint(
                name="outbox_message_claimed_whole",
                condition=(Q(claim="", claimed_at=None) & ~Q(state__in=("sending", "uncertain")))
                | (Q(claimed_at__isnull=False, state__in=("sending", "uncertain")) & ~Q(claim="")),
            ),
            models.CheckConstraint(
                name="outbox_message_sent_whole",
                condition=Q(sent_at__isnull=False, state="sent") | (Q(sent_at=None) & ~Q(state="sent")),
            ),
            models.CheckConstraint(
                name="outbox_message_why_given",
                condition=~Q(state__in=("left_out", "dropped", "failed", "uncertain")) | ~Q(why=""),
            ),
            models.CheckConstraint(
                name="outbox_message_addressed",
                condition=~Q(state__in=("prepared", "waiting", "sending"))
                | (~Q(address="") & ~Q(body="") & Q(erased_at=None)),
            ),
            models.CheckConstraint(
                name="outbox_message_erased_whole",
                condition=Q(erased_at=None) | Q(name="", post="", address="", phone="", subject="", body="", words=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mailing_id}: {self.recipient}"


class MessageFile(models.Model):
    """A file of text that goes with one message, as it was looked at; deleted when the message is erased."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="files", verbose_name=_("message"))
    name = models.CharField(max_length=100)
    media_type = models.CharField(max_length=100)
    content = models.TextField()

    class Meta:
        verbose_name = _("file of a message")
        verbose_name_plural = _("files of messages")
        ordering = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="outbox_messagefile_once", fields=["message", "name"]),
            models.CheckConstraint(name="outbox_messagefile_said", condition=~Q(name="") & ~Q(media_type="")),
        ]

    def __str__(self) -> str:
        return f"{self.message_id}: {self.name}"
