"""The journal refuses change, names the row that was tampered with, and survives the erasure of a person."""

import datetime as dt
from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from opora.core import clock, journal
from opora.core.actors import Actor
from opora.core.guard import AppendOnlyError, guard_lowered
from opora.core.models import JournalDetail, JournalEntry, JournalSeal

pytestmark = pytest.mark.django_db

CLERK = Actor(key="user:1", label="Чижова Е. В.")
NOON = dt.datetime(2022, 3, 1, 12, 0, 0, 123456, tzinfo=dt.UTC)


@pytest.fixture
def rows() -> list[JournalEntry]:
    with clock.at(NOON):
        written = [
            journal.write(
                by=CLERK, verb="appoint", object_key="appointment:1", about="user:7", details={"post": "curator"}
            ),
            journal.write(
                by=CLERK, verb="appoint", object_key="appointment:2", about="user:8", details={"post": "expert"}
            ),
            journal.write(by=CLERK, verb="enrol", object_key="cohort:1", count=40),
        ]
        journal.seal()
    return written


@pytest.fixture
def unguarded() -> Iterator[None]:
    """A database in the hands of somebody who can do everything."""
    with guard_lowered(connection):
        yield


def raw(sql: str, *arguments: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, arguments)


def test_what_was_written_can_be_read_and_proven(rows: list[JournalEntry]) -> None:
    assert journal.details_of(rows[0]) == {"post": "curator"}
    assert journal.details_of(rows[2]) == {}
    verdict = journal.verify()
    assert (verdict.sealed, verdict.unsealed, verdict.fault) == (3, 0, None)
    assert verdict.last_seal == JournalSeal.objects.get(position=3).value


def test_the_digest_of_equal_details_differs(rows: list[JournalEntry]) -> None:
    again = journal.write(by=CLERK, verb="appoint", object_key="appointment:3", details={"post": "curator"})
    assert again.digest != rows[0].digest
    assert "curator" not in again.digest


def test_sealing_goes_on_where_it_stopped(rows: list[JournalEntry]) -> None:
    journal.write(by=CLERK, verb="appoint", object_key="appointment:3")
    assert journal.verify().unsealed == 1
    assert journal.seal() == 1
    assert journal.seal() == 0
    assert (journal.verify().sealed, journal.verify().fault) == (4, None)


@pytest.mark.parametrize("table", ["core_journalentry", "core_journalseal"])
@pytest.mark.parametrize("change", ["UPDATE {table} SET {column} = {column}", "DELETE FROM {table}"])
def test_the_database_refuses_change(rows: list[JournalEntry], table: str, change: str) -> None:
    column = {"core_journalentry": "verb", "core_journalseal": "value"}[table]
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        raw(change.format(table=table, column=column))


def test_the_models_refuse_change(rows: list[JournalEntry]) -> None:
    with pytest.raises(AppendOnlyError):
        rows[0].save()
    with pytest.raises(AppendOnlyError):
        rows[0].delete()
    with pytest.raises(AppendOnlyError):
        JournalEntry.objects.filter(pk=rows[0].pk).update(verb="other")
    with pytest.raises(AppendOnlyError):
        JournalSeal.objects.all().delete()


@pytest.mark.parametrize(
    ("column", "value"),
    [("actor", "user:2"), ("verb", "dismiss"), ("object_key", "appointment:9"), ("about", "user:9"), ("count", 41)],
)
def test_a_changed_row_is_named(rows: list[JournalEntry], unguarded: None, column: str, value: object) -> None:
    raw(f"UPDATE core_journalentry SET {column} = %s WHERE id = %s", value, rows[1].pk)  # noqa: S608 - names of columns
    assert journal.verify().fault == journal.Fault(str(rows[1].pk), "row-changed")


def test_a_moved_moment_is_named(rows: list[JournalEntry], unguarded: None) -> None:
    raw("UPDATE core_journalentry SET at = %s WHERE id = %s", NOON - dt.timedelta(microseconds=1), rows[2].pk)
    assert journal.verify().fault == journal.Fault(str(rows[2].pk), "row-changed")


def test_a_deleted_row_is_named(rows: list[JournalEntry], unguarded: None) -> None:
    raw("DELETE FROM core_journalseal WHERE position = 2")
    raw("DELETE FROM core_journaldetail WHERE entry_id = %s", rows[1].pk)
    raw("DELETE FROM core_journalentry WHERE id = %s", rows[1].pk)
    assert journal.verify().fault == journal.Fault("#2", "row-gone")


def test_a_row_deleted_with_its_place_closed_up_is_named(rows: list[JournalEntry], unguarded: None) -> None:
    raw("DELETE FROM core_journalseal WHERE position = 2")
    raw("UPDATE core_journalseal SET position = 2 WHERE position = 3")
    assert journal.verify().fault == journal.Fault(str(rows[2].pk), "row-changed")


def test_a_cut_end_shows_against_a_seal_kept_elsewhere(rows: list[JournalEntry], unguarded: None) -> None:
    kept = journal.verify().last_seal
    raw("DELETE FROM core_journalseal WHERE position = 3")
    raw("DELETE FROM core_journalentry WHERE id = %s", rows[2].pk)
    assert journal.verify().fault is None
    fault = journal.verify(expected_seal=kept).fault
    assert fault is not None
    assert fault.what == "seal-not-found"


def test_changed_details_are_named(rows: list[JournalEntry]) -> None:
    raw("UPDATE core_journaldetail SET content = %s WHERE entry_id = %s", '{"post":"operator"}', rows[0].pk)
    assert journal.verify().fault == journal.Fault(str(rows[0].pk), "details-changed")


def test_details_that_are_gone_without_an_erasure_are_named(rows: list[JournalEntry]) -> None:
    raw("DELETE FROM core_journaldetail WHERE entry_id = %s", rows[1].pk)
    assert journal.verify().fault == journal.Fault(str(rows[1].pk), "details-gone")


def test_erasing_a_person_keeps_the_chain(rows: list[JournalEntry]) -> None:
    assert journal.erase(key="user:7", by=CLERK) == 1
    assert journal.details_of(rows[0]) == {}
    assert journal.details_of(rows[1]) == {"post": "expert"}
    assert not JournalDetail.objects.filter(content__contains="curator").exists()
    assert journal.verify().fault is None
    journal.seal()
    assert journal.verify().fault is None


def test_an_erasure_does_not_cover_what_was_written_later(rows: list[JournalEntry]) -> None:
    journal.erase(key="user:7", by=CLERK)
    later = journal.write(by=CLERK, verb="appoint", object_key="appointment:5", about="user:7", details={"post": "x"})
    raw("DELETE FROM core_journaldetail WHERE entry_id = %s", later.pk)
    assert journal.verify().fault == journal.Fault(str(later.pk), "details-gone")


def test_the_command_reports_and_exits(rows: list[JournalEntry]) -> None:
    out = StringIO()
    call_command("journal", "verify", stdout=out)
    assert journal.verify().last_seal in out.getvalue()
    call_command("journal", "erase", "user:8", stdout=out)
    call_command("journal", "seal", stdout=out)
    raw("UPDATE core_journaldetail SET content = %s WHERE entry_id = %s", "{}", rows[0].pk)
    err = StringIO()
    with pytest.raises(SystemExit) as broken:
        call_command("journal", "verify", stderr=err)
    assert broken.value.code == 1
    assert f" {rows[0].pk} " in err.getvalue()
    with pytest.raises(CommandError) as mistaken:
        call_command("journal", "erase", "somebody")
    assert mistaken.value.returncode == 2


@pytest.mark.django_db(transaction=True)
def test_flushing_a_database_puts_the_guard_back(rows: list[JournalEntry]) -> None:
    call_command("flush", interactive=False)
    assert not JournalEntry.objects.exists()
    journal.write(by=CLERK, verb="appoint", object_key="appointment:1")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        raw("DELETE FROM core_journalentry")
