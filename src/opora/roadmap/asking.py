"""Counts of the indicators whose formula asks with one word: what pages below the roadmap tell of their figures."""

from opora.indicators.context import Context
from opora.indicators.facts import State
from opora.indicators.figures import FigureKind
from opora.roadmap.queries import roadmap_in

COUNTED = (State.MET, State.MISSING, State.UNKNOWN)


def counts_with(context: Context, word: str) -> dict[str, tuple[int, int]]:
    """How many are counted in and of how many, by the key of each known share whose formula holds the word."""
    view = roadmap_in(context)
    if view is None:
        return {}
    return {
        one.key: (one.figure.counts[State.MET], sum(one.figure.counts[state] for state in COUNTED))
        for _action, one in view.indicators.values()
        if one.figure.known and one.figure.kind is FigureKind.SHARE and f"{word}(" in one.outline.formula
    }
