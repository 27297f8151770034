"""What pages show of the control of execution: entries with their authors, and what a release leaves undone."""

import datetime as dt
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from opora.accounts.queries import authors
from opora.core import numbers
from opora.core.actors import Actor
from opora.indicators.context import History
from opora.programmes.asked import carried
from opora.roadmap.control import ControlLog, control_log, remainders
from opora.roadmap.models import ControlEntry, ControlKind
from opora.roadmap.queries import ActionView, RoadmapView
from opora.roadmap.showing import Links
from opora.roadmap.shown import ShownControl, ShownEntry


def log_of(view: RoadmapView) -> ControlLog:
    """The log of the roadmap, loaded once for the page."""
    return view.context.history.once(control_log)


def control_of(view: RoadmapView, row: ActionView, actor: Actor, links: Links) -> ShownControl | None:
    """The control of an action in short; None for who may not see it."""
    if actor.scope("control") is None:
        return None
    log, action_id = log_of(view), row.outline.id
    released, noted = log.release(action_id, view.as_of), log.note(action_id, view.as_of)
    return ShownControl(
        release=show(view, released) if released else None,
        note=show(view, noted) if noted else None,
        url=links.control(row.outline),
    )


def last_meeting(view: RoadmapView, actor: Actor) -> dt.date | None:
    """The last meeting before the day of the page; None before the first, and for who may not see the control."""
    if actor.scope("control") is None:
        return None
    return next((one.occurred_on for one in log_of(view).meetings(view.as_of)), None)


def may_take_back(actor: Actor, entry: ControlEntry) -> bool:
    """A note is taken back by who wrote it, and by who decides; a decision by nobody: another follows it."""
    decides = actor.scope("control", "release") is not None
    return entry.kind == ControlKind.NOTE and (decides or entry.recorded_by == actor.key)


def entries(view: RoadmapView, row: ActionView, links: Links, by: Actor | None) -> list[ShownEntry]:
    """All that was said of an action by the day of the page, the latest first; `by`: who may take notes back here."""
    return [
        replace(
            show(view, entry), take_back_url=_take_back(row, entry, links) if by and may_take_back(by, entry) else ""
        )
        for entry in log_of(view).of(row.outline.id, view.as_of)
    ]


def show(view: RoadmapView, entry: ControlEntry) -> ShownEntry:
    """One entry."""
    return ShownEntry(
        pk=entry.pk,
        kind=entry.kind,
        title=str(ControlKind(entry.kind).label),
        day=entry.occurred_on,
        text=entry.text,
        author=view.context.history.once(_authors).get(entry.recorded_by, ""),
        recorded_at=entry.recorded_at,
        remainders=[_remainder(one.indicator.key, one.met, one.missing) for one in entry.remainders.all()],
    )


def remainder_texts(row: ActionView) -> list[str]:
    """What an action would be released with, where something is missing: "№ 5: не хватает 2 из 41"."""
    found = remainders(row)
    called = {one.key: one.number for one in row.indicators}
    return [_remainder(called[one.indicator.key], one.met, one.missing) for one in found if one.missing]


def _remainder(key: str, met: int, missing: int) -> str:
    if not missing:
        return _("No. %(key)s: nothing is missing") % {"key": key}
    said = {"key": key, "missing": numbers.integer(missing), "total": numbers.integer(met + missing)}
    return _("No. %(key)s: %(missing)s of %(total)s missing") % said


def _take_back(row: ActionView, entry: ControlEntry, links: Links) -> str:
    """Where a note is taken back."""
    return reverse("roadmap:take_back_note", args=[row.number, entry.pk]) + carried(links.request.GET)


def _authors(history: History) -> dict[str, str]:
    """Who wrote the entries; one query."""
    return authors(history.once(control_log).authors)
