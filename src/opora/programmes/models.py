"""A year of help: the programme, the schools that take part, the region's list of low results and its settings."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from opora.core.models import Record, SpanEnd, SpanStart
from opora.organisations.models import Region, School


class Programme(models.Model):
    """One year of a region's work. `preceding` is where the cohort `previous` comes from.

    `begins_on` is the first day anything of it is asked for; it is set when a roadmap is made for it.
    """

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="programmes")
    year = models.PositiveSmallIntegerField(_("year"))
    title = models.CharField(_("title"), max_length=300)
    begins_on = models.DateField(_("begins on"), null=True, blank=True)
    preceding = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="following", verbose_name=_("preceding")
    )

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="programmes_programme_year", fields=["region", "year"]),
            models.CheckConstraint(name="programmes_programme_year_sane", condition=Q(year__range=(2000, 2100))),
            models.CheckConstraint(
                name="programmes_programme_not_its_own", condition=Q(preceding=None) | ~Q(preceding=F("pk"))
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Cohort(models.Model):
    """The schools of one programme."""

    programme = models.OneToOneField(Programme, on_delete=models.PROTECT, related_name="cohort")

    class Meta:
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")

    def __str__(self) -> str:
        return f"{self.programme_id}"


class CohortMembership(SpanStart):
    """A school takes part from `occurred_on` until its end, if any."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="memberships")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="memberships")
    basis = models.CharField(_("basis"), max_length=300)

    class Meta(SpanStart.Meta):
        verbose_name = _("membership of a cohort")
        verbose_name_plural = _("memberships of cohorts")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *SpanStart.Meta.constraints,
            models.CheckConstraint(name="programmes_cohortmembership_basis_given", condition=~Q(basis="")),
            models.UniqueConstraint(
                name="programmes_cohortmembership_once_a_day",
                fields=["cohort", "school", "occurred_on"],
                condition=Q(voided_at=None),
            ),
        ]


class LeavingReason(models.TextChoices):
    """Why a school stopped taking part; OTHER says it in words of its own."""

    IMPROVED = "improved", _("left the list of low results")
    CLOSED = "closed", pgettext_lazy("school", "closed")
    REORGANISED = "reorganised", pgettext_lazy("school", "reorganised")
    TRANSFERRED = "transferred", _("moved to another programme")
    OTHER = "other", _("another reason")


class CohortMembershipEnd(SpanEnd):
    """A school left the cohort; `occurred_on` is its first day outside."""

    span = models.ForeignKey(CohortMembership, on_delete=models.PROTECT, related_name="ends")
    reason = models.CharField(_("reason"), max_length=12, choices=LeavingReason.choices)
    note = models.CharField(_("in words"), max_length=300, blank=True)
    basis = models.CharField(_("basis"), max_length=300)

    class Meta(SpanEnd.Meta):
        verbose_name = _("leaving of a cohort")
        verbose_name_plural = _("leavings of cohorts")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *SpanEnd.Meta.constraints,
            models.CheckConstraint(name="programmes_cohortmembershipend_basis_given", condition=~Q(basis="")),
            models.CheckConstraint(
                name="programmes_cohortmembershipend_reason_given",
                condition=Q(reason__in=LeavingReason.values) & (~Q(reason=LeavingReason.OTHER) | ~Q(note="")),
            ),
        ]

    @property
    def why(self) -> str:
        """The reason as a reader sees it: the words where there are some, else the name of the code."""
        return self.note or str(LeavingReason(self.reason).label)


class LowResultsListing(Record):
    """The region's list of schools with low results from a day on; a later list replaces it whole."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="low_results_listings")
    basis = models.CharField(_("basis"), max_length=300)
    schools = models.ManyToManyField(School, related_name="low_results_listings")

    class Meta(Record.Meta):
        verbose_name = _("list of low results")
        verbose_name_plural = _("lists of low results")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.CheckConstraint(name="programmes_lowresultslisting_basis_given", condition=~Q(basis="")),
        ]


class RegionSetting(Record):
    """The value of one setting of a region from a day on; the known keys stand in `region_settings`."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="settings")
    key = models.CharField(_("setting"), max_length=60)
    value = models.JSONField(_("value"))

    class Meta(Record.Meta):
        verbose_name = _("setting of a region")
        verbose_name_plural = _("settings of a region")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="programmes_setting_lookup", fields=["region", "key", "occurred_on"])
        ]
