"""Why the figures of a roadmap changed from one moment to another (see indicators.changes for the three steps)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from opora.indicators.changes import Change, Step, changes
from opora.indicators.context import Context
from opora.indicators.evaluation import evaluate
from opora.indicators.figures import Figure
from opora.roadmap.answers import figures, figures_of, outline_in
from opora.roadmap.outline import Outline


@dataclass(frozen=True)
class WhyChanged:
    """An indicator at two moments and what lies between. `redefined`: another definition or deadline is in force."""

    key: str
    before: Figure
    after: Figure
    changes: tuple[Change, ...]
    redefined: bool


def why_changed(before: Context, after: Context, keys: Collection[str] | None = None) -> dict[str, WhyChanged]:
    """By key, in the order of the later roadmap: these indicators, or all.

    `before` is the earlier day as known at the earlier moment. An indicator that counts the actions of the roadmap is
    taken by its own earlier definition, not by those of the others: what they did to it counts as having happened.
    """
    first, last = before.once(outline_in), after.once(outline_in)
    if last is None:
        return {}
    wanted = [one.key for _action, one in last.indicators() if keys is None or one.key in keys]
    was = before.once(figures) if keys is None else figures_of(before, wanted)
    corrected = _under(first, after.on(before.as_of), wanted) if before.history != after.history else was
    happened, now = _under(first, after, wanted), after.once(figures)
    definitions = _definitions(first)
    return {
        key: _why(
            key, was.get(key), corrected.get(key), happened.get(key), now[key], redefined=definitions.get(key) != one
        )
        for key, one in _definitions(last).items()
        if key in wanted
    }


def _why(
    key: str,
    was: Figure | None,
    corrected: Figure | None,
    happened: Figure | None,
    now: Figure,
    *,
    redefined: bool,
) -> WhyChanged:
    start = was or replace(now, counted=(), parts=())
    way = [
        (None, start),
        (Step.CORRECTED, corrected or start),
        (Step.HAPPENED, happened or start),
        (Step.REDEFINED, now),
    ]
    return WhyChanged(key, start, now, tuple(changes(way)), redefined)


def _under(outline: Outline | None, context: Context, keys: Collection[str]) -> Mapping[str, Figure]:
    """These figures of a moment by the definitions and deadlines of an outline of another.

    A formula that the words of this installation cannot read has none.
    """
    if outline is None:
        return {}
    questions = (action.question(one) for action, one in outline.indicators() if one.key in keys)
    return evaluate(context, outline.registry, [question for question in questions if question])


def _definitions(outline: Outline | None) -> dict[str, tuple[object, ...]]:
    """What the figure of each indicator follows from, beside facts."""
    if outline is None:
        return {}
    return {one.key: (one.formula, one.target, action.terms.periods) for action, one in outline.indicators()}
