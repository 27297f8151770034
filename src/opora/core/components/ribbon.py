"""The year as a picture: every deadline a mark, stacked where they are close."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from opora.core import numbers
from opora.core.components.scale import Scale
from opora.core.components.states import state_of, word


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One action on the ribbon, at its last day. `due_text` is the deadline in words."""

    number: str
    title: str
    due: dt.date
    due_text: str
    state: str
    url: str
    late: bool = False


RIBBON_WIDTH = 1262
PITCH = 26
"""Height and least distance of marks: large enough to be pressed, even when the picture shrinks."""


def year_ribbon(*, marks: Sequence[Mark], as_of: dt.date, label: str = "") -> SafeString:
    """All deadlines of the year, stacked where they are close; every mark is a link that says all in words."""
    if not marks:
        return SafeString("")
    scale = Scale.over(min(mark.due for mark in marks), max(mark.due for mark in marks), RIBBON_WIDTH)
    columns = _columns(sorted(marks, key=lambda mark: (mark.due, _order(mark.number))), scale)
    base = 42 + PITCH * max(len(column.marks) for column in columns)
    return format_html(
        '<svg class="op-svg" viewBox="0 0 {} {}" role="group" aria-label="{}">{}{}{}{}</svg>',
        RIBBON_WIDTH,
        base + 26,
        label or _("Deadlines of {count} actions by month").format(count=len(marks)),
        _months(scale, base),
        format_html('<path class="axis" d="M0 {}H{}"/>', base, RIBBON_WIDTH),
        _today(scale, as_of, base),
        format_html_join("", "{}", ((_column(column, base),) for column in columns)),
    )


@dataclass(frozen=True, slots=True)
class _Column:
    x: float
    marks: list[Mark] = field(default_factory=list)


def _columns(marks: Sequence[Mark], scale: Scale) -> list[_Column]:
    columns: list[_Column] = []
    for mark in marks:
        x = min(max(scale.x(mark.due), 12), scale.width - 12)
        if not columns or x - columns[-1].x >= PITCH:
            columns.append(_Column(x))
        columns[-1].marks.append(mark)
    return columns


def _column(column: _Column, base: int) -> SafeString:
    return format_html_join(
        "",
        "{}",
        ((_mark(mark, column.x, base - 15 - PITCH * index),) for index, mark in enumerate(column.marks)),
    )


def _mark(mark: Mark, x: float, y: float) -> SafeString:
    title = _("No. {number}. {title}. Due {due}. {state}").format(
        number=mark.number, title=mark.title, due=mark.due_text, state=word(mark.state, late=mark.late)
    )
    shape, ink = _MARKS[state_of(mark.state).key]
    return format_html(
        '<a href="{}" aria-label="{}"><title>{}</title>{}'
        '<text x="{}" y="{}" text-anchor="middle" class="t-no {}">{}</text></a>',
        mark.url,
        title,
        title,
        format_html(shape, x=x, y=y, left=round(x - 10, 1), top=y - 10),
        x,
        y + 3.8,
        ink,
        mark.number,
    )


_MARKS = {
    "overdue": (
        '<rect class="hit" x="{left}" y="{top}" width="20" height="20" rx="3" fill="var(--op-overdue)"/>',
        "t-inverse",
    ),
    "at_risk": (
        '<path class="hit" d="M{x} {top}m0-2l12 12-12 12-12-12z" fill="var(--op-risk)"/>',
        "t-inverse",
    ),
    "unknown": (
        '<circle class="hit m-unknown" cx="{x}" cy="{y}" r="9.3"/>',
        "t-unknown",
    ),
    "in_progress": (
        '<circle class="hit m-progress" cx="{x}" cy="{y}" r="9"/>',
        "t-progress",
    ),
    "executed": ('<circle class="hit" cx="{x}" cy="{y}" r="10" fill="var(--op-met)"/>', "t-inverse"),
    "upcoming": (
        '<circle class="hit" cx="{x}" cy="{y}" r="9.5" fill="var(--op-surface)" stroke="var(--op-field)"/>',
        "t-ahead",
    ),
}


def _months(scale: Scale, base: int) -> SafeString:
    first = True
    names = []
    for month in scale.months():
        written = numbers.month(month, year=first and month.year != scale.end.year)
        names.append((round(scale.x(month) + 6, 1), base + 21, written))
        first = False
    return format_html(
        "{}{}", scale.grid(30, base + 6), format_html_join("", '<text x="{}" y="{}" class="t-3">{}</text>', names)
    )


def _today(scale: Scale, as_of: dt.date, base: int) -> SafeString:
    if not scale.holds(as_of):
        return SafeString("")
    x = scale.x(as_of)
    centre = min(max(x, 60), scale.width - 60)
    return format_html(
        '<rect x="0" y="{0}" width="{1}" height="3" fill="var(--op-ink)"/><path d="M{1} 20V{2}" class="today"/>'
        '<rect x="{3}" y="0" width="120" height="20" rx="4" fill="var(--op-ink)"/>'
        '<text x="{4}" y="14" text-anchor="middle" class="t-b t-inverse">{5}</text>',
        base,
        x,
        base + 3,
        centre - 60,
        centre,
        _("as of {date}").format(date=numbers.day(as_of)),
    )


def _order(number: str) -> tuple[int, str]:
    digits = "".join(character for character in number.partition(".")[0] if character.isdigit())
    return int(digits or 0), number
