"""Inviting by a population and by hand: whom it means, who was asked, which letters go and which do not any more."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from opora.core import clock
from opora.core.actors import SYSTEM
from opora.events import actions, letters
from opora.events.actions import Planned
from opora.events.invited import guests_of, told
from opora.events.models import Invitation
from opora.indicators.subjects import HeldPost, Population, Subject
from opora.outbox import guards
from opora.outbox.models import Mailing
from tests.accounts.people import appoint, end, person, signed_in
from tests.core.markup import HOSTILE, tables, text
from tests.events import days
from tests.events.days import DAY, Day

pytestmark = pytest.mark.django_db

BEFORE = dt.datetime(2022, 4, 1, 5, tzinfo=dt.UTC)
ORGANISER, COORDINATOR = 23, 24
"""Queries of the page."""
SENTENCE = "school_heads(current) | curators(current) | coordinators(current)"


@pytest.fixture
def day() -> Iterator[Day]:
    made = days.make()
    with clock.at(BEFORE):
        actions.change_event(event=made.event, changes={"invited": SENTENCE}, by=SYSTEM)
        yield made


def page(day: Day, name: str = "invited", *more: object) -> str:
    return reverse(f"events:{name}", args=[day.event.pk, *more])


def invited(day: Day, *names: str) -> list[Invitation]:
    people = {day.user(name).pk: "приглашённый" for name in names}
    return actions.invite(event=day.event, people=people, on=BEFORE.date(), by=SYSTEM)


def names(day: Day) -> set[str]:
    return {one.name.split()[0] for one in guests_of(day.event, BEFORE.date(), clock.now())}


def test_a_population_is_people_once_with_all_posts_and_vacancies_apart() -> None:
    posts = HeldPost("директор А"), HeldPost("директор Б")
    population = Population(
        [
            Subject("post", "h:1", "директор А", posts=posts[:1], person_id=7),
            Subject("post", "h:2", "директор Б", posts=posts[1:], person_id=7),
            Subject("post", "h:3", "директор В", posts=(HeldPost("директор В"),)),
            Subject("person", "person:9", "Чижова", posts=(HeldPost("куратор А"), posts[0]), person_id=9),
            Subject("school", "school:1", "СОШ № 1"),
        ]
    )
    meant = told(population)
    assert meant.people == {7: "директор А; директор Б", 9: "куратор А; директор А"}
    assert (meant.vacant, meant.others) == (("директор В",), ("СОШ № 1",))


def test_the_organiser_sees_the_difference_and_invites_once(day: Day) -> None:
    client = day.client("ministry")
    before = text(client.get(page(day)).content.decode())
    assert "Ещё не приглашены 4 человека" in before
    assert "Вакансии, приглашать некого: руководитель, Боровская № 2" in before  # vacant
    for _time in range(2):
        assert client.post(page(day, "invite")).status_code == 302
    assert names(day) == {"Перепёлкина", "Скворцова", "Чижова", "Журавлёва"}
    curator = Invitation.objects.get(person=day.user("curator"))
    assert curator.posts == "куратор, Боровская № 1"
    newcomer = person("Зарянка", "zaryanka")
    appoint(newcomer, "school_head", day.made.second, on=dt.date(2022, 3, 1))
    after = text(client.get(page(day)).content.decode())
    assert "Ещё не приглашён 1 человек" in after
    assert "Зарянка" in after


def test_who_left_the_population_is_told_and_not_thrown_out(day: Day) -> None:
    client = day.client("ministry")
    client.post(page(day, "invite"))
    end(day.people["curator"][1], on=dt.date(2022, 3, 20))
    shown = text(client.get(page(day)).content.decode())
    assert "Приглашены, но больше не подходят: Чижова" in shown
    assert "Чижова" in names(day)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_a_fixed_number_of_queries(
    day: Day, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for one in invited(day, *["head", "curator", "luga_head"][:rows]):
        actions.answer(invitation=one, reply="yes", on=BEFORE.date(), by=SYSTEM)
    for who, queries in (("ministry", ORGANISER), ("coordinator", COORDINATOR)):
        client = day.client(who)
        with django_assert_num_queries(queries):
            client.get(page(day))
    assert len(tables(day.client("ministry").get(page(day)).content.decode())["h-guests"]) == rows


def test_others_see_people_of_their_own_only(day: Day) -> None:
    invited(day, "head", "luga_head")
    actions.invite_guest(event=day.event, name="Гость Тайный", email="g@x.example", on=BEFORE.date(), by=SYSTEM)
    shown = day.client("coordinator").get(page(day)).content.decode()
    assert [row[0].split()[0] for row in tables(shown)["h-guests"]] == ["Перепёлкина"]
    assert "Приглашены 3 человека" in text(shown)
    for path in (page(day), page(day, "invited_phones"), page(day, "invited_file", "csv")):
        answer = day.client("coordinator").get(path)
        assert answer.status_code == 200
        read = answer.content.decode()
        assert ("Перепёлкина" in read, "Скворцова" in read, "Тайный" in read) == (True, False, False)


def test_a_restricted_reader_learns_of_no_post_elsewhere(day: Day) -> None:
    appoint(day.user("head"), "curator", day.made.third)
    day.client("ministry").post(page(day, "invite"))
    both = Invitation.objects.get(person=day.user("head")).posts
    assert ("Боровская № 1" in both, "Лужская" in both) == (True, True)
    shown = tables(day.client("coordinator").get(page(day)).content.decode())["h-guests"]
    (row,) = [row for row in shown if "Перепёлкина" in row[0]]
    assert ("Боровская № 1" in row[0], "Лужская" in row[0]) == (True, False)


@pytest.mark.parametrize(
    "name", ["invite", "invite_guest", "capacity", "write_invited", "invitation", "take_invitation_back"]
)
def test_only_organisers_write(day: Day, name: str) -> None:
    (row,) = invited(day, "head")
    more = [row.pk] if name in ("invitation", "take_invitation_back") else []
    for who in ("coordinator", "head"):
        sent = {"reply": "no", "reason": "x", "name": "x", "kind": letters.INVITATION}
        assert day.client(who).post(page(day, name, *more), sent).status_code == 404
    past = "?known_at=2022-04-01"
    assert day.client("ministry").post(page(day, name, *more) + past, sent).status_code == 404
    assert not row.answers.exists()
    assert Invitation.objects.standing().count() == 1


def test_an_earlier_day_in_the_address_writes_what_holds_on_the_last_day(day: Day) -> None:
    (row,) = invited(day, "head")
    client, early = day.client("ministry"), "?as_of=2022-03-05"
    assert "Пока никто не приглашён" in text(client.get(page(day) + early).content.decode())
    assert client.get(page(day, "invitation", row.pk) + early).status_code == 200
    assert client.post(page(day, "invitation", row.pk) + early, {"reply": "yes"}).status_code == 302
    assert row.answers.get().occurred_on == BEFORE.date()


def test_contacts_are_for_who_may_see_them(day: Day) -> None:
    head = day.user("head")
    type(head).objects.filter(pk=head.pk).update(email="pere@school.example", phone="+73852000000")
    invited(day, "head")
    for who, sees in (("ministry", True), ("coordinator", True)):
        assert ("pere@school.example" in day.client(who).get(page(day)).content.decode()) is sees
    controller = person("Кулик", "kulik")
    held = appoint(controller, "controller", day.made.region)
    client = signed_in(controller, held)
    assert "pere@school.example" not in client.get(page(day)).content.decode()
    assert b"pere@school" not in client.get(page(day, "invited_file", "csv")).content
    assert client.get(page(day, "invited_phones")).status_code == 404


def test_a_guest_is_invited_once_by_address_or_name(day: Day) -> None:
    client = day.client("ministry")
    for name, email in (
        ("Гость А", "g@x.example"),
        ("Гость А.", "G@x.example"),
        ("Без Адреса", ""),
        ("без адреса", ""),
    ):
        assert client.post(page(day, "invite_guest"), {"name": name, "email": email}).status_code == 302
    assert names(day) == {"Гость", "Без"}
    wrong = client.post(page(day, "invite_guest"), {"name": HOSTILE, "email": "нет"})
    assert wrong.status_code == 422
    assert b"<script>alert" not in wrong.content


def test_after_taking_back_one_can_be_invited_again(day: Day) -> None:
    (row,) = invited(day, "head")
    with pytest.raises(ValidationError):
        actions.take_invitation_back(invitation=row, reason=" ", by=SYSTEM)
    actions.take_invitation_back(invitation=row, reason="ошибка", by=SYSTEM)
    assert names(day) == set()
    (again,) = invited(day, "head")
    assert again.key != row.key


def test_nobody_is_invited_to_what_is_over(day: Day) -> None:
    actions.call_off(event=day.event, reason="карантин", on=BEFORE.date(), by=SYSTEM)
    with pytest.raises(ValidationError, match="отменено"):
        invited(day, "head")
    with pytest.raises(ValidationError, match="отменено"):
        actions.invite_guest(event=day.event, name="Гость", email="", on=BEFORE.date(), by=SYSTEM)


def drafted(day: Day, kind: str) -> Mailing:
    client = day.client("ministry")
    answer = client.post(page(day, "write_invited"), {"kind": kind})
    assert day.event.title in text(client.get(answer.url).content.decode())
    return Mailing.objects.latest("pk")


def test_the_invitation_says_what_when_and_where_and_brings_the_calendar(day: Day) -> None:
    head = day.user("head")
    type(head).objects.filter(pk=head.pk).update(email="pere@school.example")
    (row,) = invited(day, "head")
    mailing = drafted(day, letters.INVITATION)
    message = mailing.messages.get()
    for said in ("Совещание о чтении", "12.04.2022, 10:00–12:00 (UTC+7)", "Приобск, зал института", row.key):
        assert said in message.body
    assert "Елена Викторовна" in message.body
    calendar = message.files.get().content
    for line in (f"UID:event-{day.event.pk}@opora", "SEQUENCE:0", "TZID:Asia/Barnaul", "20220412T100000"):
        assert line in calendar


def test_the_number_of_the_calendar_entry_grows(day: Day) -> None:
    head = day.user("head")
    type(head).objects.filter(pk=head.pk).update(email="pere@school.example")
    invited(day, "head")
    planned = Planned(on=DAY + dt.timedelta(days=3))
    actions.move(event=day.event, planned=planned, reason="гроза", on=BEFORE.date(), by=SYSTEM)
    moved = drafted(day, letters.CHANGE).messages.get()
    assert "15.04.2022" in moved.subject
    assert "гроза" in moved.body
    assert "SEQUENCE:1" in moved.files.get().content
    assert guards.ask(letters.CHANGE, moved.mailing.arguments, head.key) is True
    actions.call_off(event=day.event, reason="карантин", on=BEFORE.date(), by=SYSTEM)
    off = drafted(day, letters.CHANGE).messages.get()
    assert "карантин" in off.body
    assert {"SEQUENCE:2", "STATUS:CANCELLED"} <= set(off.files.get().content.splitlines())
    assert guards.ask(letters.CHANGE, moved.mailing.arguments, head.key) is not True
    assert guards.ask(letters.CHANGE, off.mailing.arguments, head.key) is True


def test_a_letter_is_asked_again_before_it_goes(day: Day) -> None:
    yes, no, silent = invited(day, "head", "curator", "coordinator")
    said = {"event": day.event.pk}
    keys = {name: day.user(name).key for name in ("head", "curator", "coordinator")}
    for row, reply in ((yes, "yes"), (no, "no")):
        actions.answer(invitation=row, reply=reply, on=BEFORE.date(), by=SYSTEM)

    def needed(kind: str) -> list[str]:
        return [name for name, key in keys.items() if guards.ask(kind, said, key) is True]

    assert needed(letters.INVITATION) == ["head", "coordinator"]
    assert needed(letters.REMINDER) == ["coordinator"]
    actions.take_invitation_back(invitation=silent, reason="ошибка", by=SYSTEM)
    assert needed(letters.REMINDER) == []
    actions.call_off(event=day.event, reason="карантин", on=BEFORE.date(), by=SYSTEM)
    assert needed(letters.INVITATION) == []


def test_a_guest_gets_letters_too(day: Day) -> None:
    row = actions.invite_guest(event=day.event, name="Гость А", email="g@x.example", on=BEFORE.date(), by=SYSTEM)
    message = drafted(day, letters.INVITATION).messages.get()
    assert (message.recipient, message.address) == (f"invitation:{row.pk}", "g@x.example")
    assert row.key in message.body
    for reply, needed in (("yes", True), ("no", False)):
        actions.answer(invitation=row, reply=reply, on=BEFORE.date(), by=SYSTEM)
        assert (guards.ask(letters.INVITATION, {"event": day.event.pk}, message.recipient) is True) is needed


def test_reminders_go_to_who_is_silent(day: Day) -> None:
    rows = invited(day, "head", "curator")
    actions.answer(invitation=rows[0], reply="no", on=BEFORE.date(), by=SYSTEM)
    recipients = drafted(day, letters.REMINDER).messages.values_list("recipient", flat=True)
    assert list(recipients) == [day.user("curator").key]
