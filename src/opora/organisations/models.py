"""The region, its municipalities and schools; what changes about a school is a dated value."""

from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from opora.core.models import Record


class Region(models.Model):
    """A subject of the federation. `demonstration_on`: the day an invented region is shown at; a real one has none."""

    name = models.CharField(_("name"), max_length=200)
    code = models.SlugField(_("code"), max_length=40, unique=True)
    time_zone = models.CharField(_("time zone"), max_length=60)
    demonstration_on = models.DateField(_("demonstration shown at"), null=True, blank=True)

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    """A district or town with its education authority. `tile_column`, `tile_row` place it on the tile map (from 1)."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="municipalities")
    code = models.SlugField(_("code"), max_length=40)
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=30)
    tile_column = models.PositiveSmallIntegerField(
        _("column of the tile map"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    tile_row = models.PositiveSmallIntegerField(
        _("row of the tile map"), null=True, blank=True, validators=[MinValueValidator(1)]
    )

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="organisations_municipality_code", fields=["region", "code"]),
            models.UniqueConstraint(name="organisations_municipality_name", fields=["region", "name"]),
            models.UniqueConstraint(
                name="organisations_municipality_tile", fields=["region", "tile_column", "tile_row"]
            ),
            models.CheckConstraint(
                name="organisations_municipality_tile_whole",
                condition=Q(tile_column=None, tile_row=None)
                # Both are asked for: an unknown comparison would pass the check.
                | Q(tile_column__isnull=False, tile_row__isnull=False, tile_column__gte=1, tile_row__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class School(models.Model):
    """A school, known by its code; everything else about it is dated."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="schools")
    code = models.SlugField(_("code"), max_length=40, unique=True)

    class Meta:
        verbose_name = _("school")
        verbose_name_plural = _("schools")

    def __str__(self) -> str:
        return self.code


class SchoolName(Record):
    """What a school is called from a day on."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(_("full name"), max_length=400)
    short_name = models.CharField(_("short name"), max_length=120)

    class Meta(Record.Meta):
        verbose_name = _("name of a school")
        verbose_name_plural = _("names of schools")


class NameAlias(Record):
    """A text that means a school or a municipality because somebody decided so.

    `key` is the text for comparison (`opora.organisations.names.letters.key`); it means one school and one municipality
    of a region at most.
    """

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="name_aliases")
    text = models.CharField(_("text"), max_length=400)
    key = models.CharField(_("text for comparison"), max_length=400)
    school = models.ForeignKey(School, on_delete=models.PROTECT, null=True, blank=True, related_name="aliases")
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="aliases"
    )
    basis = models.CharField(_("basis"), max_length=300, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("learned name")
        verbose_name_plural = _("learned names")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.CheckConstraint(name="organisations_namealias_key_given", condition=~Q(key="")),
            models.CheckConstraint(
                name="organisations_namealias_of_one",
                condition=Q(school__isnull=False, municipality=None) | Q(school=None, municipality__isnull=False),
            ),
            models.UniqueConstraint(
                name="organisations_namealias_one_school",
                fields=["region", "key"],
                condition=Q(voided_at=None, school__isnull=False),
            ),
            models.UniqueConstraint(
                name="organisations_namealias_one_municipality",
                fields=["region", "key"],
                condition=Q(voided_at=None, municipality__isnull=False),
            ),
        ]

    @property
    def of(self) -> School | Municipality:
        """Whom it means."""
        of = self.school or self.municipality
        assert of is not None  # the database holds one of them
        return of


class SchoolKind(models.TextChoices):
    """Types of school; the classes it teaches follow from it."""

    SECONDARY = "secondary", _("secondary school")
    BASIC = "basic", _("basic school")
    PRIMARY = "primary", _("primary school")
    GYMNASIUM = "gymnasium", _("gymnasium")
    LYCEUM = "lyceum", _("lyceum")
    BOARDING = "boarding", _("boarding school")


class SchoolType(Record):
    """Which type a school is of from a day on."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="types")
    kind = models.CharField(_("type"), max_length=12, choices=SchoolKind.choices)

    class Meta(Record.Meta):
        verbose_name = _("type of a school")
        verbose_name_plural = _("types of schools")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.CheckConstraint(name="organisations_schooltype_kind_known", condition=Q(kind__in=SchoolKind.values)),
        ]


class Status(models.TextChoices):
    """Whether a school works. A reorganised one lives on inside another and is counted no longer."""

    OPEN = "open", pgettext_lazy("school", "open")
    CLOSED = "closed", pgettext_lazy("school", "closed")
    REORGANISED = "reorganised", pgettext_lazy("school", "reorganised")


class SchoolStatus(Record):
    """The status of a school from a day on, and the document it rests on."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="statuses")
    status = models.CharField(_("status"), max_length=12, choices=Status.choices)
    basis = models.CharField(_("basis"), max_length=300, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("status of a school")
        verbose_name_plural = _("statuses of schools")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                name="organisations_schoolstatus_status_known", condition=Q(status__in=Status.values)
            ),
            models.CheckConstraint(
                name="organisations_schoolstatus_basis_given", condition=Q(status=Status.OPEN) | ~Q(basis="")
            ),
        ]


class GrowthPoint(Record):
    """Whether a school has a Growth Point centre from a day on."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="growth_points")
    present = models.BooleanField(_("has a Growth Point centre"))
    basis = models.CharField(_("basis"), max_length=300, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Growth Point centre")
        verbose_name_plural = _("Growth Point centres")
