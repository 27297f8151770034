"""What may happen to a work, to an entry of the bank and to an innovation site, in which order, and what is undone."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from opora.core import clock
from opora.core.models import JournalEntry, stamp
from opora.practices import actions
from opora.practices.actions import NewPractice, NewWork
from opora.practices.models import InnovationSite, Practice, Work, WorkAcceptance, WorkPublication
from opora.practices.states import State, course_now, courses
from tests.practices.fair import JUDGE, TODAY, Fair, june

pytestmark = pytest.mark.django_db
TOLD = NewPractice(title="Час  чтения", direction="Чтение", summary="О чём она.")


def accepted(fair: Fair) -> Work:
    work = fair.work("first", june(6))
    actions.accept(work=work, on=june(20), by=JUDGE)
    return work


def state(work: Work) -> State:
    return course_now(work).state


def test_a_work_is_returned_comes_again_is_accepted_and_published(fair: Fair) -> None:
    work = fair.work("first", june(6))
    assert state(work) is State.WAITING
    actions.return_work(work=work, remarks="Допишите", on=june(8), by=JUDGE)
    assert state(work) is State.RETURNED
    actions.hand_in_again(work=work, on=june(9), by=JUDGE)
    assert state(work) is State.WAITING
    actions.accept(work=work, on=june(9), by=JUDGE)
    assert state(work) is State.ACCEPTED
    actions.publish(work=work, link="https://example.org/1", on=june(10), by=JUDGE)
    assert state(work) is State.PUBLISHED
    verbs = JournalEntry.objects.filter(about=f"school:{work.school_id}").order_by("pk").values_list("verb", flat=True)
    assert list(verbs)[-5:] == ["hand-in", "return", "hand-in-again", "accept", "publish"]


def test_the_state_of_an_earlier_day_is_what_it_was(fair: Fair) -> None:
    work = fair.work("first", june(6))
    actions.return_work(work=work, remarks="Допишите", on=june(8), by=JUDGE)
    actions.hand_in_again(work=work, on=june(12), by=JUDGE)
    then = [courses([work], june(number), clock.now())[0].state for number in (7, 8, 11, 12)]
    assert then == [State.WAITING, State.RETURNED, State.RETURNED, State.WAITING]


Refused = Callable[[Fair], object]


def _of(author: str, **more: object) -> Refused:
    def act(fair: Fair) -> object:
        told = {"at": "festival", "kind": "experience", "title": "Работа", "on": june(7), **more}
        who = getattr(fair.made, author)
        return actions.hand_in(programme=fair.programme, work=NewWork(author=who, **told), by=JUDGE)  # type: ignore[arg-type] # told in the test

    return act


def _twice(fair: Fair) -> None:
    fair.work("first", june(6), title="Одна  и та же")
    fair.work("first", june(7), title=" Одна и та же ")


def _accept_returned(fair: Fair) -> None:
    work = fair.work("first", june(6))
    actions.return_work(work=work, remarks="Допишите", on=june(8), by=JUDGE)
    actions.accept(work=work, on=june(9), by=JUDGE)


def _accept_twice(fair: Fair) -> None:
    actions.accept(work=accepted(fair), on=june(21), by=JUDGE)


REFUSED: dict[str, tuple[Refused, str]] = {
    "a day to come": (_of("first", on=TODAY + dt.timedelta(days=1)), "has not come yet"),
    "no code": (_of("first", kind="Опыт!"), "A code is small Latin letters"),
    "no title": (_of("first", title=" "), "blank"),
    "the same again": (_twice, "handed in already"),
    "accepted while returned": (_accept_returned, "returned and not handed in again"),
    "accepted twice": (_accept_twice, "accepted already"),
    "accepted before it came": (
        lambda fair: actions.accept(work=fair.work("first", june(6)), on=june(5), by=JUDGE),
        "before what happened last",
    ),
    "published while waiting": (
        lambda fair: actions.publish(work=fair.work("first", june(6)), link="https://e.org", on=june(7), by=JUDGE),
        "Only a work that was accepted",
    ),
    "published nowhere": (lambda fair: actions.publish(work=accepted(fair), on=june(21), by=JUDGE), "Give the address"),
    "returned without remarks": (
        lambda fair: actions.return_work(work=fair.work("first", june(6)), remarks=" ", on=june(7), by=JUDGE),
        "Say what should be changed",
    ),
    "again without a return": (
        lambda fair: actions.hand_in_again(work=fair.work("first", june(6)), on=june(7), by=JUDGE),
        "Only a work that was returned",
    ),
    "an accepted work taken back": (
        lambda fair: actions.take_back(work=accepted(fair), reason="x", by=JUDGE),
        "take the acceptance back first",
    ),
    "a person's work in the bank": (
        lambda fair: actions.publish_in_bank(
            work=fair.work("curator", june(6)), direction="x", summary="x", on=june(7), by=JUDGE
        ),
        "holds practices of schools",
    ),
}


@pytest.mark.parametrize("which", REFUSED)
def test_what_makes_no_sense_is_refused_with_a_reason(fair: Fair, which: str) -> None:
    act, told = REFUSED[which]
    with pytest.raises(ValidationError, match=told):
        act(fair)


def test_steps_are_taken_back_one_after_the_other_and_stay_known_for_earlier_moments(fair: Fair) -> None:
    work = accepted(fair)
    actions.publish(work=work, link="https://example.org/1", on=june(21), by=JUDGE)
    moment, acceptance = clock.now(), WorkAcceptance.objects.get()
    with pytest.raises(ValidationError, match="Something happened after it"):
        actions.take_back_step(step=acceptance, reason="x", by=JUDGE)
    with clock.at(moment + dt.timedelta(hours=1)):
        for step in (WorkPublication.objects.get(), acceptance):
            actions.take_back_step(step=step, reason="по ошибке", by=JUDGE)
        assert state(work) is State.WAITING
        actions.take_back(work=work, reason="по ошибке", by=JUDGE)
        assert not Work.objects.standing().exists()
    assert courses([work], TODAY, moment)[0].state is State.PUBLISHED


def test_an_accepted_work_gets_into_the_bank_and_out_of_it(fair: Fair) -> None:
    work = accepted(fair)
    practice = actions.publish_in_bank(work=work, direction="Чтение", summary="О чём", on=june(21), by=JUDGE)
    assert (practice.school, practice.work, practice.region) == (fair.made.first, work, fair.made.region)
    assert state(work) is State.PUBLISHED
    with pytest.raises(ValidationError, match="entry of the bank already"):
        actions.publish_in_bank(work=work, direction="Чтение", summary="О чём", on=june(22), by=JUDGE)
    actions.withdraw(practice=practice, reason="устарела", by=JUDGE)
    assert state(work) is State.ACCEPTED, "published nowhere else"


def test_a_work_published_at_an_address_stays_published_without_its_entry(fair: Fair) -> None:
    work = accepted(fair)
    actions.publish(work=work, link="https://example.org/1", on=june(21), by=JUDGE)
    practice = actions.publish_in_bank(work=work, direction="Чтение", summary="О чём", on=june(22), by=JUDGE)
    actions.withdraw(practice=practice, reason="устарела", by=JUDGE)
    assert state(work) is State.PUBLISHED


def test_a_practice_that_internships_show_stays_until_the_site_ends(fair: Fair) -> None:
    practice = actions.add_practice(school=fair.made.second, practice=TOLD, on=june(1), by=JUDGE)
    assert practice.title == "Час чтения"
    site = actions.name_site(
        school=fair.made.fourth, topic="Чтение", basis="приказ 1", practice=practice, on=june(2), by=JUDGE
    )
    with pytest.raises(ValidationError, match="end or take back the site first"):
        actions.withdraw(practice=practice, reason="x", by=JUDGE)
    with pytest.raises(ValidationError, match="innovation site already"):
        actions.name_site(school=fair.made.fourth, topic="Ещё", basis="приказ 2", on=june(3), by=JUDGE)
    with pytest.raises(ValidationError, match="cannot end before it began"):
        actions.end_site(site=site, on=june(1), basis="приказ 3", by=JUDGE)
    actions.end_site(site=site, on=june(10), basis="приказ 3", by=JUDGE)
    actions.withdraw(practice=practice, reason="устарела", by=JUDGE)
    again = actions.name_site(school=fair.made.fourth, topic="Ещё", basis="приказ 4", on=june(10), by=JUDGE)
    in_force = [
        list(InnovationSite.objects.in_force(june(number), clock.now()).values_list("topic", flat=True))
        for number in (1, 2, 9, 10)
    ]
    assert in_force == [[], ["Чтение"], ["Чтение"], ["Ещё"]]
    actions.take_back_site(site=again, reason="по ошибке", by=JUDGE)
    assert not InnovationSite.objects.in_force(TODAY, clock.now()).exists()


@pytest.mark.parametrize("authors", [{}, {"school": "first", "person": "curator"}], ids=["nobody", "two"])
def test_the_database_wants_one_author(fair: Fair, authors: dict[str, str]) -> None:
    known = {"first": fair.made.first, "curator": fair.person("curator")}
    made = {name: known[who] for name, who in authors.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Work.objects.create(programme=fair.programme, at="a", kind="b", title="c", **made, **stamp(on=TODAY, by=JUDGE))


def test_the_database_wants_a_publication_to_be_somewhere_and_one_acceptance(fair: Fair) -> None:
    work = accepted(fair)
    for table in (WorkPublication, WorkAcceptance):
        with pytest.raises(IntegrityError), transaction.atomic():
            table.objects.create(work=work, **stamp(on=TODAY, by=JUDGE))
    assert not Practice.objects.exists()
