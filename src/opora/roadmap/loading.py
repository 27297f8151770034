"""Loading a roadmap: everything known of it at a moment, in a fixed number of queries, and its outline on any day."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from itertools import chain
from typing import Any, TypeVar

from django.db import models
from django.utils.translation import get_language

from opora.core.dated import DatedValues
from opora.core.models import Record, RecordQuerySet
from opora.core.periods import Period
from opora.indicators.awaiting import read_awaiting, spoken
from opora.indicators.checker import read
from opora.indicators.context import History, turning_on
from opora.indicators.registry import Registry, language
from opora.indicators.sentences import Titles
from opora.indicators.syntax import Faults, Node
from opora.indicators.targets import Target
from opora.programmes.models import Programme
from opora.programmes.queries import SettingsKnown
from opora.programmes.region_settings import AT_RISK_DAYS
from opora.roadmap.execution import Terms
from opora.roadmap.models import (
    Action,
    ActionExecutor,
    ActionPage,
    ActionPeriod,
    ActionPlan,
    ActionTerms,
    ActionWording,
    AwaitedWord,
    CodeKind,
    CodeTitle,
    Indicator,
    IndicatorDefinition,
    Roadmap,
)
from opora.roadmap.outline import ActionOutline, Amendment, Coded, FormerTerms, IndicatorOutline, Outline
from opora.roadmap.versions import Worded, Wordings, roadmap_known

R = TypeVar("R", bound=Record)
Codes = Mapping[tuple[str, str], CodeTitle]


def _turning_days(kept: "RoadmapRecords | None") -> Iterator[dt.date]:
    return kept.days() if kept else iter(())


@turning_on(_turning_days)
def roadmap_records(history: History) -> "RoadmapRecords | None":
    """The records of the programme's roadmap, in 12 queries, 13 when it was amended; None when it had none by then."""
    found = roadmap_known(history.programme, history.known_at)
    if found is None:
        return None
    roadmap, amendments = found
    return RoadmapRecords(roadmap, amendments, history.programme, history.known_at, language)


class RoadmapRecords:
    """Everything known of a roadmap, asked about any day in memory.

    Terms and definitions are the latest that hold on the day; before the first of them, the first. Rows are those of
    the version in force on the day.
    """

    def __init__(
        self,
        roadmap: Roadmap,
        amendments: Sequence[Amendment],
        programme: Programme,
        known_at: dt.datetime,
        registry: Registry,
    ) -> None:
        self.roadmap, self.amendments, self.programme = roadmap, amendments, programme
        self.words = words_of(roadmap, known_at, registry)
        self._titles = list(known(CodeTitle, known_at, roadmap=roadmap).order_by("position", "pk"))
        self._codes = {(title.kind, title.code): title for title in self._titles}
        self.indicators = list(known(Indicator, known_at, roadmap=roadmap).order_by("position", "pk"))
        self._versions = list(known(IndicatorDefinition, known_at, indicator__roadmap=roadmap).oldest_first())
        self.definitions = DatedValues(self._versions, of="indicator_id")
        self.terms = DatedValues(known(ActionTerms, known_at, action__roadmap=roadmap).oldest_first(), of="action_id")
        self._periods = _lists(ActionPeriod.objects.filter(terms__action__roadmap=roadmap), "terms_id", "period")
        self._plans = DatedValues(known(ActionPlan, known_at, action__roadmap=roadmap).oldest_first(), of="action_id")
        self._settings = SettingsKnown(programme.region, known_at)
        self.actions = list(known(Action, known_at, roadmap=roadmap).order_by("position"))
        self.wordings = Wordings(
            self.actions,
            self.indicators,
            known(ActionWording, known_at, version__roadmap=roadmap).oldest_first() if amendments else (),
            executors=_lists(ActionExecutor.objects.filter(action__roadmap=roadmap), "action_id", "code"),
            pages=_lists(ActionPage.objects.filter(action__roadmap=roadmap), "action_id", "code"),
        )
        self._read: dict[str, tuple[Node | None, str]] = {}
        self._outlines: dict[object, Outline] = {}

    def on(self, day: dt.date) -> Outline:
        """The roadmap in force on a day; days on which the same versions hold share one outline."""
        definitions = {one.pk: _in_force(self.definitions, one.pk, day) for one in self.indicators}
        terms = {one.pk: _in_force(self.terms, one.pk, day) for one in self.actions}
        plans = {one.pk: self._plans.at(one.pk, day) for one in self.actions}
        warning_days = self._settings.on(day).get(AT_RISK_DAYS)
        amendment = next((one for one in reversed(self.amendments) if one.since <= day), None)
        held = (*definitions.values(), *terms.values(), *plans.values())
        versions = (amendment, warning_days, get_language(), *(one and one.pk for one in held))
        if versions not in self._outlines:
            rows = self.wordings.on(day)
            self._outlines[versions] = self._outline(amendment, rows, definitions, terms, plans, warning_days)
        return self._outlines[versions]

    def supposing(self, definition: IndicatorDefinition) -> "RoadmapRecords":
        """The same records and one more definition, which need not be kept; on its day it comes last."""
        other = copy(self)
        other._versions = sorted((*self._versions, definition), key=lambda one: one.occurred_on)
        other.definitions = DatedValues(other._versions, of="indicator_id")
        other._outlines = {}
        return other

    def days(self) -> Iterator[dt.date]:
        """Every day on which another outline may come into force."""
        versions = (one.since for one in self.amendments)
        return chain(versions, self.definitions.days(), self.terms.days(), self._plans.days(), self._settings.days())

    def vocabulary(self, kind: CodeKind) -> dict[str, Coded]:
        """What the codes of a kind stand for."""
        return {one.code: _coded(one) for one in self._titles if one.kind == kind}

    def latest_act(self, action_id: int) -> dt.date | None:
        """The day of the latest terms of an action and of the latest definition of one of its indicators."""
        keys = [one.pk for one in self.indicators if one.action_id == action_id]
        terms = [one.occurred_on for one in self.terms.history(action_id) if one.version > 1]
        definitions = chain.from_iterable(map(self.definitions.history, keys))
        return max([*terms, *(one.occurred_on for one in definitions if one.version > 1)], default=None)

    def _outline(
        self,
        amendment: Amendment | None,
        rows: Iterable[Worded],
        definitions: Mapping[int, IndicatorDefinition | None],
        terms: Mapping[int, ActionTerms | None],
        plans: Mapping[int, ActionPlan | None],
        warning_days: int,
    ) -> Outline:
        return Outline(
            roadmap_id=self.roadmap.pk,
            programme_id=self.programme.pk,
            year=self.programme.year,
            title=self.roadmap.title,
            order_number=self.roadmap.order_number,
            order_date=self.roadmap.order_date,
            amendment=amendment,
            actions=tuple(
                self._action(row, definitions, terms[row.action.pk], plans[row.action.pk], warning_days) for row in rows
            ),
            registry=self.words,
            titles=_titles(self.programme, self._titles),
            sections=tuple(_coded(one) for one in self._titles if one.kind == CodeKind.SECTION),
        )

    def _indicator(self, indicator: Indicator, definition: IndicatorDefinition, number: str) -> IndicatorOutline:
        node, fault = self._node(definition.formula)
        return IndicatorOutline(
            id=indicator.pk,
            key=indicator.key,
            number=number,
            formula=definition.formula,
            node=node,
            fault=fault,
            target=Target.read(definition.target) if definition.target else None,
            target_basis=definition.target_basis,
            reading=definition.reading,
            version=definition.version,
            since=definition.occurred_on,
        )

    def _node(self, formula: str) -> tuple[Node | None, str]:
        """The formula read once, or why it cannot be."""
        if formula not in self._read:
            try:
                self._read[formula] = read(formula, self.words), ""
            except Faults as faults:
                self._read[formula] = None, str(faults)
        return self._read[formula]

    def _action(
        self,
        row: Worded,
        definitions: Mapping[int, IndicatorDefinition | None],
        in_force: ActionTerms | None,
        plan: ActionPlan | None,
        warning_days: int,
    ) -> ActionOutline:
        periods = self.periods_of(in_force) if in_force else ()
        return ActionOutline(
            id=row.action.pk,
            number=row.number,
            title=row.title,
            section=_code(self._codes, CodeKind.SECTION, row.section) if row.section else None,
            periods=periods,
            former=self._former(self.terms.history(row.action.pk), in_force),
            terms=Terms(tuple((period.start, period.end) for period in periods), warning_days),
            planned_on=plan.planned_on if plan else None,
            executors=tuple(_code(self._codes, CodeKind.EXECUTOR, one) for one in row.executors),
            pages=tuple(_code(self._codes, CodeKind.PAGE, one) for one in row.pages),
            reading=row.action.reading,
            indicators=tuple(  # one without a definition is left out
                self._indicator(one, definition, f"{row.number}.{place}" if len(row.indicators) > 1 else row.number)
                for place, one in enumerate(row.indicators, start=1)
                if (definition := definitions[one.pk])
            ),
        )

    def periods_of(self, terms: ActionTerms) -> tuple[Period, ...]:
        """The periods of some terms."""
        return tuple(self._periods[terms.pk])

    def _former(self, history: list[ActionTerms], in_force: ActionTerms | None) -> tuple[FormerTerms, ...]:
        """The versions that the one in force replaced, oldest first."""
        if in_force is None:
            return ()
        before = history[: history.index(in_force)]
        following = [*before[1:], in_force]
        return tuple(
            FormerTerms(self.periods_of(old), new.occurred_on, new.basis)
            for old, new in zip(before, following, strict=False)
        )


def words_of(roadmap: Roadmap, known_at: dt.datetime, registry: Registry = language) -> Registry:
    """The words of this installation and those the roadmap still waits for; a word that is built is not awaited."""
    declared = {word.name: word.declaration for word in known(AwaitedWord, known_at, roadmap=roadmap)}
    taken = registry.words.keys() | registry.constants.keys()
    awaited, _mistakes = read_awaiting({name: one for name, one in declared.items() if name not in taken})
    return registry.with_words(awaited)


def known(model: type[R], known_at: dt.datetime, **of: Any) -> RecordQuerySet[R]:
    """Records of a kind known at a moment."""
    rows: RecordQuerySet[R] = RecordQuerySet(model).filter(**of)
    return rows.known_at(known_at)


def _in_force(values: DatedValues[R], of: int, day: dt.date) -> R | None:
    """The value that holds on a day; a roadmap is read by its first version before that one begins."""
    return values.at(of, day) or next(iter(values.history(of)), None)


def _lists(rows: Iterable[models.Model], of: str, value: str) -> Mapping[int, list[Any]]:
    """A value of every row by what the row belongs to, in their order. Prefetching would make a queryset for each."""
    lists: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        lists[getattr(row, of)].append(getattr(row, value))
    return lists


def _code(codes: Codes, kind: CodeKind, code: str) -> Coded:
    title = codes.get((kind, code))
    return _coded(title) if title else Coded(code, code)


def _coded(title: CodeTitle) -> Coded:
    return Coded(title.code, spoken({"ru": title.ru, "en": title.en}) or title.ru, title.url)


def _titles(programme: Programme, titles: Iterable[CodeTitle]) -> Titles:
    """What sentences say in place of codes, and the year of each cohort."""
    previous = programme.preceding.year if programme.preceding else programme.year - 1
    years = {"current": programme.year, "previous": previous}
    return {
        **{name: {"ru": str(year), "en": str(year)} for name, year in years.items()},
        **{one.code: {"ru": one.ru, "en": one.en} for one in titles if one.kind == CodeKind.TITLE},
    }
