"""Who was invited and what they answered."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from opora.accounts.models import User
from opora.core.models import Record
from opora.events.models.events import Event


class Invitation(Record):
    """Somebody is asked to come: a person of Opora, or a guest by name and address.

    `key` opens the page of a guest without signing in: random, never shown to others; when two people turn out to be
    one, the invitation that is recorded anew keeps it. `posts` are those for which a person was invited, in the words
    of that day.
    """

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="invitations")
    person = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations", verbose_name=_("person")
    )
    name = models.CharField(_("name of the person"), max_length=250, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    posts = models.CharField(_("invited as"), max_length=500, blank=True)
    key = models.CharField(max_length=43, db_index=True, editable=False)

    class Meta(Record.Meta):
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                name="events_invitation_person_once",
                fields=["event", "person"],
                condition=Q(voided_at=None, person__isnull=False),
            ),
            models.CheckConstraint(
                name="events_invitation_of_somebody",
                condition=Q(person__isnull=False, name="", email="") | (Q(person=None) & ~Q(name="")),
            ),
            models.UniqueConstraint(name="events_invitation_key_once", fields=["key"], condition=Q(voided_at=None)),
            models.CheckConstraint(name="events_invitation_keyed", condition=~Q(key="")),
        ]

    def __str__(self) -> str:
        return self.name or f"{self.person_id}"


class Reply(models.TextChoices):
    """What an invited person says."""

    YES = "yes", pgettext_lazy("answer to an invitation", "will come")
    NO = "no", pgettext_lazy("answer to an invitation", "will not come")
    SUBSTITUTE = "substitute", pgettext_lazy("answer to an invitation", "somebody else will come")


class Answer(Record):
    """What was answered to an invitation; the latest holds. A substitute is named, known to Opora or not."""

    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="answers")
    reply = models.CharField(_("answer"), max_length=10, choices=Reply.choices)
    substitute = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("substitute")
    )
    substitute_name = models.CharField(_("name of the substitute"), max_length=250, blank=True)
    note = models.CharField(_("remark"), max_length=300, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("answer to an invitation")
        verbose_name_plural = _("answers to invitations")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                name="events_answer_substitute_named",
                condition=(Q(reply="substitute") & ~Q(substitute_name=""))
                | Q(reply__in=("yes", "no"), substitute=None, substitute_name=""),
            ),
        ]

    def __str__(self) -> str:
        return self.reply
