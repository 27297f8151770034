"""The start page: where the roadmap stands on the day, what needs a decision, what comes next, who holds the gaps."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opora.core import numbers
from opora.core.actors import Actor
from opora.core.components.links import Chip
from opora.core.components.ribbon import Mark
from opora.inbox.gaps import OpenGap, closable
from opora.inbox.mine import first_lines
from opora.inbox.todos import Todo, todos_in
from opora.indicators.nouns import counted
from opora.programmes.asked import carried
from opora.reports.places import municipality_rows, seen_municipalities, tiles
from opora.reports.shown import ShownAttention, ShownDay, ShownDeadline, ShownHolder, ShownTally
from opora.roadmap.board import Choice, state_chips
from opora.roadmap.execution import ExecutionState
from opora.roadmap.opened import executor_title
from opora.roadmap.queries import ActionView, RoadmapView
from opora.roadmap.showing import Links, show_action

AHEAD = 30
"""Days of the list of deadlines."""
MOST = {ExecutionState.OVERDUE: 10, ExecutionState.AT_RISK: 10, ExecutionState.UNKNOWN: 5}
"""Rows of each state that needs a decision; the rest stand on the roadmap."""
OWN = 3
"""Lines of the reader's own to-dos."""
LINES = 9
"""Municipalities beside the map."""


def overview(view: RoadmapView, actor: Actor, links: Links) -> dict[str, Any]:
    """Everything the template asks for."""
    gaps, todos = closable(view), view.context.once(todos_in)
    seen = seen_municipalities(view, actor)
    municipalities = municipality_rows(view, seen, links)
    return {
        "title": _("Roadmap of %(year)d") % {"year": view.outline.year},
        "lead": lead(view),
        "total": len(view.actions),
        "tally": [ShownTally(state=s.value, count=n, url=links.roadmap(state=s.value)) for s, n in view.states.items()],
        "chips": _chips(view, links),
        "marks": _marks(view, links),
        "attention": _attention(view, links),
        "days": next_days(view, links),
        "ahead": AHEAD,
        **_own(view, links),
        "holders": _holders(todos, view, links),
        "gaps": _gaps(todos),
        "holdups_url": reverse("inbox:holdups") + carried(links.request.GET) if actor.scope("holdup") else "",
        "tiles": tiles(view, seen, links),
        "municipalities": sorted(municipalities, key=lambda row: (-row.gaps, row.name))[:LINES],
        "municipalities_note": _municipalities_note(gaps, len(municipalities)),
        "roadmap_url": links.roadmap(),
        "municipalities_url": reverse("reports:municipalities") + carried(links.request.GET) if municipalities else "",
    }


def _own(view: RoadmapView, links: Links) -> dict[str, Any]:
    """The reader's own to-dos, the most urgent ones."""
    lines, total = first_lines(view, links, OWN) if links.request.actor.scope("todo") else ([], 0)
    return {"own": lines, "own_total": total, "own_url": reverse("inbox:mine") + carried(links.request.GET)}


def lead(view: RoadmapView) -> str:
    """One sentence of where it stands, a second one where something cannot be judged."""
    states = view.states
    total = len(view.actions)
    parts = [
        ngettext(
            "%(n)d action of %(total)d is executed",
            "%(n)d actions of %(total)d are executed",
            states[ExecutionState.EXECUTED],
        )
        % {"n": states[ExecutionState.EXECUTED], "total": total}
    ]
    if overdue := states[ExecutionState.OVERDUE]:
        parts.append(ngettext("%(n)d is overdue", "%(n)d are overdue", overdue) % {"n": overdue})
    if at_risk := states[ExecutionState.AT_RISK]:
        parts.append(ngettext("%(n)d is at risk", "%(n)d are at risk", at_risk) % {"n": at_risk})
    sentences = [_("As of %(day)s %(parts)s.") % {"day": numbers.day(view.as_of), "parts": ", ".join(parts)}]
    if unknown := states[ExecutionState.UNKNOWN]:
        text = ngettext(
            "For %(n)d action there is not enough data to judge.",
            "For %(n)d actions there is not enough data to judge.",
            unknown,
        )
        sentences.append(text % {"n": unknown})
    return " ".join(sentences)


def next_days(view: RoadmapView, links: Links, ahead: int = AHEAD) -> list[ShownDay]:
    """Starts and ends of periods in the days to come, by day."""
    days: dict[dt.date, list[ShownDeadline]] = {}
    last = view.as_of + dt.timedelta(days=ahead)
    for action in view.actions:
        if action.execution.executed:
            continue
        for day, text in _moments(action):
            if view.as_of < day <= last:
                deadline = ShownDeadline(
                    number=action.number,
                    text=text,
                    state=action.execution.state.value,
                    url=links.action(action.outline),
                )
                days.setdefault(day, []).append(deadline)
    return [ShownDay(day=day, deadlines=days[day]) for day in sorted(days)]


def _moments(action: ActionView) -> list[tuple[dt.date, str]]:
    """The days of a row worth naming: a plan's exact day in place of a period it makes precise."""
    outline = action.outline
    if outline.planned_on:
        return [(outline.planned_on, _("%(title)s: planned day") % {"title": outline.title})]
    found = []
    for start, end in outline.terms.periods:
        if start and end and start != end:
            found.append((start, _("%(title)s: start") % {"title": outline.title}))
        if end:
            found.append(
                (end, outline.title if start in (None, end) else _("%(title)s: end") % {"title": outline.title})
            )
    return found


def _chips(view: RoadmapView, links: Links) -> list[Chip]:
    return state_chips(view, Choice(), links)


def _marks(view: RoadmapView, links: Links) -> list[Mark]:
    marks = []
    for action in view.actions:
        shown = show_action(action, links, view.as_of, view.outline.year)
        if shown.last_due:
            due = ", ".join(filter(None, (shown.due, shown.due_note)))
            mark = Mark(
                number=shown.number,
                title=shown.title,
                due=shown.last_due,
                due_text=due,
                state=shown.state,
                url=shown.url,
                late=shown.late,
            )
            marks.append(mark)
    return marks


def _attention(view: RoadmapView, links: Links) -> list[ShownAttention]:
    """What is overdue, at risk or not known; the earliest deadline first."""
    found = []
    for state, most in MOST.items():
        rows = [action for action in view.actions if action.execution.state is state]
        rows.sort(key=lambda action: action.outline.terms.last_due or dt.date.max)
        if rows:
            shown = [show_action(action, links, view.as_of, view.outline.year) for action in rows[:most]]
            more = max(len(rows) - most, 0)
            found.append(
                ShownAttention(state=state.value, actions=shown, more=more, url=links.roadmap(state=state.value))
            )
    return found


def _holders(todos: Sequence[Todo], view: RoadmapView, links: Links) -> list[ShownHolder]:
    """Who can close the gaps, most first: in which actions they are, and how many wait for a vacant post."""
    title = executor_title(view)
    roles: dict[str, list[Todo]] = {}
    for todo in todos:
        roles.setdefault(todo.closing.role, []).append(todo)
    found = [
        ShownHolder(
            title=capfirst(title(role)),
            note=_holder_note(held),
            gaps=_gaps(held),
            url=links.indicator(held[0].indicator.key, list=held[0].members[0].state.value),
        )
        for role, held in roles.items()
    ]
    return sorted(found, key=lambda one: -one.gaps)


def _holder_note(held: Sequence[Todo]) -> str:
    found = list(dict.fromkeys(todo.indicator.number for todo in held))
    note = ngettext("action No. %(numbers)s", "actions Nos. %(numbers)s", len(found)) % {"numbers": ", ".join(found)}
    vacant = _gaps(todo for todo in held if todo.answerable.vacant)
    if not vacant:
        return note
    text = ngettext("%(n)d waits for a vacant post", "%(n)d wait for a vacant post", vacant)
    return f"{note}; {text % {'n': vacant}}"


def _gaps(todos: Iterable[Todo]) -> int:
    return sum(len(todo.members) for todo in todos)


def _municipalities_note(gaps: Sequence[OpenGap], total: int) -> str:
    """ "70 пробелов в 43 муниципалитетах из 69", of the municipalities the reader sees."""
    places = {gap.member.subject.municipality_id for gap in gaps} - {None}
    if not total or not places:
        return ""
    return _("%(gaps)s in %(places)s") % {
        "gaps": counted("gap", len(gaps)),
        "places": counted("municipality", len(places), "prepositional"),
    }
