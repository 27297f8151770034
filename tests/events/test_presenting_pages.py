"""Speakers and materials of an event: who may be named, who sees them, files behind the door of the event."""

import datetime as dt
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from opora.core.actors import SYSTEM
from opora.core.files.models import StoredFile
from opora.core.models import JournalEntry
from opora.events import actions
from opora.events.models import Speaker
from opora.indicators.context import Context
from opora.indicators.registry import language
from opora.indicators.subjects import Subject
from tests.core.markup import HOSTILE, text
from tests.events.planned import LATER, MARCH, NOW, Region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("april")]


def test_a_school_that_is_named_as_a_speaker_has_presented_once_the_event_was_held(region: Region) -> None:
    event, client = region.plan(on=MARCH), region.client("institute")
    said = {"topic": "Как мы считаем", "school": "боровская № 1", "person": "head1"}
    assert client.post(f"/events/{event.pk}/speakers/add/", said).status_code == HTTPStatus.FOUND
    shown = text(client.get(f"/events/{event.pk}/").content.decode()).replace("\xa0", " ")
    assert "Курочкина Е. В., Боровская № 1" in shown
    school = Subject("school", "school:1", "1", school_id=region.places.first.pk)

    def presented() -> str:
        fact = language.words["presented"].call
        assert fact is not None
        return str(
            fact(Context.of(region.programme, NOW.date(), NOW + dt.timedelta(days=1)), "regional").answer(school).state
        )

    assert presented() == "missing"
    client.post(f"/events/{event.pk}/hold/", {"on": "2022-03-05"})
    assert presented() == "met"
    speaker = Speaker.objects.get()
    client.post(f"/events/{event.pk}/take-back/speaker/{speaker.pk}/", {"reason": "не приехали"})
    assert presented() == "missing"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"school": "priobye-1"}, "Напишите, о чём выступление."),
        ({"topic": "Опыт"}, "Укажите, кто"),
        ({"topic": "Опыт", "school": "Дальняя"}, "Школы с таким кратким названием или кодом нет."),
        ({"topic": "Опыт", "person": "Елена"}, "Напишите имя полностью"),
        ({"topic": "Опыт", "school": HOSTILE}, "Школы с таким"),
    ],
)
def test_a_speaker_who_is_not_clear_is_not_named(region: Region, said: dict[str, str], told: str) -> None:
    event = region.plan(on=LATER)
    answer = region.client("institute").post(f"/events/{event.pk}/speakers/add/", said)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert told in text(answer.content.decode())
    assert "<script>alert" not in answer.content.decode()
    assert not Speaker.objects.exists()


def test_who_presents_is_named_within_reach_a_guest_to_everybody(region: Region) -> None:
    event = region.plan(on=MARCH)
    for school, name in ((region.places.first, ""), (region.places.third, "head3"), (None, "")):
        person = region.people[name][0] if name else None
        guest = "" if school else "Орлов П. П."
        actions.note_speaker(event=event, topic="Тема", school=school, person=person, name=guest, on=MARCH, by=SYSTEM)
    shown = {who: [one.who for one in _speakers(region, who, event.pk)] for who in ("coordinator", "head3", "expert")}
    assert shown["coordinator"] == ["Боровская № 1", "", "Орлов П. П."]
    assert shown["head3"] == ["", "Зяблова\xa0Е.\xa0В., Лужская", "Орлов П. П."]
    assert shown["expert"] == ["", "", "Орлов П. П."]


def _speakers(region: Region, who: str, pk: int) -> list:
    return region.client(who).get(f"/events/{pk}/").context["speakers"]


def test_a_material_is_kept_under_its_title_and_seen_by_who_sees_the_event(region: Region) -> None:
    event, client = region.plan(on=LATER), region.client("institute")
    file = SimpleUploadedFile("slides final 2.txt", "Слайды".encode())
    answer = client.post(f"/events/{event.pk}/materials/add/", {"file": file, "title": "Слайды занятия"})
    assert answer.status_code == HTTPStatus.FOUND
    stored = StoredFile.objects.get(of=f"event:{event.pk}")
    assert stored.name == "Слайды занятия.txt"
    for who, status in (("head1", HTTPStatus.OK), ("expert", HTTPStatus.OK), ("operator", HTTPStatus.NOT_FOUND)):
        assert region.client(who).get(f"/files/{stored.pk}/").status_code == status, who
    assert "Слайды занятия.txt" in region.client("head1").get(f"/events/{event.pk}/").content.decode()
    other = region.plan("other", LATER)
    wrong = client.post(f"/events/{other.pk}/materials/remove/", {"file": str(stored.pk)})
    assert wrong.status_code == HTTPStatus.NOT_FOUND
    client.post(f"/events/{event.pk}/materials/remove/", {"file": str(stored.pk)})
    assert not StoredFile.objects.exists()
    assert JournalEntry.objects.filter(verb="remove-file").count() == 1


def test_a_file_that_is_refused_says_why(region: Region) -> None:
    event = region.plan(on=LATER)
    file = SimpleUploadedFile("page.txt", b"<script>alert(1)</script>")
    answer = region.client("institute").post(f"/events/{event.pk}/materials/add/", {"file": file})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert answer.context["form"].errors["file"]
    assert not StoredFile.objects.exists()
