"""Planning an event on a page: what is refused and how it is told, what the sentence of the invited says, a copy."""

from http import HTTPStatus
from typing import Any

import pytest

from opora.core.journal import details_of
from opora.core.models import JournalEntry
from opora.events.models import Event
from opora.events.views.planning import next_code
from tests.core.markup import HOSTILE, text
from tests.events.planned import HEADS, LATER, Region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("april")]

SAID: dict[str, Any] = {
    "kind": "intensive",
    "title": "Интенсив",
    "code": "intensive-1",
    "on": "2022-04-20",
    "starts_at": "10:00",
    "ends_at": "12:30",
    "place": "Приобск",
    "link": "https://vks.example.ru/1",
    "invited": HEADS,
    "level": "regional",
    "organiser": "institute",
    "agenda": "10:00 начало",
    "capacity": "30",
    "least_minutes": "45",
}


def test_an_event_is_planned_from_the_day_it_is_written(region: Region) -> None:
    answer = region.client("institute").post("/events/new/", SAID)
    event = Event.objects.get(code="intensive-1")
    assert answer["Location"] == f"/events/{event.pk}/"
    plan = event.plannings.get()
    assert [str(event.occurred_on), str(plan.planned_on), str(plan.starts_at)] == [
        "2022-04-01",
        "2022-04-20",
        "10:00:00",
    ]
    assert (event.capacity, event.least_minutes, event.agenda) == (30, 45, "10:00 начало")


def test_one_of_the_past_is_known_from_its_own_day(region: Region) -> None:
    region.client("institute").post("/events/new/", {**SAID, "on": "2022-03-05"})
    assert str(Event.objects.get(code="intensive-1").occurred_on) == "2022-03-05"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"title": " "}, "Напишите название."),
        ({"code": "ВКС 1"}, "Строчные латинские буквы"),
        ({"on": "31.02.2022"}, "Напишите дату так"),
        ({"on": "1999-01-01"}, "Можно записать дни с 2000 года"),
        ({"on": "2029-01-01"}, "не дальше трёх лет вперёд"),
        ({"starts_at": "25:00"}, "Напишите время так: 10:30."),
        ({"starts_at": ""}, "Укажите начало"),
        ({"ends_at": "09:00"}, "Окончание должно быть позже начала."),
        ({"link": "javascript:alert(1)"}, "Напишите адрес целиком"),
        ({"invited": "schol_heads(current)"}, "столбец 1: слова «schol_heads» нет; возможно, «school_heads»?"),
        ({"invited": 'visited("first")'}, "столбец 1"),
        ({"capacity": "0"}, "1"),
        ({"kind": "party"}, "party"),
    ],
)
def test_what_is_wrong_is_told_beside_the_field_and_nothing_is_written(
    region: Region, wrong: dict[str, str], told: str
) -> None:
    answer = region.client("ministry").post("/events/new/", {**SAID, **wrong})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    page = text(answer.content.decode())
    assert told in page
    assert "Пока ничего не сохранено." in page
    assert not Event.objects.exists()


def test_a_code_is_given_once(region: Region) -> None:
    region.plan("intensive-1", LATER)
    answer = region.client("institute").post("/events/new/", SAID)
    assert "intensive-1" in text(answer.content.decode())
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert Event.objects.count() == 1


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (HEADS, "Приглашение для руководителей школ"),
        (f"{HEADS} | curators(current)", "и кураторов"),
        ("school_heads(curent)", "столбец 14"),
        (HOSTILE, "Фразу нельзя прочитать"),
        ("", "По совокупности пока никого не приглашают."),
    ],
)
def test_the_sentence_is_told_in_words_while_it_is_typed(region: Region, source: str, told: str) -> None:
    part = region.client("institute").post("/events/check-invited/", {"invited": source}).content.decode()
    assert told in text(part).replace("\xa0", " ")
    assert "<script>" not in part
    assert "<html" not in part
    assert ("На 01.04.2022" in text(part)) == ("current" in source)


def test_a_change_keeps_what_was_before_in_the_journal(region: Region) -> None:
    event = region.plan("vks-1", LATER)
    about = {name: value for name, value in SAID.items() if name not in ("code", "on", "place", "link")}
    client = region.client("institute")
    client.post(
        f"/events/{event.pk}/change/", {**about, "title": "Новое имя", "recording": "https://video.example.ru/1"}
    )
    event.refresh_from_db()
    assert (event.title, event.recording) == ("Новое имя", "https://video.example.ru/1")
    entry = JournalEntry.objects.get(verb="change-event")
    assert entry.actor == region.people["institute"][0].key
    assert details_of(entry)["before"]["title"] == "Совещание vks-1"
    assert "Совещание vks-1 → Новое имя" in text(client.get(f"/events/{event.pk}/").content.decode())


def test_a_copy_keeps_everything_but_the_day_and_the_code(region: Region) -> None:
    event = region.plan("vks-1", LATER, place="Приобск", agenda="По плану")
    region.plan("vks-2", LATER)
    client = region.client("institute")
    form = client.get(f"/events/{event.pk}/copy/").context["form"]
    given = {field.name: field.value() for field in form}
    assert (given["code"], given["place"], given["agenda"], given["invited"]) == ("vks-3", "Приобск", "По плану", HEADS)
    assert given["on"] is None


@pytest.mark.parametrize(
    ("code", "following"), [("vks-1", "vks-3"), ("vks", "vks-4"), ("intensive", "intensive-2"), ("2022-9", "2022-10")]
)
def test_the_next_code_is_the_first_that_is_free(code: str, following: str) -> None:
    assert next_code(code, {"vks", "vks-1", "vks-2", "vks-3"} - ({"vks-3"} if code == "vks-1" else set())) == following
