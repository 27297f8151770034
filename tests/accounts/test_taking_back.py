"""Several appointments at once, handing over without an orphan day, taking back what was a mistake."""

import datetime as dt
import random

import pytest
from django.core.exceptions import ValidationError

from opora.accounts import actions
from opora.accounts.actions import NewAppointment
from opora.accounts.models import Appointment, EndReason, Post, User
from opora.core import clock
from opora.core.actors import SYSTEM
from opora.core.models import JournalEntry
from tests.accounts.people import FEBRUARY, PASSWORD, appoint, end, person
from tests.organisations.places import Places

pytestmark = pytest.mark.django_db

MARCH = dt.date(2022, 3, 1)
DAY = dt.timedelta(days=1)


def holders(post: str, day: dt.date, **place: object) -> set[str]:
    """Surnames of those who hold a post somewhere on a day, recounted from the rows as they stand now."""
    found = set()
    for row in Appointment.objects.filter(post=post, voided_at=None, **place).select_related("person"):
        ends = [one.occurred_on for one in row.ends.filter(voided_at=None)]
        if row.occurred_on <= day and all(day < one for one in ends):
            found.add(row.person.surname)
    return found


def curators(made: Places, who: User) -> list[Appointment]:
    return [appoint(who, Post.CURATOR, school) for school in made.schools]


def row(who: User, school: object, on: dt.date = FEBRUARY) -> NewAppointment:
    return NewAppointment(person=who, post=Post.CURATOR, organisation=school, on=on, basis="order 7", tier="regional")


def test_many_appointments_each_leave_a_journal_row(made: Places, siskin: User) -> None:
    made_now = actions.appoint_each(rows=[row(siskin, school) for school in made.schools], by=SYSTEM)
    assert [one.school for one in made_now] == made.schools
    assert JournalEntry.objects.filter(verb="appoint").count() == 4


def test_one_that_cannot_be_made_stops_all_and_every_fault_is_told(made: Places, siskin: User) -> None:
    appoint(siskin, Post.CURATOR, made.first)
    appoint(siskin, Post.CURATOR, made.third)
    with pytest.raises(ValidationError) as caught:
        actions.appoint_each(rows=[row(siskin, school) for school in made.schools], by=SYSTEM)
    assert set(caught.value.message_dict) == {f"school:{made.first.pk}", f"school:{made.third.pk}"}
    assert Appointment.objects.count() == 2


def test_schools_are_handed_over_to_several_people_without_an_orphan_day(
    made: Places, siskin: User, starling: User
) -> None:
    held = curators(made, siskin)
    finch = person("Вьюркова", "vyurkova")
    passed = [(held[0], starling), (held[1], finch), (held[2], starling)]
    actions.hand_over_each(rows=passed, on=MARCH, basis="order 8", by=SYSTEM)
    for school, after in zip(made.schools, ["Скворцова", "Вьюркова", "Скворцова", "Чижова"], strict=True):
        assert holders(Post.CURATOR, MARCH - DAY, school=school) == {"Чижова"}
        assert holders(Post.CURATOR, MARCH, school=school) == {after}


@pytest.mark.parametrize("seed", range(5))
def test_no_chain_of_handovers_leaves_a_day_without_somebody(made: Places, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a walk that can be repeated, no secret
    people = [person(f"Птица{n}", f"bird{n}") for n in range(4)]
    holder, day = people[0], FEBRUARY
    appoint(holder, Post.CURATOR, made.first)
    for _step in range(6):
        day += dt.timedelta(days=chance.randrange(0, 20))
        successor = chance.choice([one for one in people if one != holder])
        standing = Appointment.objects.get(person=holder, ends=None)
        actions.hand_over_each(rows=[(standing, successor)], on=day, basis="order 8", by=SYSTEM)
        holder = successor
    for n in range((day - FEBRUARY).days + 2):
        assert len(holders(Post.CURATOR, FEBRUARY + n * DAY, school=made.first)) == 1


def test_a_handover_that_cannot_be_made_leaves_everything_as_it_was(made: Places, siskin: User, starling: User) -> None:
    held = curators(made, siskin)
    appoint(starling, Post.CURATOR, made.second)
    with pytest.raises(ValidationError) as caught:
        actions.hand_over_each(rows=[(one, starling) for one in held], on=MARCH, basis="order 8", by=SYSTEM)
    assert set(caught.value.message_dict) == {f"appointment:{held[1].pk}"}
    assert all(holders(Post.CURATOR, MARCH, school=school) >= {"Чижова"} for school in made.schools)
    assert not Appointment.objects.filter(person=starling, school=made.first).exists()


def test_a_mistaken_appointment_is_not_known_any_more(made: Places, siskin: User) -> None:
    held = appoint(siskin, Post.CURATOR, made.first)
    before = clock.now()
    assert actions.take_back(appointment=held, reason="another person", by=SYSTEM) == []
    assert holders(Post.CURATOR, MARCH, school=made.first) == set()
    assert Appointment.objects.in_force(MARCH, before).get() == held


def test_taking_a_successor_back_gives_the_post_back(made: Places, siskin: User, starling: User) -> None:
    head = appoint(siskin, Post.SCHOOL_HEAD, made.first)
    after = actions.replace(appointment=head, person=starling, on=MARCH, basis="order 9", by=SYSTEM)
    assert actions.take_back(appointment=after, reason="typed into the wrong school", by=SYSTEM) == [head]
    assert holders(Post.SCHOOL_HEAD, MARCH, school=made.first) == {"Чижова"}


def test_who_left_of_own_wish_does_not_come_back(made: Places, siskin: User, starling: User) -> None:
    end(appoint(siskin, Post.SCHOOL_HEAD, made.first), on=MARCH)
    after = appoint(starling, Post.SCHOOL_HEAD, made.first, on=MARCH, basis="order 6")
    assert actions.take_back(appointment=after, reason="mistake", by=SYSTEM) == []
    assert holders(Post.SCHOOL_HEAD, MARCH, school=made.first) == set()


def test_an_appointment_that_has_ended_is_not_taken_back(made: Places, siskin: User) -> None:
    held = appoint(siskin, Post.CURATOR, made.first)
    end(held, on=MARCH)
    with pytest.raises(ValidationError, match="завершени"):
        actions.take_back(appointment=held, reason="mistake", by=SYSTEM)
    actions.take_back_end(appointment=held, reason="mistake", by=SYSTEM)
    assert holders(Post.CURATOR, MARCH, school=made.first) == {"Чижова"}
    with pytest.raises(ValidationError, match="не закончилось"):
        actions.take_back_end(appointment=held, reason="mistake", by=SYSTEM)


def test_an_end_stays_when_the_post_was_filled_meanwhile(made: Places, siskin: User, starling: User) -> None:
    head = appoint(siskin, Post.SCHOOL_HEAD, made.first)
    actions.replace(appointment=head, person=starling, on=MARCH, basis="order 9", by=SYSTEM)
    with pytest.raises(ValidationError):
        actions.take_back_end(appointment=head, reason="mistake", by=SYSTEM)
    assert holders(Post.SCHOOL_HEAD, MARCH, school=made.first) == {"Скворцова"}
    assert head.ends.get().reason == EndReason.REPLACED


def test_taking_back_asks_for_a_reason(made: Places, siskin: User) -> None:
    held = appoint(siskin, Post.CURATOR, made.first)
    with pytest.raises(ValidationError):
        actions.take_back(appointment=held, reason=" ", by=SYSTEM)
    assert holders(Post.CURATOR, MARCH, school=made.first) == {"Чижова"}


def test_a_given_password_opens_and_is_kept_nowhere(siskin: User) -> None:
    given = {actions.give_password(person=siskin, by=SYSTEM) for _time in range(3)}
    assert len(given) == 3
    password = actions.give_password(person=siskin, by=SYSTEM)
    siskin.refresh_from_db()
    assert siskin.check_password(password)
    entries = JournalEntry.objects.filter(verb="set-password")
    assert [entry.digest for entry in entries] == [""] * 4


def test_sign_in_is_forbidden_and_allowed_again(siskin: User) -> None:
    actions.set_password(person=siskin, password=PASSWORD, by=SYSTEM)
    actions.forbid_sign_in(person=siskin, by=SYSTEM)
    actions.allow_sign_in(person=siskin, by=SYSTEM)
    siskin.refresh_from_db()
    assert siskin.is_active
    assert siskin.check_password(PASSWORD)


def test_names_and_contacts_are_written_anew_and_the_earlier_ones_stay_in_the_journal(siskin: User) -> None:
    fields = {"surname": "Чижова-Зяблик", "given_name": "Елена", "patronymic": "Викторовна", "email": "a@example.org"}
    actions.change_person(person=siskin, **fields, phone="+73850000000", by=SYSTEM)
    siskin.refresh_from_db()
    assert (siskin.surname, siskin.email, siskin.phone) == ("Чижова-Зяблик", "a@example.org", "+73850000000")
    actions.change_person(person=siskin, **fields, phone="+73850000000", by=SYSTEM)
    assert JournalEntry.objects.filter(verb="change").count() == 1
    assert [str(one) for one in siskin.other_names.all()] == ["Чижова\u00a0Е.\u00a0В."]  # older lists find her
    actions.change_person(person=siskin, **fields, phone="", by=SYSTEM)
    assert siskin.other_names.count() == 1
    with pytest.raises(ValidationError):
        actions.change_person(person=siskin, **fields, phone="telephone", by=SYSTEM)
