"""How an indicator came to be what it is: its line, and why it changed since a day, as one reader may see it."""

import datetime as dt
from collections.abc import Callable, Sequence
from fractions import Fraction
from math import ceil
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from opora.core import clock, moments, numbers
from opora.core.actors import Actor
from opora.core.components.trend import STEPS, TrendPoint
from opora.indicators.access import visible_members
from opora.indicators.changes import Change, Counts
from opora.indicators.context import Context
from opora.indicators.facts import State
from opora.indicators.figures import Figure, FigureKind, Member
from opora.indicators.targets import Number
from opora.roadmap.answers import executions
from opora.roadmap.causes import cause_text, step_text
from opora.roadmap.changes import WhyChanged, why_changed
from opora.roadmap.controlled import last_meeting
from opora.roadmap.opened import executor_title, municipality_name
from opora.roadmap.outline import ActionOutline
from opora.roadmap.queries import IndicatorView, RoadmapView
from opora.roadmap.showing import Links, show_member
from opora.roadmap.shown import ShownChange, ShownMember, ShownMoved, ShownPoint
from opora.roadmap.trend import Point, line

BACK = 30
"""Days that are looked back when no day is named and no meeting was held."""


def since_of(parameters: QueryDict, view: RoadmapView, actor: Actor) -> tuple[dt.date, list[str]]:
    """The day to compare with (`?since=`), before the day of the page, and what is wrong with the one asked for.

    Without one it is the last meeting, for who may know of it, else BACK days ago.
    """
    meeting = last_meeting(view, actor)
    yesterday = view.as_of - dt.timedelta(days=1)
    usual = meeting or min(max(view.as_of - dt.timedelta(days=BACK), _begin(view)), yesterday)
    text = parameters.get("since", "")
    if not text:
        return usual, []
    try:
        day = moments.read_as_of(text)
    except ValidationError as error:
        return usual, list(error.messages)
    if day >= view.as_of:
        message = _("%(day)s is not before the day of the page, %(as_of)s.")
        return usual, [message % {"day": numbers.day(day), "as_of": numbers.day(view.as_of)}]
    return day, []


def earlier(view: RoadmapView, since: dt.date) -> Context:
    """The end of that day, as it was known then."""
    known_at = min(clock.end_of(since), view.known_at)
    return Context.of(view.context.programme, since, known_at)


def why(view: RoadmapView, one: IndicatorView, since: dt.date, actor: Actor, to: Links) -> dict[str, Any]:
    """Context of “why it changed”."""
    found = why_changed(earlier(view, since), view.context, [one.key])[one.key]
    place, role = municipality_name(view), executor_title(view)
    return {
        "since": since,
        "redefined": found.redefined,
        "was": written(found.before),
        "now": written(found.after),
        "moved": _points(_first(found), _last(found), one.figure.kind),
        "changes": [
            show_change(
                change, one, visible_members(actor, change.members), lambda member: show_member(member, to, place, role)
            )
            for change in found.changes
        ],
        "sentence": sentence_of(found, one, since, view.as_of),
    }


def show_change(
    change: Change,
    one: IndicatorView,
    seen: Sequence[Member],
    show: Callable[[Member], ShownMember],
) -> ShownChange:
    """One list of what moved a figure, with the members the reader may see."""
    kind = one.figure.kind
    return ShownChange(
        step=step_text(change.step),
        text=cause_text(change, one.unit),
        before=_of(change.before, kind),
        after=_of(change.after, kind),
        points=_points(change.before, change.after, kind),
        members=[show(member) for member in seen],
        hidden=len(change.members) - len(seen),
    )


def sentence_of(found: WhyChanged, one: IndicatorView, since: dt.date, until: dt.date) -> str:
    """One sentence for a report: from what to what, and by which causes."""
    said = {
        "since": numbers.day(since),
        "until": numbers.day(until),
        "was": written(found.before),
        "now": written(found.after),
    }
    if not found.changes:
        return _("From %(since)s to %(until)s nothing changed: %(now)s.") % said
    causes = "; ".join(cause_text(change, one.unit).lower() for change in found.changes)
    return _("From %(since)s to %(until)s: it was %(was)s, it is %(now)s. %(causes)s.") % {
        **said,
        "causes": causes[:1].upper() + causes[1:],
    }


def moved_since(view: RoadmapView, since: dt.date, to: Links) -> list[ShownMoved]:
    """Every indicator that changed since a day or whose action is in another state, in the order of the roadmap."""
    before = earlier(view, since)
    states = before.once(executions)
    found = why_changed(before, view.context)
    rows = []
    for key, (action, one) in view.indicators.items():
        why_it, was = found[key], states.get(action.outline.id)
        now = action.execution.state
        if why_it.changes or why_it.redefined or (was and was.state is not now):
            rows.append(
                ShownMoved(
                    key=key,
                    number=one.number,
                    title=action.outline.title,
                    url=to.history(key, since=since.isoformat()),
                    was=written(why_it.before),
                    now=written(why_it.after),
                    points=_points(_first(why_it), _last(why_it), one.figure.kind),
                    causes=[cause_text(change, one.unit) for change in why_it.changes],
                    redefined=why_it.redefined,
                    state_before=was.state.value if was else "",
                    state=now.value,
                )
            )
    return rows


def trend_of(view: RoadmapView, action: ActionOutline, one: IndicatorView) -> dict[str, Any]:
    """Context of the line and the table beside it."""
    points = line(view.context.history, one.key, min(_begin(view), view.as_of), view.as_of)
    if not points:
        return {"points": [], "table": []}
    befores = [None, *points[:-1]]
    share = one.figure.kind is FigureKind.SHARE
    target = one.outline.target.number if one.outline.target and share else None
    highest = max([*(point.range[1] or point.range[0] or 0 for point in points), 1])
    return {
        "points": [_drawn(point, before) for point, before in zip(points, befores, strict=True)],
        "top": 100 if share else ceil(highest / STEPS) * STEPS,
        "percent": share,
        "deadline": action.terms.last_due,
        "target": float(target) if target is not None else None,
        "label": _("%(title)s: %(now)s as of %(day)s")
        % {
            "title": one.sentence.rstrip("."),
            "now": written(one.figure),
            "day": numbers.day(view.as_of),
        },
        "table": [_row(point, before) for point, before in zip(points, befores, strict=True)][::-1],
    }


def written(figure: Figure) -> str:
    """A figure as plain text."""
    if figure.kind is FigureKind.SHARE and figure.known:
        counts = figure.counts
        return numbers.share(met=counts[State.MET], total=figure.denominator, unknown=counts[State.UNKNOWN])
    if figure.value is None and figure.kind is not FigureKind.CHANGE:
        low, high = figure.range
        return (
            _("not known")
            if not high or figure.kind is FigureKind.DELIVERY
            else _("not known, %(range)s") % {"range": _between(low, high)}
        )
    return _between(*figure.range)


def _begin(view: RoadmapView) -> dt.date:
    begins: dt.date | None = view.context.programme.begins_on
    return begins or view.outline.starts_on or view.as_of


def _drawn(point: Point, before: Point | None) -> TrendPoint:
    low, high = point.range
    return TrendPoint(
        point.on,
        float(low) if low is not None else None,
        float(high) if high is not None else None,
        regrouped=before is not None and point.counted != before.counted,
        blank=not point.met and not point.missing and bool(point.unknown),
    )


def _row(point: Point, before: Point | None) -> ShownPoint:
    notes = []
    if before and before.counted != point.counted:
        notes.append(_("%(now)d take part instead of %(before)d") % {"now": point.counted, "before": before.counted})
    if before and before.version != point.version:
        notes.append(_("definition %(version)d") % {"version": point.version})
    return ShownPoint(
        on=point.on,
        text=point_text(point),
        met=point.met,
        unknown=point.unknown,
        excluded=point.excluded,
        missing=point.missing,
        note="; ".join(notes),
    )


def point_text(point: Point) -> str:
    """The figure of a point as plain text."""
    if point.kind is FigureKind.SHARE:
        return numbers.share(met=point.met, total=point.counted, unknown=point.unknown)
    return _between(*point.range)


def _between(low: Number | None, high: Number | None) -> str:
    if low == high:
        return _number(low)
    return f"{_number(low)}–{_number(high)}"


def _number(number: Number | None) -> str:
    return numbers.NOTHING if number is None else numbers.decimal(round(number * 10), drop_zero=True)


def _of(counts: Counts, kind: FigureKind) -> str:
    """ "22 из 41", or the number alone where there is no whole."""
    if kind is not FigureKind.SHARE:
        return numbers.integer(counts.met)
    if counts.unknown:
        return numbers.share(met=counts.met, total=counts.total, unknown=counts.unknown)
    return _("%(met)s of %(total)s") % {"met": numbers.integer(counts.met), "total": numbers.integer(counts.total)}


def _points(before: Counts, after: Counts, kind: FigureKind) -> str:
    """By how many points a share moved; "" while one of both has no certain value, and where it stayed."""
    if kind is not FigureKind.SHARE or not before.total or not after.total or before.unknown or after.unknown:
        return ""
    if _percent(after) == _percent(before):
        return ""
    return numbers.points(_percent(after) - _percent(before))


def _percent(counts: Counts) -> Fraction:
    return Fraction(100 * counts.met, counts.total)


def _first(found: WhyChanged) -> Counts:
    return found.changes[0].before if found.changes else Counts()


def _last(found: WhyChanged) -> Counts:
    return found.changes[-1].after if found.changes else Counts()
