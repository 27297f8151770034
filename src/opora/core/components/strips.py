"""The strip of one row of the roadmap: planned and done along the year, beside the words that say the same."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from opora.core import numbers
from opora.core.components.scale import Scale
from opora.core.components.states import state_of

WIDTH, HEIGHT, MIDDLE, LOW, AXIS = 380, 43, 21.5, 22, 34
BEYOND = 200
"""How far the lines run above and below: the style sheet lets them out to the edge of the cell, however high it is."""


@dataclass(frozen=True, slots=True)
class Period:
    """One period of a row; `by_plan`: the exact day is left to a separate plan."""

    start: dt.date
    end: dt.date
    by_plan: bool = False


def strip(
    *,
    periods: Sequence[Period],
    state: str,
    as_of: dt.date,
    start: dt.date,
    end: dt.date,
    done_on: dt.date | None = None,
    begun_on: dt.date | None = None,
) -> SafeString:
    """One row of the roadmap: what the order plans (outline), what has happened (filled), the day of the page (line).

    Decoration for the eye: the words stand in the other columns of the row. What happened starts on `begun_on` (else
    with the first period) and is a dot on `done_on` once executed.
    """
    scale = Scale.over(start, end, WIDTH)
    css = state_of(state).css
    shapes = [_planned(period, scale, css) for period in periods]
    if state == "executed" and done_on:
        shapes.append(
            format_html('<circle cx="{}" cy="{}" r="3.2" fill="var(--op-{})"/>', scale.x(done_on), MIDDLE, css)
        )
    elif periods and state not in ("upcoming", "executed") and (state != "unknown" or begun_on):
        shapes.append(_happened(scale, begun_on or min(period.start for period in periods), as_of, css))
    return _drawn(scale, as_of, shapes, HEIGHT)


def strip_gap(*, as_of: dt.date, start: dt.date, end: dt.date) -> SafeString:
    """The strip beside the heading of a group of rows: only months and the day of the page run through."""
    return _drawn(Scale.over(start, end, WIDTH), as_of, (), LOW)


def strip_axis(*, as_of: dt.date, start: dt.date, end: dt.date) -> SafeString:
    """The head of the column of strips: months and the day of the page."""
    scale = Scale.over(start, end, WIDTH)
    names = format_html_join(
        "",
        '<text x="{}" y="30" class="t-3 t-11 t-halo">{}</text>',
        ((round(scale.x(month) + 3, 1), numbers.month_short(month)) for month in scale.months()),
    )
    return format_html(
        '<svg class="op-svg" width="{0}" height="{1}" viewBox="0 0 {0} {1}" aria-hidden="true">{2}{3}{4}</svg>',
        WIDTH,
        AXIS,
        scale.grid(18, AXIS),
        names,
        _flag(scale, as_of) if scale.holds(as_of) else "",
    )


def _flag(scale: Scale, as_of: dt.date) -> SafeString:
    x = scale.x(as_of)
    centre = min(max(x, 33), WIDTH - 33)
    return format_html(
        '<path d="M{} 17V{}" class="today"/><rect x="{}" y="0" width="66" height="17" rx="3" fill="var(--op-ink)"/>'
        '<text x="{}" y="12.5" text-anchor="middle" class="t-11 t-b t-inverse">{}</text>',
        x,
        AXIS,
        round(centre - 33, 1),
        centre,
        numbers.day(as_of),
    )


def _drawn(scale: Scale, as_of: dt.date, shapes: Sequence[SafeString], height: int) -> SafeString:
    today = SafeString("")
    if scale.holds(as_of):
        x = scale.x(as_of)
        today = format_html('<path d="M{} {}V{}" class="today"/>', x, -BEYOND, height + BEYOND)
    return format_html(
        '<svg class="op-svg" width="{0}" height="{1}" viewBox="0 0 {0} {1}" aria-hidden="true">{2}{3}{4}</svg>',
        WIDTH,
        height,
        scale.grid(-BEYOND, height + BEYOND),
        format_html_join("", "{}", ((shape,) for shape in shapes)),
        today,
    )


def _planned(period: Period, scale: Scale, css: str) -> SafeString:
    stroke = "field" if css == "ahead" else css
    dashes = SafeString(' stroke-dasharray="3 2"') if period.by_plan else ""
    if period.start == period.end:
        x = scale.x(period.start)
        return format_html(
            '<path d="M{0} {1}l5.5 7-5.5 7-5.5-7z" fill="var(--op-surface)" stroke="var(--op-{2})"'
            ' stroke-width="1.3"{3}/>',
            x,
            MIDDLE - 7,
            stroke,
            dashes,
        )
    left = scale.x(period.start) + 0.5
    right = scale.x(period.end + dt.timedelta(days=1)) - 0.5
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="10" rx="2.5" fill="var(--op-surface)" stroke="var(--op-{})"'
        ' stroke-width="1.2"{}/>',
        left,
        MIDDLE - 5,
        round(max(right - left, 3), 1),
        stroke,
        dashes,
    )


def _happened(scale: Scale, begun_on: dt.date, as_of: dt.date, css: str) -> SafeString:
    left, right = scale.x(begun_on), scale.x(as_of)
    if right <= left:
        return SafeString("")
    fill = SafeString('class="op-hatch"') if css == "unknown" else format_html('fill="var(--op-{})"', css)
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="5" rx="1.5" {}/>', left, MIDDLE - 2.5, round(right - left, 1), fill
    )
