"""`opora events list` and `opora events show`."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from opora.core import clock, numbers
from opora.core.commands import Command, Verbs, add_json
from opora.events import populations
from opora.events.console.found import add_event, add_where, where
from opora.events.models import Presence, Speaker
from opora.events.queries import EventState, events_of
from opora.events.stages import hours, stage_of, standing_text


def add_list(verbs: Verbs, command: Command) -> None:
    """Add `list`."""

    def run(*, year: int | None, region: str | None, as_json: bool) -> None:
        of = where(year, region)
        found = events_of(of.programme, of.latest, clock.now())
        if as_json:
            command.write_json([described(state, of.latest) for state in found])
            return
        for state in found:
            day = numbers.day(state.on)
            command.stdout.write(f"{day}  {state.event.code:<16}  {state.event.title}: {_standing(state, of.latest)}")
        if not found:
            command.stdout.write(_("No event is planned yet: opora events create"))

    listing = verbs.add("list", run, help=_("all events of a programme by their days"))
    add_where(listing)
    add_json(listing)


def add_show(verbs: Verbs, command: Command) -> None:
    """Add `show`."""

    def run(*, code: str, year: int | None, region: str | None, as_json: bool) -> None:
        of = where(year, region)
        state = of.state(code)
        if as_json:
            command.write_json({**described(state, of.latest), **_inside(state)})
            return
        event, plan = state.event, state.plan
        command.stdout.write(f"{event.title} ({event.code}, {event.get_kind_display()}): {_standing(state, of.latest)}")
        for one in state.plans:
            line = _("planned for %(day)s") % {"day": numbers.day(one.planned_on)}
            command.stdout.write("  " + ", ".join(filter(None, (line, one.reason))))
        if state.held:
            command.stdout.write("  " + _("held on %(day)s") % {"day": numbers.day(state.held.occurred_on)})
        place = ", ".join(filter(None, (hours(state), plan.place, plan.link)))
        invited = "" if populations.faults_of(event.invited) else event.invited
        for line in (place, event.series.title if event.series else "", invited):
            if line:
                command.stdout.write(f"  {line}")
        command.stdout.write("  " + _("noted as present: %(n)d") % {"n": _inside(state)["present"]})

    show = verbs.add("show", run, help=_("one event: its days, place, who is noted as present"))
    add_event(show)
    add_json(show)


def described(state: EventState, as_of: dt.date) -> dict[str, Any]:
    """An event for programs; `stage` is due, open, ahead, closed or off."""
    event = state.event
    return {
        "code": event.code,
        "title": event.title,
        "kind": event.kind,
        "series": event.series.code if event.series else None,
        "level": event.level,
        "organiser": event.organiser,
        "invited": event.invited,
        "capacity": event.capacity,
        "least_minutes": event.least_minutes,
        "stage": str(stage_of(state, as_of)),
        "plans": [
            {
                "on": plan.planned_on,
                "from": f"{plan.starts_at:%H:%M}" if plan.starts_at else None,
                "to": f"{plan.ends_at:%H:%M}" if plan.ends_at else None,
                "place": plan.place,
                "link": plan.link,
                "reason": plan.reason,
            }
            for plan in state.plans
        ],
        "held_on": state.held.occurred_on if state.held else None,
        "attendance_closed_on": state.closing.occurred_on if state.closing else None,
        "called_off": state.cancellation.reason if state.cancellation else None,
    }


def _inside(state: EventState) -> dict[str, Any]:
    """What `show` adds: how many are noted as present, and who presents what."""
    speakers = Speaker.objects.standing().filter(event=state.event).select_related("school", "person").oldest_first()
    present = Presence.objects.standing().filter(event=state.event)
    return {
        "present": present.values("person").distinct().count(),
        "speakers": [
            {
                "topic": one.topic,
                "school": one.school.code if one.school else None,
                "person": one.person.login if one.person else None,
                "name": one.name or None,
            }
            for one in speakers
        ],
    }


def _standing(state: EventState, as_of: dt.date) -> str:
    return standing_text(state, stage_of(state, as_of))
