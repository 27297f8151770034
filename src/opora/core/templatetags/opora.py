"""`{% load opora %}`: the components. A misspelt or missing attribute refuses to compile, in any template, at once."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import template
from django.forms import BoundField
from django.template.context import RequestContext
from django.utils import timezone

from opora.core import numbers
from opora.core.components import (
    bars,
    blocks,
    figures,
    icons,
    links,
    parts,
    progress,
    qr,
    ribbon,
    states,
    strips,
    tiles,
    todos,
    trend,
)
from opora.core.models import StoredFile

register = template.Library()

for component in (
    figures.figure,
    figures.share_range,
    figures.amount,
    figures.value,
    bars.bar,
    parts.parts_bar,
    progress.progress,
    qr.qr_code,
    states.status,
    states.glyph,
    links.list_status,
    ribbon.year_ribbon,
    strips.strip,
    strips.strip_axis,
    strips.strip_gap,
    tiles.tiles,
    trend.trend,
    icons.icon,
    blocks.empty_list,
    blocks.tag,
    blocks.field_error,
):
    register.simple_tag(component)
for frame in (blocks.page_head, blocks.card_head, blocks.card, blocks.card_foot, blocks.note, blocks.kv):
    register.simple_block_tag(frame)

for written in (
    numbers.integer,
    numbers.size,
    numbers.day_month,
    numbers.moment,
    numbers.weekday_short,
    numbers.relative,
):
    register.filter(written.__name__, written)


@register.filter
def day(value: dt.date | None) -> str:
    """24.03.2022; nothing for no day."""
    return numbers.day(value) if value else ""


@register.inclusion_tag("core/components/as_of.html", takes_context=True)
def as_of(
    context: RequestContext,
    *,
    date: dt.date,
    known_at: dt.datetime | None = None,
    latest: dt.date | None = None,
    errors: Sequence[str] = (),
) -> dict[str, Any]:
    """The day a page is shown for and the moment its records are known at (None: now); `latest`: no day after it."""
    request = context["request"]
    kept = [(key, v) for key, values in request.GET.lists() for v in values if key not in ("as_of", "known_at", "page")]
    return {
        "request": request,
        "date": date,
        "known_on": timezone.localdate(known_at) if known_at else None,
        "latest": latest,
        "previous": date - dt.timedelta(days=1),
        "next": date + dt.timedelta(days=1) if latest is None or date < latest else None,
        "errors": errors,
        "kept": kept,
    }


@register.inclusion_tag("core/components/four_lists.html", takes_context=True)
def four_lists(
    context: RequestContext, *, met: int, missing: int, unknown: int, excluded: int, current: str
) -> dict[str, Any]:
    """The lists of a figure as tabs; each is an address of its own (`?list=missing`)."""
    return {
        "request": context["request"],
        "tabs": links.tabs(met=met, missing=missing, unknown=unknown, excluded=excluded, current=current),
        "sum": links.sum_of(met=met, missing=missing, unknown=unknown),
    }


@register.inclusion_tag("core/components/chips.html")
def chips(*, choices: Sequence[links.Chip], label: str) -> dict[str, Any]:
    """Filters that can be combined; the chosen ones are marked."""
    return {"choices": choices, "label": label}


@register.inclusion_tag("core/components/segment.html")
def segment(*, choices: Sequence[links.Link], label: str) -> dict[str, Any]:
    """Ways to look at the same thing, one at a time."""
    return {"choices": choices, "label": label}


@register.inclusion_tag("core/components/todo.html")
def todo(*, line: todos.TodoLine) -> dict[str, Any]:
    """A line of a list with the class `op-work`: what to do, where, by when, what it moves, the way there."""
    return {"line": line}


@register.inclusion_tag("core/components/pages.html", takes_context=True)
def pages(context: RequestContext, *, number: int, last: int) -> dict[str, Any]:
    """Pages of a long list (`?page=2`); nothing when there is one."""
    return {
        "request": context["request"],
        "number": number,
        "last": last,
        "numbers": list(links.page_numbers(number, last)),
    }


@register.inclusion_tag("core/components/file_row.html")
def file_row(*, file: StoredFile, who: str = "") -> dict[str, Any]:
    """A stored file in a list: what it is, how large, when and by whom it came, the ways to look at it and save it.

    `who`: the name of the person, for the core knows only their key. Show it only to whom its door lets in.
    """
    return {"file": file, "who": who}


@register.inclusion_tag("core/components/steps.html")
def steps(*, stages: Sequence[links.Stage], label: str) -> dict[str, Any]:
    """Stages one after another; the line is green behind what is executed."""
    return {"stages": [(stage, states.state_of(stage.state)) for stage in stages], "label": label}


@register.inclusion_tag("core/components/field.html")
def field(*, field: BoundField) -> dict[str, Any]:
    """A form field with its label, hint and errors, tied together for readers of the screen."""
    kind = "form-select" if field.widget_type in ("select", "selectmultiple") else "form-control"
    classes = "form-check-input" if field.widget_type == "checkbox" else kind
    wrong = " is-invalid" if field.errors else ""
    return {
        "field": field,
        "widget": field.as_widget(attrs={"class": classes + wrong}),
        "check": field.widget_type == "checkbox",
    }
