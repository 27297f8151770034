"""Who was there: named within reach, counted beyond it; noted by hand, with substitutes; what participants think."""

import datetime as dt
from http import HTTPStatus

import pytest

from opora.core import clock
from opora.core.actors import SYSTEM
from opora.core.models import JournalEntry
from opora.events import actions
from opora.events.models import Event, Feedback, FeedbackMark, Presence
from tests.accounts.people import person
from tests.core.markup import HOSTILE, text
from tests.events.planned import MARCH, NOW, Region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("april")]

SURNAMES = {"head1": "Курочкина", "head2": "Цаплина", "head3": "Зяблова"}


def seen(region: Region, who: str, event: Event, query: str = "") -> set[str]:
    """The heads a page names as present, and "others" with their number."""
    context = region.client(who).get(f"/events/{event.pk}/present/{query}").context
    listed = context["listed"]
    named = {one.name.partition(" ")[0] for one in (*listed.own, *listed.substitutes)}
    return named | ({f"others: {listed.others}"} if listed.others else set())


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("institute", {"Курочкина", "Цаплина", "Зяблова"}),
        ("coordinator", {"Курочкина", "Цаплина", "others: 1"}),
        ("head3", {"Зяблова", "others: 2"}),
        ("expert", {"others: 3"}),
    ],
)
def test_names_are_shown_within_reach_and_the_others_are_counted(region: Region, who: str, names: set[str]) -> None:
    event = region.held("vks-1", "head1", "head2", "head3")
    assert seen(region, who, event) == names
    page = region.client(who).get(f"/events/{event.pk}/present/").content.decode()
    assert {name for name in SURNAMES.values() if name in page} == {n for n in names if not n.startswith("others")}
    assert "Отмечено" in text(page) or "Отмечены 3 человека." in text(page)


def test_who_never_held_a_post_is_named_to_who_sees_the_whole_region(region: Region) -> None:
    event, stray = region.held("vks-1", "head1"), person("Кукушкина", "stray")
    with clock.at(NOW):
        actions.note_presences(event=event, people=[stray], by=SYSTEM)
    assert seen(region, "institute", event) == {"Курочкина", "Кукушкина"}
    assert seen(region, "controller", event) == {"Курочкина", "Кукушкина"}
    assert seen(region, "coordinator", event) == {"Курочкина", "others: 1"}


def test_those_ticked_are_noted_once(region: Region) -> None:
    event, client = region.held("vks-1", "head1"), region.client("institute")
    address = f"/events/{event.pk}/present/"
    awaited = [person.pk for person, _what in client.get(address).context["awaited"]]
    assert set(awaited) == {region.people[name][0].pk for name in ("head2", "head3")}
    stranger = region.people["coordinator"][0].pk
    for _again in range(2):
        client.post(f"{address}note/", {"person": [*map(str, awaited), str(stranger), "x", "9" * 30]})
    assert seen(region, "institute", event) == set(SURNAMES.values())
    assert Presence.objects.count() == 3
    answer = client.post(f"{address}note/", {}, follow=True)
    assert "Никто не выбран." in text(answer.content.decode())


def test_a_substitute_is_shown_apart_and_the_one_replaced_stays_awaited(region: Region) -> None:
    event, client = region.held("vks-1", "head1"), region.client("institute")
    address, replaced = f"/events/{event.pk}/present/", region.people["head2"][0]
    came = {"who": "Сойкина Елена Викторовна", "in_place_of": str(replaced.pk)}
    client.post(f"{address}came/", came)
    context = client.get(address).context
    assert [(one.name, one.in_place_of) for one, _back in context["substitutes"]] == [
        ("Сойкина Елена Викторовна", "Цаплина Елена Викторовна")
    ]
    assert replaced.pk in {person.pk for person, _what in context["awaited"]}
    assert "в списке, тот отсутствовал" in text(client.get(f"/events/{event.pk}/close/").content.decode())


@pytest.mark.parametrize(
    ("who", "told"),
    [
        ("", "Напишите, кто это."),
        ("Марабу", "Такого человека в списке нет"),
        ("Елена", "Выберите, о ком речь"),
        ("Цаплина Елена Викторовна", "Это один и тот же человек."),
    ],
)
def test_somebody_else_is_named_without_doubt_or_not_noted(region: Region, who: str, told: str) -> None:
    event = region.held("vks-1", "head1")
    said = {"who": who, "in_place_of": str(region.people["head2"][0].pk)}
    answer = region.client("institute").post(f"/events/{event.pk}/present/came/", said)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert told in text(answer.content.decode())
    assert Presence.objects.count() == 1


def test_a_presence_is_taken_back_until_the_attendance_is_closed(region: Region) -> None:
    event, client = region.held("vks-1", "head1", "head2"), region.client("institute")
    first, second = Presence.objects.order_by("pk")
    client.post(f"/events/{event.pk}/take-back/presence/{first.pk}/", {"reason": "ошибка"})
    assert seen(region, "institute", event) == {"Цаплина"}
    assert seen(region, "institute", event, "?known_at=2022-03-20") == {"Курочкина", "Цаплина"}
    client.post(f"/events/{event.pk}/close/", {"on": "2022-04-01"})
    refused = client.post(f"/events/{event.pk}/take-back/presence/{second.pk}/", {"reason": "ошибка"})
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    for step in ("note", "came"):
        assert client.post(f"/events/{event.pk}/present/{step}/", {}).status_code == HTTPStatus.NOT_FOUND


def test_nobody_was_at_an_event_that_was_not_held(region: Region) -> None:
    event = region.plan()
    assert region.client("institute").get(f"/events/{event.pk}/present/").status_code == HTTPStatus.NOT_FOUND


# What participants think ----------------------------------------------------------------------------------------------


def answer(region: Region, who: str, event: Event, mark: object = 4, remark: str = "") -> int:
    said = {"usefulness": str(mark), "remark": remark}
    return region.client(who).post(f"/events/{event.pk}/feedback/", said).status_code


def _written() -> list[str]:
    """What the journal knows, signing in left out."""
    return [entry.verb for entry in JournalEntry.objects.order_by("pk") if "sign" not in entry.verb]


def test_who_was_there_answers_once_and_nothing_leads_to_the_answer(region: Region) -> None:
    event = region.held("vks-1", "head1")
    before = _written()
    page = f"/events/{event.pk}/"
    assert "Отправить ответ" in region.client("head1").get(page).content.decode()
    assert "Отправить ответ" not in region.client("head2").get(page).content.decode()
    assert answer(region, "head2", event) == HTTPStatus.NOT_FOUND
    assert answer(region, "head1", event, 6) == HTTPStatus.UNPROCESSABLE_ENTITY
    assert answer(region, "head1", event, remark="полезно") == HTTPStatus.FOUND
    assert answer(region, "head1", event) == HTTPStatus.NOT_FOUND
    assert "Вы ответили. Спасибо." in region.client("head1").get(page).content.decode()
    given, mark = Feedback.objects.get(), FeedbackMark.objects.get()
    assert (given.usefulness, given.remark, given.answered_on) == (4, "полезно", NOW.date())
    assert mark.person == region.people["head1"][0]
    assert given.key != mark.key
    assert {field.name for field in FeedbackMark._meta.concrete_fields} == {"key", "event", "person"}
    assert {field.name for field in Feedback._meta.concrete_fields} == {
        *("key", "event", "answered_on", "usefulness", "remark")
    }
    assert _written() == before


def test_organisers_learn_nothing_of_fewer_than_five_answers(region: Region) -> None:
    five = ("head1", "head2", "head3", "coordinator", "expert")
    event = region.held("vks-1", *five)
    page = f"/events/{event.pk}/"
    for n, who in enumerate(five, start=1):
        assert answer(region, who, event, mark=5 if n < 5 else 1, remark=f"<b>замечание</b> {n}") == HTTPStatus.FOUND
        shown = region.client("institute").get(page).content.decode()
        assert ("замечание" in shown) == (n == 5), n
    feedback = region.client("institute").get(page).context["feedback"]
    assert feedback.marks == ((5, 4), (4, 0), (3, 0), (2, 0), (1, 1))
    assert "<b>замечание" not in shown
    for who in ("head1", "controller"):
        assert "замечание" not in region.client(who).get(page).content.decode()
    early = region.client("institute").get(f"{page}?as_of=2022-03-20").context["feedback"]
    assert (early.count, early.enough) == (0, False)


def test_a_hostile_remark_comes_back_as_text_with_the_mistake(region: Region) -> None:
    event = region.held("vks-1", "head1")
    said = {"remark": HOSTILE}
    page = region.client("head1").post(f"/events/{event.pk}/feedback/", said).content.decode()
    assert "Выберите оценку от 1 до 5." in page
    assert "<script>alert" not in page


def test_before_an_event_was_held_nobody_is_asked(region: Region) -> None:
    event = region.plan()
    assert answer(region, "head1", event) == HTTPStatus.NOT_FOUND
    with clock.at(NOW):
        actions.hold(event=event, on=MARCH, by=SYSTEM)
        actions.note_presences(event=event, people=[region.people["head1"][0]], by=SYSTEM)
    with clock.at(NOW + dt.timedelta(days=1)):
        assert answer(region, "head1", event) == HTTPStatus.FOUND
