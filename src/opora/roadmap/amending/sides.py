"""Both sides of an amendment: rows of the roadmap as they stand on a day, rows as the order states them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from opora.core.periods import Period
from opora.orders.columns import Column
from opora.orders.order import Order, OrderAction, OrderIndicator
from opora.roadmap.due import write_due
from opora.roadmap.loading import RoadmapRecords
from opora.roadmap.outline import ActionOutline
from opora.roadmap.pairing import Row
from opora.roadmap.queries import links_of, order_words
from opora.roadmap.versions import Worded

Formulas = Mapping[str, str]
"""Sentences somebody confirmed, by the order's number of the row, with the place of one of several: "5", "35.2"."""


@dataclass(frozen=True)
class Standing:
    """A row of the roadmap on a day. `texts` are its cells in the order's own words; none until one was imported."""

    worded: Worded
    outline: ActionOutline
    texts: Mapping[str, str]
    links: tuple[str, ...]

    def row(self) -> Row:
        """For pairing."""
        indicators = tuple(filter(None, [self.texts.get("indicators", "")]))
        title = self.texts.get("title") or self.worded.title_ru
        return Row(self.worded.number, title, dues(self.outline.periods), self.worded.executors, indicators)


@dataclass(frozen=True)
class Stated:
    """A row as an order states it; `number` None when the order lost it. `line` is where it stands in the document."""

    number: str | None
    title: str
    section: str | None
    periods: tuple[Period, ...]
    executors: tuple[str, ...]
    codes: tuple[str, ...]
    indicators: tuple[OrderIndicator, ...]
    texts: Mapping[str, str]
    links: tuple[str, ...]
    line: int = 0
    source: OrderAction | None = None

    def row(self) -> Row:
        """For pairing."""
        indicators = tuple(filter(None, [self.texts.get("indicators", "")]))
        return Row(self.number or "", self.title, dues(self.periods), self.codes or self.executors, indicators)


def standing_rows(records: RoadmapRecords, known_at: dt.datetime, day: dt.date) -> list[Standing]:
    """The rows of the version in force on a day, in its order."""
    outlines = {one.id: one for one in records.on(day).actions}
    texts, links = order_words(records.roadmap.pk, known_at, day), links_of(records.roadmap.pk, known_at, day)
    return [
        Standing(row, outlines[row.action.pk], texts.get(row.action.pk, {}), tuple(links.get(row.action.pk, ())))
        for row in records.wordings.on(day)
    ]


def stated_rows(order: Order, formulas: Formulas) -> list[Stated]:
    """The rows of an order, with confirmed formulas in place of the proposed ones."""
    return [
        Stated(
            number=row.number,
            title=row.title,
            section=row.section,
            periods=row.periods,
            executors=row.executors,
            codes=row.executor_codes,
            indicators=_confirmed(row, formulas),
            texts={column.value: text for column, text in row.raw.items() if text and column is not Column.NUMBER},
            links=row.links,
            line=row.source.line,
            source=row,
        )
        for row in order.actions
    ]


def dues(periods: tuple[Period, ...]) -> tuple[str, ...]:
    """The days of periods, for comparing."""
    return tuple(write_due(one) + (" plan" if one.by_plan else "") for one in periods)


def _confirmed(row: OrderAction, formulas: Formulas) -> tuple[OrderIndicator, ...]:
    keys = [f"{row.number}.{place}" for place in range(1, len(row.indicators) + 1)]
    if len(keys) == 1:
        keys = [f"{row.number}"]
    return tuple(
        replace(one, formula=formulas.get(key, one.formula)) for key, one in zip(keys, row.indicators, strict=True)
    )
