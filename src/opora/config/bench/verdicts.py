"""What was measured, and what of it misses a threshold of the design."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import Any

from django.utils.translation import gettext as _

ROLE = "coordinator"
"""The most restricted role that has these pages; "ministry" is the unrestricted one beside it."""
TODOS = "to-dos"
LIMITS = {"overview": 500, "figure": 300, "trend": 1000, TODOS: 500}
"""Milliseconds that 95 of 100 requests stay under, with one volume, as coordinator."""
WITH_TODOS = ("curator",)
"""Further roles for which one's own list of to-dos is held against its limit."""
LIST_AT_MOST = 1.5
SQL_AT_MOST = 2.0
TEN_TIMES_AT_MOST = 12.0
SAME_LIST = "schools"
WHOLE = "roadmap by municipality"
SAME_ROWS = "rows that reference SQL counts"
REFERENCE = "reference SQL"
LISTS_OF_ALL = "to-dos of everybody"
CURATORS_SQL = "reference SQL, to-dos of curators"


@dataclass(frozen=True, slots=True)
class Timing:
    """One thing measured some times, in milliseconds. `what` may say more, such as which indicator."""

    name: str
    role: str
    what: str
    times: list[float] = field(default_factory=list)
    queries: int = 0

    @property
    def median(self) -> float:
        """The middle one."""
        return median(self.times)

    @property
    def p95(self) -> float:
        """The time that 95 of 100 stay under: the nearest rank."""
        return sorted(self.times)[-(-len(self.times) * 95 // 100) - 1]


@dataclass(frozen=True, slots=True)
class Measured:
    """One database with one volume. `differing`: indicators, and lists, that the reference SQL counts otherwise."""

    database: str
    version: str
    times: int
    rows: int
    timings: list[Timing]
    compared: int = 0
    differing: list[str] = field(default_factory=list)

    def timing(self, name: str, role: str = ROLE) -> Timing | None:
        """What was measured under a name; of several rows the slowest."""
        found = [one for one in self.timings if (one.name, one.role) == (name, role)]
        return max(found, key=lambda one: one.p95, default=None)

    def same(self, timing: Timing) -> Timing | None:
        """What was measured here of the same thing."""
        of = (timing.name, timing.role, timing.what)
        return next((one for one in self.timings if (one.name, one.role, one.what) == of), None)

    def data(self) -> dict[str, Any]:
        """Plain values, for `read`."""
        return asdict(self)

    @classmethod
    def read(cls, data: dict[str, Any]) -> "Measured":
        """From plain values."""
        return cls(**{**data, "timings": [Timing(**one) for one in data["timings"]]})


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number held against the most it may be. `unit` is "ms", "×" or "" for things that are counted."""

    database: str
    name: str
    value: float
    limit: float
    unit: str

    @property
    def missed(self) -> bool:
        """Whether it is more than it may be."""
        return self.value > self.limit

    def __str__(self) -> str:
        told = {"name": self.name, "database": self.database, "value": self.shown(self.value)}
        return _("%(database)s, %(name)s: %(value)s instead of at most %(limit)s") % {
            **told,
            "limit": self.shown(self.limit),
        }

    def shown(self, number: float) -> str:
        """With its unit."""
        return f"{number:.0f} {self.unit}".strip() if self.unit != "×" else f"{number:.2f}×"


def thresholds(found: Sequence[Measured]) -> Iterator[Threshold]:
    """Everything that is held against the design, database by database."""
    for one in (one for one in found if one.times == 1):
        yield from _pages(one)
        yield from _against_sql(one)
        for larger in (other for other in found if other.database == one.database and other.times > 1):
            yield from _grown(one, larger)


def _pages(one: Measured) -> Iterator[Threshold]:
    for name, limit in LIMITS.items():
        if timing := one.timing(name):
            yield Threshold(one.database, f"p95, {name}", timing.p95, limit, "ms")
    for role in WITH_TODOS:
        if timing := one.timing(TODOS, role):
            yield Threshold(one.database, f"p95, {TODOS} ({role})", timing.p95, LIMITS[TODOS], "ms")
    mine, everything = one.timing(SAME_LIST), one.timing(SAME_LIST, "ministry")
    if mine and everything:
        name = _("list of schools as coordinator, beside the same as ministry")
        yield Threshold(one.database, name, mine.median / everything.median, LIST_AT_MOST, "×")


def _against_sql(one: Measured) -> Iterator[Threshold]:
    ours, sql = one.timing(SAME_ROWS, ""), one.timing(REFERENCE, "")
    if ours and sql:
        name = _("%(count)d rows beside reference SQL") % {"count": one.compared}
        yield Threshold(one.database, name, ours.median / sql.median, SQL_AT_MOST, "×")
    if one.compared:
        yield Threshold(one.database, _("figures that reference SQL counts otherwise"), len(one.differing), 0, "")


def _grown(one: Measured, larger: Measured) -> Iterator[Threshold]:
    at_most = TEN_TIMES_AT_MOST * larger.times / 10
    pairs = [(timing, grown) for timing in one.timings if (grown := larger.same(timing))]
    for thing in dict.fromkeys(timing.name for timing, _grown in pairs if timing.name not in (REFERENCE, CURATORS_SQL)):
        of_it = [(timing, grown) for timing, grown in pairs if timing.name == thing]
        told = {"name": thing, "times": larger.times}
        name = _("%(name)s with %(times)d times the facts") % told
        growth = max(grown.median / timing.median for timing, grown in of_it)
        yield Threshold(one.database, name, growth, at_most, "×")
        name = _("%(name)s with %(times)d times the facts, queries more or fewer") % told
        further = max(abs(grown.queries - timing.queries) for timing, grown in of_it)
        yield Threshold(one.database, name, further, 0, "")
