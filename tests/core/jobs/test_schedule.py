"""Periodic work: called when due, once for all processes, without making up for missed times."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction

from opora.core import clock, journal
from opora.core.actors import SYSTEM
from opora.core.jobs import queries, schedule
from opora.core.jobs.models import PeriodicWork
from opora.core.models import JournalEntry

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Only one piece of work, due each hour; what it was called with."""
    calls: list[str] = []
    monkeypatch.setattr(schedule, "_FOUND", {})
    schedule.every("test-hourly", seconds=3600, title="Each hour")(lambda: calls.append("called"))
    return calls


def row() -> PeriodicWork:
    return PeriodicWork.objects.get(name="test-hourly")


def test_new_work_is_due_at_once_and_then_in_its_time(called: list[str]) -> None:
    assert schedule.run_due() == 1
    assert schedule.run_due() == 0
    assert called == ["called"]
    assert row().begun_at is not None
    assert row().due_at - row().begun_at == HOUR
    assert row().succeeded_at >= row().begun_at


def test_missed_times_are_not_made_up_for(called: list[str]) -> None:
    schedule.run_due()
    PeriodicWork.objects.update(due_at=clock.machine() - 50 * HOUR)
    assert [schedule.run_due(), schedule.run_due()] == [1, 0]
    assert row().due_at > clock.machine()


def test_what_fails_says_so_and_is_called_again_in_its_time(
    called: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise OSError("a password of the inside")

    schedule._FOUND["test-hourly"] = schedule.Periodic(fail, "Each hour", HOUR)
    schedule.run_due()
    assert (row().error, row().succeeded_at) == ("OSError", None)
    assert row().due_at - row().begun_at == HOUR
    assert "a password of the inside" in caplog.text
    schedule._FOUND["test-hourly"] = schedule.Periodic(lambda: None, "Each hour", HOUR)
    PeriodicWork.objects.update(due_at=clock.machine())
    schedule.run_due()
    assert row().error == ""


def test_nobody_else_calls_it_while_it_runs_and_a_dead_process_delays_it_by_the_lease(called: list[str]) -> None:
    seen = []

    def look() -> None:
        seen.append((schedule.run_due(), row().due_at - row().begun_at))

    schedule._FOUND["test-hourly"] = schedule.Periodic(look, "Often", dt.timedelta(seconds=5))
    schedule.run_due()
    assert seen == [(0, schedule.LEASE)]


def test_the_name_is_taken_once(called: list[str]) -> None:
    with pytest.raises(ValueError, match="Two pieces of periodic work are named 'test-hourly'"):
        schedule.every("test-hourly", seconds=1)(lambda: None)


def test_what_is_overdue_is_late(called: list[str]) -> None:
    assert [turn.late for turn in queries.turns()] == [True]  # no worker has seen it yet
    schedule.run_due()
    assert [turn.late for turn in queries.turns()] == [False]
    PeriodicWork.objects.update(due_at=clock.machine() - queries.LATE - dt.timedelta(seconds=1))
    assert [turn.late for turn in queries.turns()] == [True]


def test_a_success_without_a_beginning_is_refused(called: list[str]) -> None:
    schedule.run_due()
    with pytest.raises(IntegrityError), transaction.atomic():
        PeriodicWork.objects.update(begun_at=None)


def test_the_core_seals_the_journal_and_forgets_sessions() -> None:
    journal.write(by=SYSTEM, verb="test", object_key="thing:1")
    now = clock.machine()
    for key, expires in (("old", now - HOUR), ("new", now + HOUR)):
        Session.objects.create(session_key=key, session_data="", expire_date=expires)
    assert schedule.run_due() == len(schedule.all_periodic())
    assert not JournalEntry.objects.filter(seal=None).exists()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]
