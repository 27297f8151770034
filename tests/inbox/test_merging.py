"""Two entries of one person become one: what was put off and handed over stays theirs, and nothing stands twice."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from opora.accounts.merging import merge_people, undo_merge_of_people
from opora.accounts.models import Post, User
from opora.core import clock
from opora.core.actors import SYSTEM
from opora.core.models import Merge
from opora.inbox import actions
from opora.inbox.actions import Said
from opora.inbox.models import Delegation, Snooze
from tests.accounts.people import appoint, person
from tests.events.planned import NOW
from tests.inbox.diary import Diary

TODAY, UNTIL = NOW.date(), dt.date(2022, 4, 5)
LATER = NOW + dt.timedelta(hours=1)


@pytest.fixture
def double(diary: Diary) -> User:
    """The ministry's Читаева was entered again; the two share the to-dos of the post once they are one."""
    return person("Читаева", "chitaeva")


def merged(diary: Diary, double: User) -> Merge:
    with clock.at(LATER):
        return merge_people(kept=diary.user("ministry"), double=double, reason="один человек", by=SYSTEM)


def put_off(diary: Diary, who: User, nth: int = 0, on: dt.date = TODAY) -> Snooze:
    key = diary.items("ministry")[nth].todo.key
    stamp = {"occurred_on": on, "recorded_at": NOW, "recorded_by": "system"}
    return Snooze.objects.create(
        programme=diary.programme, todo=key, person=who, until=UNTIL, reason="жду приказа", **stamp
    )


def test_what_the_double_put_off_is_put_off_by_the_kept_one_and_back(diary: Diary, double: User) -> None:
    put_off(diary, double)
    made = merged(diary, double)
    with clock.at(LATER):
        assert [one.snooze is not None for one in diary.items("ministry")] == [True, False, False]
    with clock.at(LATER + dt.timedelta(hours=1)):
        undo_merge_of_people(merged=made, reason="двое", by=SYSTEM)
    assert list(Snooze.objects.standing().values_list("person", flat=True)) == [double.pk]


def test_what_both_put_off_on_one_day_is_put_off_once(diary: Diary, double: User) -> None:
    own = put_off(diary, diary.user("ministry"))
    put_off(diary, double)
    put_off(diary, double, nth=1)
    merged(diary, double)
    standing = Snooze.objects.standing()
    assert set(standing.values_list("person", flat=True)) == {diary.user("ministry").pk}
    assert standing.count() == 2
    assert standing.filter(pk=own.pk).exists()


def test_what_was_handed_to_the_double_comes_to_the_kept_one(diary: Diary, double: User) -> None:
    diary.invite("head1")
    (item,) = diary.items("head1")
    of = {"programme": diary.programme, "item": item, "said": Said(UNTIL, "отпуск", TODAY), "by": SYSTEM}
    actions.hand_over(to=double, **of)
    merged(diary, double)
    (row,) = Delegation.objects.standing()
    assert (row.person, row.to) == (diary.user("head1"), diary.user("ministry"))


def test_what_one_handed_to_the_other_is_theirs_again(diary: Diary, double: User) -> None:
    appoint(double, Post.CONTROLLER, diary.places.region)
    item = diary.items("ministry")[0]
    of = {"programme": diary.programme, "item": item, "said": Said(UNTIL, "отпуск", TODAY), "by": SYSTEM}
    actions.hand_over(to=double, **of)
    assert not diary.items("ministry")[0].active
    merged(diary, double)
    assert not Delegation.objects.standing().exists()
    with clock.at(LATER):
        assert all(one.active for one in diary.items("ministry"))


def test_what_was_said_of_ones_own_affairs_is_let_go(diary: Diary, double: User) -> None:
    """The invitation of the double is no to-do any more once the double is nobody."""
    row = put_off(diary, double)
    Snooze.objects.filter(pk=row.pk).update(todo=f"6|person|{double.pk}|/events/1/")
    merged(diary, double)
    assert not Snooze.objects.standing().exists()


def test_an_address_of_the_double_is_in_the_way_and_that_of_the_kept_one_goes_on(diary: Diary, double: User) -> None:
    path = diary.address("ministry")
    diary.people["double"] = double, None
    diary.address("double")
    with pytest.raises(ValidationError, match="адреса календаря – 1"):
        merged(diary, double)
    assert not Merge.objects.exists()
    assert Client().get(path).status_code == 200
