"""What another program reads under an address of a calendar: one's own deadlines and events, and nothing else."""

import datetime as dt
from http import HTTPStatus
from urllib.parse import urlsplit

import pytest
from django.test import Client
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from opora.accounts.actions import forbid_sign_in
from opora.core import clock
from opora.core.actors import SYSTEM
from opora.core.keys import new_key
from opora.core.periods import Period, Precision
from opora.events import actions as events_actions
from opora.events.actions import Planned
from opora.inbox import actions
from opora.inbox.actions import Said
from opora.inbox.calendars.actions import revoke_address
from opora.inbox.models import CalendarFeed
from opora.organisations.models import Region as RegionRow
from opora.roadmap import actions as roadmap_actions
from tests.accounts.people import appoint, person
from tests.events.planned import LATER, NOW
from tests.inbox.diary import DUE, Diary, events, read, todos

TODAY = NOW.date()
NEXT_HOUR = NOW + dt.timedelta(hours=1)


def test_a_deadline_is_a_day_with_what_to_do_why_and_where(diary: Diary) -> None:
    entries = todos(read(diary.address("ministry")))
    schools = {str(one["SUMMARY"]).rpartition(": ")[2]: one for one in entries}
    assert set(schools) == {"Боровская № 1", "Боровская № 2", "Лужская"}
    one = schools["Лужская"]
    assert (one["DTSTART"].dt, one["STATUS"], one["SEQUENCE"]) == (DUE, "CONFIRMED", 0)
    why, moves, page = str(one["DESCRIPTION"]).splitlines()
    assert why == "Действие 5. Действие 5"
    assert moves == "Что это сдвинет: 0\xa0→\xa01 из 3"
    assert page == one["URL"] == f"http://testserver/appointments/new/?post=curator&school={diary.places.third.pk}"


def test_what_is_done_leaves_and_the_rest_keeps_its_uid(diary: Diary) -> None:
    path = diary.address("ministry")
    before = {one["UID"]: str(one["SUMMARY"]) for one in todos(read(path))}
    curator = person("Чижова", "chizhova")
    with clock.at(NEXT_HOUR):
        appoint(curator, "curator", diary.places.third, on=TODAY, at=NEXT_HOUR)
        after = {one["UID"]: str(one["SUMMARY"]) for one in todos(read(path))}
    gone = set(before) - set(after)
    assert [before[uid].rpartition(": ")[2] for uid in gone] == ["Лужская"]
    assert after == {uid: text for uid, text in before.items() if uid not in gone}


def test_a_moved_and_restored_deadline_replaces_what_the_calendar_had(diary: Diary) -> None:
    path = diary.address("ministry")
    row = diary.programme.roadmap.actions.get(number="5")
    later = (Period(None, dt.date(2022, 5, 31), Precision.DAY),)
    seen = [todos(read(path))]
    with clock.at(NEXT_HOUR):
        roadmap_actions.move_deadline(action=row, periods=later, basis="приказ № 31", on=TODAY, by=SYSTEM)
        seen.append(todos(read(path)))
    with clock.at(NEXT_HOUR + dt.timedelta(hours=1)):
        roadmap_actions.restore_deadline(action=row, reason="ошибка", by=SYSTEM)
        seen.append(todos(read(path)))
    assert [{one["DTSTART"].dt for one in entries} for entries in seen] == [{DUE}, {dt.date(2022, 5, 31)}, {DUE}]
    assert [{one["SEQUENCE"] for one in entries} for entries in seen] == [{0}, {1}, {2}]
    assert len({frozenset(one["UID"] for one in entries) for entries in seen}) == 1


def test_put_off_or_handed_over_it_stands_with_whoever_is_to_act(diary: Diary) -> None:
    diary.hire("colleague", "Зарянкина", "ministry", diary.places.region)
    before_handing = todos(read(diary.address("institute", "Раньше")))
    first, second, third = diary.items("ministry")
    of = {"programme": diary.programme, "said": Said(dt.date(2022, 4, 5), "отпуск", TODAY), "by": SYSTEM}
    actions.put_off(item=first, **of)
    handed = actions.hand_over(item=second, to=diary.user("institute"), **of)
    with clock.at(NEXT_HOUR):
        own, others, receiver = (diary.address(name) for name in ("ministry", "colleague", "institute"))
        assert len(todos(read(own))) == 1
        assert len(todos(read(others))) == 3
        own_of_receiver = {one["UID"] for one in before_handing}
        (received,) = [one for one in todos(read(receiver)) if one["UID"] not in own_of_receiver]
        assert "Вам передано до 05.04.2022, передаёт Читаева" in str(received["DESCRIPTION"]).replace("\xa0", " ")
        (colleagues,) = [one for one in diary.items("colleague") if one.todo.key == second.todo.key]
        actions.hand_over(item=colleagues, to=diary.user("institute"), **of)
        uids = [one["UID"] for one in todos(read(receiver))]
        assert sorted(uids) == sorted([*own_of_receiver, received["UID"]])  # two hands, one thing to do
        actions.take_back(row=handed, reason="вернулась", by=SYSTEM)
        assert len(todos(read(own))) == 2
    with clock.at(NOW + dt.timedelta(days=5)):
        assert len(todos(read(own))) == 3
    assert third.active


def test_an_event_stands_with_who_is_to_come_and_with_who_organises_it(diary: Diary) -> None:
    paths = {name: diary.address(name) for name in ("head1", "head2", "institute", "ministry", "coordinator")}
    diary.invite("head1", "coordinator")
    seen = {name: len(events(read(path))) for name, path in paths.items()}
    assert seen == {"head1": 1, "head2": 0, "institute": 1, "ministry": 0, "coordinator": 1}


@pytest.mark.parametrize(
    ("reply", "comes"), [("yes", ("head1",)), ("no", ()), ("substitute", ("head2",))], ids=["yes", "no", "substitute"]
)
def test_who_declined_does_not_see_it_and_who_comes_instead_does(diary: Diary, reply: str, comes: tuple) -> None:
    diary.invite("head1")
    (row,) = diary.call.invitations.all()
    instead = {"substitute": diary.user("head2"), "substitute_name": "Цаплина"} if reply == "substitute" else {}
    events_actions.answer(invitation=row, reply="no", on=TODAY, by=SYSTEM)
    with clock.at(NEXT_HOUR):
        events_actions.answer(invitation=row, reply=reply, on=TODAY, by=SYSTEM, **instead)
        for name in ("head1", "head2"):
            assert len(events(read(diary.address(name)))) == (name in comes)


def test_moved_and_cancelled_events_replace_what_the_calendar_had(diary: Diary) -> None:
    path = diary.address("institute")
    seen = events(read(path))
    with clock.at(NEXT_HOUR):
        again = Planned(on=LATER + dt.timedelta(days=2), starts_at=dt.time(11))
        events_actions.move(event=diary.call, planned=again, reason="зал занят", by=SYSTEM)
        seen += events(read(path))
    with clock.at(NEXT_HOUR + dt.timedelta(hours=1)):
        events_actions.call_off(event=diary.call, reason="карантин", on=TODAY, by=SYSTEM)
        seen += events(read(path))
    assert {one["UID"] for one in seen} == {f"event-{diary.call.pk}@opora"}
    assert [one["SEQUENCE"] for one in seen] == [0, 1, 2]
    assert [one["STATUS"] for one in seen] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert seen[1]["DTSTART"].dt.isoformat() == "2022-04-22T11:00:00+07:00"


def test_the_same_data_are_the_same_bytes_and_are_not_sent_again(diary: Diary) -> None:
    path = diary.address("ministry")
    first = Client().get(path)
    assert first["Cache-Control"] == "private, max-age=900"
    assert first["Referrer-Policy"] == "no-referrer"
    with clock.at(NOW + dt.timedelta(hours=9)):  # another moment, another day in UTC
        again = Client().get(path, headers={"accept-language": "en"})
        assert again.content == first.content
        held = Client().get(path, headers={"if-none-match": first["ETag"]})
        assert (held.status_code, held.content, held["ETag"]) == (HTTPStatus.NOT_MODIFIED, b"", first["ETag"])
        assert held["Cache-Control"] == first["Cache-Control"]
        said = Said(DUE, "жду приказа", TODAY)
        actions.put_off(programme=diary.programme, item=diary.items("ministry")[0], said=said, by=SYSTEM)
        assert Client().get(path, headers={"if-none-match": first["ETag"]}).status_code == HTTPStatus.OK


def test_nobody_elses_deadlines_and_people_stand_in_it(diary: Diary) -> None:
    diary.invite("head1", "head2")
    content = Client().get(diary.address("head1")).content.decode().replace("\r\n ", "")
    assert "Боровская № 1" in content
    for other in ("Боровская № 2", "Лужская", "Луговая", "Цаплина", "Зяблова", "Сойкина", "curator"):
        assert other not in content


def test_unknown_and_revoked_keys_and_people_who_may_not_sign_in_find_nothing(diary: Diary) -> None:
    paths = [diary.address(name) for name in ("ministry", "head1")]
    assert [Client().get(path).status_code for path in paths] == [HTTPStatus.OK] * 2
    revoke_address(row=CalendarFeed.objects.get(person=diary.user("ministry")), by=SYSTEM)
    forbid_sign_in(person=diary.user("head1"), by=SYSTEM)
    asked = [*paths, f"/calendar/{new_key()}.ics", "/calendar/x.ics"]
    assert [Client().get(path).status_code for path in asked] == [HTTPStatus.NOT_FOUND] * 4


def test_who_guesses_has_to_wait_and_only_they(diary: Diary) -> None:
    path = diary.address("ministry")
    for _time in range(10):
        assert Client().get(f"/calendar/{new_key()}.ics").status_code == HTTPStatus.NOT_FOUND
    waits = Client().get(path)
    assert (waits.status_code, waits["Retry-After"]) == (HTTPStatus.TOO_MANY_REQUESTS, "60")
    assert Client().get(path, REMOTE_ADDR="192.0.2.7").status_code == HTTPStatus.OK
    assert Client().get("/verify/nothing/").status_code == HTTPStatus.NOT_FOUND


def test_who_holds_two_posts_has_one_calendar_and_who_holds_none_an_empty_one(diary: Diary) -> None:
    both = diary.user("head1")
    diary.invite("head1")
    appoint(both, "ministry", diary.places.region)
    assert len(todos(read(diary.address("head1")))) == 4
    outside = person("Вьюркова", "vyurkova")
    diary.people["outside"] = outside, None
    diary.invite("outside")
    assert read(diary.address("outside")) == []


def test_a_demonstration_stands_at_its_own_day(diary: Diary) -> None:
    """What happens after the day it is shown at has not happened, whenever it was recorded."""
    path = diary.address("ministry")
    RegionRow.objects.filter(pk=diary.places.region.pk).update(demonstration_on=dt.date(2022, 3, 20))
    curator = person("Чижова", "chizhova")
    appoint(curator, "curator", diary.places.third, on=dt.date(2022, 3, 21))
    assert len(todos(read(path))) == 3
    appoint(curator, "curator", diary.places.second, on=dt.date(2022, 3, 20))
    with clock.at(dt.datetime(2026, 11, 1, tzinfo=dt.UTC)):
        assert len(todos(read(path))) == 2


def test_the_address_of_a_page_is_that_of_the_site(diary: Diary) -> None:
    diary.invite("head1")
    (one,) = todos(read(diary.address("head1")))
    parts = urlsplit(str(one["URL"]))
    assert (parts.scheme, parts.netloc) == ("http", "testserver")
    assert parts.path.startswith(f"/events/{diary.call.pk}/")
    assert Calendar.from_ical(Client().get(diary.address("head1", "Дом")).content)["X-WR-CALNAME"] == "Опора"


@pytest.mark.django_db
@pytest.mark.parametrize("many", [1, 3])
def test_it_costs_a_fixed_number_of_queries(many: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    made = Diary("schools(current, growth_point=True)" if many == 1 else "schools(current)")
    for number in range(many):
        made.plan(f"own-{number}", on=LATER, organiser="ministry")
    with clock.at(NOW):
        path = made.address("ministry")
        with django_assert_num_queries(45):
            entries = read(path)
    assert (len(todos(entries)), len(events(entries))) == (many, many)
