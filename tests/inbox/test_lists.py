"""Whose list a to-do stands in, and what happens to it when it is put off, handed over and taken back."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError

from opora.accounts.models import Post
from opora.core import clock, journal
from opora.core.models import JournalEntry
from opora.inbox import actions
from opora.inbox.actions import Said
from opora.inbox.lists import colleagues, list_of
from opora.inbox.models import Delegation, Snooze
from opora.inbox.office import office_in
from tests.accounts.people import appoint
from tests.inbox.desk import TODAY, Desk

IN_A_WEEK = TODAY + dt.timedelta(days=7)


def numbers(desk: Desk, name: str, day: dt.date = TODAY) -> list[str]:
    return [one.todo.indicator.key for one in list_of(desk.context(day), desk.actor(name))]


def put_off(desk: Desk, name: str, number: str, until: dt.date, reason: str = "отпуск") -> Snooze:
    said = Said(until, reason, TODAY)
    return actions.put_off(programme=desk.programme, item=desk.item(name, number), said=said, by=desk.actor(name))


def hand_over(desk: Desk, name: str, number: str, to: str, until: dt.date = IN_A_WEEK) -> Delegation:
    return actions.hand_over(
        programme=desk.programme,
        item=desk.item(name, number),
        to=desk.user(to),
        said=Said(until, "отпуск", TODAY),
        by=desk.actor(name),
    )


def test_a_to_do_stands_with_whoever_closes_its_gap_and_with_nobody_else(desk: Desk) -> None:
    assert numbers(desk, "head") == numbers(desk, "other") == ["6"]
    assert numbers(desk, "deputy") == numbers(desk, "controller") == []
    assert numbers(desk, "ministry") == ["4", "4", "5", "5", "5", "6", "35.1", "35.1", "35.1", "35.1"]


def test_the_nearest_deadline_comes_first_and_tells_what_is_late(desk: Desk) -> None:
    found = list_of(desk.context(), desk.actor("ministry"))
    dates = [one.todo.due for one in found]
    assert dates == sorted(dates)
    assert [one.todo.overdue(TODAY) for one in found].count(True) == 5
    assert not any(one.todo.overdue(dt.date(2022, 2, 8)) for one in found), "on its own day nothing is late"


def test_a_closed_gap_leaves_the_list_and_moves_what_was_said(desk: Desk) -> None:
    move = desk.item("head", "6").todo.move
    before = [one.todo.move for one in desk.items("ministry") if one.todo.action.number == "4"]
    assert [(one.met, one.met_after, one.whole) for one in before if one] == [(0, 1, 2)] * 2
    appoint(desk.user("controller"), Post.COORDINATOR, desk.places.bor, on=TODAY, at=clock.now())
    after = [one for one in desk.items("ministry") if one.todo.action.number == "4"]
    assert [one.todo.members[0].subject.label for one in after] == ["Лужский район"]
    assert [(one.todo.move.met, one.todo.move.met_after) for one in after if one.todo.move] == [(1, 2)]
    assert move
    assert (move.met, move.met_after, move.whole) == (0, 1, None)


def test_where_the_post_is_vacant_the_ministry_appoints_first(desk: Desk) -> None:
    todo = desk.item("ministry", "6").todo
    assert todo.answerable.vacant
    assert todo.gap.where == f"/appointments/new/?post=school_head&school={desk.places.third.pk}"
    assert todo.move is None
    assert todo.step == "Назначить руководителя школы"
    desk.hire("new", "Сойкина", Post.SCHOOL_HEAD, desk.places.third)
    assert [one.todo.action.number for one in desk.items("new")] == ["6"]
    assert "6" not in numbers(desk, "ministry")


def test_a_to_do_that_is_put_off_rests_and_comes_back(desk: Desk) -> None:
    put_off(desk, "head", "6", IN_A_WEEK)
    assert [desk.item("head", "6", day).active for day in (TODAY, IN_A_WEEK)] == [False, False]
    assert desk.item("head", "6", IN_A_WEEK + dt.timedelta(days=1)).active
    assert desk.item("other", "6").active, "only the own one rests"
    assert desk.item("head", "6").snooze.reason == "отпуск"


def test_a_to_do_that_is_handed_over_stands_with_the_colleague(desk: Desk) -> None:
    hand_over(desk, "head", "6", "deputy")
    assert not desk.item("head", "6").active
    taken = desk.item("deputy", "6")
    assert taken.active
    assert taken.received.person == desk.user("head")
    assert numbers(desk, "deputy") == ["6"]
    assert desk.items("deputy", IN_A_WEEK + dt.timedelta(days=1)) == []
    with pytest.raises(ValidationError, match="уже передано"):
        hand_over(desk, "deputy", "6", "head")


def test_what_was_said_is_taken_back_and_stays_known_for_earlier_moments(desk: Desk) -> None:
    row = put_off(desk, "head", "6", IN_A_WEEK)
    said_at = clock.now()
    with clock.at(said_at + dt.timedelta(hours=1)):
        actions.take_back(row=row, reason="передумала", by=desk.actor("head"))
        assert desk.item("head", "6").active
    assert not desk.item("head", "6").active, "as known before"
    verbs = JournalEntry.objects.filter(object_key=journal.key_of(row)).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["put-off", "void"]


def _put_off_twice(desk: Desk) -> None:
    put_off(desk, "head", "6", TODAY)
    put_off(desk, "head", "6", TODAY)


REFUSED: dict[str, tuple[Callable[[Desk], object], str]] = {
    "without a reason": (lambda desk: put_off(desk, "head", "6", TODAY, " "), "Напишите причину"),
    "a day that is over": (lambda desk: put_off(desk, "head", "6", dt.date(2022, 2, 11)), "Этот день прошёл"),
    "beyond its deadline": (lambda desk: put_off(desk, "head", "6", dt.date(2022, 3, 2)), "не позже 01.03.2022"),
    "for long when overdue": (lambda desk: put_off(desk, "ministry", "6", dt.date(2022, 3, 2)), "не позже 01.03.2022"),
    "twice": (_put_off_twice, "уже отложено"),
    "for a year": (lambda desk: hand_over(desk, "head", "6", "deputy", dt.date(2023, 2, 12)), "не позже 15.05.2022"),
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_makes_no_sense_is_refused_in_words(desk: Desk, why: str) -> None:
    act, told = REFUSED[why]
    with pytest.raises(ValidationError) as error:
        act(desk)
    assert told in " ".join(error.value.messages)


def test_an_overdue_to_do_can_be_put_off_for_two_weeks_at_most(desk: Desk) -> None:
    late = next(one for one in desk.items("ministry") if one.todo.action.number == "4")
    two_weeks = dt.date(2022, 2, 26)
    for until, fits in ((two_weeks, True), (two_weeks + dt.timedelta(days=1), False)):
        said = Said(until, "ждём приказа", TODAY)
        if fits:
            actions.put_off(programme=desk.programme, item=late, said=said, by=desk.actor("ministry"))
        else:
            with pytest.raises(ValidationError):
                actions.put_off(programme=desk.programme, item=late, said=said, by=desk.actor("ministry"))


def test_colleagues_work_at_the_same_place_and_may_enter_the_page(desk: Desk) -> None:
    office = desk.context().once(office_in)
    assert colleagues(desk.item("head", "6"), office) == [desk.user("deputy").pk]
    assert colleagues(desk.item("other", "6"), office) == []
    appointing = next(one for one in desk.items("ministry") if one.todo.action.number == "4")
    assert colleagues(appointing, office) == [], "a controller may not appoint"
