"""A roadmap in tables: what is to be done by when, how it is counted, and what the order says in its own words.

Rows are records on two clocks. What a programme file or an order says of a row hangs on it; what can change by an act
(terms, definitions) is versioned, and the version before stays.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from opora.core.models import Record
from opora.core.periods import Period, Precision, Recurring
from opora.programmes.models import Programme
from opora.roadmap.models.versions import Brought


def _of_language(ru: str, en: str) -> str:
    return ru if (get_language() or "ru").startswith("ru") else en or ru


class Roadmap(Record):
    """The regional roadmap of a programme and the order that approves it."""

    programme = models.OneToOneField(Programme, on_delete=models.PROTECT, related_name="roadmap")
    title_ru = models.CharField(_("title"), max_length=500)
    title_en = models.CharField(_("title in English"), max_length=500, blank=True)
    order_number = models.CharField(_("number of the order"), max_length=40, blank=True)
    order_date = models.DateField(_("date of the order"), null=True, blank=True)
    order_stamp_date = models.DateField(_("date of its approval stamp"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("roadmap")
        verbose_name_plural = _("roadmaps")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.CheckConstraint(name="roadmap_roadmap_titled", condition=~Q(title_ru="")),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """In the active language."""
        return _of_language(self.title_ru, self.title_en)


class Action(Brought):
    """One row, worded as the version that brought it words it (see versions): later wordings are rows of their own.

    `number` is text ("1.1") as the order numbers it; `position` is its place from 1.
    """

    roadmap = models.ForeignKey(Roadmap, on_delete=models.PROTECT, related_name="actions")
    position = models.PositiveSmallIntegerField(_("place"))
    number = models.CharField(_("number"), max_length=20)
    title_ru = models.CharField(_("title"), max_length=500)
    title_en = models.CharField(_("title in English"), max_length=500, blank=True)
    section = models.CharField(_("section"), max_length=40, blank=True)
    reading_ru = models.CharField(_("how we read it"), max_length=500, blank=True)
    reading_en = models.CharField(_("how we read it, in English"), max_length=500, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.CheckConstraint(name="roadmap_action_named", condition=~Q(number="") & ~Q(title_ru="")),
            models.UniqueConstraint(
                name="roadmap_action_number",
                fields=["roadmap", "number"],
                condition=Q(voided_at=None, amendment=None),
            ),
            models.UniqueConstraint(
                name="roadmap_action_number_added",
                fields=["amendment", "number"],
                condition=Q(voided_at=None, amendment__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def title(self) -> str:
        """In the active language."""
        return _of_language(self.title_ru, self.title_en)

    @property
    def reading(self) -> str:
        """How an unclear indicator is read, in the active language."""
        return _of_language(self.reading_ru, self.reading_en)


class ActionExecutor(models.Model):
    """Who carries an action out, by the code of an executor (CodeTitle)."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="executors")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(_("executor"), max_length=40)

    class Meta:
        ordering = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="roadmap_actionexecutor_once", fields=["action", "code"]),
        ]

    def __str__(self) -> str:
        return self.code


class ActionPage(models.Model):
    """Where progress of an action is published (information support), by the code of a page (CodeTitle)."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="pages")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(_("page"), max_length=40)

    class Meta:
        ordering = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="roadmap_actionpage_once", fields=["action", "code"]),
        ]

    def __str__(self) -> str:
        return self.code


class ActionLink(Brought):
    """An address in the order's row, attached by the import: where the page of a code is, in the order's spelling."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="links")
    position = models.PositiveSmallIntegerField(_("place"))
    url = models.CharField(_("address"), max_length=1000)

    class Meta(Record.Meta):
        verbose_name = _("address in the order")
        verbose_name_plural = _("addresses in the order")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                name="roadmap_actionlink_place",
                fields=["action", "position"],
                condition=Q(voided_at=None, amendment=None),
            ),
            models.UniqueConstraint(
                name="roadmap_actionlink_amended_place",
                fields=["amendment", "action", "position"],
                condition=Q(voided_at=None, amendment__isnull=False),
            ),
        ]


class ActionTerms(Brought):
    """The periods of an action from a day on. A deadline moves by an act: a new version with a basis, the old stays."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="terms")
    version = models.PositiveSmallIntegerField(_("version"))
    basis = models.CharField(_("basis"), max_length=300, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("terms of an action")
        verbose_name_plural = _("terms of actions")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.UniqueConstraint(name="roadmap_actionterms_version", fields=["action", "version"]),
            models.CheckConstraint(
                name="roadmap_actionterms_moved_on_a_basis", condition=Q(version=1) | (Q(version__gt=1) & ~Q(basis=""))
            ),
        ]

    def values(self) -> tuple[Period, ...]:
        """Its periods as values, in the order of the document."""
        return tuple(period.period for period in self.periods.all())


class ActionPeriod(models.Model):
    """One period of some terms: no start is "by the end", no end is "from the start on", neither is open."""

    terms = models.ForeignKey(ActionTerms, on_delete=models.CASCADE, related_name="periods")
    position = models.PositiveSmallIntegerField()
    start = models.DateField(_("first day"), null=True, blank=True)
    end = models.DateField(_("last day"), null=True, blank=True)
    precision = models.CharField(_("precision"), max_length=7)
    recurring = models.CharField(_("recurring"), max_length=11, blank=True)
    by_plan = models.BooleanField(_("by a separate plan"), default=False)

    class Meta:
        ordering = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="roadmap_actionperiod_place", fields=["terms", "position"]),
            models.CheckConstraint(
                name="roadmap_actionperiod_forward", condition=Q(start=None) | Q(end=None) | Q(start__lte=F("end"))
            ),
            models.CheckConstraint(
                name="roadmap_actionperiod_known",
                condition=Q(precision__in=[one.value for one in Precision])
                & Q(recurring__in=["", *(one.value for one in Recurring)]),
            ),
            models.CheckConstraint(
                name="roadmap_actionperiod_open",
                condition=(Q(precision="open") & Q(start=None, end=None))
                | (~Q(precision="open") & (Q(start__isnull=False) | Q(end__isnull=False))),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.start} – {self.end}"

    @classmethod
    def of(cls, terms: ActionTerms, position: int, period: Period) -> "ActionPeriod":
        """The row of a value, not saved yet."""
        return cls(
            terms=terms,
            position=position,
            start=period.start,
            end=period.end,
            precision=period.precision.value,
            recurring=period.recurring.value if period.recurring else "",
            by_plan=period.by_plan,
        )

    @property
    def period(self) -> Period:
        """As a value."""
        recurring = Recurring(self.recurring) if self.recurring else None
        return Period(self.start, self.end, Precision(self.precision), recurring, self.by_plan)


class ActionPlan(Record):
    """The exact day of an action that the order leaves to a separate plan; the latest one known counts.

    `occurred_on` is the day it was decided, `planned_on` what was decided. A plan moves no deadline.
    """

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="plans")
    planned_on = models.DateField(_("planned for"))
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("planned day")
        verbose_name_plural = _("planned days")


class Indicator(Brought):
    """One figure of an action. `key` is "5", or "35.2" where the action has several, and never changes: it begins with
    the number that its row had when the indicator came (see versions.fresh_key)."""

    roadmap = models.ForeignKey(Roadmap, on_delete=models.PROTECT, related_name="indicators")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="indicators")
    position = models.PositiveSmallIntegerField(_("place"))
    key = models.CharField(_("key"), max_length=24)

    class Meta(Record.Meta):
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.CheckConstraint(name="roadmap_indicator_keyed", condition=~Q(key="")),
            models.UniqueConstraint(
                name="roadmap_indicator_key", fields=["roadmap", "key"], condition=Q(voided_at=None)
            ),
        ]

    def __str__(self) -> str:
        return self.key


class IndicatorDefinition(Brought):
    """How an indicator is counted from a day on. `target` "" is none; any other rests on the order or a decision.

    A later version rests on a `basis` of its own. `examples` are lines that held when the version was saved (see
    indicators.examples). Version numbers are never given twice, a version taken back keeps its own.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="definitions")
    version = models.PositiveSmallIntegerField(_("version"))
    formula = models.CharField(_("formula"), max_length=1000)
    target = models.CharField(_("target"), max_length=40, blank=True)
    target_basis = models.CharField(_("basis of the target"), max_length=300, blank=True)
    reading = models.CharField(_("how it is read"), max_length=500, blank=True)
    basis = models.CharField(_("basis of the change"), max_length=300, blank=True)
    examples = models.TextField(_("examples"), max_length=2000, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("definition of an indicator")
        verbose_name_plural = _("definitions of indicators")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.UniqueConstraint(name="roadmap_indicatordefinition_version", fields=["indicator", "version"]),
            models.CheckConstraint(
                name="roadmap_indicatordefinition_target_rests",
                condition=~Q(formula="") & (Q(target="", target_basis="") | (~Q(target="") & ~Q(target_basis=""))),
            ),
            models.CheckConstraint(
                name="roadmap_indicatordefinition_changed_on_a_basis",
                condition=Q(version=1) | (Q(version__gt=1) & ~Q(basis="")),
            ),
        ]


class CodeKind(models.TextChoices):
    """What a code of the roadmap stands for."""

    EXECUTOR = "executor", _("executor")
    SECTION = "section", _("section")
    PAGE = "page", _("page")
    TITLE = "title", _("title in a sentence")


class CodeTitle(Record):
    """What is said in place of a code. `url` is for pages; a TITLE may be for one word only ("sessions:internship")."""

    roadmap = models.ForeignKey(Roadmap, on_delete=models.PROTECT, related_name="code_titles")
    kind = models.CharField(_("kind"), max_length=8, choices=CodeKind.choices)
    position = models.PositiveSmallIntegerField(_("place"))
    code = models.CharField(_("code"), max_length=100)
    ru = models.CharField(_("in Russian"), max_length=500)
    en = models.CharField(_("in English"), max_length=500)
    url = models.URLField(_("address"), max_length=500, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("title of a code")
        verbose_name_plural = _("titles of codes")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.CheckConstraint(name="roadmap_codetitle_kind_known", condition=Q(kind__in=CodeKind.values)),
            models.UniqueConstraint(
                name="roadmap_codetitle_once", fields=["roadmap", "kind", "code"], condition=Q(voided_at=None)
            ),
        ]


class AwaitedWord(Record):
    """A word of the formulas whose part of Opora was not built when the programme was written.

    `declaration` is as in the file (see indicators.awaiting). Once the word is built its declaration has no effect.
    """

    roadmap = models.ForeignKey(Roadmap, on_delete=models.PROTECT, related_name="awaited_words")
    name = models.CharField(_("word"), max_length=40)
    declaration = models.JSONField(_("declaration"))

    class Meta(Record.Meta):
        verbose_name = _("awaited word")
        verbose_name_plural = _("awaited words")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                name="roadmap_awaitedword_once", fields=["roadmap", "name"], condition=Q(voided_at=None)
            ),
        ]


class Oddity(Record):
    """A defect of the order as the programme file notes it; without an action it is one of the whole order."""

    roadmap = models.ForeignKey(Roadmap, on_delete=models.PROTECT, related_name="oddities")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="oddities", null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("place"))
    ru = models.CharField(_("in Russian"), max_length=500)
    en = models.CharField(_("in English"), max_length=500)

    class Meta(Record.Meta):
        verbose_name = _("oddity of the order")
        verbose_name_plural = _("oddities of the order")

    @property
    def text(self) -> str:
        """In the active language."""
        return _of_language(self.ru, self.en)
