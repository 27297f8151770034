"""Why a figure changed from one moment to another: exact lists whose parts add up to the whole change.

Three steps lead from the first figure to the last, so that each list has one cause:

1. what is said otherwise today of the days until then: recorded late, taken back (same day, later knowledge);
2. what happened since (the later day, the same knowledge);
3. what is counted otherwise (the later definition and settings).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from opora.indicators.facts import State
from opora.indicators.figures import Figure, Member


class Step(StrEnum):
    """Which of the three steps a change belongs to."""

    CORRECTED = "corrected"
    HAPPENED = "happened"
    REDEFINED = "redefined"


class Cause(StrEnum):
    """What became of a subject, in the order in which it is told."""

    ENTERED = "entered"  # counted now, not before (of a class: more pupils)
    LEFT = "left"  # counted before, not now (of a class: fewer pupils)
    MET = "met"  # more of it is counted in
    UNMET = "unmet"  # less of it is counted in
    KNOWN = "known"  # it was not known, and is missing
    UNKNOWN = "unknown"  # it was missing, and is not known


@dataclass(frozen=True, slots=True)
class Counts:
    """Units in the three lists that make the denominator."""

    met: int = 0
    missing: int = 0
    unknown: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.met + other.met, self.missing + other.missing, self.unknown + other.unknown)

    def __sub__(self, other: "Counts") -> "Counts":
        return Counts(self.met - other.met, self.missing - other.missing, self.unknown - other.unknown)

    @property
    def total(self) -> int:
        """The denominator."""
        return self.met + self.missing + self.unknown


@dataclass(frozen=True, slots=True)
class Change:
    """Subjects with one cause in one step, and what they did to the counts.

    `members` shows each as it stands after the step, or before it where it is gone.
    """

    step: Step
    cause: Cause
    members: tuple[Member, ...]
    before: Counts
    after: Counts


def changes(figures: Sequence[tuple[Step | None, Figure]]) -> list[Change]:
    """The changes along a way of figures, each with the step that leads to it (the first has none).

    The counts before the first change and after the last are those of the first and the last figure; every change
    begins where the one before it ended.
    """
    (_start, first), *rest = figures
    found: list[Change] = []
    before, running = first, _counts(first.counted)
    for step, after in rest:
        assert step is not None, "only the first figure has no step"
        for cause, members, effect in _moved(before, after):
            found.append(Change(step, cause, members, running, running + effect))
            running = running + effect
        before = after
    return found


def _moved(before: Figure, after: Figure) -> list[tuple[Cause, tuple[Member, ...], Counts]]:
    was, now = _by_subject(before.counted), _by_subject(after.counted)
    members: dict[Cause, list[Member]] = {}
    effects: dict[Cause, Counts] = {}
    for key in dict.fromkeys((*was, *now)):
        old, new = was.get(key, ()), now.get(key, ())
        effect = _counts(new) - _counts(old)
        if effect == Counts():
            continue
        cause = _cause(_counts(old), _counts(new))
        members.setdefault(cause, []).append((*_counted(new), *new, *_counted(old))[0])
        effects[cause] = effects.get(cause, Counts()) + effect
    return [(cause, tuple(members[cause]), effects[cause]) for cause in Cause if cause in members]


def _cause(old: Counts, new: Counts) -> Cause:
    if not old.total:
        return Cause.ENTERED
    if not new.total:
        return Cause.LEFT
    if new.met != old.met:
        return Cause.MET if new.met > old.met else Cause.UNMET
    if new.unknown != old.unknown:
        return Cause.KNOWN if new.unknown < old.unknown else Cause.UNKNOWN
    return Cause.ENTERED if new.missing > old.missing else Cause.LEFT


def _by_subject(members: Iterable[Member]) -> Mapping[str, tuple[Member, ...]]:
    """A weighted subject that is met in part stands in two lists."""
    found: dict[str, tuple[Member, ...]] = {}
    for member in members:
        found[member.subject.key] = (*found.get(member.subject.key, ()), member)
    return found


def _counted(members: Iterable[Member]) -> list[Member]:
    return [member for member in members if member.state is not State.EXCLUDED]


def _counts(members: Iterable[Member]) -> Counts:
    units = dict.fromkeys(State, 0)
    for member in members:
        units[member.state] += member.weight
    return Counts(units[State.MET], units[State.MISSING], units[State.UNKNOWN])
