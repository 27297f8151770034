"""Control of execution: what is written, what is refused, what a day and a moment see of it; figures never move."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from opora.accounts.models import Post, User
from opora.core import clock
from opora.core.actions import void
from opora.core.actors import SYSTEM
from opora.core.models import JournalEntry
from opora.indicators.context import Context, History
from opora.roadmap import actions
from opora.roadmap.control import ControlLog, control_log, not_known, remainders
from opora.roadmap.models import Action, ControlEntry, ControlKind, Roadmap
from opora.roadmap.queries import RoadmapView, roadmap_in
from tests.accounts.people import appoint
from tests.organisations.places import Places

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
TODAY = dt.date(2022, 4, 1)
NOW = dt.datetime(2022, 4, 1, 9, tzinfo=dt.UTC)
MARCH = dt.date(2022, 3, 10)


def action(roadmap: Roadmap, number: str) -> Action:
    return roadmap.actions.get(number=number)


def log(roadmap: Roadmap, at: dt.datetime | None = None) -> ControlLog:
    return control_log(History(roadmap.programme, at or clock.now()))


def view(roadmap: Roadmap, day: dt.date = TODAY, at: dt.datetime = NOW) -> RoadmapView:
    found = roadmap_in(Context.of(roadmap.programme, day, at))
    assert found
    return found


def refused(write: Callable[[], object]) -> dict[str, list[str]]:
    """What an action refuses; nothing is left of it."""
    before = ControlEntry.objects.count(), JournalEntry.objects.count()
    with pytest.raises(ValidationError) as caught:
        write()
    assert (ControlEntry.objects.count(), JournalEntry.objects.count()) == before
    return caught.value.message_dict if hasattr(caught.value, "error_dict") else {"": caught.value.messages}


def test_a_release_keeps_its_note_and_what_is_undone(roadmap: Roadmap, made: Places, siskin: User) -> None:
    appoint(siskin, Post.CURATOR, made.first)
    row = action(roadmap, "5")
    with clock.at(NOW):
        entry = actions.release(action=row, note="  two more come in autumn ", on=TODAY, by=SYSTEM)
    assert (entry.kind, entry.text, entry.occurred_on) == (ControlKind.RELEASED, "two more come in autumn", TODAY)
    assert [(one.indicator.key, one.met, one.missing) for one in entry.remainders.all()] == [("5", 1, 2)]
    written = JournalEntry.objects.latest("pk")
    assert (written.verb, written.object_key, written.about) == (
        "control.released", f"controlentry:{entry.pk}", f"action:{row.pk}",
    )  # fmt: skip


def test_no_figure_and_no_state_moves(roadmap: Roadmap) -> None:
    with clock.at(NOW):
        before = view(roadmap)
        actions.release(action=action(roadmap, "4"), note="so be it", on=TODAY, by=SYSTEM)
        actions.write_note(action=action(roadmap, "5"), text="letters are sent", on=MARCH, by=SYSTEM)
        actions.hold_meeting(roadmap=roadmap, on=MARCH, by=SYSTEM)
        after = view(roadmap)
    assert [one.execution for one in after.actions] == [one.execution for one in before.actions]
    assert [one.figure for _row, one in after.indicators.values()] == [
        one.figure for _row, one in before.indicators.values()
    ]


def test_nothing_unknown_is_released(roadmap: Roadmap) -> None:
    with clock.at(NOW):
        for number, reason in {
            "1": "not known: 2; the source of these facts is not connected to Opora yet",
            "33": "not known: 1; ",
            "35": "35.2: ",
        }.items():
            row = action(roadmap, number)
            (message,) = refused(lambda row=row: actions.release(action=row, note="x", on=TODAY, by=SYSTEM))[""]
            assert message.startswith("It cannot be released while something is not known: ")
            assert reason in message, number
    rows = {row.number: not_known(row) for row in view(roadmap).actions}
    assert {number for number, reasons in rows.items() if reasons} == {"1", "33", "35"}


def test_an_action_whose_execution_cannot_be_judged_is_not_released(roadmap: Roadmap) -> None:
    bare = roadmap.actions.get(number="5")
    with clock.at(NOW):
        for one in bare.indicators.all():
            void(record=one, reason="the row has no indicator", by=SYSTEM)
        (row,) = [row for row in view(roadmap).actions if row.number == "5"]
        assert not_known(row) == ["the action has no indicator"]


def test_the_day_of_the_decision_decides_what_is_known(roadmap: Roadmap, made: Places, siskin: User) -> None:
    """Released as of a day: the remainder is of that day, though more was done by the day of entering."""
    appoint(siskin, Post.CURATOR, made.first, on=dt.date(2022, 3, 20), at=NOW)
    with clock.at(NOW):
        early = actions.release(action=action(roadmap, "5"), note="as of March", on=MARCH, by=SYSTEM)
    assert [(one.met, one.missing) for one in early.remainders.all()] == [(0, 3)]
    (row,) = [row for row in view(roadmap).actions if row.number == "5"]
    assert [(one.met, one.missing) for one in remainders(row)] == [(1, 2)]


def test_decisions_follow_one_another(roadmap: Roadmap) -> None:
    row = action(roadmap, "4")
    with clock.at(NOW):
        assert refused(lambda: actions.return_to_control(action=row, note="x", on=TODAY, by=SYSTEM)) == {
            "": ["It is under control."]
        }
        actions.release(action=row, note="done", on=MARCH, by=SYSTEM)
        assert refused(lambda: actions.release(action=row, note="again", on=TODAY, by=SYSTEM)) == {
            "": ["It is released already."]
        }
        earlier = MARCH - dt.timedelta(days=1)
        assert refused(lambda: actions.return_to_control(action=row, note="x", on=earlier, by=SYSTEM)) == {
            "on": ["The latest decision is of 10\u00a0Mar\u00a02022; the next cannot be earlier."]
        }
        actions.return_to_control(action=row, note="a coordinator left", on=TODAY, by=SYSTEM)
        actions.release(action=row, note="replaced", on=TODAY, by=SYSTEM)
        found = log(roadmap)
    in_force = {day: found.release(row.pk, day) for day in (earlier, MARCH, TODAY)}
    assert [one and one.text for one in in_force.values()] == [None, "done", "replaced"]
    assert [one.text for one in found.of(row.pk, TODAY)] == ["replaced", "a coordinator left", "done"]


@pytest.mark.parametrize("text", ["", "  \n"])
def test_nothing_is_said_without_words(roadmap: Roadmap, text: str) -> None:
    row = action(roadmap, "4")
    with clock.at(NOW):
        for write in (
            lambda: actions.write_note(action=row, text=text, on=TODAY, by=SYSTEM),
            lambda: actions.release(action=row, note=text, on=TODAY, by=SYSTEM),
        ):
            assert refused(write) == {"text": ["Write what is decided or how it goes."]}


def test_nothing_is_said_before_it_happens(roadmap: Roadmap) -> None:
    row, tomorrow = action(roadmap, "4"), TODAY + dt.timedelta(days=1)
    with clock.at(NOW):
        for write in (
            lambda: actions.write_note(action=row, text="x", on=tomorrow, by=SYSTEM),
            lambda: actions.release(action=row, note="x", on=tomorrow, by=SYSTEM),
            lambda: actions.hold_meeting(roadmap=roadmap, on=tomorrow, by=SYSTEM),
        ):
            assert refused(write) == {"on": ["2\u00a0Apr\u00a02022 has not come yet."]}


def test_a_day_before_the_roadmap_has_no_action_to_release(roadmap: Roadmap) -> None:
    """Before the roadmap was recorded its rows are known all the same; the counts of that day are those of the day."""
    with clock.at(NOW):
        entry = actions.release(action=action(roadmap, "4"), note="x", on=dt.date(2021, 12, 16), by=SYSTEM)
    assert [(one.met, one.missing) for one in entry.remainders.all()] == [(0, 2)]


def test_what_was_said_is_known_on_two_clocks(roadmap: Roadmap) -> None:
    row = action(roadmap, "5")
    with clock.at(NOW):
        note = actions.write_note(action=row, text="letters are sent", on=MARCH, by=SYSTEM)
    later = NOW + dt.timedelta(days=3)
    with clock.at(later):
        void(record=note, reason="of another action", by=SYSTEM)
    assert log(roadmap, NOW - dt.timedelta(hours=1)).note(row.pk, TODAY) is None
    assert log(roadmap, NOW).note(row.pk, MARCH - dt.timedelta(days=1)) is None
    assert log(roadmap, NOW).note(row.pk, MARCH) == note
    assert log(roadmap, later).note(row.pk, TODAY) is None


def test_meetings_before_the_day_the_latest_first(roadmap: Roadmap) -> None:
    with clock.at(NOW):
        for day in (dt.date(2022, 2, 1), MARCH, TODAY):
            actions.hold_meeting(roadmap=roadmap, on=day, text=" collegium ", by=SYSTEM)
        assert refused(lambda: actions.hold_meeting(roadmap=roadmap, on=MARCH, by=SYSTEM)) == {
            "on": ["A meeting on 10\u00a0Mar\u00a02022 is noted already."]
        }
        meetings = log(roadmap).meetings(TODAY)
    assert [(one.occurred_on, one.text) for one in meetings] == [
        (MARCH, "collegium"), (dt.date(2022, 2, 1), "collegium"),
    ]  # fmt: skip


def test_the_log_is_two_queries_whatever_its_length(
    roadmap: Roadmap, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [action(roadmap, number) for number in ("4", "5")]
    for n, row in enumerate(rows, start=1):
        with clock.at(NOW):
            actions.release(action=row, note="x", on=TODAY, by=SYSTEM)
        with django_assert_num_queries(2):
            found = log(roadmap, NOW)
            entries = [entry for one in rows for entry in found.of(one.pk, TODAY)]
            keys = [one.indicator.key for entry in entries for one in entry.remainders.all()]
        assert keys == ["4", "5"][:n]


@pytest.mark.parametrize("kind", ControlKind.values)
def test_the_database_refuses_half_entries(roadmap: Roadmap, kind: str) -> None:
    made = {"occurred_on": TODAY, "recorded_at": NOW, "recorded_by": "system", "origin": "entered"}
    of = None if kind != ControlKind.MEETING else action(roadmap, "4")
    with pytest.raises(IntegrityError), transaction.atomic():
        ControlEntry.objects.create(roadmap=roadmap, action=of, kind=kind, text="x", **made)
    if kind != ControlKind.MEETING:
        with pytest.raises(IntegrityError), transaction.atomic():
            ControlEntry.objects.create(roadmap=roadmap, action=action(roadmap, "4"), kind=kind, text="", **made)
