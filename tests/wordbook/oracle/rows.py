"""Plain rows on two clocks, and the words the oracle speaks in. A row is a mapping of columns; a subject is a `Who`."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tests.wordbook.tables import Row, Tables

MET, MISSING, UNKNOWN, EXCLUDED = "met", "missing", "unknown", "excluded"
Said = tuple[str, dt.date | None]


class Who(NamedTuple):
    """Somebody or something asked about."""

    key: str
    school: int | None = None
    municipality: int | None = None
    person: int | None = None
    post: str = ""
    weight: int = 1


class People(NamedTuple):
    """Those asked, and those left out."""

    present: list[Who]
    gone: list[Who]


class Ask(NamedTuple):
    """A fact: what is said of each, how many units of a weighted one are met, and the day of its population."""

    say: Callable[[Who], Said]
    day: dt.date | None = None
    close: dt.date | None = None
    part: Callable[[Who], int | None] = lambda _who: None


@dataclass
class Count:
    """What came out: (key, weight, day when met) in four lists; `months` when the poorest month is asked for."""

    lists: dict[str, list[tuple[str, int, dt.date | None]]] = field(
        default_factory=lambda: {MET: [], MISSING: [], UNKNOWN: [], EXCLUDED: []}
    )
    value: Any = None
    range: tuple[Any, Any] = (None, None)
    close: dt.date | None = None

    def add(self, state: str, key: str, weight: int = 1, day: dt.date | None = None) -> None:
        self.lists[state].append((key, weight, day))

    def size(self, state: str) -> int:
        return sum(weight for _key, weight, _day in self.lists[state])


class Rows:
    """One programme on one day as known at one moment."""

    def __init__(self, tables: Tables, programme: int, as_of: dt.date, known_at: dt.datetime) -> None:
        self.tables, self.as_of, self.known_at = tables, as_of, known_at
        self._standing: dict[str, list[Row]] = {}
        self._by: dict[tuple[str, str], dict[Any, list[Row]]] = {}
        self.programme = next(row for row in tables["Programme"] if row["id"] == programme)

    def standing(self, table: str) -> list[Row]:
        """Recorded by the moment and not voided by it, whenever it happens; in the order of happening."""
        if table not in self._standing:
            rows = [
                row
                for row in self.tables[table]
                if row["recorded_at"] <= self.known_at and not (row["voided_at"] and row["voided_at"] <= self.known_at)
            ]
            self._standing[table] = sorted(rows, key=lambda row: (row["occurred_on"], row["recorded_at"], row["id"]))
        return self._standing[table]

    def among(self, table: str, **columns: Any) -> list[Row]:
        """Those of them with these columns."""
        if not columns:
            return self.standing(table)
        (column, wanted), *others = columns.items()
        if (table, column) not in self._by:
            by: dict[Any, list[Row]] = {}
            for row in self.standing(table):
                by.setdefault(row[column], []).append(row)
            self._by[table, column] = by
        rows = self._by[table, column].get(wanted, [])
        return [row for row in rows if all(row[name] == value for name, value in others)]

    def known(self, table: str, **columns: Any) -> list[Row]:
        """Those that had happened by the day."""
        return [row for row in self.among(table, **columns) if row["occurred_on"] <= self.as_of]

    def ours(self, table: str, **columns: Any) -> list[Row]:
        """Those of our programme."""
        return self.known(table, **columns, programme_id=self.programme["id"])

    def spans(self, table: str, **columns: Any) -> list[tuple[Row, dt.date | None]]:
        """Things that last, each with its end if one is known."""
        found = []
        for row in self.among(table, **columns):
            ends = self.among(f"{table}End", span_id=row["id"])
            found.append((row, ends[-1]["occurred_on"] if ends else None))
        return found
