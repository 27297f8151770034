"""An import of appointments that stops half-way goes on; one is taken back as a whole, or not at all."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Q

from opora.accounts import actions, batches
from opora.accounts.holders import load
from opora.accounts.models import Appointment, AppointmentEnd, User
from opora.core import clock, journal
from opora.core.actors import SYSTEM
from opora.core.imports import actions as imports
from opora.core.models import ImportBatch
from tests.accounts.people import PASSWORD, appoint, end, person
from tests.accounts.posted import AUTUMN, CHIZHOVA, GRACHEV, HEAD, ended, row, standing, undo
from tests.organisations.lists import Lists
from tests.organisations.places import Places

pytestmark = pytest.mark.django_db


def test_it_is_taken_back_on_both_clocks_with_the_people_it_brought(made: Places, lists: Lists) -> None:
    file = lists.csv([HEAD, row(CHIZHOVA, "директор", made.first.code), row(GRACHEV, "эксперт")])
    lists.counts("appointments", file, "--commit")
    written = clock.now()
    assert undo(lists)[2] == 0
    assert standing() == set()
    assert len(load(Q(), written)) == 2  # what was known then is still shown
    assert set(User.objects.values_list("withdrawn", flat=True)) == {True}
    out = lists.folder / "people.csv"
    lists.run("export", "people", out)
    assert "Чижова" not in out.read_text("utf-8")
    assert lists.counts("appointments", file, "--commit") == (2, 0, 0, 0)
    assert sorted(User.objects.values_list("login", "withdrawn")) == [("chizhova.ev", False), ("grachev.pi", False)]
    assert journal.verify().fault is None


def test_an_interrupted_import_goes_on_without_a_second_of_anybody(
    made: Places, lists: Lists, monkeypatch: pytest.MonkeyPatch
) -> None:
    """People are written, the first appointment too, the second fails; the same command takes up the rest."""
    monkeypatch.setattr(imports, "PAUSE", 0)
    monkeypatch.setattr(imports, "_portions", lambda steps: ([step] for step in steps))
    rows = [row("Чижов1 Пётр", "эксперт"), row("Чижов2 Пётр", "эксперт"), row("Чижова Анна Львовна", "эксперт")]
    file = lists.csv([HEAD, *rows, row("Чижева Анна Львовна", "эксперт")])
    record = batches.record_appointments

    def fails_once(**given: Any) -> Any:
        if Appointment.objects.exists():
            raise ValidationError("stopped")
        return record(**given)

    with monkeypatch.context() as patched:
        patched.setattr(batches, "record_appointments", fails_once)
        assert lists.run("import", "appointments", file, "--commit")[2] == 2
    assert (User.objects.count(), Appointment.objects.count()) == (4, 1)
    data = lists.read("appointments", file, "--commit")
    assert (data["create"], data["skip"], data["batch"]) == (3, 1, ImportBatch.objects.get().pk)
    assert (User.objects.count(), Appointment.objects.count()) == (4, 4)
    assert undo(lists)[2] == 0
    assert standing() == set()


def test_it_is_not_taken_back_once_something_rests_on_it(made: Places, lists: Lists) -> None:
    lists.counts(
        "appointments",
        lists.csv([HEAD, row(CHIZHOVA, "директор", made.first.code), row(GRACHEV, "эксперт")]),
        "--commit",
    )
    chizhova, grachev = User.objects.order_by("pk")
    appoint(chizhova, "curator", made.second)
    actions.set_password(person=grachev, password=PASSWORD, by=SYSTEM)
    before = standing()
    _out, err, status = undo(lists)
    assert (status, "chizhova.ev: назначение – 1" in err, "grachev.pi: есть пароль" in err) == (2, True, True)
    held = Appointment.objects.get(post="school_head")
    end(held, AUTUMN)
    assert "окончание назначения – 1" in undo(lists)[1]
    assert standing() != before
    assert AppointmentEnd.objects.standing().count() == 1


def test_an_end_is_not_taken_back_once_the_post_was_given_on(made: Places, lists: Lists, siskin: User) -> None:
    appoint(siskin, "school_head", made.first)
    appoint(siskin, "curator", made.first)
    gone = [ended(CHIZHOVA, "директор", made.first.code), ended(CHIZHOVA, "куратор", made.first.code, tier="регион")]
    lists.counts("appointments", lists.csv([HEAD, *gone]), "--commit")
    successor = appoint(person("Сойкина", "soikina"), "school_head", made.first, on=dt.date(2022, 9, 5), at=clock.now())
    again = appoint(siskin, "curator", made.first, on=dt.date(2022, 10, 1), at=clock.now())
    before = standing()
    _out, err, status = undo(lists)
    assert (status, err.count("должность занимает"), "Сойкина" in err) == (2, 2, True)
    assert standing() == before
    for one in (successor, again):
        Appointment.objects.filter(pk=one.pk).update(voided_at=clock.now(), voided_by="x", void_reason="x")
    assert undo(lists)[2] == 0
    assert {one[6] for one in standing()} == {None}
