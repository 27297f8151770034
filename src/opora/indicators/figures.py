"""The figure a sentence gives: four lists of members; every number is a view of them and is never stored."""

import calendar
import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from django.utils.translation import ngettext

from opora.indicators.facts import Evidence, Gap, Proof, Source, State
from opora.indicators.subjects import Subject
from opora.indicators.targets import Number, Target, Verdict

Range = tuple[Number | None, Number | None]


class FigureKind(StrEnum):
    """What kind of number a sentence gives."""

    SHARE = "share"  # percent
    COUNT = "count"  # subjects of a population that meet a fact
    TALLY = "tally"  # records
    MINIMUM = "minimum"  # records in the least finished month
    DELIVERY = "delivery"  # 1 when the document is approved
    CHANGE = "change"  # percentage points between two shares


@dataclass(frozen=True, slots=True)
class Member:
    """One subject, record or month in one of the four lists. `weight` is how many units of it stand there."""

    subject: Subject
    state: State
    weight: int = 1
    on: dt.date | None = None
    late: bool = False
    reason: str = ""
    evidence: tuple[Evidence, ...] = ()
    gap: Gap | None = None
    section: str = ""


@dataclass(frozen=True)
class Figure:
    """What a sentence gives as of a day.

    `counted` holds the members (for MINIMUM the records; its `members` are the months). `known` is False when a word
    that would say what to count is only awaited: there are no lists then, and no value. `executor` is the post that
    answers for the months.
    """

    kind: FigureKind
    as_of: dt.date
    counted: tuple[Member, ...] = ()
    source: Source | None = None
    proof: Proof = Proof.SOURCE
    awaiting: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    known: bool = True
    population_on: dt.date | None = None
    closed_on: dt.date | None = None
    months: tuple[dt.date, ...] = ()
    least: int = 1
    parts: tuple["Figure", ...] = ()
    beside: tuple[tuple[str, int], ...] = ()
    executor: str = ""

    @cached_property
    def members(self) -> tuple[Member, ...]:
        """Everything in the four lists, in the order of the population."""
        if self.kind is FigureKind.MINIMUM and self.known:
            return tuple(self._month(first) for first in self.months)
        return self.counted

    def list(self, state: State) -> list[Member]:
        """One of the four lists."""
        return [member for member in self.members if member.state is state]

    @cached_property
    def counts(self) -> dict[State, int]:
        """How many units stand in each list."""
        counts = dict.fromkeys(State, 0)
        for member in self.members:
            counts[member.state] += 1 if self.kind is FigureKind.MINIMUM else member.weight
        return counts

    @property
    def denominator(self) -> int:
        """Met, missing and unknown together."""
        return sum(self.counts.values()) - self.counts[State.EXCLUDED]

    @property
    def value(self) -> Number | None:
        """The number, only when it is certain; MINIMUM: the least finished month even while later ones run."""
        if self.kind is FigureKind.MINIMUM:
            return min((month.weight for month in self.members if self._finished(month)), default=None)
        low, high = self.range
        return low if low == high else None

    @property
    def range(self) -> Range:
        """The least and greatest the number can turn out to be; None where nobody can say."""
        if not self.known:
            return None, None
        met, unknown = self.counts[State.MET], self.counts[State.UNKNOWN]
        match self.kind:
            case FigureKind.SHARE:
                whole = self.denominator
                return (Fraction(100 * met, whole), Fraction(100 * (met + unknown), whole)) if whole else (None, None)
            case FigureKind.TALLY:
                return met, met
            case FigureKind.COUNT | FigureKind.DELIVERY:
                return met, met + unknown
            case FigureKind.MINIMUM:
                return min((month.weight for month in self.members), default=None), self.value
            case FigureKind.CHANGE:
                return self._change()

    @property
    def best(self) -> Number | None:
        """The most that can still be reached, final gaps counted as lost; None: nothing bounds it."""
        open_gaps = sum(m.weight for m in self.list(State.MISSING) if not (m.gap and m.gap.final))
        possible = self.counts[State.MET] + self.counts[State.UNKNOWN] + open_gaps
        match self.kind:
            case FigureKind.SHARE if self.denominator:
                return Fraction(100 * possible, self.denominator)
            case FigureKind.COUNT if self.known:
                return possible
            case FigureKind.MINIMUM:
                return self.value
            case FigureKind.CHANGE:
                first, second = self.parts
                low, reach = first.range[0], second.value if second.closed_on else 100
                return None if first.closed_on is None or low is None or reach is None else reach - low
        return None

    def verdict(self, target: Target | None) -> Verdict | None:
        """Met or not met against a target; None without one or while the range does not decide."""
        low, high = self.range
        if target is None or (low is None and high is None):
            return None
        return target.verdict(low, high)

    def reachable(self, target: Target | None) -> bool:
        """False when the target can no longer be reached, whatever is still done."""
        best = self.best
        return target is None or best is None or target.verdict(None, best) is not Verdict.NOT_MET

    def narrowed(self, keep: Callable[[Member], bool]) -> "Figure":
        """The same figure over some of its members only (a municipality, a school, what an actor may see)."""
        return replace(
            self,
            counted=tuple(member for member in self.counted if keep(member)),
            parts=tuple(part.narrowed(keep) for part in self.parts),
        )

    def _change(self) -> Range:
        """Points between two closed waves."""
        first, second = self.parts
        low, high = first.range, second.range
        if first.closed_on is None or second.closed_on is None or None in (*low, *high):
            return None, None
        return high[0] - low[1], high[1] - low[0]  # type: ignore[operator]  # None was ruled out above

    def _month(self, first: dt.date) -> Member:
        """A month as a member: unknown while it can still reach the minimum."""
        last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
        records = [m for m in self.counted if m.on and first <= m.on <= last]
        weight = sum(record.weight for record in records)
        enough = weight >= self.least
        state = State.MET if enough else State.MISSING if last <= self.as_of else State.UNKNOWN
        subject = Subject("month", f"month:{first:%Y-%m}", f"{first:%m.%Y}")
        evidence = tuple(piece for record in records for piece in record.evidence)
        return Member(
            subject,
            state,
            weight,
            on=last if last <= self.as_of else None,
            evidence=evidence,
            gap=self._lack(state, weight, last),
        )

    def _lack(self, state: State, weight: int, last: dt.date) -> Gap | None:
        """What a month lacks: more of the records while it runs, nothing that can still be done after it."""
        if state is State.MET:
            return None
        if state is State.MISSING:
            return Gap(final=True)
        lacking = self.least - weight
        step = ngettext("Add %(n)d more by the end of the month", "Add %(n)d more by the end of the month", lacking)
        return Gap(self.executor, step=step % {"n": lacking}, by=last, completes=lacking == 1)

    def _finished(self, month: Member) -> bool:
        return month.on is not None


def groups(figure: Figure, key: Callable[[Member], object]) -> list[tuple[object, Figure]]:
    """A breakdown: the figure narrowed to each value of `key`, in order of first appearance; members are read once."""
    counted: dict[object, list[Member]] = {}
    for member in figure.counted:
        counted.setdefault(key(member), []).append(member)
    of_parts = [dict(groups(part, key)) for part in figure.parts]
    values = dict.fromkeys((*counted, *(value for found in of_parts for value in found)))
    return [
        (value, replace(figure, counted=tuple(counted.get(value, ())), parts=_parts(figure.parts, of_parts, value)))
        for value in values
    ]


def _parts(parts: tuple[Figure, ...], of_parts: Sequence[dict[object, Figure]], value: object) -> tuple[Figure, ...]:
    """The two shares of a change narrowed to one value; a share without a member there is an empty one."""
    return tuple(
        found[value] if value in found else replace(part, counted=(), parts=())
        for part, found in zip(parts, of_parts, strict=True)
    )
