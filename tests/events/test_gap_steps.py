"""What `attended` says of the next step, state by state: who takes it, where, by when; as docs/gaps.md tells."""

import datetime as dt
from typing import Any

import pytest
from django.utils.translation import override

from opora.accounts.models import Post
from opora.core import clock
from opora.core.actors import SYSTEM
from opora.events import actions
from opora.events.models import Event, Invitation
from opora.indicators.checker import read
from opora.indicators.context import Context
from opora.indicators.evaluation import Question, evaluate
from opora.indicators.facts import Gap, State
from opora.indicators.registry import language
from tests.accounts.people import end
from tests.events.planned import LATER, MARCH, Region
from tests.programmes.years import BEGUN

pytestmark = pytest.mark.django_db
HEADS = 'count(school_heads(current), attended("vks-1"))'
SCHOOLS = 'count(schools(current), attended("vks-1"))'
SERIES = 'count(school_heads(current), attended(series="seminar"))'
BEFORE = dt.date(2022, 4, 1)
AHEAD = "запланировано на 20.04.2022"
ACCEPT = "Принять приглашение или назвать заместителя"


def noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(6), tzinfo=dt.UTC)


def said(region: Region, formula: str, as_of: dt.date, known: dt.datetime | None = None) -> tuple[State, str, Gap]:
    """What is said of the first school, or of its head; the institute carries the action out."""
    context = Context.of(region.programme, as_of, known or noon(dt.date(2022, 12, 31)))
    with override("ru"):
        figure = evaluate(context, language, [Question("?", read(formula, language), executor="institute")])["?"]
    (one,) = [member for member in figure.members if member.subject.school_id == region.places.first.pk]
    assert one.gap is not None
    return one.state, one.reason, one.gap


def invite(region: Region, event: Event, *names: str, on: dt.date = BEFORE) -> list[Invitation]:
    with clock.at(noon(on)):
        people = {region.people[name][0].pk: "директор" for name in names}
        return actions.invite(event=event, people=people, on=on, by=SYSTEM)


def reply(row: Invitation, said: str, on: dt.date = BEFORE, **more: Any) -> None:
    with clock.at(noon(on)):
        actions.answer(invitation=row, reply=said, on=on, by=SYSTEM, **more)


def seminar(region: Region, *days: dt.date) -> list[Event]:
    with clock.at(BEGUN):
        series = actions.plan_series(
            programme=region.programme, code="seminar", kind="online_seminar", title="Семинар", by=SYSTEM
        )
    return [region.plan(f"s-{nth}", day, series=series) for nth, day in enumerate(days, 1)]


def hold(event: Event, on: dt.date, *, close: bool = False) -> None:
    with clock.at(noon(on)):
        actions.hold(event=event, on=on, by=SYSTEM)
        if close:
            actions.close_attendance(event=event, on=on, by=SYSTEM)


def test_nothing_planned_is_for_the_executor_to_plan(region: Region) -> None:
    where = "/events/new/?code=vks-1"
    plan = Gap("institute", where, step="Запланировать событие", button="Запланировать", completes=False)
    assert said(region, HEADS, BEFORE) == (State.UNKNOWN, "ещё не запланировано", plan)
    event = region.plan("vks-1", LATER)
    with clock.at(noon(BEFORE)):
        actions.call_off(event=event, reason="болезнь", on=BEFORE, by=SYSTEM)
    assert said(region, HEADS, BEFORE)[2] == plan, "called off is as good as not planned"
    assert said(region, HEADS, BEFORE, noon(BEFORE - dt.timedelta(days=1)))[1] == f"{AHEAD}, приглашения ещё нет"


def test_a_series_is_made_before_its_sessions_are_planned(region: Region) -> None:
    first = said(region, SERIES, BEFORE)[2]
    seminar(region)
    second = said(region, SERIES, BEFORE)[2]
    assert (first.step, first.where) == ("Создать серию и запланировать занятие", "/events/series/new/?code=seminar")
    assert (second.step, second.where) == ("Запланировать занятие", "/events/new/?series=seminar")
    assert {first.closes, second.closes} == {"institute"}
    assert (first.completes, second.completes) == (False, False)
    page = region.client("institute").get(second.where).content.decode()
    assert '<option value="seminar" selected>' in page
    assert 'value="vks-1"' in region.client("institute").get("/events/new/?code=vks-1").content.decode()
    assert 'value="seminar"' in region.client("institute").get(first.where).content.decode()


def test_until_somebody_is_invited_the_organiser_invites(region: Region) -> None:
    event = region.plan("vks-1", LATER, organiser="ministry")
    state, reason, gap = said(region, HEADS, BEFORE)
    assert (state, reason) == (State.UNKNOWN, f"{AHEAD}, приглашения ещё нет")
    assert gap == Gap(
        "ministry",
        f"/events/{event.pk}/invited/",
        step="Пригласить на событие",
        button="Пригласить",
        by=LATER,
        completes=False,
    )
    invite(region, event, "head2")
    assert said(region, HEADS, BEFORE) == (state, reason, gap), "somebody else is invited"


def test_who_is_invited_answers_on_the_own_page(region: Region) -> None:
    event = region.plan("vks-1", LATER)
    invite(region, event, "head1")
    accept = Gap(
        "post", f"/events/{event.pk}/invited/answer/", step=ACCEPT, button="Ответить", by=LATER, completes=False
    )
    assert said(region, HEADS, BEFORE) == (State.UNKNOWN, "приглашение на 20.04.2022, ответа ещё нет", accept)
    assert region.client("head1").get(accept.where).status_code == 200


@pytest.mark.parametrize(
    ("answer", "more", "reason"),
    [
        ("yes", {}, "участие 20.04.2022 подтверждено"),
        ("no", {}, "приглашение на 20.04.2022 отклонено"),
        ("substitute", {"substitute_name": "Зорянка Ольга"}, "20.04.2022 придёт заместитель"),
    ],
)
def test_who_has_answered_has_nothing_to_do_before_the_day(
    region: Region, answer: str, more: dict[str, str], reason: str
) -> None:
    (row,) = invite(region, region.plan("vks-1", LATER), "head1")
    reply(row, answer, **more)
    assert said(region, HEADS, BEFORE) == (State.UNKNOWN, reason, Gap())


def test_an_answer_counts_from_its_day_and_from_when_it_is_known(region: Region) -> None:
    day, recorded = dt.date(2022, 4, 5), dt.date(2022, 4, 8)
    (row,) = invite(region, region.plan("vks-1", LATER), "head1")
    with clock.at(noon(recorded)):
        actions.answer(invitation=row, reply="yes", on=day, by=SYSTEM)
    reply(row, "no", recorded)
    reasons = {
        (as_of, known): said(region, HEADS, as_of, noon(known))[1]
        for as_of in (day, recorded)
        for known in (day, recorded)
    }
    assert reasons == {
        (day, day): "приглашение на 20.04.2022, ответа ещё нет",
        (day, recorded): "участие 20.04.2022 подтверждено",
        (recorded, day): "приглашение на 20.04.2022, ответа ещё нет",
        (recorded, recorded): "приглашение на 20.04.2022 отклонено",
    }


def test_for_a_school_anybody_with_a_post_in_it_that_day_answers(region: Region) -> None:
    event = region.plan("vks-1", LATER)
    region.hire("deputy", "Трясогузкина", Post.DEPUTY_HEAD, region.places.first)
    region.hire("curator", "Чижова", Post.CURATOR, region.places.first)
    invite(region, event, "curator")
    assert said(region, SCHOOLS, BEFORE)[2].step == "Пригласить на событие", "a curator is not the school"
    (row,) = invite(region, event, "deputy")
    gap = said(region, SCHOOLS, BEFORE)[2]
    assert (gap.closes, gap.step) == ("school", ACCEPT)
    assert gap.where == f"/events/{event.pk}/invited/", "the head, who closes it, has no invitation to answer"
    invite(region, event, "head1")
    assert said(region, SCHOOLS, BEFORE)[2].where == f"/events/{event.pk}/invited/answer/"
    reply(row, "yes")
    assert said(region, SCHOOLS, BEFORE)[1:] == ("участие 20.04.2022 подтверждено", Gap())
    end(region.people["deputy"][1], LATER)
    assert said(region, SCHOOLS, BEFORE)[1] == "приглашение на 20.04.2022, ответа ещё нет", "has left by the day"


def test_a_school_without_anybody_gets_a_head_first(region: Region) -> None:
    region.plan("vks-1", LATER)
    end(region.people["head1"][1], LATER)
    pk = region.places.first.pk
    for formula in (SCHOOLS, HEADS):
        state, reason, gap = said(region, formula, BEFORE)
        assert (state, reason) == (State.UNKNOWN, f"{AHEAD}, приглашать некого")
        assert gap == Gap(
            "ministry",
            f"/appointments/new/?post=school_head&school={pk}",
            step="Назначить руководителя школы",
            button="Назначить",
            by=LATER,
            completes=False,
        )


def test_on_its_day_the_organiser_says_what_became_of_it(region: Region) -> None:
    event = region.plan("vks-1", LATER)
    (row,) = invite(region, event, "head1")
    reply(row, "yes")
    eve = LATER - dt.timedelta(days=1)
    assert said(region, HEADS, eve)[2] == Gap()
    state, reason, gap = said(region, HEADS, LATER)
    assert (state, reason) == (State.UNKNOWN, f"{AHEAD}, не отмечено, состоялось ли")
    assert gap == Gap(
        "institute",
        f"/events/{event.pk}/",
        step="Отметить, что событие состоялось, или назвать другой день",
        button="Отметить",
        completes=False,
    )
    with clock.at(noon(LATER)):
        may = dt.date(2022, 5, 11)
        actions.move(event=event, planned=actions.Planned(on=may), reason="карантин", on=LATER, by=SYSTEM)
    assert said(region, HEADS, LATER)[1:] == ("участие 11.05.2022 подтверждено", Gap())


def test_after_it_the_organiser_closes_the_list_and_who_was_absent_is_final(region: Region) -> None:
    event = region.held()
    state, _reason, gap = said(region, HEADS, BEFORE)
    assert state is State.UNKNOWN
    assert gap == Gap("institute", f"/events/{event.pk}/attendance/", step="Закрыть список явки", button="Закрыть явку")
    with clock.at(noon(BEFORE)):
        actions.close_attendance(event=event, on=BEFORE, by=SYSTEM)
    assert said(region, HEADS, BEFORE) == (State.MISSING, "отсутствие", Gap(final=True))


def test_the_absent_are_asked_to_the_next_session(region: Region) -> None:
    may, june = dt.date(2022, 5, 11), dt.date(2022, 6, 8)
    held, later, last = seminar(region, MARCH, june, may)
    hold(held, MARCH, close=True)
    state, reason, gap = said(region, SERIES, BEFORE)
    assert (state, reason) == (
        State.MISSING,
        "отсутствие; следующее: запланировано на 11.05.2022, приглашения ещё нет",
    )
    assert (gap.where, gap.by, gap.final) == (f"/events/{last.pk}/invited/", may, False)
    (row,) = invite(region, last, "head1")
    reply(row, "no")
    assert said(region, SERIES, BEFORE)[2].where == f"/events/{later.pk}/invited/", "one more comes after it"
    (row,) = invite(region, later, "head1")
    assert said(region, SERIES, BEFORE)[2].where == f"/events/{later.pk}/invited/answer/"
    reply(row, "no")
    assert said(region, SERIES, BEFORE)[1:] == ("отсутствие; следующее: приглашение на 11.05.2022 отклонено", Gap())


def test_of_a_vacant_post_the_ministry_appoints_before_the_day(region: Region) -> None:
    end(region.people["head1"][1], MARCH)
    event = region.plan("vks-1", LATER)
    appoint = Gap(
        "ministry",
        f"/appointments/new/?post=school_head&school={region.places.first.pk}",
        step="Назначить руководителя школы",
        button="Назначить",
        by=LATER,
        completes=False,
    )
    assert said(region, HEADS, BEFORE) == (State.MISSING, "должность была вакантна", appoint)
    hold(event, LATER, close=True)
    assert said(region, HEADS, LATER) == (State.MISSING, "должность была вакантна", Gap("ministry", final=True))


@pytest.mark.parametrize(
    ("level", "where"), [("regional", "на региональном событии"), ("municipal", "на муниципальном событии")]
)
def test_a_school_that_presented_nothing_presents_its_experience(region: Region, level: str, where: str) -> None:
    formula = f'count(schools(current), presented("{level}"))'
    gap = Gap("school", "/events/?stage=ahead", step=f"Представить опыт школы {where}", button="Посмотреть события")
    assert said(region, formula, BEFORE) == (State.MISSING, "пока ничего не представлено", gap)
