"""Two entries of one school become one: nothing is lost, every earlier moment stays as it was, undoing restores."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from opora.accounts.models import Appointment, AppointmentEnd, Post
from opora.core import clock, journal, merging
from opora.core.actors import SYSTEM
from opora.core.models import Merge
from opora.core.spans import load
from opora.organisations import actions as organisations
from opora.organisations.actions import NewSchool
from opora.organisations.merging import merge_schools, preview_of_schools, undo_merge
from opora.organisations.models import NameAlias, School, SchoolName
from opora.organisations.names.actions import forget_alias, learn_alias
from opora.organisations.names.loading import school_names
from opora.organisations.queries import schools_at
from opora.programmes import actions as programmes
from opora.programmes.models import CohortMembership, LowResultsListing, Programme
from opora.programmes.queries import low_results_lists
from tests.accounts.people import appoint, end, person
from tests.organisations.places import OPENED, OPENED_AT, Places

pytestmark = pytest.mark.django_db

DAY = dt.date(2022, 3, 1)
EARLIER = dt.datetime(2022, 3, 1, 12, tzinfo=dt.UTC)
MERGED_AT = dt.datetime(2022, 6, 1, 12, tzinfo=dt.UTC)
BETWEEN = dt.datetime(2022, 6, 15, 12, tzinfo=dt.UTC)
UNDONE_AT = dt.datetime(2022, 7, 1, 12, tzinfo=dt.UTC)
AFTER = dt.datetime(2022, 7, 2, 12, tzinfo=dt.UTC)
DAYS = [dt.date(2022, month, 15) for month in range(1, 10)]


@pytest.fixture
def double(made: Places, programme: Programme) -> School:
    """The second school entered again, with a head who left, a curator, a membership that ended, a place on a list."""
    with clock.at(OPENED_AT):
        row = NewSchool(
            municipality=made.bor, code="twin", name="МБОУ «Боровская СОШ № 2»", short_name="Боровская СОШ № 2"
        )
        (twin,) = organisations.add_schools(region=made.region, rows=[row], on=OPENED, by=SYSTEM)
    end(appoint(person("Чижова", "chizhova"), Post.SCHOOL_HEAD, twin), DAY, EARLIER)
    appoint(person("Сойкина", "soikina"), Post.CURATOR, twin)
    with clock.at(EARLIER):
        earlier = programme.preceding
        assert earlier
        (membership,) = programmes.enrol(programme=earlier, schools=[twin], on=DAY, basis="order 1", by=SYSTEM)
        programmes.leave(membership=membership, on=dt.date(2022, 5, 1), reason="improved", basis="order 2", by=SYSTEM)
        lists = {"region": made.region, "on": DAY, "by": SYSTEM}
        programmes.list_low_results(schools=[made.second, twin], basis="order 3", **lists)
    return twin


def shown(known_at: dt.datetime) -> dict[dt.date, list[tuple[object, ...]]]:
    """What pages would count on some days, recounted from the tables: by codes of schools."""
    days: dict[dt.date, list[tuple[object, ...]]] = {}
    names = {state.code: state for state in schools_at(School.objects.all(), DAYS[-1], known_at)}
    region = School.objects.values_list("municipality__region", flat=True)[0]
    for day in DAYS:
        rows: list[tuple[object, ...]] = [("name", code, state.name, state.opened) for code, state in names.items()]
        for kind, table in (("post", Appointment), ("cohort", CohortMembership)):
            for span in load(table.objects.select_related("school"), known_at):  # type: ignore[attr-defined] # both have one
                if span.covers(day):
                    who = (span.start.person_id, span.start.post) if kind == "post" else (span.start.cohort_id,)
                    rows.append((kind, span.start.school.code, *who, span.starts_on, span.ends_on, span.start.basis))
        listing = low_results_lists(region, known_at).at(region, day)
        rows += [("listed", school.code) for school in listing.schools.all()] if listing else []
        days[day] = sorted(rows, key=str)
    return days


def at(moment: dt.datetime, act: Callable[[], Merge]) -> Merge:
    with clock.at(moment):
        return act()


def test_the_past_stays_and_undoing_restores(made: Places, double: School) -> None:
    before = shown(EARLIER)
    merged = at(MERGED_AT, lambda: merge_schools(kept=made.second, double=double, reason="one school", by=SYSTEM))
    assert shown(EARLIER) == before
    between = shown(BETWEEN)
    expected = {
        day: sorted({(row[0], made.second.code, *row[2:]) if row[1] == "twin" else row for row in rows}, key=str)
        for day, rows in before.items()
    }
    own = ("name", made.second.code, "Боровская школа № 2", True)
    bare = ("name", "twin", "twin", False)
    for day, rows in between.items():
        names = {row for row in rows if row[0] == "name"}
        assert own in names
        assert bare in names
        facts = [row for row in rows if row[0] != "name"]
        assert facts == [row for row in expected[day] if row[0] != "name"]
    assert sum(row[1] == made.second.code and row[0] != "name" for rows in between.values() for row in rows) > 9
    at(UNDONE_AT, lambda: undo_merge(merged=merged, reason="two schools after all", by=SYSTEM))
    assert shown(AFTER) == before
    assert shown(BETWEEN) == between
    assert shown(EARLIER) == before
    assert not NameAlias.objects.standing().exists()
    assert journal.verify().fault is None


def test_the_names_of_the_double_mean_the_kept_one(made: Places, double: School) -> None:
    merge_schools(kept=made.second, double=double, reason="one school", by=SYSTEM)
    names = school_names(made.region.pk)
    for text in ("МБОУ «Боровская СОШ № 2»", "боровская сош 2"):
        answer = names.match(text)
        assert (answer.why.value, answer.found and answer.found.code) == ("alias", made.second.code)
    assert merging.merged_into(School) == {double.pk: made.second.pk}


def test_an_alias_of_the_double_goes_with_it(made: Places, double: School) -> None:
    learn_alias(region=made.region, text="школа у моста", of=double, by=SYSTEM)
    merged = merge_schools(kept=made.second, double=double, reason="one school", by=SYSTEM)
    assert (
        school_names(made.region.pk).match("Школа у моста").found == school_names(made.region.pk).by_id[made.second.pk]
    )
    undo_merge(merged=merged, reason="no", by=SYSTEM)
    found = school_names(made.region.pk).match("Школа у моста").found
    assert found
    assert found.code == "twin"


def test_it_is_refused_with_a_list_and_nothing_is_written(made: Places, double: School, programme: Programme) -> None:
    appoint(person("Зябликова", "zyablikova"), Post.SCHOOL_HEAD, made.second)
    appoint(person("Дроздова", "drozdova"), Post.TEAM_MEMBER, made.second)
    earlier = programme.preceding
    assert earlier
    programmes.enrol(programme=earlier, schools=[made.second], on=dt.date(2022, 4, 1), basis="order", by=SYSTEM)
    before = shown(clock.now())
    with pytest.raises(merging.Clashing) as refused:
        merge_schools(kept=made.second, double=double, reason="one school", by=SYSTEM)
    assert len(refused.value.obstacles) == 2
    assert any(str(earlier.year) in line and "01.04.2022" in line for line in refused.value.obstacles)
    assert any("08.02.2022" in line for line in refused.value.obstacles)
    assert shown(clock.now()) == before
    assert not Merge.objects.exists()


def test_what_touches_in_no_day_may_meet(made: Places, double: School) -> None:
    appoint(person("Зябликова", "zyablikova"), Post.SCHOOL_HEAD, made.second, on=DAY)  # the double's left on that day
    merge_schools(kept=made.second, double=double, reason="one school", by=SYSTEM)
    heads = Appointment.objects.standing().filter(school=made.second, post=Post.SCHOOL_HEAD)
    assert sorted(span.ends_on or dt.date.max for span in load(heads, clock.now())) == [DAY, dt.date.max]


def test_a_list_that_replaced_another_on_the_same_day_stays_the_later_one(made: Places, double: School) -> None:
    programmes.list_low_results(region=made.region, schools=[made.first], on=DAY, basis="order 4", by=SYSTEM)
    merged = merge_schools(kept=made.second, double=double, reason="one school", by=SYSTEM)
    for _again in range(2):
        listing = low_results_lists(made.region.pk, clock.now()).at(made.region.pk, DAY)
        assert listing
        assert [school.code for school in listing.schools.all()] == [made.first.code]
        if not merged.undone_at:
            merged = undo_merge(merged=merged, reason="no", by=SYSTEM)


def test_undoing_is_refused_when_something_came_since(made: Places, double: School) -> None:
    merged = merge_schools(kept=made.second, double=double, reason="one school", by=SYSTEM)
    curator = Appointment.objects.standing().get(post=Post.CURATOR, school=made.second)
    end(curator, dt.date(2022, 9, 1), clock.now())
    programmes.list_low_results(region=made.region, schools=[made.first], on=DAY, basis="order 4", by=SYSTEM)
    for alias in NameAlias.objects.standing().order_by("pk")[:1]:
        forget_alias(alias=alias, reason="not so", by=SYSTEM)
    with pytest.raises(merging.Clashing) as refused:
        undo_merge(merged=merged, reason="no", by=SYSTEM)
    assert len(refused.value.obstacles) == 3
    assert AppointmentEnd.objects.standing().count() == 2
    assert LowResultsListing.objects.standing().count() == 2
    merged.refresh_from_db()
    assert merged.undone_at is None


def test_what_cannot_be_merged_at_all(made: Places, double: School) -> None:
    for kept, other, reason in (
        (made.second, double, " "),
        (made.second, made.second, "one"),
        (made.third, double, "one"),  # another municipality
    ):
        with pytest.raises(ValidationError):
            merge_schools(kept=kept, double=other, reason=reason, by=SYSTEM)
    merged = merge_schools(kept=made.second, double=double, reason="one school", by=SYSTEM)
    for kept, other in ((made.second, double), (double, made.first), (made.first, double)):
        with pytest.raises(ValidationError, match="уже"):
            merge_schools(kept=kept, double=other, reason="one", by=SYSTEM)
    undo_merge(merged=merged, reason="no", by=SYSTEM)
    for reason in ("", "again"):
        with pytest.raises(ValidationError):
            undo_merge(merged=merged, reason=reason, by=SYSTEM)
    merge_schools(kept=made.second, double=double, reason="one after all", by=SYSTEM)
    assert SchoolName.objects.standing().filter(school=double).count() == 0


def test_a_row_without_clocks_is_in_the_way_unless_it_may_stay(made: Places) -> None:
    """Municipalities hold schools, which keep no history of where they are."""
    with pytest.raises(merging.Clashing, match="школы – 2"):
        merging.merge(kept=made.bor, double=made.luga, reason="one", by=SYSTEM)
    merged = merging.merge(kept=made.bor, double=made.luga, reason="one", by=SYSTEM, leave=[School])
    assert (merged.voided, merged.made) == ([], [])


def test_the_same_appointment_at_both_becomes_one_and_undoing_gives_it_back(made: Places, double: School) -> None:
    soikina = Appointment.objects.get(school=double, post=Post.CURATOR)
    appoint(soikina.person, Post.CURATOR, made.second, on=soikina.occurred_on)
    before, then = shown(clock.now()), clock.now()
    merged = merge_schools(kept=made.second, double=double, reason="one school", by=SYSTEM)
    curators = Appointment.objects.standing().filter(person=soikina.person)
    assert [one.school_id for one in curators] == [made.second.pk]
    assert shown(then) == before
    undo_merge(merged=merged, reason="two", by=SYSTEM)
    assert shown(clock.now()) == before


def test_a_longer_appointment_of_the_double_is_refused_with_what_to_do(made: Places, double: School) -> None:
    soikina = Appointment.objects.get(school=double, post=Post.CURATOR)
    appoint(soikina.person, Post.CURATOR, made.second, on=DAY)
    with pytest.raises(merging.Clashing) as refused:
        merge_schools(kept=made.second, double=double, reason="one school", by=SYSTEM)
    assert len(refused.value.obstacles) == 1
    assert "отмените одно из двух" in refused.value.obstacles[0]
    assert soikina.post == Appointment.objects.standing().get(school=double, post=Post.CURATOR).post


def test_a_preview_says_what_merging_does(made: Places, double: School) -> None:
    seen = preview_of_schools(kept=made.second, double=double)
    merged = merge_schools(kept=made.second, double=double, reason="one school", by=SYSTEM)
    kinds = Counter(str(apps.get_model(label.partition(":")[0])._meta.verbose_name_plural) for label in merged.voided)
    assert Counter(dict(seen.carried)) + Counter(dict(seen.dropped)) == kinds
    assert seen.obstacles == ()
    assert dict(seen.dropped) == {"названия школ": 1, "типы школ": 1, "состояния школ": 1}
    with pytest.raises(ValidationError):
        preview_of_schools(kept=made.second, double=double)


def test_nothing_new_is_said_of_a_double(made: Places, double: School, programme: Programme) -> None:
    merge_schools(kept=made.second, double=double, reason="one school", by=SYSTEM)
    day: dict[str, Any] = {"on": DAY, "by": SYSTEM}
    acts: list[Callable[[], object]] = [
        lambda: organisations.rename_school(school=double, name="x", short_name="x", **day),
        lambda: organisations.change_kind(school=double, kind="basic", **day),
        lambda: organisations.change_status(school=double, status="closed", basis="x", **day),
        lambda: organisations.set_growth_point(school=double, present=True, **day),
        lambda: learn_alias(region=made.region, text="совсем другое", of=double, by=SYSTEM),
        lambda: programmes.enrol(programme=programme, schools=[double], basis="x", **day),
        lambda: programmes.list_low_results(region=made.region, schools=[double], basis="x", **day),
        lambda: appoint(person("Зябликова", "zyablikova"), Post.TEAM_MEMBER, double),
    ]
    for act in acts:
        with pytest.raises(ValidationError, match=made.second.code):
            act()
