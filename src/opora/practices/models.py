"""Works prepared for a festival and what became of them; the bank of practices; regional innovation sites."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from opora.accounts.models import User
from opora.core.models import Record, SpanEnd, SpanStart
from opora.organisations.models import Region, School
from opora.programmes.models import Programme


class Work(Record):
    """A work of one school or of one person, handed in on its day.

    `at` is the code of what it is prepared for ("festival"), `kind` that of what it is ("experience"): formulas name
    both. Its files belong to "work:<id>". Whether it was accepted, returned or published is said by other records.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="works")
    at = models.CharField(_("prepared for"), max_length=40)
    kind = models.CharField(_("kind of work"), max_length=40)
    title = models.CharField(_("title"), max_length=300)
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, null=True, blank=True, related_name="works", verbose_name=_("school")
    )
    person = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="works", verbose_name=_("person")
    )
    link = models.URLField(_("address on the internet"), max_length=500, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("work")
        verbose_name_plural = _("works")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                name="practices_work_one_author",
                condition=Q(school__isnull=False, person=None) | Q(school=None, person__isnull=False),
            ),
            models.CheckConstraint(name="practices_work_said", condition=~Q(at="") & ~Q(kind="") & ~Q(title="")),
        ]


class WorkStep(Record):
    """Something that happened to a work after it was handed in."""

    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="%(class)s_steps")

    class Meta(Record.Meta):
        abstract = True


class WorkReturn(WorkStep):
    """A work was sent back to its author with remarks."""

    remarks = models.TextField(_("remarks"), max_length=2000)

    class Meta(WorkStep.Meta):
        verbose_name = _("return of a work")
        verbose_name_plural = _("returns of works")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.CheckConstraint(name="practices_workreturn_said", condition=~Q(remarks="")),
        ]


class WorkRevision(WorkStep):
    """The author handed a returned work in again."""

    note = models.CharField(_("what was changed"), max_length=1000, blank=True)

    class Meta(WorkStep.Meta):
        verbose_name = _("revision of a work")
        verbose_name_plural = _("revisions of works")


class WorkAcceptance(WorkStep):
    """A work was accepted; from now on it counts as prepared, published or not."""

    class Meta(WorkStep.Meta):
        verbose_name = _("acceptance of a work")
        verbose_name_plural = _("acceptances of works")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                name="practices_workacceptance_one_standing", fields=["work"], condition=Q(voided_at=None)
            ),
        ]


class Practice(Record):
    """An entry of the region's bank of practices; taking it back withdraws it. Its files belong to "practice:<id>"."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="practices")
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, related_name="practices", verbose_name=_("school that has it")
    )
    work = models.ForeignKey(
        Work,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="practices",
        verbose_name=_("work it came from"),
    )
    title = models.CharField(_("title"), max_length=300)
    direction = models.CharField(_("topic"), max_length=100)
    summary = models.TextField(_("what it is about"), max_length=2000)
    link = models.URLField(_("address on the internet"), max_length=500, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("practice")
        verbose_name_plural = _("practices")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                name="practices_practice_said", condition=~Q(title="") & ~Q(direction="") & ~Q(summary="")
            ),
        ]


class WorkPublication(WorkStep):
    """An accepted work was published: at an address, as an entry of the bank of practices, or both."""

    link = models.URLField(_("address on the internet"), max_length=500, blank=True)
    practice = models.ForeignKey(
        Practice,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="publications",
        verbose_name=_("entry of the bank of practices"),
    )

    class Meta(WorkStep.Meta):
        verbose_name = _("publication of a work")
        verbose_name_plural = _("publications of works")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                name="practices_workpublication_somewhere", condition=~Q(link="") | Q(practice__isnull=False)
            ),
            models.UniqueConstraint(
                name="practices_workpublication_one_standing", fields=["work"], condition=Q(voided_at=None)
            ),
        ]


class InnovationSite(SpanStart):
    """A school is a regional innovation site from `occurred_on` until its end, if any, and hosts internships.

    `topic` is what the internships are about; `practice` the entry of the bank they show, where there is one.
    """

    school = models.ForeignKey(
        School, on_delete=models.PROTECT, related_name="innovation_sites", verbose_name=_("school")
    )
    topic = models.CharField(_("what internships are about"), max_length=300)
    practice = models.ForeignKey(
        Practice,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="innovation_sites",
        verbose_name=_("practice of the bank"),
    )
    basis = models.CharField(_("basis"), max_length=300)

    class Meta(SpanStart.Meta):
        verbose_name = _("innovation site")
        verbose_name_plural = _("innovation sites")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *SpanStart.Meta.constraints,
            models.CheckConstraint(name="practices_innovationsite_said", condition=~Q(topic="") & ~Q(basis="")),
            models.UniqueConstraint(
                name="practices_innovationsite_once_a_day",
                fields=["school", "occurred_on"],
                condition=Q(voided_at=None),
            ),
        ]


class InnovationSiteEnd(SpanEnd):
    """A school is no longer an innovation site; `occurred_on` is its first day without."""

    span = models.ForeignKey(InnovationSite, on_delete=models.PROTECT, related_name="ends")
    basis = models.CharField(_("basis"), max_length=300)

    class Meta(SpanEnd.Meta):
        verbose_name = _("end of an innovation site")
        verbose_name_plural = _("ends of innovation sites")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *SpanEnd.Meta.constraints,
            models.CheckConstraint(name="practices_innovationsiteend_said", condition=~Q(basis="")),
        ]
