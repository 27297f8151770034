"""Entering people and appointing them: what is refused, what is kept, what the journal says."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from opora.accounts import actions
from opora.accounts.actions import NewAppointment, NewPerson
from opora.accounts.models import Appointment, AppointmentEnd, EndReason, Post, User, short_form
from opora.core import clock, journal
from opora.core.actors import SYSTEM
from opora.core.models import JournalEntry
from tests.accounts.people import FEBRUARY, PASSWORD, appoint, end, person
from tests.organisations.places import Places

pytestmark = pytest.mark.django_db

MARCH = dt.date(2022, 3, 1)


@pytest.mark.parametrize(
    ("surname", "given_name", "patronymic", "short"),
    [("Чижова", "Елена", "Викторовна", "Чижова Е. В."), ("Чижова", "Елена", "", "Чижова Е.")],
)
def test_short_form_of_a_name(surname: str, given_name: str, patronymic: str, short: str) -> None:
    assert short_form(surname, given_name, patronymic) == short.replace(" ", "\u00a0")


def test_a_person_without_a_password_cannot_sign_in(siskin: User) -> None:
    assert not siskin.has_usable_password()
    assert siskin.full_name == "Чижова Елена Викторовна"
    assert siskin.key == f"user:{siskin.pk}"


@pytest.mark.parametrize("login", ["chizhova", "Big", "с-кириллицей", "", "a b"])
def test_a_login_is_plain_and_taken_once(siskin: User, login: str) -> None:
    with pytest.raises(ValidationError):
        person("Дроздова", login)
    assert User.objects.count() == 1


def test_a_login_comes_once_in_a_batch() -> None:
    rows = [NewPerson(login="same", surname=name, given_name="Елена") for name in ("Чижова", "Скворцова")]
    with pytest.raises(ValidationError, match="same"):
        actions.add_people(rows=rows, by=SYSTEM)


def test_a_weak_password_is_refused(siskin: User) -> None:
    for weak in ("1234567890", "short", "chizhova22"):
        with pytest.raises(ValidationError):
            actions.set_password(person=siskin, password=weak, by=SYSTEM)
    with pytest.raises(ValidationError):
        person("Дроздова", "drozdova", password="1234567890")
    actions.set_password(person=siskin, password=PASSWORD, by=SYSTEM)
    siskin.refresh_from_db()
    assert siskin.check_password(PASSWORD)


@pytest.mark.parametrize(
    ("post", "place", "more"),
    [
        ("school_head", "bor", {}),
        ("municipal_head", "first", {}),
        ("ministry", "bor", {}),
        ("janitor", "first", {}),
        ("curator", "first", {"tier": ""}),
        ("curator", "first", {"tier": "federal"}),
        ("coordinator", "bor", {"tier": "regional"}),
        ("coordinator", "bor", {"acting": True}),
        ("school_head", "first", {"basis": " "}),
    ],
)
def test_what_cannot_be_appointed(made: Places, siskin: User, post: str, place: str, more: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        appoint(siskin, post, getattr(made, place), **more)
    assert not Appointment.objects.exists()


@pytest.mark.parametrize(
    "half",
    [
        {"school": None},
        {"post": Post.CURATOR},
        {"post": Post.COORDINATOR},
        {"tier": "regional"},
        {"basis": ""},
        {"post": Post.TEAM_MEMBER, "acting": True},
    ],
)
def test_the_database_refuses_half_an_appointment(made: Places, siskin: User, half: dict[str, Any]) -> None:
    held = appoint(siskin, "school_head", made.first)
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.filter(pk=held.pk).update(**half)


def test_the_database_refuses_two_organisations_and_an_end_without_its_words(made: Places, siskin: User) -> None:
    held = appoint(siskin, "school_head", made.first)
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.filter(pk=held.pk).update(municipality=made.bor)
    ended = end(held, MARCH)
    with pytest.raises(IntegrityError), transaction.atomic():
        AppointmentEnd.objects.filter(pk=ended.pk).update(reason=EndReason.OTHER)


def test_one_full_head_and_one_acting_at_a_time(made: Places, siskin: User, starling: User) -> None:
    full = appoint(siskin, "school_head", made.first)
    with pytest.raises(ValidationError):
        appoint(starling, "school_head", made.first)
    appoint(starling, "school_head", made.first, acting=True)
    with pytest.raises(ValidationError):
        appoint(person("Дроздова", "drozdova"), "school_head", made.first, acting=True)
    end(full, MARCH)
    with pytest.raises(ValidationError):
        appoint(person("Галкина", "galkina"), "school_head", made.first, on=MARCH - dt.timedelta(days=1))
    appoint(person("Грачёва", "gracheva"), "school_head", made.first, on=MARCH)


def test_a_head_to_come_is_in_the_way_too(made: Places, siskin: User, starling: User) -> None:
    appoint(siskin, "school_head", made.first, on=MARCH)
    with pytest.raises(ValidationError):
        appoint(starling, "school_head", made.first, on=FEBRUARY)


def test_several_curators_but_each_once(made: Places, siskin: User, starling: User) -> None:
    appoint(siskin, "curator", made.first)
    appoint(starling, "curator", made.first, tier="municipal")
    with pytest.raises(ValidationError):
        appoint(siskin, "curator", made.first, tier="municipal")


def test_a_batch_is_made_whole_or_not_at_all(made: Places, siskin: User, starling: User) -> None:
    rows = [
        NewAppointment(person=who, post="school_head", organisation=school, on=MARCH, basis="order")
        for who, school in ((siskin, made.first), (starling, made.second), (siskin, made.first))
    ]
    with pytest.raises(ValidationError):
        actions.appoint_many(rows=rows, by=SYSTEM)
    assert not Appointment.objects.exists()
    made_now = actions.appoint_many(rows=rows[:2], by=SYSTEM)
    assert [row.person for row in made_now] == [siskin, starling]
    entry = JournalEntry.objects.get(verb="appoint-many")
    assert (entry.count, entry.digest) == (2, "")


@pytest.mark.parametrize("count", [2, 4])
def test_a_batch_costs_a_fixed_number_of_queries(made: Places, count: int, django_assert_num_queries) -> None:
    rows = [
        NewAppointment(
            person=person("Чижова", f"person-{number}"),
            post="curator",
            organisation=made.schools[number],
            on=MARCH,
            basis="order",
            tier="regional",
        )
        for number in range(count)
    ]
    # A savepoint in and out; people and schools locked, doubles, what is held there, the appointments, the journal.
    with django_assert_num_queries(8):
        actions.appoint_many(rows=rows, by=SYSTEM)


def test_an_end_comes_once_and_not_before_the_start(made: Places, siskin: User) -> None:
    held = appoint(siskin, "curator", made.first)
    with pytest.raises(ValidationError):
        end(held, FEBRUARY - dt.timedelta(days=1))
    end(held, MARCH)
    with pytest.raises(ValidationError):
        end(held, MARCH)
    assert AppointmentEnd.objects.count() == 1


def test_replacing_leaves_no_day_between(made: Places, siskin: User, starling: User) -> None:
    held = appoint(siskin, "curator", made.first, tier="municipal")
    new = actions.replace(appointment=held, person=starling, on=MARCH, basis="order 9", by=SYSTEM)
    assert (new.person, new.occurred_on, new.tier, new.school) == (starling, MARCH, "municipal", made.first)
    ended = held.ends.get()
    assert (ended.occurred_on, ended.reason) == (MARCH, EndReason.REPLACED)


def test_handing_over_passes_everything_in_force(made: Places, siskin: User, starling: User) -> None:
    for school in (made.first, made.second):
        appoint(siskin, "curator", school)
    end(appoint(siskin, "curator", made.third), MARCH)
    appoint(siskin, "coordinator", made.bor)
    passed = actions.handover(person=siskin, to=starling, post="curator", on=MARCH, basis="order 9", by=SYSTEM)
    assert {row.school for row in passed} == {made.first, made.second}
    left = Appointment.objects.in_force(MARCH, clock.now()).filter(person=siskin)
    assert [row.post for row in left] == ["coordinator"]
    with pytest.raises(ValidationError):
        actions.handover(person=siskin, to=starling, post="curator", on=MARCH, basis="order 9", by=SYSTEM)
    with pytest.raises(ValidationError):
        actions.handover(person=siskin, to=siskin, post="coordinator", on=MARCH, basis="order 9", by=SYSTEM)


def test_erasing_a_person_empties_what_the_journal_says_of_them(made: Places, siskin: User, starling: User) -> None:
    appoint(siskin, "curator", made.first)
    appoint(starling, "curator", made.second)
    journal.seal()
    assert journal.erase(key=siskin.key, by=SYSTEM) == 2
    told = [journal.details_of(entry) for entry in JournalEntry.objects.filter(verb="appoint").order_by("pk")]
    assert told[0] == {}
    assert told[1]["post"] == "curator"
    assert journal.verify().fault is None
