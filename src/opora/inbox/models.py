"""What is kept beside the to-dos, which are computed: what was put off or handed over, and addresses of calendars."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from opora.accounts.models import User
from opora.core.models import Record
from opora.programmes.models import Programme


class Remark(Record):
    """Something said of one to-do by whoever has it, with a reason, up to and with the day `until`.

    `todo` is the key of a to-do of the programme (`todos.Todo.key`).
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    todo = models.CharField(max_length=400)
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="%(class)ss", verbose_name=_("person"))
    reason = models.CharField(_("reason"), max_length=300)
    until = models.DateField(_("until"))

    class Meta(Record.Meta):
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.CheckConstraint(name="%(app_label)s_%(class)s_said", condition=~Q(todo="") & ~Q(reason="")),
            models.CheckConstraint(name="%(app_label)s_%(class)s_ends_later", condition=Q(until__gte=F("occurred_on"))),
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_once",
                fields=["programme", "todo", "person", "occurred_on"],
                condition=Q(voided_at=None),
            ),
        ]


class Snooze(Remark):
    """A to-do is put off: `person` is not reminded of it until the day is over. It stays a gap and is counted."""

    class Meta(Remark.Meta):
        verbose_name = _("to-do put off")
        verbose_name_plural = _("to-dos put off")


class Delegation(Remark):
    """A to-do is handed over by `person` to a colleague, who is reminded in their place."""

    to = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="received_delegations", verbose_name=_("handed over to")
    )

    class Meta(Remark.Meta):
        verbose_name = _("to-do handed over")
        verbose_name_plural = _("to-dos handed over")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Remark.Meta.constraints,
            models.CheckConstraint(name="inbox_delegation_to_another", condition=~Q(to=F("person"))),
        ]


class CalendarFeed(models.Model):
    """An address under which a calendar reads what is due for a person and the events they are invited to.

    The key of the address is shown once; only its digest is kept (SHA-256, hexadecimal). A revoked one answers nobody.
    """

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="calendar_feeds", verbose_name=_("person"))
    name = models.CharField(_("name"), max_length=100)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")
        ordering: ClassVar[list[str]] = ["-made_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="inbox_calendarfeed_keyed", condition=~Q(digest="") & ~Q(name="")),
            models.CheckConstraint(
                name="inbox_calendarfeed_revoked_later",
                condition=Q(revoked_at=None) | Q(revoked_at__gte=F("made_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.name
