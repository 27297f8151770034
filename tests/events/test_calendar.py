"""Calendar files: read back by another program they say what went in, to the second and to the letter."""

import datetime as dt
import re
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from opora.events.calendar import Entry, Party, calendar_file, cleaned

BARNAUL = ZoneInfo("Asia/Barnaul")
ENTRY = Entry(
    uid="event-17@opora.example",
    sequence=2,
    starts=dt.datetime(2022, 9, 16, 10, 0, tzinfo=BARNAUL),
    ends=dt.datetime(2022, 9, 16, 12, 30, tzinfo=BARNAUL),
    time_zone="Asia/Barnaul",
    title="Слёт кураторов; итоги, планы",
    changed_at=dt.datetime(2022, 9, 1, 3, 4, 5, tzinfo=dt.UTC),
    description="Начало в 10:00\nВход свободный",
    place="Бор, ул. Речная, 1",
    link="https://opora.example/events/17/?a=1&b=ж",
    organiser=Party("Институт «Рост»", "institute@priobye.example"),
)


def read(*entries: Entry, **more):
    return Calendar.from_ical(calendar_file(entries, **{"name": "Мероприятия", **more}))


def event(*entries: Entry, **more):
    return read(*entries, **more).walk("VEVENT")[0]


def test_everything_is_read_back():
    found = event(ENTRY)
    assert (found["UID"], found["SEQUENCE"], found["STATUS"]) == ("event-17@opora.example", 2, "CONFIRMED")
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (ENTRY.starts, ENTRY.ends)
    assert found["DTSTART"].params["TZID"] == "Asia/Barnaul"
    assert found["DTSTAMP"].dt == found["LAST-MODIFIED"].dt == ENTRY.changed_at
    assert (found["SUMMARY"], found["DESCRIPTION"], found["LOCATION"]) == (ENTRY.title, ENTRY.description, ENTRY.place)
    assert found["URL"] == "https://opora.example/events/17/?a=1&b=%D0%B6"
    assert found["ORGANIZER"] == "mailto:institute@priobye.example"
    assert found["ORGANIZER"].params["CN"] == "Институт «Рост»"


def test_the_same_data_give_the_same_bytes():
    """Written out by hand: what programs that subscribed compare must not change with a release."""
    told = replace(ENTRY, description="", place="", link="", organiser=None, title="Слёт; итоги, план\\")
    assert calendar_file([told], name="План").decode().split("\r\n") == [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Opora//Events//RU", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"),
        *("NAME:План", "X-WR-CALNAME:План", "BEGIN:VTIMEZONE", "TZID:Asia/Barnaul", "BEGIN:STANDARD"),
        *("DTSTART:20220101T000000", "TZOFFSETFROM:+0700", "TZOFFSETTO:+0700", "TZNAME:+07", "END:STANDARD"),
        *("END:VTIMEZONE", "BEGIN:VEVENT", "UID:event-17@opora.example", "SEQUENCE:2", "DTSTAMP:20220901T030405Z"),
        *("LAST-MODIFIED:20220901T030405Z", "DTSTART;TZID=Asia/Barnaul:20220916T100000"),
        *(
            "DTEND;TZID=Asia/Barnaul:20220916T123000",
            "SUMMARY:Слёт\\; итоги\\, план\\\\",
            "STATUS:CONFIRMED",
            "END:VEVENT",
        ),
        *("END:VCALENDAR", ""),
    ]


def test_whole_days_end_with_the_last_one():
    found = event(replace(ENTRY, starts=dt.date(2022, 9, 16), ends=dt.date(2022, 9, 17)))
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (dt.date(2022, 9, 16), dt.date(2022, 9, 18))
    assert not read(replace(ENTRY, starts=dt.date(2022, 9, 16), ends=None)).walk("VTIMEZONE")


@pytest.mark.parametrize("ends", [None, ENTRY.starts])
def test_an_end_that_is_not_known_is_not_written(ends):
    assert "DTEND" not in event(replace(ENTRY, ends=ends))


def test_an_invitation_names_who_invites_and_who_is_invited_and_a_cancellation_cancels():
    invited = replace(ENTRY, attendees=[Party('Чижова "Е."\r\nX-MORE:1', "chizhova@schools.example\r\nX-MORE:1")])
    found = event(invited, method="REQUEST")
    assert found["ATTENDEE"] == "mailto:chizhova@schools.example%0AX-MORE%3A1"
    assert found["ATTENDEE"].params["CN"] == "Чижова 'Е.' X-MORE:1"
    assert "X-MORE" not in found
    assert read(invited, method="REQUEST")["METHOD"] == "REQUEST"
    assert event(ENTRY, method="CANCEL")["STATUS"] == event(replace(ENTRY, cancelled=True))["STATUS"] == "CANCELLED"
    for method in ("REQUEST", "CANCEL"):
        with pytest.raises(ValueError, match="named"):
            calendar_file([replace(ENTRY, organiser=None)], method=method, name="")


@given(st.text(), st.text(), st.text())
def test_any_text_is_read_back_and_begins_nothing(title, description, uid):
    entry = replace(ENTRY, title=title, description=description, uid=f"{uid}@opora.example")
    content = calendar_file([entry], name=description)
    found = Calendar.from_ical(content).walk("VEVENT")[0]
    assert found["SUMMARY"] == cleaned(title)
    assert found.get("DESCRIPTION", "") == cleaned(description)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", content)
    content.decode()


def test_a_hostile_title_adds_no_entry():
    hostile = "Слёт\r\nEND:VEVENT\r\nBEGIN:VEVENT\u2028BEGIN:VEVENT\\"
    calendar = read(replace(ENTRY, title=hostile, place=hostile))
    (found,) = calendar.walk("VEVENT")
    assert found["SUMMARY"] == "Слёт\nEND:VEVENT\nBEGIN:VEVENT\nBEGIN:VEVENT\\"


@pytest.mark.parametrize(
    ("zone", "first", "last"),
    [
        ("Asia/Barnaul", 2009, 2016),  # +06/+07 with summer, +07 all the year, +06, and +07 since 27 March 2016
        ("Europe/Moscow", 2010, 2015),  # summer time, +04 all the year, +03
        ("Europe/Berlin", 2021, 2023),
        ("Asia/Kathmandu", 2022, 2022),
    ],
)
def test_the_zone_in_the_file_shows_every_hour_of_its_history(zone, first, last):
    ends = [dt.datetime(year, 6, 1, 12, tzinfo=ZoneInfo(zone)) for year in (first, last)]
    (written,) = read(replace(ENTRY, starts=ends[0], ends=ends[1], time_zone=zone)).walk("VTIMEZONE")
    told = written.to_tz(lookup_tzid=False)
    hour = dt.datetime(first, 1, 1, tzinfo=dt.UTC) + dt.timedelta(days=1)
    while hour.year <= last:
        local = hour.astimezone(ZoneInfo(zone))
        if not local.fold and (local + dt.timedelta(hours=1)).fold == 0:
            assert local.replace(tzinfo=told).utcoffset() == local.utcoffset(), local
        hour += dt.timedelta(hours=5)


def test_the_second_of_two_equal_hours_stands_in_world_time():
    """On 26 October 2014 clocks in Moscow went from 2:00 back to 1:00."""
    twice = dt.datetime(2014, 10, 26, 1, 30, tzinfo=ZoneInfo("Europe/Moscow"))
    entry = replace(ENTRY, starts=twice, ends=twice.replace(fold=1), time_zone="Europe/Moscow")
    content = calendar_file([entry], name="").decode()
    assert "DTSTART;TZID=Europe/Moscow:20141026T013000" in content
    assert "DTEND:20141025T223000Z" in content


def test_several_zones_stand_once_each_in_their_order():
    moscow = replace(ENTRY, uid="event-18@opora.example", time_zone="Europe/Moscow")
    assert [zone["TZID"] for zone in read(moscow, ENTRY, ENTRY).walk("VTIMEZONE")] == ["Asia/Barnaul", "Europe/Moscow"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"starts": dt.datetime(2022, 9, 16, 10)},
        {"changed_at": dt.datetime(2022, 9, 16, 10)},
        {"ends": dt.date(2022, 9, 16)},
        {"ends": ENTRY.starts - dt.timedelta(minutes=1)},
        {"uid": "\r\n"},
        {"sequence": -1},
        {"link": "javascript:alert(1)"},
    ],
)
def test_what_no_calendar_can_hold_is_refused_at_once(wrong):
    with pytest.raises(ValueError, match=r"\w"):
        replace(ENTRY, **wrong)
