"""Two entries of one person become one: letters keep opening, nothing is counted twice or lost."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from opora.accounts.models import User
from opora.core import clock, merging
from opora.core.actors import SYSTEM
from opora.events import actions
from opora.events.invited import Standing, guests_of
from opora.events.models import Invitation, Presence
from tests.accounts.people import person
from tests.events import days
from tests.events.days import DAY, MORNING, Day

pytestmark = pytest.mark.django_db

BEFORE = dt.datetime(2022, 4, 1, 5, tzinfo=dt.UTC)


@pytest.fixture
def day() -> Iterator[Day]:
    made = days.make()
    with clock.at(BEFORE):
        yield made


def invited(day: Day, *people: User) -> list[Invitation]:
    return actions.invite(event=day.event, people={one.pk: "" for one in people}, on=BEFORE.date(), by=SYSTEM)


def merged(kept: User, double: User) -> None:
    with clock.at(BEFORE + dt.timedelta(hours=1)):
        merging.merge(kept=kept, double=double, reason="один человек", by=SYSTEM)


def test_a_letter_to_the_double_opens_the_invitation_of_the_kept_one(day: Day) -> None:
    double = person("Чижёва", "chizheva")
    (row,) = invited(day, double)
    actions.answer(invitation=row, reply="yes", on=BEFORE.date(), by=SYSTEM)
    merged(day.user("curator"), double)
    with clock.at(BEFORE + dt.timedelta(hours=2)):
        (guest,) = guests_of(day.event, DAY, clock.now())
        page = Client().get(reverse("events:guest", args=[row.key]))
    assert (guest.invitation.person, guest.standing) == (day.user("curator"), Standing.YES)
    assert "Чижова" in page.content.decode()


def test_who_is_invited_twice_is_invited_once(day: Day) -> None:
    double = person("Чижёва", "chizheva")
    kept, row = invited(day, day.user("curator"), double)
    actions.answer(invitation=row, reply="yes", on=BEFORE.date(), by=SYSTEM)
    with pytest.raises(ValidationError, match="ответил только двойник"):
        merged(day.user("curator"), double)
    actions.answer(invitation=kept, reply="yes", on=BEFORE.date(), by=SYSTEM)
    merged(day.user("curator"), double)
    assert [one.person for one in Invitation.objects.standing()] == [day.user("curator")]


def test_who_checked_in_under_both_is_present_once(day: Day) -> None:
    double = person("Чижёва", "chizheva")
    with clock.at(MORNING):
        check_in = day.opened()
        for one in (day.user("curator"), double):
            actions.check_in_person(check_in=check_in, person=one, by=SYSTEM)
        merging.merge(kept=day.user("curator"), double=double, reason="один человек", by=SYSTEM)
    assert [one.person for one in Presence.objects.standing()] == [day.user("curator")]


def test_one_who_replaced_the_other_is_not_the_other(day: Day) -> None:
    double = person("Чижёва", "chizheva")
    with clock.at(MORNING):
        actions.check_in_person(check_in=day.opened(), person=double, by=SYSTEM, in_place_of=day.user("curator").pk)
        with pytest.raises(ValidationError, match="вместо другого"):
            merging.merge(kept=day.user("curator"), double=double, reason="один человек", by=SYSTEM)
