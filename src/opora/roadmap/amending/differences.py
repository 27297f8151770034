"""What one version of a roadmap says otherwise than another, row by row, as values: for pages, commands and JSON."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Fate(StrEnum):
    """What became of a row. MOVED has another number or place and says the same: that is no change."""

    KEPT = "kept"
    MOVED = "moved"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Altered:
    """One thing that a row says otherwise; `field` is title, section, due, executors, indicators, formula, target or
    links, and texts are for people, "" where one side says nothing."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowDifference:
    """One row: `number` after (of a removed row the last it had), `was` before ("" of an added one)."""

    fate: Fate
    number: str
    was: str
    title: str
    altered: tuple[Altered, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """As `opora roadmap amend --json` writes it; what is not there is null."""
        return {
            "fate": self.fate.value,
            "number": None if self.fate is Fate.REMOVED else self.number,
            "number_before": self.was or None,
            "title": self.title,
            "changes": [
                {"field": one.field, "from": one.before or None, "to": one.after or None} for one in self.altered
            ],
        }


def counted(rows: Iterable[RowDifference]) -> dict[str, int]:
    """How many rows of each fate."""
    found = Counter(row.fate for row in rows)
    return {fate.value: found[fate] for fate in Fate}


def differences_data(rows: Sequence[RowDifference]) -> dict[str, Any]:
    """Counts and rows as plain data."""
    return {"counts": counted(rows), "rows": [row.as_json() for row in rows]}
