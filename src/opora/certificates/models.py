"""Certificates as they were printed: what they say stays as it was, whatever becomes of the person or the event."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from opora.accounts.models import User
from opora.core.models import Record
from opora.organisations.models import Region


class Kind(models.TextChoices):
    """What a certificate is about."""

    PARTICIPATION = "participation", pgettext_lazy("certificate", "participation")


class Role(models.TextChoices):
    """As what somebody took part."""

    PARTICIPANT = "participant", pgettext_lazy("certificate", "participant")
    SPEAKER = "speaker", pgettext_lazy("certificate", "speaker")


class Certificate(Record):
    """What one person was given on `occurred_on`. Taking it back is voiding: its number stays, and says so.

    `about` is the key of the thing it is about ("event:17"), which this app does not know. `person` None: a guest.
    `public_key` is the address under which anybody who holds the paper sees what it says. `minutes` None: not told.
    A merge of two entries of a person voids a certificate and records it anew under the same number and key.
    """

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="certificates", verbose_name=_("region"))
    year = models.PositiveSmallIntegerField(_("year"))
    serial = models.PositiveIntegerField(_("place in the year"))
    number = models.CharField(_("number"), max_length=24, db_index=True)
    public_key = models.CharField(_("public key"), max_length=40, db_index=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.PARTICIPATION)
    person = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="certificates", verbose_name=_("person")
    )
    about = models.CharField(_("about"), max_length=80, db_index=True)
    name = models.CharField(_("name as printed"), max_length=250)
    role = models.CharField(_("role"), max_length=20, choices=Role.choices, default=Role.PARTICIPANT)
    title = models.CharField(_("title"), max_length=500)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    minutes = models.PositiveIntegerField(_("minutes"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=300, blank=True)
    organiser = models.CharField(_("organiser"), max_length=300, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-year", "-serial", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                name="certificates_certificate_number", fields=["number"], condition=Q(voided_at=None)
            ),
            models.UniqueConstraint(
                name="certificates_certificate_key", fields=["public_key"], condition=Q(voided_at=None)
            ),
            models.UniqueConstraint(
                name="certificates_certificate_place", fields=["year", "serial"], condition=Q(voided_at=None)
            ),
            models.UniqueConstraint(
                name="certificates_certificate_once",
                fields=["about", "kind", "person"],
                condition=Q(voided_at=None, person__isnull=False),
            ),
            models.UniqueConstraint(
                name="certificates_certificate_guest_once",
                fields=["about", "kind", "name"],
                condition=Q(voided_at=None, person=None),
            ),
            models.CheckConstraint(
                name="certificates_certificate_said",
                condition=~Q(number="") & ~Q(public_key="") & ~Q(about="") & ~Q(name="") & ~Q(title=""),
            ),
            models.CheckConstraint(
                name="certificates_certificate_known", condition=Q(kind__in=Kind.values, role__in=Role.values)
            ),
            models.CheckConstraint(name="certificates_certificate_days", condition=Q(last_day__gte=F("first_day"))),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def revoked(self) -> bool:
        """Whether it was taken back."""
        return self.voided_at is not None
