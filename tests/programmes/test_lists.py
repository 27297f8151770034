"""Cohorts and the list of low results from spreadsheets: recounted against the rows of the file."""

import datetime as dt
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from opora.core import clock
from opora.core.actors import SYSTEM
from opora.core.models import ImportBatch
from opora.programmes import actions
from opora.programmes.actions import Leaving, Membership
from opora.programmes.models import CohortMembership, CohortMembershipEnd, LowResultsListing, Programme
from opora.programmes.queries import low_results_lists
from tests.organisations.lists import Lists
from tests.organisations.places import Places

pytestmark = pytest.mark.django_db

HEAD = ("Код школы", "Участвует с", "Основание", "Выбыла с", "Почему выбыла", "Причина словами", "Основание выбытия")
DAY = dt.date(2021, 12, 15)


@pytest.fixture
def lists(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Lists:
    return Lists(tmp_path, capsys)


def row(made: Places, number: int, *cells: object) -> tuple[object, ...]:
    """A row about one of the four schools, filled up with empty cells."""
    given = (made.schools[number].code, *cells)
    return (*given, *[""] * (len(HEAD) - len(given)))


def taking_part(programme: Programme, day: dt.date) -> set[str]:
    """Codes of the schools that take part on a day, as known now."""
    found = CohortMembership.objects.filter(cohort__programme=programme).in_force(day, clock.now())
    return set(found.values_list("school__code", flat=True))


def listed(made: Places, day: dt.date) -> set[str]:
    """Codes on the list of low results in force on a day."""
    found = low_results_lists(made.region.pk, clock.now()).at(made.region.pk, day)
    return {school.code for school in found.schools.all()} if found else set()


@pytest.fixture
def bare(made: Places) -> Programme:
    """The programme of 2022 with nobody in it."""
    return actions.start_programme(region=made.region, year=2022, title="2022", by=SYSTEM)


def test_schools_take_part_and_leave_on_their_own_days(made: Places, bare: Programme, lists: Lists) -> None:
    rows = [
        row(made, 0, DAY, "приказ 1"),
        row(made, 1, "15.12.2021", "приказ 1", "2022-09-01", "закрыта", "", "приказ 9"),
        row(made, 2, "1 сентября 2022 г.", "приказ 2"),
        row(made, 1, dt.date(2022, 10, 1), "приказ 3"),
    ]
    file = lists.xlsx([HEAD, *rows])
    assert lists.counts("cohort", file, "--year", "2022") == (4, 0, 0, 0)
    assert not CohortMembership.objects.exists()
    assert lists.counts("cohort", file, "--year", "2022", "--commit") == (4, 0, 0, 0)
    first, second, third, _fourth = (school.code for school in made.schools)
    assert taking_part(bare, DAY) == {first, second}
    assert taking_part(bare, dt.date(2022, 9, 1)) == {first, third}
    assert taking_part(bare, dt.date(2022, 10, 1)) == {first, second, third}
    assert lists.counts("cohort", file, "--year", "2022", "--commit") == (0, 0, 4, 0)


def test_options_stand_in_for_columns(made: Places, bare: Programme, lists: Lists) -> None:
    file = lists.csv([("Код",), (made.first.code,)])
    codes = lists.codes("cohort", file, "--year", "2022")
    assert codes == [(1, "", "column-missing")]
    options = ("--year", "2022", "--on", "2021-12-15", "--basis", "приказ 1")
    assert lists.counts("cohort", file, *options, "--commit") == (1, 0, 0, 0)
    assert (CohortMembership.objects.get().occurred_on, CohortMembership.objects.get().basis) == (DAY, "приказ 1")
    assert lists.counts("cohort", file, *options, "--commit") == (0, 0, 1, 0)


def test_leaving_is_an_update_and_an_old_file_does_not_bring_anybody_back(
    made: Places, programme: Programme, lists: Lists
) -> None:
    old = lists.csv([HEAD, row(made, 0, DAY, "order 2")], name="old.csv")
    left = lists.csv([HEAD, row(made, 0, DAY, "order 2", "2022-09-01", "другая причина", "переезд", "приказ 9")])
    assert lists.counts("cohort", left, "--year", "2022", "--commit") == (0, 1, 0, 0)
    end = CohortMembershipEnd.objects.get()
    assert (end.occurred_on, end.reason, end.note, end.basis) == (dt.date(2022, 9, 1), "other", "переезд", "приказ 9")
    for file in (old, left):
        assert lists.counts("cohort", file, "--year", "2022", "--commit") == (0, 0, 1, 0)
    assert lists.run("undo", str(ImportBatch.objects.get().pk), "--reason", "не выбыла")[2] == 0
    assert made.first.code in taking_part(programme, dt.date(2022, 9, 1))


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        (("2021-12-16", "order 2"), ("Участвует с", "takes-part")),
        (("2021-12-15", "order 3"), ("Основание", "basis-differs")),
        (("2021-12-15", "order 2", "2021-12-14", "закрыта", "", "x"), ("Выбыла с", "left-early")),
        (("2021-12-15", "order 2", "2022-09-01", "", "", "x"), ("Почему выбыла", "empty")),
        (("2021-12-15", "order 2", "2022-09-01", "закрыта"), ("Основание выбытия", "basis-missing")),
        (("2021-12-15", "order 2", "2022-09-01", "другое", "", "x"), ("Причина словами", "empty")),
        (("2021-12-15", "order 2", "", "закрыта"), ("Выбыла с", "empty")),
        (("44545", "order 2"), ("Участвует с", "bad-day")),
        (("31.02.2022", "order 2"), ("Участвует с", "bad-day")),
        (("2021-12-15", ""), ("Основание", "empty")),
    ],
)
def test_each_mistake_has_its_place_and_code(
    made: Places, programme: Programme, lists: Lists, cells: tuple[str, ...], wrong: tuple[str, str]
) -> None:
    before = taking_part(programme, DAY)
    file = lists.csv([HEAD, row(made, 0, *cells)])
    assert lists.codes("cohort", file, "--year", "2022", "--commit") == [(2, *wrong)]
    assert taking_part(programme, DAY) == before


def test_mistakes_between_rows_and_about_unknown_schools(made: Places, programme: Programme, lists: Lists) -> None:
    ended = ("2021-12-15", "order 2", "2022-09-01", "закрыта", "", "приказ 9")
    lists.counts("cohort", lists.csv([HEAD, row(made, 0, *ended)]), "--year", "2022", "--commit")
    rows = [
        row(made, 0, "2021-12-15", "order 2", "2022-09-02", "закрыта", "", "приказ 9"),
        row(made, 3, "2022-01-01", "order 2"),
        row(made, 3, "2022-02-01", "order 2"),
        ("priobye-9", "2022-02-01", "order 2", "", "", "", ""),
    ]
    assert lists.codes("cohort", lists.csv([HEAD, *rows]), "--year", "2022") == [
        (2, "Выбыла с", "left-otherwise"),
        (4, "Участвует с", "takes-part"),
        (5, "Код школы", "school-unknown"),
    ]
    for year, told in (("2020", "2021, 2022"), ("", "--year")):
        _out, err, status = lists.run("import", "cohort", lists.csv([HEAD]), *(["--year", year] if year else []))
        assert (status, told in err) == (2, True)


def test_the_action_refuses_what_the_plan_could_not_know(made: Places, programme: Programme) -> None:
    new = Membership(school=made.fourth, on=DAY, basis="order 4")
    actions.record_memberships(programme=programme, rows=[new], by=SYSTEM)
    with pytest.raises(ValidationError, match="участвует"):
        actions.record_memberships(programme=programme, rows=[new], by=SYSTEM)
    held = CohortMembership.objects.get(school=made.fourth, cohort__programme=programme)
    gone = Leaving(on=dt.date(2022, 9, 1), reason="closed", basis="order 5")
    leaves = Membership(school=made.fourth, on=DAY, basis="order 4", leaving=gone, membership=held)
    actions.record_memberships(programme=programme, rows=[leaves], by=SYSTEM)
    with pytest.raises(ValidationError, match="выбыла"):
        actions.record_memberships(programme=programme, rows=[leaves], by=SYSTEM)
    assert CohortMembershipEnd.objects.count() == 1


def test_a_list_of_low_results_is_one_thing(made: Places, lists: Lists) -> None:
    head = ("Код школы", "Дата", "Основание")
    codes = [school.code for school in made.schools]
    october, next_october = dt.date(2021, 10, 1), dt.date(2022, 10, 1)
    rows = [*((code, october, "приказ 1") for code in codes[:3]), (codes[3], next_october, "приказ 2")]
    file = lists.xlsx([head, *rows])
    assert lists.counts("low-results", file, "--commit") == (4, 0, 0, 0)
    assert listed(made, dt.date(2021, 9, 30)) == set()
    assert (listed(made, october), listed(made, next_october)) == (set(codes[:3]), {codes[3]})
    assert lists.counts("low-results", file, "--commit") == (0, 0, 4, 0)
    shorter = lists.csv([head, *rows[:2]])
    data = lists.read("low-results", shorter, "--commit")
    assert (data["update"], [one["code"] for one in data["warnings"]]) == (2, ["leaves-list"])
    assert codes[2] in data["warnings"][0]["message"]
    assert listed(made, october) == set(codes[:2])
    assert lists.run("undo", str(data["batch"]), "--reason", "не тот список")[2] == 0
    assert listed(made, october) == set(codes[:3])


def test_a_list_of_low_results_is_never_taken_in_part(made: Places, lists: Lists) -> None:
    head = ("Код школы", "Основание")
    rows = [(made.first.code, "приказ 1"), ("nobody", "приказ 1"), (made.second.code, "приказ 2")]
    file = lists.csv([head, *rows])
    options = ("--on", "2021-10-01", "--commit", "--partial")
    assert lists.run("import", "low-results", file, *options)[2] == 1
    assert lists.codes("low-results", file, "--on", "2021-10-01") == [
        (3, "Код школы", "school-unknown"),
        (4, "Основание", "basis-differs"),
    ]
    assert lists.counts("low-results", file, "--on", "2021-10-01") == (1, 0, 0, 2)
    unknown = lists.csv([head, ("nobody", "приказ 1")])
    assert lists.codes("low-results", unknown, *options) == [(2, "Код школы", "school-unknown")]
    assert not LowResultsListing.objects.exists()


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_what_is_taken_out_and_brought_in_again_changes_nothing(
    made: Places, programme: Programme, lists: Lists, suffix: str
) -> None:
    membership = CohortMembership.objects.get(school=made.second)
    gone = {"reason": "other", "note": "переезд", "basis": "приказ"}
    actions.leave(membership=membership, on=dt.date(2022, 9, 1), by=SYSTEM, **gone)
    schools = [made.first, made.fourth]
    actions.list_low_results(region=made.region, schools=schools, on=DAY, basis="приказ\u00a01", by=SYSTEM)
    file = lists.folder / f"out{suffix}"
    for kind, options, count in (("cohort", ("--year", "2022"), 3), ("low-results", (), 2)):
        assert lists.run("export", kind, file, *options)[2] == 0
        assert lists.counts(kind, file, *options, "--commit") == (0, 0, count, 0)
