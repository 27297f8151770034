"""The events of a programme as a list and as a file, and a series with its sessions."""

from collections.abc import Iterable

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from opora.accounts.guard import AskingRequest
from opora.core import clock, numbers
from opora.core.attachments import attachment
from opora.core.components.links import Link
from opora.core.spreadsheets import CSV, XLSX, separated, workbook
from opora.events.access import may_write, visible_to
from opora.events.listing import Filters, Row, grouped, rows_of, series_rows, sheet
from opora.events.models import Event, EventSeries, Kind
from opora.events.queries import events_of
from opora.events.stages import TITLES
from opora.events.views.shared import calendar_of, to, trail
from opora.programmes.asked import asked_of, carried_pairs

FORMS = {"xlsx": XLSX, "csv": CSV}


@require_safe
def events(request: AskingRequest) -> HttpResponse:
    """All events of the programme, as far as they fit what is asked for."""
    asked, filters, every = asked_of(request), Filters.read(request.GET), _rows(request)
    rows = [row for row in every if filters.fit(row)]
    series = series_rows(_series(request), every, lambda pk: to(request, "events:series", pk))
    context = {
        "title": _("Events"),
        "lead": _counted(len(every)) if every else "",
        "groups": grouped(rows),
        "shown": len(rows),
        "total": len(every),
        "filters": filters,
        "kinds": [pair for pair in Kind.choices if pair[0] in {row.state.event.kind for row in every}],
        "series": series,
        "stages": TITLES.items(),
        "kept": carried_pairs(request.GET),
        "clear_url": to(request, "events:events") if filters.asked else "",
        "may_write": _may_write(request) and asked.programme is not None,
        "new_url": to(request, "events:new"),
        "new_series_url": to(request, "events:new_series"),
        "files": [
            *(Link(form.upper(), to(request, "events:save", form, **filters.asked)) for form in FORMS),
            Link(_("for a calendar"), to(request, "events:calendar", **filters.asked)),
        ],
    }
    return render(request, "events/events.html", context)


@require_safe
def save(request: AskingRequest, form: str) -> HttpResponse:
    """The rows that the list shows for the same address, as a file named by its day."""
    asked, filters = asked_of(request), Filters.read(request.GET)
    if form not in FORMS or asked.programme is None:
        raise Http404(f"no list as {form!r}")
    title = _("Events")
    table = sheet([row for row in _rows(request) if filters.fit(row)], title)
    content = separated(table) if form == "csv" else workbook([table], title=title, made_at=clock.now())
    invented = asked.programme.region.demonstration_on is not None
    parts = [_("Demonstration")] * invented + [title, numbers.day(asked.as_of)]
    plain = "-".join(["opora", *["demo"] * invented, "events", asked.as_of.isoformat()])
    name = f"{', '.join(parts)}.{form}".replace(numbers.NBSP, " ")
    return attachment(content, kind=FORMS[form], name=name, plain_name=f"{plain}.{form}")


@require_safe
def calendar(request: AskingRequest) -> HttpResponse:
    """The same rows for a calendar."""
    filters = Filters.read(request.GET)
    return calendar_of(request, [row.state for row in _rows(request) if filters.fit(row)], _("Events"), "events")


@require_safe
def series(request: AskingRequest, pk: int) -> HttpResponse:
    """A series with its sessions."""
    known = next((one for one in _series(request) if one.pk == pk), None)
    if known is None:
        raise Http404
    rows = [row for row in _rows(request) if row.state.event.series_id == known.pk]
    writes = _may_write(request)
    context = {
        "crumbs": trail(request, last=known.title),
        "title": known.title,
        "lead": f"{known.get_kind_display()}, {known.code}",
        "groups": grouped(rows),
        "total": len(rows),
        "held": sum(1 for row in rows if row.state.held),
        "new_url": to(request, "events:new", series=known.code) if writes else "",
        "change_url": to(request, "events:change_series", known.pk) if writes else "",
        "take_back_url": to(request, "events:take_back_series", known.pk) if writes and not rows else "",
    }
    return render(request, "events/series.html", context)


def _rows(request: AskingRequest) -> list[Row]:
    asked = asked_of(request)
    if asked.programme is None:
        return []
    visible = set(
        visible_to(request.actor, Event.objects.filter(programme=asked.programme)).values_list("pk", flat=True)
    )
    found = [state for state in events_of(asked.programme, asked.as_of, asked.known_at) if state.event.pk in visible]
    return rows_of(found, asked.as_of, lambda pk: to(request, "events:event", pk))


def _series(request: AskingRequest) -> Iterable[EventSeries]:
    asked = asked_of(request)
    return EventSeries.objects.filter(programme=asked.programme).known(asked.as_of, asked.known_at)


def _may_write(request: AskingRequest) -> bool:
    """On a page of the past nothing is written."""
    return may_write(request.actor) and asked_of(request).moment.known_at is None


def _counted(n: int) -> str:
    return ngettext("%(n)d event of the programme.", "%(n)d events of the programme.", n) % {"n": n}
