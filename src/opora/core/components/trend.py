"""The line of a figure over days: steps, the range of what is not known, the deadline, the day of the page."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from opora.core import numbers
from opora.core.components.scale import Scale

WIDTH, HEIGHT = 840, 236
LEFT, RIGHT, TOP, BOTTOM = 44, 756, 24, 206
STEPS = 4


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """Between what the figure lies from a day on; None: it had no value. `regrouped`: others take part since then.

    Of a figure of which nothing is known (`blank`) only the range is drawn: its lower end is no zero.
    """

    on: dt.date
    low: float | None
    high: float | None
    regrouped: bool = False
    blank: bool = False


def trend(
    *,
    points: Sequence[TrendPoint],
    as_of: dt.date,
    label: str,
    top: int,
    percent: bool = False,
    deadline: dt.date | None = None,
    target: float | None = None,
) -> SafeString:
    """Points oldest first, up to `as_of`; `top` is the greatest value on the axis, `label` says it all in words."""
    end = max(as_of, deadline) if deadline and (deadline - as_of).days <= 31 else as_of
    frame = _Frame(Scale(points[0].on, end, RIGHT - LEFT), max(top, 1), as_of, percent=percent)
    shapes = [frame.grid(), *frame.months(), *frame.bands(points), frame.line(points), *frame.regrouped(points)]
    if target is not None:
        shapes.append(frame.target(target))
    if deadline and frame.scale.holds(deadline):
        shapes.append(frame.deadline(deadline))
    shapes.append(frame.last(points[-1]))
    return format_html(
        '<svg class="op-svg op-trend" viewBox="0 0 {0} {1}" role="img" aria-label="{2}">{3}</svg>',
        WIDTH,
        HEIGHT,
        label,
        format_html_join("", "{}", ((shape,) for shape in shapes)),
    )


@dataclass(frozen=True)
class _Frame:
    """Where days and values lie, and the shapes of the picture."""

    scale: Scale
    top: int
    as_of: dt.date
    percent: bool

    def x(self, day: dt.date) -> float:
        return LEFT + self.scale.x(day)

    def y(self, value: float) -> float:
        return round(BOTTOM - min(value, self.top) * (BOTTOM - TOP) / self.top, 1)

    def grid(self) -> SafeString:
        values = [round(self.top * n / STEPS) for n in range(STEPS + 1)]
        return format_html_join(
            "",
            '<path class="grid" d="M{} {}H{}"/><text x="{}" y="{}" text-anchor="end" class="t-3">{}</text>',
            (
                (LEFT, self.y(n), RIGHT, LEFT - 8, self.y(n) + 4, numbers.percentage(n) if self.percent else n)
                for n in dict.fromkeys(values)
            ),
        )

    def months(self) -> list[SafeString]:
        firsts = [day for day in self.scale.months() if self.scale.holds(day) and day.day == 1]
        return [
            format_html('<text x="{}" y="226" class="t-3">{}</text>', self.x(day), numbers.month_short(day))
            for day in firsts
        ]

    def bands(self, points: Sequence[TrendPoint]) -> list[SafeString]:
        """Hatched from the least to the most it can turn out to be."""
        return [
            format_html(
                '<rect class="op-hatch" x="{}" y="{}" width="{}" height="{}"/>',
                self.x(one.on),
                self.y(one.high),
                round(self.x(until) - self.x(one.on), 1),
                round(self.y(one.low) - self.y(one.high), 1),
            )
            for one, until in self._spans(points)
            if one.low is not None and one.high is not None and one.high > one.low
        ]

    def line(self, points: Sequence[TrendPoint]) -> SafeString:
        path, drawn = [], False
        for one, until in self._spans(points):
            if one.low is None or one.blank:
                drawn = False
                continue
            path.append(f"{'V' if drawn else f'M{self.x(one.on)} '}{self.y(one.low)}H{self.x(until)}")
            drawn = True
        shape = '<path d="{}" fill="none" stroke="var(--op-fill)" stroke-width="2"/>'
        return format_html(shape, "".join(path)) if path else SafeString("")

    def regrouped(self, points: Sequence[TrendPoint]) -> list[SafeString]:
        """A diamond on the axis wherever the subjects themselves changed."""
        return [
            format_html('<path class="t-mark" d="M{} {}l4 5-4 5-4-5z"/>', self.x(one.on), BOTTOM - 5)
            for one in points
            if one.regrouped
        ]

    def target(self, value: float) -> SafeString:
        return format_html('<path class="t-target" d="M{} {}H{}"/>', LEFT, self.y(value), RIGHT)

    def deadline(self, day: dt.date) -> SafeString:
        x = self.x(day)
        left = x > (LEFT + RIGHT) / 2
        return format_html(
            '<path class="t-deadline" d="M{} {}V{}"/><text x="{}" y="{}" text-anchor="{}" class="t-late">{}</text>',
            x,
            TOP - 8,
            BOTTOM,
            x - 6 if left else x + 6,
            TOP - 8,
            "end" if left else "start",
            _("deadline {day}").format(day=numbers.day(day)),
        )

    def last(self, point: TrendPoint) -> SafeString:
        x = self.x(self.as_of + dt.timedelta(days=1))
        day = format_html('<path class="today" d="M{} {}V{}"/>', x, TOP - 8, BOTTOM)
        if point.low is None or point.high is None:
            return day
        if point.blank:
            words = format_html(
                '<text x="{}" y="{}" class="t-unknown">{}</text>', x + 8, self.y(self.top / 2), _("unknown")
            )
            return format_html("{}{}", day, words)
        written = self._written(point.low)
        reach = format_html(
            '<text x="{}" y="{}" class="t-unknown">{}</text>',
            x + 8,
            self.y(point.high) - 4,
            _("up to {value}").format(value=self._written(point.high)),
        )
        return format_html(
            '{}<circle cx="{}" cy="{}" r="3.5" fill="var(--op-fill)"/><text x="{}" y="{}" class="t-b">{}</text>{}',
            day,
            x,
            self.y(point.low),
            x + 8,
            self.y(point.low) + 10,
            written,
            reach if point.high > point.low else "",
        )

    def _written(self, value: float) -> str:
        return numbers.percentage(Fraction(round(value * 10), 10)) if self.percent else numbers.integer(round(value))

    def _spans(self, points: Sequence[TrendPoint]) -> list[tuple[TrendPoint, dt.date]]:
        """Each point with the day its value ends before."""
        ends = [later.on for _one, later in pairwise(points)]
        return list(zip(points, [*ends, self.as_of + dt.timedelta(days=1)], strict=True))
