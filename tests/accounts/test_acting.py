"""An acting head from a day to a day: what the pages say, what the person may do, and who may follow whom."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from opora.accounts import actions
from opora.accounts.actions import NewAppointment
from opora.accounts.models import Appointment, EndReason, Post, User
from opora.accounts.queries import actor_for
from opora.core.actors import SYSTEM
from opora.programmes.models import Programme
from tests.accounts.people import appoint, end, person, signed_in
from tests.core.markup import tables, text
from tests.organisations.places import Places

pytestmark = pytest.mark.django_db
DAYS = {"before": dt.date(2022, 2, 28), "first": dt.date(2022, 3, 1), "last": dt.date(2022, 3, 14)}
OVER = dt.date(2022, 3, 15)


@pytest.fixture
def ministry(made: Places, programme: Programme) -> Client:
    who = person("Министрова", "ministry")
    return signed_in(who, appoint(who, Post.MINISTRY, made.region))


def stand_in(client: Client, made: Places, login: str, on: dt.date, until: dt.date | None) -> str:
    """Appoint an acting head of the first school on the page; what the answer says."""
    given = {"who": login, "on": on.isoformat(), "basis": "приказ № 9", "acting": "on", "save": ""}
    given["until"] = until.isoformat() if until else ""
    address = f"/appointments/new/?post=school_head&school={made.first.pk}"
    return text(client.post(address, given, follow=True).content.decode()).replace("\u00a0", " ")


def told(client: Client, day: dt.date) -> str:
    """What the coverage says of the head of the first school on a day."""
    rows = tables(client.get(f"/coverage/?as_of={day}").content.decode()).get("h-vacancies", [])
    return next((row[2].replace("\u00a0", " ") for row in rows if row[0].startswith("Боровская № 1")), "")


def test_a_head_on_leave_has_somebody_acting_beside(ministry: Client, made: Places, siskin: User) -> None:
    appoint(person("Дроздова", "drozdova"), Post.SCHOOL_HEAD, made.first)
    assert "назначен" in stand_in(ministry, made, "chizhova", DAYS["first"], OVER)
    assert [bool(actor_for(siskin, on=day).school_ids) for day in (*DAYS.values(), OVER)] == [False, True, True, False]
    assert told(ministry, DAYS["first"]) == ""
    page = ministry.get(f"{reverse('people:person', args=[siskin.pk])}?as_of=2022-03-10").content.decode()
    post, days, basis = (cell.split("\n") for cell in tables(page)["h-now"][0])
    assert (post, days) == (["Руководитель школы (и. о.)", "Боровская № 1"], ["с 01.03.2022", "до 15.03.2022"])
    assert basis == ["приказ № 9", "срок истёк (приказ № 9)"]


def test_a_vacant_post_is_held_by_somebody_acting_until_the_day(ministry: Client, made: Places, siskin: User) -> None:
    end(appoint(person("Дроздова", "drozdova"), Post.SCHOOL_HEAD, made.first), on=DAYS["first"])
    stand_in(ministry, made, "chizhova", DAYS["first"], OVER)
    assert told(ministry, DAYS["before"]) == ""
    assert told(ministry, DAYS["last"]) == "Чижова Е. В. исполняет обязанности с 01.03.2022"
    assert told(ministry, OVER).startswith("никого нет с 15.03.2022")
    row = Appointment.objects.get(acting=True)
    assert (row.ends.get().reason, row.ends.get().basis) == (EndReason.TERM, "приказ № 9")


@pytest.mark.parametrize(
    ("on", "until", "room"),
    [
        (dt.date(2022, 3, 15), None, True),
        (dt.date(2022, 3, 14), None, False),
        (dt.date(2022, 2, 20), dt.date(2022, 3, 1), True),
        (dt.date(2022, 2, 20), dt.date(2022, 3, 2), False),
        (dt.date(2022, 2, 20), None, False),
    ],
)
def test_one_follows_another_without_a_day_between_or_with_both(
    ministry: Client, made: Places, siskin: User, starling: User, on: dt.date, until: dt.date | None, room: bool
) -> None:
    stand_in(ministry, made, "chizhova", DAYS["first"], OVER)
    said = stand_in(ministry, made, "skvortsova", on, until)
    assert Appointment.objects.filter(person=starling).exists() is room
    assert ("Должность занята" in said) is not room


def test_the_end_lies_after_the_beginning(made: Places, siskin: User) -> None:
    day = DAYS["first"]
    row = NewAppointment(
        person=siskin, post="school_head", organisation=made.first, on=day, until=day, acting=True, basis="order"
    )
    with pytest.raises(ValidationError) as refused:
        actions.appoint_many(rows=[row], by=SYSTEM)
    assert set(refused.value.message_dict) == {"until"}
    assert not Appointment.objects.exists()
