"""A draft as it stands now: the order as read and as corrected, what is confirmed, what is still wrong."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import get_language

from opora.orders.kept import keep_finding, kept, kept_finding
from opora.orders.order import Finding, Order, OrderAction, OrderIndicator, Severity
from opora.roadmap.drafts.correcting import corrected
from opora.roadmap.drafts.keys import (
    Key,
    Value,
    Values,
    doubtful_numbers,
    keys_of,
    positions,
    read_text,
    text_of_indicator,
)
from opora.roadmap.models import AcceptedFinding, DraftCell, Field, OrderDraft

Accepted = tuple[str, str, str]
"""Code, row and field: what is accepted of an order."""


@dataclass(frozen=True)
class Progress:
    """How many of how many are confirmed."""

    done: int
    total: int

    @property
    def whole(self) -> bool:
        """Whether nothing is left."""
        return self.done >= self.total


@dataclass(frozen=True)
class Work:
    """What everybody who confirms a draft sees. Rows count from 1, in the order of the document.

    `cells` holds the latest standing cell of each field.
    """

    draft: OrderDraft
    read: Order
    cells: Mapping[Key, DraftCell]
    accepted: Mapping[Accepted, AcceptedFinding]

    @classmethod
    def of(cls, draft: OrderDraft) -> "Work":
        """Everything known of a draft that was read, in two queries."""
        standing = DraftCell.objects.standing().filter(draft=draft).order_by("pk")
        cells = {Key(cell.row, Field(cell.field), cell.position): cell for cell in standing}
        return cls(draft, kept(draft.order or {}), cells, {subject_of_kept(one): one for one in accepted_of(draft)})

    @cached_property
    def values(self) -> Mapping[int, Values]:
        """What people said, by row."""
        rows: dict[int, dict[tuple[Field, int], Value]] = defaultdict(dict)
        for key, cell in self.cells.items():
            rows[key.row][key.field, key.position] = Value(cell.value, cell.corrected)
        return dict(rows)

    @cached_property
    def order(self) -> Order:
        """The order as it is corrected now, without findings."""
        return corrected(self.read, self.values)

    @cached_property
    def doubtful(self) -> frozenset[int]:
        """Rows whose number is asked about."""
        return doubtful_numbers(self.read)

    def row(self, row: int) -> OrderAction:
        """A row as it is corrected now."""
        return self.order.actions[row - 1]

    def positions(self, row: int) -> list[int]:
        """The places of the indicators of a row."""
        return positions(self.read.actions[row - 1], self.values.get(row, {}))

    def keys(self, row: int) -> list[Key]:
        """The fields of a row in the order in which they are confirmed."""
        action, values = self.read.actions[row - 1], self.values.get(row, {})
        return list(keys_of(action, row, values, number=row in self.doubtful))

    def indicator(self, row: int, position: int) -> OrderIndicator | None:
        """The indicator at a place; None where the row has none."""
        places = dict(zip(self.positions(row), self.row(row).indicators, strict=False))
        return places.get(position)

    def formula_keys(self) -> Iterator[Key]:
        """A place for the formula of each indicator, row by row."""
        for row, action in enumerate(self.order.actions, start=1):
            for position, _one in zip(self.positions(row), action.indicators, strict=False):
                yield Key(row, Field.FORMULA, position)

    def text(self, key: Key) -> str:
        """What stands in a field now: what a person said, else what follows from the order as it is corrected."""
        if cell := self.cells.get(key):
            return cell.value
        if key.field in (Field.TARGET, Field.FORMULA):
            one = self.indicator(key.row, key.position)
            return text_of_indicator(one, key.field) if one else ""
        return read_text(self.read.actions[key.row - 1], key.field, key.position)

    def confirmed(self, key: Key) -> bool:
        """Whether somebody said that it is right, or how it is right."""
        return key in self.cells

    @cached_property
    def fields(self) -> Progress:
        """Fields of all rows, without formulas."""
        keys = [key for row in range(1, len(self.read.actions) + 1) for key in self.keys(row)]
        return Progress(sum(key in self.cells for key in keys), len(keys))

    @cached_property
    def formulas(self) -> Progress:
        """Formulas of all indicators."""
        keys = list(self.formula_keys())
        return Progress(sum(key in self.cells for key in keys), len(keys))

    @cached_property
    def findings(self) -> list[Finding]:
        """Faults of the order as it is corrected now, in the language of the reader where they were kept in it."""
        kept_by = self.draft.findings
        language = get_language() or "ru"
        return [kept_finding(one) for one in kept_by.get(language, next(iter(kept_by.values()), []))]

    @cached_property
    def open_errors(self) -> list[Finding]:
        """Errors that are neither mended nor accepted: with one of them nothing is published."""
        return [one for one in self.findings if one.severity is Severity.ERROR and subject_of(one) not in self.accepted]

    def row_of(self, finding: Finding) -> int | None:
        """The row a finding is about; None for the order as a whole."""
        if finding.action is not None:
            return self._rows_by_number.get(finding.action)
        return self._rows_by_line.get(finding.line) if finding.line else None

    @cached_property
    def _rows_by_number(self) -> Mapping[str, int]:
        rows: dict[str, int] = {}
        for row, action in enumerate(self.order.actions, start=1):
            if action.number:
                rows.setdefault(action.number, row)
        return rows

    @cached_property
    def _rows_by_line(self) -> Mapping[int, int]:
        return {action.source.line: row for row, action in enumerate(self.order.actions, start=1)}


def subject_of(finding: Finding) -> Accepted:
    """What is accepted with a finding. A row without a number is named by its line."""
    line = f"?{finding.line}" if finding.action is None and finding.line else ""
    return finding.code, finding.action or line, finding.place.value if finding.place else ""


def subject_of_kept(accepted: AcceptedFinding) -> Accepted:
    """The same of what was accepted."""
    return accepted.code, accepted.action, accepted.place


def accepted_of(draft: OrderDraft) -> Iterable[AcceptedFinding]:
    """What is accepted of this order: in this draft, and in others of the same number and date."""
    standing = AcceptedFinding.objects.standing()
    own = standing.filter(draft=draft)
    if draft.order_number and draft.order_date:
        own |= standing.filter(
            draft__region=draft.region_id, draft__order_number=draft.order_number, draft__order_date=draft.order_date
        )
    return own.order_by("pk")


def told(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings as the draft keeps them."""
    return [keep_finding(one) for one in findings]


def year_of(order: Order) -> int | None:
    """The year of the programme that an order is for, by its title; of a school year the first."""
    year = order.year
    return year if isinstance(year, int) or year is None else year.first


def day_of(order: Order, otherwise: dt.date) -> dt.date:
    """The day an order is of."""
    return order.head.date or order.head.stamp_date or otherwise
