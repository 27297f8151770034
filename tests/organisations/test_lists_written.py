"""What an import writes: whole portions, right rows only when asked, taken up after a stop, taken back as a whole."""

import datetime as dt
import random
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from opora.core import clock, journal
from opora.core.actors import SYSTEM
from opora.core.imports import actions as imports
from opora.core.models import ImportBatch
from opora.organisations import actions
from opora.organisations.models import Municipality, Region, School, SchoolName
from tests.organisations.lists import FIRST, HEAD, MUNICIPALITIES, SECOND, Lists, state

pytestmark = pytest.mark.django_db


def test_an_import_is_taken_back_as_a_whole_and_can_be_made_again(bare: Lists) -> None:
    file = bare.csv([HEAD, FIRST, SECOND])
    assert bare.counts("schools", file, "--commit") == (2, 0, 0, 0)
    batch = ImportBatch.objects.get(kind="schools")
    out, _err, status = bare.run("undo", str(batch.pk), "--reason", "не тот файл")
    assert (status, "2" in out) == (0, True)
    batch.refresh_from_db()
    assert (batch.state, batch.undo_reason, batch.undone_by) == ("undone", "не тот файл", "system")
    assert not SchoolName.objects.standing().exists()
    assert not state("22-1").opened
    assert bare.run("undo", str(batch.pk), "--reason", "ещё раз")[2] == 2
    assert bare.counts("schools", file, "--commit") == (2, 0, 0, 0)
    assert state("22-1").works
    assert School.objects.count() == 2
    assert journal.verify().fault is None


def test_an_import_something_rests_on_is_not_taken_back(bare: Lists) -> None:
    bare.counts("schools", bare.csv([HEAD, FIRST, SECOND]), "--commit")
    first, schools = ImportBatch.objects.order_by("pk")
    _out, err, status = bare.run("undo", str(first.pk), "--reason", "не то")
    assert (status, "bor: школа – 1; luga: школа – 1" in err) == (2, True)
    school = School.objects.get(code="22-1")
    actions.rename_school(school=school, name="Другая", short_name="Другая", on=clock.today(), by=SYSTEM)
    _out, err, status = bare.run("undo", str(schools.pk), "--reason", "не то")
    assert (status, "22-1: " in err, "22-2" in err) == (2, True, False)
    assert SchoolName.objects.standing().count() == 3
    assert set(ImportBatch.objects.values_list("state", flat=True)) == {"done"}


def test_right_rows_are_written_without_the_wrong_ones_only_when_asked(bare: Lists) -> None:
    file = bare.csv([HEAD, FIRST, ("22-2", "nowhere", "Лицей", "", "", "", "")])
    assert bare.counts("schools", file, "--commit") == (1, 0, 0, 1)
    assert School.objects.count() == 0
    assert bare.counts("schools", file, "--commit", "--partial") == (1, 0, 0, 1)
    assert School.objects.count() == 1
    assert bare.counts("schools", file, "--commit", "--partial") == (0, 0, 1, 1)


def test_a_list_written_at_once_has_its_limit(
    empty_region: Region, lists: Lists, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "AT_ONCE", 1)
    _out, err, status = lists.run("import", "municipalities", lists.csv(MUNICIPALITIES), "--commit")
    assert (status, "не больше 1 строк" in err, Municipality.objects.count()) == (2, True, 0)


def test_an_interrupted_import_goes_on_with_the_day_it_began(bare: Lists, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second portion fails on the first day; the next day the same command takes up the rest, from that day."""
    monkeypatch.setattr(imports, "PAUSE", 0)
    monkeypatch.setattr(imports, "_portions", lambda steps: ([step] for step in steps))
    file = bare.csv([HEAD, FIRST, SECOND])
    begun = dt.datetime(2022, 9, 1, 5, tzinfo=dt.UTC)
    record = actions.record_schools

    def fails_for_the_second(**given: Any) -> Any:
        if given["rows"][0].code == "22-2":
            raise ValidationError("stopped")
        return record(**given)

    with monkeypatch.context() as patched, clock.at(begun):
        patched.setattr(actions, "record_schools", fails_for_the_second)
        assert bare.run("import", "schools", file, "--commit")[2] == 2
    batch = ImportBatch.objects.get(kind="schools")
    assert (batch.state, batch.created, batch.total) == ("writing", 1, 2)
    with clock.at(begun + dt.timedelta(days=1)):
        assert bare.counts("schools", file, "--commit", "--on", "2022-08-31") == (1, 1, 0, 0)  # another import
        other = ImportBatch.objects.latest("pk")
        assert bare.run("undo", str(other.pk), "--reason", "не тот день")[2] == 0
        data = bare.read("schools", file, "--commit")
    assert (data["create"], data["skip"], data["batch"]) == (1, 1, batch.pk)
    batch.refresh_from_db()
    assert (batch.state, batch.created) == ("done", 2)
    days = SchoolName.objects.standing().values_list("school__code", "occurred_on").order_by("school__code")
    assert list(days) == [("22-1", dt.date(2022, 9, 1)), ("22-2", dt.date(2022, 9, 1))]


HOSTILE = [
    "=1+1",
    "@SUM(A1)",
    "+7",
    "-2",
    "–",
    "a\x00b",
    "\u202eabc",
    "\u200b",
    "я" * 5000,
    "\ufeffx",
    "12.0",
    "1e400",
    "NaN",
    "'; DROP TABLE",
    "<script>",
    "🏫",
    "\t\n",
    "22-1",
    "bor",
    "{{ x }}",
    "%(n)s",
    "#N/A",
    "9" * 400,
    "Ⅷ",
    "²",
]


def test_hostile_cells_never_crash_and_never_leave_half_an_import(bare: Lists) -> None:
    """What is in the base afterwards is what the counts say, whatever stood in the cells."""
    rng = random.Random(5)  # noqa: S311 - the same files each time
    seen = set()
    for number in range(150):
        rows = [[f"n{number}-{row}", "bor", f"СОШ № {row}", *FIRST[3:]] for row in range(4)]
        for _time in range(rng.randint(0, 3)):
            rng.choice(rows)[rng.randrange(len(HEAD))] = rng.choice(HOSTILE)
        typed = number % 2 or any(sign in cell for row in rows for cell in row for sign in "\x00\n")
        file = bare.xlsx([HEAD, *rows]) if typed else bare.csv([HEAD, *rows])
        before = School.objects.count(), SchoolName.objects.count()
        data = bare.read("schools", file, "--commit", "--partial")
        made = data["create"]
        assert data["create"] + data["update"] + data["skip"] + data["error"] <= 4
        assert School.objects.count() == before[0] + made
        assert SchoolName.objects.count() == before[1] + made + data["update"]
        seen.add((made, bool(data["error"])))
    assert {(4, False), (3, True), (2, True)} <= seen


def test_rows_that_name_one_thing_twice_are_both_left_out(bare: Lists) -> None:
    file = bare.csv([HEAD, FIRST, SECOND, FIRST])
    assert bare.counts("schools", file, "--commit", "--partial") == (1, 0, 0, 2)
    assert School.objects.get().code == "22-2"


def test_a_portion_is_written_with_its_trace_or_not_at_all(bare: Lists, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_given: object) -> None:
        raise ValidationError("stopped")

    monkeypatch.setattr(imports, "_kept", fails)
    assert bare.run("import", "schools", bare.csv([HEAD, FIRST]), "--commit")[2] == 2
    assert (School.objects.count(), ImportBatch.objects.get(kind="schools").created) == (0, 0)
