"""The board of all actions: which rows are shown, in which groups, and the filters around them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from opora.core import numbers
from opora.core.components.links import Chip, Link
from opora.core.components.states import word
from opora.roadmap.execution import ATTENTION
from opora.roadmap.queries import ActionView, RoadmapView
from opora.roadmap.showing import Links, executors, show_action
from opora.roadmap.shown import ShownGroup

GROUPINGS = ("month", "executor", "number")
VIEWS = ("timeline", "table")
FORMS = ("xlsx", "docx")
"""Files that the rows can be had as."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the address asks the board to show; anything unknown falls back to the default."""

    state: str = ""
    executor: str = ""
    group: str = GROUPINGS[0]
    view: str = VIEWS[0]

    @classmethod
    def read(cls, parameters: QueryDict, actions: Iterable[ActionView]) -> "Choice":
        """From `?state=&executor=&group=&view=`; executors are those of the actions."""
        names = ("state", "executor", "group", "view")
        state, executor, group, view = (parameters.get(name, "") for name in names)
        return cls(
            state if state in ATTENTION else "",
            executor if executor in map(executor_of, actions) else "",
            group if group in GROUPINGS else GROUPINGS[0],
            view if view in VIEWS else VIEWS[0],
        )

    def address(self, links: Links, **other: str) -> str:
        """The board with some of its choices changed."""
        return links.roadmap(**self._asked(**other))

    def file(self, links: Links, form: str) -> str:
        """The rows of the board as a file."""
        return links.roadmap_file(form, **self._asked(view=""))

    def _asked(self, **other: str) -> dict[str, str]:
        wanted = {"state": self.state, "executor": self.executor, "group": self.group, "view": self.view, **other}
        defaults = {"group": GROUPINGS[0], "view": VIEWS[0]}
        return {name: value for name, value in wanted.items() if value and value != defaults.get(name)}


def chosen(view: RoadmapView, choice: Choice) -> list[ActionView]:
    """The rows that fit the filters."""
    return [
        action
        for action in view.actions
        if choice.state in ("", action.execution.state.value) and choice.executor in ("", executor_of(action))
    ]


def groups(
    actions: Iterable[ActionView], choice: Choice, view: RoadmapView, links: Links, year: int | None = None
) -> list[ShownGroup]:
    """The rows under their headings, in the order of the grouping; in a table of one `year` dates leave it out."""
    heading = _heading(choice.group, view.outline.year)
    found: dict[str, list[ActionView]] = {}
    for action in _ordered(actions, choice.group):
        found.setdefault(heading(action), []).append(action)
    return [
        ShownGroup(title=title, actions=[show_action(action, links, view.as_of, year) for action in rows])
        for title, rows in found.items()
    ]


def state_chips(view: RoadmapView, choice: Choice, links: Links) -> list[Chip]:
    """The six states, each a filter; pressed again it lets go."""
    return [
        Chip(
            label=word(state.value),
            url=choice.address(links, state="" if choice.state == state else state.value),
            count=view.states[state],
            on=choice.state == state,
            state=state.value,
        )
        for state in ATTENTION
    ]


def executor_chips(view: RoadmapView, choice: Choice, links: Links) -> list[Chip]:
    """Executors alone and together as the order names them, the busiest first."""
    counts: dict[str, int] = {}
    titles: dict[str, str] = {}
    for action in view.actions:
        code = executor_of(action)
        counts[code] = counts.get(code, 0) + 1
        titles[code] = executors(action.outline)
    return [
        Chip(
            label=titles[code],
            url=choice.address(links, executor="" if choice.executor == code else code),
            count=count,
            on=choice.executor == code,
        )
        for code, count in sorted(counts.items(), key=lambda pair: -pair[1])
    ]


def segment(names: Mapping[str, str], chosen_name: str, address: Callable[[str], str]) -> list[Link]:
    """Choices of which one is always on."""
    return [Link(label, address(name), current=name == chosen_name) for name, label in names.items()]


def grouping_links(choice: Choice, links: Links) -> list[Link]:
    """By month, by executor, by number."""
    names = {"month": _("by month of deadline"), "executor": _("by executor"), "number": _("by number")}
    return segment(names, choice.group, lambda name: choice.address(links, group=name))


def view_links(choice: Choice, links: Links) -> list[Link]:
    """With the timeline or as a plain table."""
    names = {"timeline": _("with the timeline"), "table": _("table only")}
    return segment(names, choice.view, lambda name: choice.address(links, view=name))


def executor_of(action: ActionView) -> str:
    """Whoever carries it out, alone or together, as one code."""
    return "+".join(executor.code for executor in action.outline.executors)


def _ordered(actions: Iterable[ActionView], group: str) -> list[ActionView]:
    """By deadline for months, else as in the order; an open deadline comes last."""
    if group != "month":
        return list(actions)
    due = [(action.outline.terms.last_due, place, action) for place, action in enumerate(actions)]
    return [action for _day, _place, action in sorted(due, key=lambda row: (row[0] is None, row[0] or 0, row[1]))]


def _heading(group: str, year: int) -> Callable[[ActionView], str]:
    """What a row stands under."""

    def month(action: ActionView) -> str:
        day = action.outline.terms.last_due
        return capfirst(numbers.month(day, year=day.year != year)) if day else _("Without a deadline")

    headings: dict[str, Callable[[ActionView], str]] = {
        "month": month,
        "executor": lambda action: executors(action.outline) or _("Without an executor"),
        "number": lambda _action: "",
    }
    return headings[group]
