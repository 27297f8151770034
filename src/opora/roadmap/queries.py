"""Reading a roadmap: every action with its figures, execution and result on a day, as known at a moment."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from opora.core import clock
from opora.core.models import RecordQuerySet
from opora.indicators.context import Context
from opora.indicators.facts import State
from opora.indicators.figures import Figure
from opora.indicators.sentences import sentence, unit
from opora.indicators.targets import Verdict
from opora.programmes.models import Programme
from opora.roadmap.answers import executions, figures, outline_in
from opora.roadmap.execution import ATTENTION, Execution, ExecutionState
from opora.roadmap.loading import known
from opora.roadmap.models import Action, ActionLink, IndicatorDefinition, Oddity, Roadmap, SourceCell
from opora.roadmap.outline import ActionOutline, IndicatorOutline, Outline

S = TypeVar("S", SourceCell, ActionLink)


@dataclass(frozen=True)
class IndicatorView:
    """One indicator answered: its definition, its figure, and a verdict only against a target and when certain."""

    outline: IndicatorOutline
    figure: Figure
    sentence: str
    unit: str

    @property
    def key(self) -> str:
        """ "5", or "35.2" where the action has several; it never changes."""
        return self.outline.key

    @property
    def number(self) -> str:
        """What people call it on the day: as the key, until an order changes the number of its row."""
        return self.outline.number

    @property
    def result(self) -> Verdict | None:
        """Met or not met; None without a target and while the range does not decide."""
        return self.figure.verdict(self.outline.target)

    @property
    def why_unknown(self) -> str:
        """Why the figure has no certain value; "" when it has one."""
        if self.outline.fault:
            return self.outline.fault
        if self.figure.awaiting and self.figure.source:
            return self.figure.source.reason
        reasons = (member.reason for member in self.figure.list(State.UNKNOWN))
        return "; ".join(list(dict.fromkeys(filter(None, reasons)))[:3])


@dataclass(frozen=True)
class ActionView:
    """One row answered."""

    outline: ActionOutline
    execution: Execution
    indicators: tuple[IndicatorView, ...]

    @property
    def number(self) -> str:
        """The number of the row, text."""
        return self.outline.number


@dataclass(frozen=True)
class RoadmapView:
    """A whole roadmap answered in one context; `context` lends what was loaded to whoever asks on."""

    outline: Outline
    context: Context
    actions: tuple[ActionView, ...]

    @property
    def as_of(self) -> dt.date:
        """The day it is shown for."""
        return self.context.as_of

    @property
    def known_at(self) -> dt.datetime:
        """Only what was recorded by this moment counts."""
        return self.context.known_at

    @cached_property
    def indicators(self) -> dict[str, tuple[ActionView, IndicatorView]]:
        """Every indicator with its action by key, in the order of the roadmap."""
        return {one.key: (action, one) for action in self.actions for one in action.indicators}

    @cached_property
    def states(self) -> dict[ExecutionState, int]:
        """How many actions are in each of the six states, those that ask for attention first."""
        counted = Counter(action.execution.state for action in self.actions)
        return {state: counted[state] for state in ATTENTION}

    def action(self, number: str) -> ActionView | None:
        """A row by the number it has on the day."""
        return next((action for action in self.actions if action.number == number), None)

    def action_of(self, action_id: int) -> ActionView | None:
        """A row whatever its number; None when the version in force has no such action."""
        return next((action for action in self.actions if action.outline.id == action_id), None)


def read_roadmap(programme: Programme, as_of: dt.date, known_at: dt.datetime | None = None) -> RoadmapView | None:
    """The roadmap of a programme answered, in a fixed number of queries whatever the number of rows.

    None when the programme had no roadmap known by `known_at` (default: now).
    """
    return roadmap_in(Context.of(programme, as_of, known_at or clock.now()))


def roadmap_in(context: Context) -> RoadmapView | None:
    """The roadmap of a context's programme answered; what was loaded in the context is not loaded again."""
    outline = context.once(outline_in)
    if outline is None:
        return None
    by_key, by_action = context.once(figures), context.once(executions)
    actions = tuple(
        ActionView(
            action,
            by_action[action.id],
            tuple(answered(outline, one, by_key[one.key]) for one in action.indicators),
        )
        for action in outline.actions
    )
    return RoadmapView(outline, context, actions)


def roadmap_of(programme: Programme, known_at: dt.datetime | None = None) -> Roadmap | None:
    """The roadmap of a programme, if it was known by then."""
    return known(Roadmap, known_at or clock.now(), programme=programme).first()


def versions(indicator_id: int, known_at: dt.datetime) -> list[IndicatorDefinition]:
    """Every version of an indicator's definition recorded by a moment, those taken back too, oldest first."""
    return list(
        IndicatorDefinition.objects.filter(indicator=indicator_id, recorded_at__lte=known_at).order_by("version")
    )


def latest_definition(indicator_id: int) -> IndicatorDefinition:
    """The latest version that stands now, which a further one would follow."""
    return IndicatorDefinition.objects.standing().filter(indicator=indicator_id).latest("version")


def source_cells(action: Action, known_at: dt.datetime, day: dt.date = dt.date.max) -> dict[str, SourceCell]:
    """What the order in force on a day says of an action in its own words, by field; empty until it is imported."""
    cells = known(SourceCell, known_at, action=action).select_related("amendment")
    return {cell.field: cell for cell in _in_force(cells, known_at, day).order_by("pk")}


def links(action: Action, known_at: dt.datetime, day: dt.date = dt.date.max) -> list[str]:
    """The addresses in the order's row on a day; empty until the order is imported."""
    rows = _in_force(known(ActionLink, known_at, action=action), known_at, day)
    return [link.url for link in rows.order_by("position")]


def cells_of(roadmap_id: int, field: str, known_at: dt.datetime, day: dt.date = dt.date.max) -> dict[int, str]:
    """What the order says in one column on a day, by the key of the action; empty until the order is imported."""
    cells = known(SourceCell, known_at, roadmap=roadmap_id, field=field, action__isnull=False)
    return dict(_in_force(cells, known_at, day).order_by("pk").values_list("action_id", "text"))


def order_words(roadmap_id: int, known_at: dt.datetime, day: dt.date) -> dict[int, dict[str, str]]:
    """All cells of the order's rows on a day by field, by the key of the action; empty until the order is imported."""
    found: dict[int, dict[str, str]] = {}
    cells = known(SourceCell, known_at, roadmap=roadmap_id, action__isnull=False)
    for action_id, field, text in _in_force(cells, known_at, day).order_by("pk").values_list("action", "field", "text"):
        found.setdefault(action_id, {})[field] = text
    return found


def links_of(roadmap_id: int, known_at: dt.datetime, day: dt.date = dt.date.max) -> dict[int, list[str]]:
    """The addresses in the order's rows on a day, by the key of the action; empty until the order is imported."""
    found: dict[int, list[str]] = {}
    rows = _in_force(known(ActionLink, known_at, action__roadmap=roadmap_id), known_at, day)
    for action_id, url in rows.order_by("action_id", "position").values_list("action_id", "url"):
        found.setdefault(action_id, []).append(url)
    return found


def _in_force(rows: RecordQuerySet[S], known_at: dt.datetime, day: dt.date) -> RecordQuerySet[S]:
    """Those rows that come from the latest order that states their action by a day."""
    stated = known(SourceCell, known_at, action=OuterRef("action")).filter(Q(amendment=None) | Q(occurred_on__lte=day))
    latest = stated.annotate(order=Coalesce("amendment_id", 0)).order_by(F("amendment__number").desc(nulls_last=True))
    order = Coalesce(Subquery(latest.values("order")[:1]), 0)
    return rows.annotate(order=Coalesce("amendment_id", 0)).filter(order=order)


def oddities(roadmap: Roadmap, known_at: dt.datetime, action: Action | None = None) -> list[str]:
    """Defects of the order's row, or without an action of the order as a whole, in the active language."""
    return [oddity.text for oddity in known(Oddity, known_at, roadmap=roadmap, action=action).order_by("position")]


def answered(outline: Outline, indicator: IndicatorOutline, figure: Figure) -> IndicatorView:
    """An indicator of an outline with its figure, sentence and unit."""
    if indicator.node is None:
        return IndicatorView(indicator, figure, "", "")
    text = sentence(indicator.node, outline.registry, outline.titles)
    return IndicatorView(indicator, figure, text, unit(indicator.node))
