"""Lists that name a school instead of giving its code: sure ones pass, all others are told with candidates."""

import datetime as dt
from pathlib import Path

import pytest

from opora.core.actors import SYSTEM
from opora.organisations.merging import merge_schools
from opora.organisations.names.actions import learn_alias
from opora.programmes import actions
from opora.programmes.models import CohortMembership, LowResultsListing, Programme
from tests.organisations.lists import Lists
from tests.organisations.places import Places

pytestmark = pytest.mark.django_db

OPTIONS = ("--year", "2022", "--on", "2021-12-15", "--basis", "приказ 1")


@pytest.fixture
def lists(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Lists:
    return Lists(tmp_path, capsys)


@pytest.fixture
def bare(made: Places) -> Programme:
    return actions.start_programme(region=made.region, year=2022, title="2022", by=SYSTEM)


@pytest.mark.parametrize("heading", ["Код школы", "Школа"])
def test_a_name_stands_for_a_code(made: Places, bare: Programme, lists: Lists, heading: str) -> None:
    learn_alias(region=made.region, text="у моста", of=made.third, by=SYSTEM)
    rows = [
        ("МБОУ «Боровская школа № 1»", "Боровской р-н"),
        (made.second.code, "") if heading == "Код школы" else ("боровская школа n2", ""),
        ("У моста", ""),
    ]
    file = lists.xlsx([(heading, "Муниципалитет"), *rows])
    assert lists.counts("cohort", file, *OPTIONS, "--commit") == (3, 0, 0, 0)
    found = CohortMembership.objects.values_list("school__code", flat=True)
    assert sorted(found) == [made.first.code, made.second.code, made.third.code]
    assert lists.counts("cohort", file, *OPTIONS, "--commit") == (0, 0, 3, 0)


def test_what_is_not_sure_is_told_with_its_candidates(made: Places, bare: Programme, lists: Lists) -> None:
    rows = [
        ("Боровская школа", ""),
        ("Боровская школа № 3", ""),
        ("Вечерняя школа", ""),
        ("Боровская школа № 1", "Лужский район"),
        ("Боровская школа № 1", "Тальменский район"),
        (made.first.code, "Лужский район"),
        ("", "Лужский район"),
    ]
    data = lists.read("cohort", lists.csv([("Код школы", "Район"), *rows]), *OPTIONS)
    told = {one["row"]: (one["code"], one["message"]) for one in data["rows"]}
    assert {row: code for row, (code, _message) in told.items()} == {
        2: "school-unclear",
        3: "school-unknown",
        4: "school-unknown",
        5: "school-unknown",
        6: "municipality-unknown",
        7: "municipality-differs",
        8: "empty",
    }
    assert [one["column"] for one in data["rows"] if one["code"].startswith("municipality")] == ["Район", "Район"]
    assert made.first.code in told[2][1]
    assert made.second.code in told[2][1]
    assert made.first.code in told[3][1] or made.second.code in told[3][1]
    assert not CohortMembership.objects.exists()


def test_two_rows_of_one_school_are_told_however_they_name_it(made: Places, bare: Programme, lists: Lists) -> None:
    rows = [(made.first.code, ""), ("", "Боровская школа № 1"), ("", "Боровская школа № 2")]
    file = lists.csv([("Код школы", "Школа"), *rows])
    assert [(row, code) for row, _column, code in lists.codes("cohort", file, *OPTIONS)] == [
        (2, "duplicate"),
        (3, "duplicate"),
    ]


def test_a_list_of_low_results_may_hold_names(made: Places, lists: Lists) -> None:
    file = lists.csv([("Школа", "Основание"), ("Лужская школа", "приказ 1")])
    assert lists.counts("low-results", file, "--on", "2021-10-01", "--commit") == (1, 0, 0, 0)
    (listing,) = LowResultsListing.objects.all()
    assert (listing.occurred_on, [school.code for school in listing.schools.all()]) == (
        dt.date(2021, 10, 1),
        [made.third.code],
    )


def test_a_double_is_named_by_the_code_that_is_kept(made: Places, bare: Programme, lists: Lists) -> None:
    merge_schools(kept=made.first, double=made.second, reason="одна школа", by=SYSTEM)
    file = lists.csv([("Код школы",), (made.second.code,), ("Боровская школа № 2",)])
    data = lists.read("cohort", file, *OPTIONS)
    assert [(one["row"], one["code"]) for one in data["rows"]] == [(2, "merged")]
    assert made.first.code in data["rows"][0]["message"]
    assert data["create"] == 1  # the name of the double means the kept school
