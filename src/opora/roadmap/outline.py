"""A roadmap in force on a day, as known at a moment, as plain values: what is asked, by when, of whom."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from opora.accounts.models import Post
from opora.core.periods import Period
from opora.indicators.evaluation import Question
from opora.indicators.registry import Kind, Registry
from opora.indicators.sentences import Titles
from opora.indicators.syntax import Call, Node, walk
from opora.indicators.targets import Target
from opora.roadmap.execution import Terms

UNITS = {"cnppm": "institute"}
"""Executors of the order that are part of a post's organisation."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A code with what it stands for in the active language; `url` for pages that have an address."""

    code: str
    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorOutline:
    """One indicator by its definition in force. `node` is None, with the reason in `fault`, when the words of this
    installation cannot read the formula. `number` is what people call it on the day: the number of its row, with its
    place where the row has several; `key` is the same for ever, and the number it once had."""

    id: int
    key: str
    number: str
    formula: str
    node: Node | None
    fault: str
    target: Target | None
    target_basis: str
    reading: str
    version: int
    since: dt.date

    def over_actions(self, registry: Registry) -> bool:
        """Whether it is counted over the actions of a roadmap: such a row is proved by its period alone."""
        words = (
            (registry.words.get(node.name) for node in walk(self.node) if isinstance(node, Call)) if self.node else ()
        )
        return any(word is not None and word.kind is Kind.FACT and "action" in word.of for word in words)


@dataclass(frozen=True, slots=True)
class FormerTerms:
    """Periods that an act has replaced; `until` is the day of the act and `basis` what it rests on."""

    periods: tuple[Period, ...]
    until: dt.date
    basis: str


@dataclass(frozen=True, slots=True)
class ActionOutline:
    """One row. `planned_on` is the exact day where the order left it to a plan and one was set."""

    id: int
    number: str
    title: str
    section: Coded | None
    periods: tuple[Period, ...]
    former: tuple[FormerTerms, ...]
    terms: Terms
    planned_on: dt.date | None
    executors: tuple[Coded, ...]
    pages: tuple[Coded, ...]
    reading: str
    indicators: tuple[IndicatorOutline, ...]

    @property
    def by_plan(self) -> bool:
        """Whether the order leaves the exact day to a separate plan."""
        return any(period.by_plan for period in self.periods)

    @property
    def carried_out_by(self) -> str:
        """The post of Opora that carries the action out, the first that the order names; "" when there is none."""
        codes = (UNITS.get(executor.code, executor.code) for executor in self.executors)
        return next((code for code in codes if code in Post.values), "")

    def question(self, indicator: IndicatorOutline) -> Question | None:
        """The indicator as the evaluation takes it; None when its formula cannot be read."""
        if indicator.node is None:
            return None
        return Question(indicator.key, indicator.node, self.terms.periods, indicator.target, self.carried_out_by)


@dataclass(frozen=True, slots=True)
class Amendment:
    """A version of the roadmap from the second on: the order that amends it, and from which day it is in force."""

    id: int
    version: int
    order_number: str
    order_date: dt.date
    since: dt.date


@dataclass(frozen=True)
class Outline:
    """A whole roadmap. `registry` holds the words of this installation and those the programme still waits for.

    `order_number` and `order_date` are of the order that approved it, `amendment` is the latest that amends it by the
    day.
    """

    roadmap_id: int
    programme_id: int
    year: int
    title: str
    order_number: str
    order_date: dt.date | None
    actions: tuple[ActionOutline, ...]
    registry: Registry
    titles: Titles
    sections: tuple[Coded, ...] = ()
    amendment: Amendment | None = None

    @property
    def version(self) -> int:
        """The number of the version in force."""
        return self.amendment.version if self.amendment else 1

    def indicators(self) -> Iterator[tuple[ActionOutline, IndicatorOutline]]:
        """Every indicator with its action, in the order of the roadmap."""
        for action in self.actions:
            for indicator in action.indicators:
                yield action, indicator

    def over_actions(self, action: ActionOutline) -> bool:
        """Whether a row counts the actions of the roadmap themselves."""
        return any(indicator.over_actions(self.registry) for indicator in action.indicators)

    @property
    def starts_on(self) -> dt.date | None:
        """The first day anything is due or starts."""
        return min((day for action in self.actions if (day := action.terms.starts_on)), default=None)
