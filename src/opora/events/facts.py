"""What is told of an event outside Opora, as plain values a mailing can keep: when, where, how often moved."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from opora.core import numbers
from opora.events.queries import EventState
from opora.events.timetable import changes_of
from opora.organisations.models import Region

Facts = Mapping[str, Any]


def facts_of(state: EventState, region: Region) -> dict[str, Any]:
    """An event as it is planned, in values of JSON; hours are those of the region. Two queries."""
    plan, said = state.plan, changes_of([state.event])[state.event.pk]
    return {
        "event": state.event.pk,
        "title": state.event.title,
        "agenda": state.event.agenda,
        "on": plan.planned_on.isoformat(),
        "starts": plan.starts_at.isoformat() if plan.starts_at else "",
        "ends": plan.ends_at.isoformat() if plan.ends_at else "",
        "zone": region.time_zone,
        "place": plan.place,
        "link": plan.link,
        "moved": plan.reason,
        "off": state.cancellation.reason if state.cancellation else "",
        "sequence": len(said) - 1,
        "changed": max(said).isoformat(),
    }


def day_of(facts: Facts) -> dt.date:
    """The day it is planned for."""
    return dt.date.fromisoformat(facts["on"])


def moment_of(facts: Facts, which: str) -> dt.datetime | None:
    """When it "starts" or "ends"; None where no hour is set."""
    if not facts[which]:
        return None
    return dt.datetime.combine(day_of(facts), dt.time.fromisoformat(facts[which]), tzinfo=ZoneInfo(facts["zone"]))


def when(facts: Facts) -> str:
    """The day and the hours, and how far the region's clocks are ahead: "12.04.2022, 10:00–12:00 (UTC+7)"."""
    starts, ends = moment_of(facts, "starts"), moment_of(facts, "ends")
    if starts is None:
        return numbers.day(day_of(facts))
    offset = f"{starts:%z}"  # "+0700", "+0330"
    ahead = f"{offset[0]}{int(offset[1:3])}{'' if offset.endswith('00') else ':' + offset[3:]}"
    return f"{numbers.day(day_of(facts))}, {starts:%H:%M}{f'–{ends:%H:%M}' if ends else ''} (UTC{ahead})"
