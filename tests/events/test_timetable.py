"""Events as a file for a calendar: the day in force, hours of the region, a sequence that only grows."""

import datetime as dt

import pytest

from opora.core import clock
from opora.core.actors import SYSTEM
from opora.events import actions
from opora.events.actions import Planned
from tests.core.markup import HOSTILE
from tests.events.planned import LATER, NOW, Region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("april")]


def lines(region: Region, path: str, who: str = "head1") -> dict[str, str]:
    """The lines of the only entry, unfolded."""
    content = region.client(who).get(path).content.decode().replace("\r\n ", "")
    _before, _begin, entry = content.partition("BEGIN:VEVENT")
    return dict(line.split(":", 1) for line in entry.split("\r\n") if ":" in line)


def test_each_move_and_the_cancellation_are_told_under_the_same_uid(region: Region) -> None:
    event = region.plan(on=dt.date(2022, 4, 10), starts_at=dt.time(10), ends_at=dt.time(12))
    path = f"/events/{event.pk}/calendar.ics"
    seen = [lines(region, path)]
    with clock.at(NOW + dt.timedelta(hours=1)):
        again = Planned(on=LATER, starts_at=dt.time(11))
        plan = actions.move(event=event, planned=again, reason="зал занят", by=SYSTEM)
        seen.append(lines(region, path))
    with clock.at(NOW + dt.timedelta(hours=2)):
        actions.take_back(record=plan, reason="зал свободен", by=SYSTEM)
        seen.append(lines(region, path))
    with clock.at(NOW + dt.timedelta(hours=3)):
        actions.call_off(event=event, reason="карантин", on=NOW.date(), by=SYSTEM)
        seen.append(lines(region, path))
    assert {one["UID"] for one in seen} == {f"event-{event.pk}@opora"}
    assert [int(one["SEQUENCE"]) for one in seen] == [0, 1, 2, 3]
    starts = [one["DTSTART;TZID=Asia/Barnaul"] for one in seen]
    assert starts == ["20220410T100000", "20220420T110000", "20220410T100000", "20220410T100000"]
    assert [one.get("STATUS") for one in seen][-1] == "CANCELLED"


def test_an_event_without_hours_lasts_the_day_and_leads_to_its_page(region: Region) -> None:
    event = region.plan(on=LATER, title=HOSTILE)
    entry = lines(region, "/events/calendar.ics?stage=ahead")
    assert entry["DTSTART;VALUE=DATE"] == "20220420"
    assert entry["URL"] == f"http://testserver/events/{event.pk}/"
    assert lines(region, "/events/calendar.ics?stage=closed") == {}
