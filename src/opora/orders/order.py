"""An order as it was read: what design section 7 writes as JSON, and what the linter and the pages look at."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from opora.core.periods import Period, YearContext
from opora.orders.columns import Column


class Kind(StrEnum):
    """What an indicator measures, by its head word."""

    SHARE = "share"
    COUNT = "count"
    MINIMUM = "minimum"
    DOCUMENT = "document"
    GROWTH = "growth"
    OTHER = "other"


class Severity(StrEnum):
    """How much a finding matters: an error lost or contradicts something, a note only says how the order was read."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Damage(StrEnum):
    """Why a value was repaired."""

    HYPHEN = "hyphen"  # a word or address broken at a line end
    MISREAD = "misread"  # a sign taken for another
    PUNCTUATION = "punctuation"  # a sign too many at the end
    MERGED = "merged"  # a cell that covers several rows


@dataclass(frozen=True, slots=True)
class Repair:
    """One value put right: what the document has and what we read."""

    field: Column
    before: str
    after: str
    damage: tuple[Damage, ...]

    def as_json(self) -> dict[str, str]:
        """As in the contract."""
        return {"field": self.field.value, "from": self.before, "to": self.after}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a word stands in a proposed formula: the phrase of the order that it was read from."""

    word: str
    phrase: str

    def as_json(self) -> dict[str, str]:
        """As plain strings."""
        return {"word": self.word, "phrase": self.phrase}


@dataclass(frozen=True, slots=True)
class OrderIndicator:
    """One regional indicator of an action; `minimum_per` is month, quarter or None.

    `confidence` (0 to 1) is that of the proposed formula, None where nothing is proposed.
    """

    text: str
    kind: Kind
    minimum: int | float | None = None
    minimum_per: str | None = None
    formula: str | None = None
    confidence: float | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def has_target(self) -> bool:
        """Whether the order says when it is met: a number, "done", or growth."""
        return self.minimum is not None or self.kind in {Kind.DOCUMENT, Kind.GROWTH}

    def as_json(self) -> dict[str, Any]:
        """As in the contract."""
        return {
            "text": self.text,
            "kind": self.kind.value,
            "minimum": self.minimum,
            "minimum_per": self.minimum_per,
            "formula": self.formula,
        }

    def proposal(self) -> dict[str, Any]:
        """Why the formula is proposed."""
        return {"confidence": self.confidence, "evidence": [one.as_json() for one in self.evidence]}


@dataclass(frozen=True, slots=True)
class CellSource:
    """Where a piece of a field stands and what is written there."""

    line: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where an action stands: the page and row of the table, the line of the file, the pieces of each cell."""

    file: str
    page: int
    row: int
    line: int
    cells: Mapping[Column, tuple[CellSource, ...]]

    def as_json(self) -> dict[str, Any]:
        """Cells by field name, each a list of pieces."""
        return {
            "file": self.file,
            "page": self.page,
            "row": self.row,
            "line": self.line,
            "cells": {
                column.value: [{"line": cell.line, "column": cell.column, "text": cell.text} for cell in cells]
                for column, cells in self.cells.items()
            },
        }


@dataclass(frozen=True)
class OrderAction:
    """One row of the order. `raw` holds the joined text of each cell, `damaged_links` the addresses as written.

    `cut`: fields whose text ends inside a word. `own_rows`: fields continued by a row with nothing else in it.
    `problems`: what could not be read of the deadline.
    """

    number: str | None
    title: str
    section: str | None
    periods: tuple[Period, ...]
    executors: tuple[str, ...]
    executor_codes: tuple[str, ...]
    indicators: tuple[OrderIndicator, ...]
    links: tuple[str, ...]
    source: Source
    repairs: tuple[Repair, ...] = ()
    raw: Mapping[Column, str] = field(default_factory=dict)
    damaged_links: tuple[str, ...] = ()
    cut: tuple[Column, ...] = ()
    own_rows: frozenset[Column] = frozenset()
    problems: tuple[str, ...] = ()

    @property
    def starts(self) -> dt.date | None:
        """The first day named."""
        return min((day for period in self.periods if (day := period.start or period.end)), default=None)

    @property
    def ends(self) -> dt.date | None:
        """The last day named; None when a period is open at its end."""
        days = [period.end for period in self.periods]
        return None if not days or None in days else max(day for day in days if day)

    def as_json(self) -> dict[str, Any]:
        """As in the contract."""
        return {
            "number": self.number,
            "title": self.title,
            "section": self.section,
            "periods": [period.as_json() for period in self.periods],
            "executors": list(self.executors),
            "executor_codes": list(self.executor_codes),
            "indicators": [indicator.as_json() for indicator in self.indicators],
            "links": list(self.links),
            "source": {**self.source.as_json(), "proposals": [one.proposal() for one in self.indicators]},
            "repairs": [repair.as_json() for repair in self.repairs],
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault of the order itself. `related`: numbers of other actions it speaks of.

    `place` is the field it is about, None for the row or the order as a whole; `line` that of the action in the file,
    0 for the order; `mend` what Opora proposes to do about it.
    """

    code: str
    severity: Severity
    action: str | None
    message: str
    related: tuple[str, ...] = ()
    place: Column | None = None
    line: int = 0
    mend: str = ""

    def as_json(self) -> dict[str, str | None]:
        """As in the contract, which has no room for place, line and mend."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "action": self.action,
            "message": self.message,
        }


@dataclass(frozen=True)
class OrderHead:
    """What stands above the table."""

    number: str | None = None
    date: dt.date | None = None
    title: str | None = None
    stamp_date: dt.date | None = None
    basis: str | None = None
    points: tuple[str, ...] = ()
    control: str | None = None
    signed_by: str | None = None
    heading: str | None = None

    def as_json(self) -> dict[str, Any]:
        """As in the contract."""
        return {
            "number": self.number,
            "date": self.date.isoformat() if self.date else None,
            "title": self.title,
            "stamp_date": self.stamp_date.isoformat() if self.stamp_date else None,
            "basis": self.basis,
            "points": list(self.points),
            "control": self.control,
            "signed_by": self.signed_by,
        }


@dataclass(frozen=True)
class Definition:
    """«полное название (далее – сокращение)»."""

    term: str
    meaning: str


@dataclass(frozen=True)
class Order:
    """An order read from a document. `year` is what its title gives to dates without one."""

    head: OrderHead
    actions: tuple[OrderAction, ...]
    year: YearContext = None
    definitions: tuple[Definition, ...] = ()
    strays: tuple[tuple[int, str], ...] = ()
    findings: tuple[Finding, ...] = ()

    def with_findings(self, findings: tuple[Finding, ...]) -> "Order":
        """The same order, linted."""
        return replace(self, findings=findings)

    def as_json(self) -> dict[str, Any]:
        """As design section 7 fixes it; messages of findings are in the active language."""
        return {
            "order": self.head.as_json(),
            "actions": [action.as_json() for action in self.actions],
            "findings": [finding.as_json() for finding in self.findings],
        }


def order_json(order: Order) -> dict[str, Any]:
    """The JSON of an order as plain lists and dictionaries."""
    return order.as_json()
