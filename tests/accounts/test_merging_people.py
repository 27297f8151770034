"""Two entries of one person become one: nothing is lost, earlier moments stay, undoing restores."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Q

from opora.accounts import actions
from opora.accounts.holders import load
from opora.accounts.management.commands import people as people_command
from opora.accounts.merging import merge_people, undo_merge_of_people
from opora.accounts.models import User
from opora.core import clock, journal
from opora.core.actors import SYSTEM
from opora.core.merging import Clashing
from opora.core.models import Merge
from tests.accounts.people import PASSWORD, appoint, end, person
from tests.organisations.lists import Lists
from tests.organisations.places import Places

pytestmark = pytest.mark.django_db

MARCH = dt.date(2022, 3, 1)
HEAD = ("ФИО", "Логин", "Должность", "Школа")
OPTIONS = ("--on", "2022-02-08", "--basis", "order 5")


@pytest.fixture
def double(made: Places) -> User:
    """The same person under an earlier surname, with a post that ended and one that lasts."""
    found = person("Синицына", "sinitsyna")
    end(appoint(found, "school_head", made.second), MARCH)
    appoint(found, "coordinator", made.luga)
    return found


def held(known_at: dt.datetime | None = None) -> set[tuple[object, ...]]:
    """Who holds or held what, recounted from the rows."""
    found = load(Q(), known_at or clock.now())
    return {(one.person_id, one.post, one.organisation, one.starts_on, one.ends_on) for one in found}


def test_what_the_double_held_is_the_kept_one_s_and_undoing_restores(made: Places, siskin: User, double: User) -> None:
    appoint(siskin, "curator", made.first)
    before, then = held(), clock.now()
    merged = merge_people(kept=siskin, double=double, reason="one person", by=SYSTEM)
    assert held() == {(siskin.pk, *one[1:]) for one in before}
    assert held(then) == before
    undo_merge_of_people(merged=merged, reason="two people", by=SYSTEM)
    assert held() == before
    assert not User.objects.filter(withdrawn=True).exists()
    assert not siskin.other_names.standing().exists()
    assert journal.verify().fault is None


def test_lists_find_the_kept_one_by_the_double_s_name_and_login(
    made: Places, lists: Lists, siskin: User, double: User
) -> None:
    merge_people(kept=siskin, double=double, reason="one person", by=SYSTEM)
    for name, login in (("Синицына Елена Викторовна", ""), ("Синицына Е. В.", "sinitsyna"), ("sinitsyna", "")):
        file = lists.csv([HEAD, (name, login, "координатор", "Приобский край")])
        assert lists.counts("appointments", file, *OPTIONS) == (1, 0, 0, 0)
    plan = lists.csv([("Фамилия", "Имя", "Отчество"), ("Синицына", "Елена", "Викторовна")])
    assert lists.counts("people", plan) == (0, 0, 1, 0)


def test_it_is_refused_with_all_that_is_in_the_way(made: Places, siskin: User, double: User) -> None:
    appoint(siskin, "coordinator", made.luga, on=MARCH)
    User.objects.filter(pk=double.pk).update(email="s@example.org", phone="+73852123456")
    double.refresh_from_db()
    actions.set_password(person=double, password=PASSWORD, by=SYSTEM)
    with pytest.raises(Clashing) as refused:
        merge_people(kept=siskin, double=double, reason="one person", by=SYSTEM)
    assert len(refused.value.obstacles) == 4
    assert "01.03.2022" in refused.value.obstacles[-1]
    assert len(held()) == 3
    assert not User.objects.filter(withdrawn=True).exists()
    with pytest.raises(ValidationError):
        merge_people(kept=siskin, double=siskin, reason="one person", by=SYSTEM)


def test_what_was_entered_since_keeps_the_merge(made: Places, siskin: User, double: User) -> None:
    merged = merge_people(kept=siskin, double=double, reason="one person", by=SYSTEM)
    end(siskin.appointments.standing().get(post="coordinator"), dt.date(2022, 4, 1), clock.now())
    with pytest.raises(Clashing):
        undo_merge_of_people(merged=merged, reason="two people", by=SYSTEM)
    assert User.objects.get(pk=double.pk).withdrawn


def test_the_command_merges_and_takes_back(
    made: Places, siskin: User, double: User, capsys: pytest.CaptureFixture[str]
) -> None:
    command = people_command.Command()
    command.run_from_argv(["opora", "people", "merge", "chizhova", "sinitsyna", "--reason", "одна"])
    merged = Merge.objects.get()
    assert "sinitsyna" in capsys.readouterr().out
    command.run_from_argv(["opora", "people", "unmerge", str(merged.pk), "--reason", "две"])
    assert {one[0] for one in held()} == {double.pk}
    for wrong in (["merge", "nobody", "sinitsyna"], ["unmerge", "99"], ["unmerge", str(merged.pk)]):
        with pytest.raises(SystemExit) as stopped:
            people_command.Command().run_from_argv(["opora", "people", *wrong, "--reason", "x"])
        assert stopped.value.code == 2
