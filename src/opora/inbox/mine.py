"""One's own list as a page: what there is to do, in groups, and the week around it."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext

from opora.core import numbers
from opora.core.components.links import Link
from opora.core.components.states import state_of
from opora.core.components.todos import TodoLine
from opora.inbox.gaps import countable
from opora.inbox.lists import Item, list_of
from opora.inbox.showing import line_of_item
from opora.inbox.week import week_of
from opora.indicators.access import visible_members
from opora.indicators.facts import State
from opora.indicators.figures import Member
from opora.roadmap.execution import ExecutionState
from opora.roadmap.queries import ActionView, RoadmapView
from opora.roadmap.showing import Links

GROUPINGS = ("due", "school", "action")
WEEK = dt.timedelta(days=7)
CLOSED = 6
"""Lines of what was closed lately."""
PLACES = 10
"""Lines of the schools with most to do."""


@dataclass(frozen=True, slots=True)
class Group:
    """To-dos under one heading; `state` is the sign before it, "" for none."""

    title: str
    lines: list[TodoLine]
    state: str = ""
    key: str = ""

    @property
    def sign(self) -> SafeString | str:
        """The sign of the state; the heading says the rest."""
        return state_of(self.state).sign if self.state else ""


@dataclass(frozen=True, slots=True)
class Place:
    """A school with the number of one's to-dos for it."""

    label: str
    url: str
    todos: int


@dataclass(frozen=True, slots=True)
class Closed:
    """A subject that came into the list of those that are met within the last week."""

    label: str
    title: str
    on: dt.date
    url: str


def page(view: RoadmapView, grouping: str, links: Links) -> dict[str, Any]:
    """Everything the template asks for."""
    actor, day = links.request.actor, view.as_of
    items = list_of(view.context, actor)
    active = [item for item in items if item.active]
    steers = actor.scope("todo", "steer") is not None and not links.request.GET.get("known_at")

    def lines(some: Iterable[Item]) -> list[TodoLine]:
        found = [line_of_item(item, links, day, steers=steers) for item in some]
        return [replace(line, title="") for line in found] if grouping == "action" else found

    closed = _closed(view, links)
    aside = (
        Group(_("Put off"), lines(item for item in items if item.snooze and not item.given), key="g-snoozed"),
        Group(_("Handed over"), lines(item for item in items if item.given), key="g-given"),
    )
    return {
        "lead": lead(active, day),
        "groups": [
            Group(title, lines(some), state, f"g-{number}")
            for number, (title, state, some) in enumerate(_GROUPED[grouping](active, view), start=1)
        ],
        "aside": [group for group in aside if group.lines],
        "week": week_of(view, actor, links),
        "places": _places(active, links),
        "closed": closed[:CLOSED],
        "closed_count": len(closed),
    }


def first_lines(view: RoadmapView, links: Links, most: int) -> tuple[list[TodoLine], int]:
    """The most urgent of one's own to-dos, for another page, and how many there are."""
    active = [item for item in list_of(view.context, links.request.actor) if item.active]
    return [line_of_item(item, links, view.as_of, steers=False) for item in active[:most]], len(active)


def lead(active: Sequence[Item], day: dt.date) -> str:
    """How many there are, in how many actions, how many of them are late."""
    if not active:
        return ""
    actions = {item.todo.action.number for item in active}
    todos = ngettext("%(n)d to-do", "%(n)d to-dos", len(active)) % {"n": len(active)}
    rows = ngettext("in %(n)d action of the roadmap", "in %(n)d actions of the roadmap", len(actions))
    late = sum(item.todo.overdue(day) for item in active)
    told = _late(late)
    return f"{todos} {rows % {'n': len(actions)}}, {told}."


def _late(late: int) -> str:
    """How many to-dos are late, in words."""
    if not late:
        return _("none is overdue")
    return npgettext("to-dos", "%(n)d is overdue", "%(n)d are overdue", late) % {"n": late}


Grouped = list[tuple[str, str, list[Item]]]
"""Heading, sign, to-dos."""


def _by_due(items: Sequence[Item], view: RoadmapView) -> Grouped:
    """Overdue, soon (as an action is at risk), later, without a deadline."""
    day = view.as_of
    overdue = [item for item in items if item.todo.overdue(day)]
    soon: list[Item] = []
    later: list[Item] = []
    never: list[Item] = []
    for item in items:
        if item.todo.due is None:
            never.append(item)
        elif not item.todo.overdue(day):
            near = (item.todo.due - day).days <= item.todo.action.outline.terms.warning_days
            (soon if near else later).append(item)
    until = max((item.todo.due for item in soon if item.todo.due), default=day)
    groups = [
        (_("Overdue"), ExecutionState.OVERDUE.value, overdue),
        (_("Until %(day)s") % {"day": numbers.day(until)}, ExecutionState.AT_RISK.value, soon),
        (_("Later"), ExecutionState.IN_PROGRESS.value, later),
        (_("Without a deadline"), ExecutionState.UPCOMING.value, never),
    ]
    return [group for group in groups if group[2]]


def _by_school(items: Sequence[Item], _view: RoadmapView) -> Grouped:
    """Under each school its own, what most is for first; then what is for no single school."""
    found: dict[str, list[Item]] = {}
    rest: list[Item] = []
    for item in items:
        label = _school(item)
        (found.setdefault(label, []) if label else rest).append(item)
    groups = [(label, "", some) for label, some in sorted(found.items(), key=lambda one: (-len(one[1]), one[0]))]
    return [*groups, *([(_("For no single school"), "", rest)] if rest else [])]


def _by_action(items: Sequence[Item], view: RoadmapView) -> Grouped:
    """Under each action, in the order of the roadmap."""
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(item.todo.action.number, []).append(item)
    rows = [row for row in view.actions if row.number in found]
    return [(_action_title(row), row.execution.state.value, found[row.number]) for row in rows]


_GROUPED: dict[str, Callable[[Sequence[Item], RoadmapView], Grouped]] = {
    "due": _by_due,
    "school": _by_school,
    "action": _by_action,
}


def _action_title(row: ActionView) -> str:
    return _("No. %(number)s. %(title)s") % {"number": row.number, "title": row.outline.title}


def _school(item: Item) -> str:
    """The school a to-do is for, when it is for one."""
    subject = item.todo.members[0].subject
    return subject.label if len(item.todo.members) == 1 and subject.kind == "school" else ""


def _places(items: Sequence[Item], links: Links) -> list[Place]:
    """Schools with one's to-dos, most first; none where there is only one of them."""
    counted: Counter[tuple[str, int]] = Counter()
    for item in items:
        subject = item.todo.members[0].subject
        if _school(item) and subject.school_id is not None:
            counted[subject.label, subject.school_id] += 1
    if len(counted) < 2:
        return []
    rows = sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:PLACES]
    return [Place(label, links.thing("school", pk), n) for (label, pk), n in rows]


def _closed(view: RoadmapView, links: Links) -> list[Closed]:
    """What came to be met in the last week among the subjects the reader may be shown, the latest first."""
    since = view.as_of - WEEK

    def lately(member: Member) -> bool:
        return member.on is not None and since < member.on <= view.as_of

    found = [
        Closed(
            capfirst(member.subject.label),
            action.outline.title,
            member.on,
            links.indicator(one.key, list=State.MET.value),
        )
        for action, one in countable(view)
        for member in visible_members(links.request.actor, filter(lately, one.figure.list(State.MET)))
        if member.on
    ]
    return sorted(found, key=lambda one: one.on, reverse=True)


def grouping_links(chosen: str, address: Callable[[str], str]) -> list[Link]:
    """By deadline, by school, by action."""
    names = {"due": _("by deadline"), "school": _("by school"), "action": _("by action")}
    return [Link(label, address(name), current=name == chosen) for name, label in names.items()]
