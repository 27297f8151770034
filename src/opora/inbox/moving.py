"""What closing a gap will move: the counts of its figure before and after, never a ratio."""

from collections.abc import Sequence
from dataclasses import dataclass

from opora.indicators.facts import State
from opora.indicators.figures import Figure, FigureKind, Member


@dataclass(frozen=True, slots=True)
class Move:
    """Counts of a figure before and after the next step, in units of its population.

    A step that only settles what is unknown (an attendance list is closed) leaves `met` to what will be found:
    `met_after` is None then. `whole` is the denominator of a share, None for counts without one.
    """

    met: int
    met_after: int | None
    unknown: int
    unknown_after: int
    whole: int | None


def predicted(figure: Figure, members: Sequence[Member]) -> Move | None:
    """What the next step of these gaps moves; None when that step alone moves nothing."""
    if not all(member.gap and member.gap.completes for member in members):
        return None
    counts = figure.counts
    settled = sum(_units(figure, one) for one in members if one.state is State.UNKNOWN)
    added = sum(_units(figure, one) for one in members if one.state is State.MISSING)
    month = figure.kind is FigureKind.MINIMUM
    after = counts[State.MET] + (settled if month else 0) + added
    return Move(
        met=counts[State.MET],
        met_after=after if month or not settled else None,
        unknown=counts[State.UNKNOWN],
        unknown_after=counts[State.UNKNOWN] - settled,
        whole=figure.denominator if figure.kind in (FigureKind.SHARE, FigureKind.MINIMUM) else None,
    )


def _units(figure: Figure, member: Member) -> int:
    """How many units the member is in the counts of its figure: a month is one, whatever was recorded in it."""
    return 1 if figure.kind is FigureKind.MINIMUM else member.weight
