"""The word `prepared` on the real tables, against what the text of each case says."""

import datetime as dt

import pytest

from opora.core import clock
from opora.indicators.facts import Gap, Progress, State
from opora.practices import actions
from tests.practices.fair import JUDGE, Fair, june, noon

pytestmark = pytest.mark.django_db
SCHOOLS = 'count(schools(current), prepared("festival", "experience"))'
HEADS = 'count(school_heads(current), prepared("festival", "analysis"))'
CURATORS = 'count(curators(current), prepared("festival", "analysis"))'


def test_a_work_counts_from_the_day_it_is_accepted_published_or_not(fair: Fair) -> None:
    work = fair.work("first", june(6))
    actions.accept(work=work, on=june(20), by=JUDGE)
    figure = fair.ask(SCHOOLS, june(30))
    assert [(one.subject.label, one.on) for one in figure.list(State.MET)] == [("Боровская № 1", june(20))]
    assert [one.evidence[0].label for one in figure.list(State.MET)] == ["Работа"]
    actions.publish(work=work, link="https://example.org/1", on=june(22), by=JUDGE)
    assert fair.ask(SCHOOLS, june(30)).value == 1
    assert fair.ask(SCHOOLS, june(19)).value == 0


def test_what_is_missing_says_why_and_who_closes_it_where(fair: Fair) -> None:
    fair.work("first", june(6))
    returned = fair.work("second", june(6))
    actions.return_work(work=returned, remarks="Допишите", on=june(8), by=JUDGE)
    gaps = {one.subject.label: (one.reason, one.gap) for one in fair.ask(SCHOOLS, june(30)).list(State.MISSING)}
    (waits, institute), (back, school), (nothing, other) = (
        gaps[name] for name in ("Боровская № 1", "Боровская № 2", "Лужская")
    )
    assert waits.replace("\xa0", " ") == "handed in on 6 Jun 2022, waits for acceptance"
    assert (back, nothing) == ("returned with remarks", "nothing was handed in")
    assert institute
    assert school
    assert other
    assert [(gap.closes, gap.step, gap.button, gap.completes) for gap in (institute, school, other)] == [
        ("institute", "Accept or return the work", "", True),
        ("school", "Mend the work and hand it in again", "Hand in again", False),
        ("school", "Prepare the work and hand it in", "Hand in", False),
    ]
    assert school.where == f"/practices/works/{returned.pk}/"
    third = fair.made.third.pk
    assert other.where == f"/practices/works/add/?at=festival&kind=experience&author=school%3A{third}"
    assert fair.ask(SCHOOLS, june(7)).list(State.MISSING)[1].reason.startswith("handed in"), "not returned yet"


def test_persons_count_their_own_works_and_a_post_those_of_its_holder(fair: Fair) -> None:
    for author in ("curator", "head"):
        actions.accept(work=fair.work(author, june(6)), on=june(10), by=JUDGE)
    assert list(fair.lists(CURATORS, june(30))["met"]) == [fair.person("curator").short_name]
    heads = fair.lists(HEADS, june(30))
    assert len(heads["met"]) == 1
    assert set(heads["missing"].values()) == {"vacant", "nothing was handed in"}
    vacant = next(one.gap for one in fair.ask(HEADS, june(30)).list(State.MISSING) if one.subject.vacant)
    appointing = f"/appointments/new/?post=school_head&school={fair.made.second.pk}"
    assert vacant == Gap("ministry", appointing, step="Appoint a school head", button="Appoint", completes=False)
    assert "met" not in fair.lists(SCHOOLS, june(30))


@pytest.mark.parametrize("other", [{"at": "conference"}, {"kind": "essay"}])
def test_another_occasion_or_kind_does_not_count(fair: Fair, other: dict[str, str]) -> None:
    actions.accept(work=fair.work("first", june(6), **other), on=june(10), by=JUDGE)
    assert fair.ask(SCHOOLS, june(30)).value == 0


def test_it_is_told_as_it_was_known(fair: Fair) -> None:
    work = fair.work("first", june(6))
    with clock.at(noon(june(25))):
        acceptance = actions.accept(work=work, on=june(10), by=JUDGE)
    assert fair.ask(SCHOOLS, june(12), known=june(24)).value == 0
    assert fair.ask(SCHOOLS, june(12), known=june(25)).value == 1
    actions.take_back_step(step=acceptance, reason="по ошибке", by=JUDGE)
    assert fair.ask(SCHOOLS, june(12), known=june(29)).value == 1
    assert fair.ask(SCHOOLS, june(12)).value == 0


def test_a_work_taken_back_and_one_of_the_year_before_do_not_count(fair: Fair) -> None:
    work = fair.work("first", june(6))
    actions.accept(work=work, on=june(10), by=JUDGE)
    before, fair.programme = fair.programme, fair.programme.preceding or fair.programme
    assert fair.ask(SCHOOLS, june(30)).value == 0
    fair.programme = before
    work.voided_at, work.voided_by, work.void_reason = clock.now() - dt.timedelta(hours=1), "user:1", "x"
    work.save()
    assert fair.ask(SCHOOLS, june(30)).value == 0


def test_the_source_is_there_with_the_first_acceptance(fair: Fair) -> None:
    late, early = fair.work("first", june(6)), fair.work("second", june(6))
    source = fair.ask(SCHOOLS, june(30)).source
    assert source
    assert source.progress is Progress.ABSENT
    actions.accept(work=late, on=june(20), by=JUDGE)
    actions.accept(work=early, on=june(12), by=JUDGE)
    source = fair.ask(SCHOOLS, june(30)).source
    assert source
    assert (source.progress, source.on) == (Progress.COMPLETE, june(12))
