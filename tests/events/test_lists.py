"""A list of who was there: what it makes, deciding about its names, the same file again, taking it back as a whole."""

import datetime as dt
import io
import json
from http import HTTPStatus
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from pytest_django import DjangoAssertNumQueries

from opora.certificates.models import Certificate
from opora.core import clock
from opora.core.actors import SYSTEM
from opora.core.models import StoredFile
from opora.events import actions
from opora.events.models import AttendanceList, Entry, Event, Held, Presence
from opora.events.reading import read_list
from opora.indicators.context import Context
from opora.indicators.facts import State
from opora.roadmap.answers import figures
from tests.core.markup import text
from tests.events.planned import MARCH, NOW, ROLES, Region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("april")]

LOG = """Имя;Эл. почта;Вход;Выход
Курочкина Елена Викторовна;;05.03.2022 10:00;05.03.2022 11:00
Курочкина Елена Викторовна;;05.03.2022 11:10;05.03.2022 11:40
Цаплина Е.В. Боровская № 2;;05.03.2022 10:00;05.03.2022 11:30
Зяблова Елена Викторовна;;05.03.2022 10:00;05.03.2022 10:12
Сойкина;;05.03.2022 10:00;05.03.2022 11:30
user4417;;05.03.2022 10:00;05.03.2022 11:30
"""


def bring(event: Event, content: str = LOG, name: str = "log.csv") -> actions.Brought:
    raw = content.encode()
    return actions.bring_list(event=event, reading=read_list(event=event, content=raw, name=name), name=name, by=SYSTEM)


def present(event: Event) -> dict[str, int | None]:
    rows = Presence.objects.standing().filter(event=event).order_by("pk")
    return {one.person.surname: one.minutes for one in rows}


def entry(written: str) -> Entry:
    return Entry.objects.get(text=written)


def test_who_is_sure_and_was_there_long_enough_is_noted_and_nobody_else(region: Region) -> None:
    event = region.held()
    brought = bring(event)
    assert brought.new
    assert present(event) == {"Курочкина": 90, "Цаплина": 90}, "twelve minutes are too few"
    statuses = dict(Entry.objects.values_list("text", "status"))
    assert (statuses["Зяблова Елена Викторовна"], statuses["user4417"]) == ("matched", "unmatched")
    assert statuses["Сойкина"] == "ambiguous", "a surname alone is nobody's for sure"
    assert entry("Курочкина Елена Викторовна").lines == [2, 3]


def test_a_written_duration_holds_against_a_longer_span_and_two_devices_count_once(region: Region) -> None:
    event = region.held()
    bring(
        event,
        "Имя;Эл. почта;Первый вход;Последний выход;Длительность, мин\n"
        "Курочкина Елена Викторовна;;05.03.2022 10:00;05.03.2022 12:00;12\n"
        "Цаплина Елена Викторовна;;05.03.2022 10:00;05.03.2022 11:00;60\n"
        "Цаплина Е.В. Боровская № 2;;05.03.2022 10:10;05.03.2022 11:10;60\n",
    )
    assert present(event) == {"Цаплина": 70}


def test_the_same_file_again_changes_nothing(region: Region) -> None:
    event = region.held()
    first = bring(event)
    again = bring(event, name="other name.csv")
    assert (again.new, again.roll) == (False, first.roll)
    assert (AttendanceList.objects.count(), Presence.objects.count(), Entry.objects.count()) == (1, 2, 5)


def test_an_event_nobody_called_held_is_held_on_its_planned_day(region: Region) -> None:
    event = region.plan()
    bring(event)
    assert Held.objects.get(event=event).occurred_on == MARCH
    assert {one.occurred_on for one in Presence.objects.all()} == {MARCH}


def test_taking_a_list_back_leaves_what_others_say(region: Region) -> None:
    event = region.held("vks-1", "head1", "head3")
    roll = bring(event).roll
    assert Presence.objects.standing().filter(event=event).count() == 4
    actions.take_list_back(roll=roll, reason="другой день", by=SYSTEM)
    standing = Presence.objects.standing().filter(event=event)
    assert sorted(one.person.surname for one in standing) == ["Зяблова", "Курочкина"]
    assert set(Presence.objects.filter(roll=roll).values_list("void_reason", flat=True)) == {"другой день"}
    assert bring(event).new, "what was taken back comes in again"


def test_a_decision_counts_and_is_remembered_until_it_is_taken_back(region: Region) -> None:
    event, other = region.held("vks-1"), region.held("vks-2")
    coordinator = region.people["coordinator"][0]
    bring(event)
    actions.decide(entries=[entry("Сойкина")], person=coordinator, by=SYSTEM)
    assert present(event)["Сойкина"] == 90
    bring(other, "Сойкина\nКурочкина Елена Викторовна\n", "typed.txt")
    assert present(other) == {"Сойкина": None, "Курочкина": None}, "nobody knows how long"
    learnt = Entry.objects.get(text="Сойкина", roll__event=other)
    assert (learnt.reasons[0], learnt.decided_by) == ("alias", "")
    first = Entry.objects.get(text="Сойкина", roll__event=event)
    actions.undecide(entry=first, by=SYSTEM)
    assert "Сойкина" not in present(event)
    first.refresh_from_db()
    assert (first.status, first.person) == ("ambiguous", None)
    assert "Сойкина" in present(other), "what was counted meanwhile stays"


def test_a_wrong_match_is_put_right_and_a_substitute_stands_apart(region: Region) -> None:
    event = region.held()
    bring(event)
    head, absent = region.people["head2"][0], region.people["head3"][0]
    guest = region.people["coordinator"][0]
    actions.decide(entries=[entry("Цаплина Е.В. Боровская № 2")], person=guest, in_place_of=absent, by=SYSTEM)
    rows = Presence.objects.standing().filter(event=event)
    assert [(one.person, one.in_place_of) for one in rows.exclude(in_place_of=None)] == [(guest, absent)]
    assert not rows.filter(person=head).exists()
    actions.decide(entries=[entry("Цаплина Е.В. Боровская № 2")], person=None, by=SYSTEM)
    assert entry("Цаплина Е.В. Боровская № 2").status == "outside"
    assert set(present(event)) == {"Курочкина"}


def test_a_closed_list_takes_nothing_more_until_it_is_opened_again(region: Region) -> None:
    event = region.held()
    roll = bring(event).roll
    with clock.at(NOW + dt.timedelta(days=1)):
        actions.close_attendance(event=event, by=SYSTEM)
        for attempt in (
            lambda: bring(event, LOG + "Ещё Кто Нибудь;;05.03.2022 10:00;05.03.2022 11:30\n"),
            lambda: actions.take_list_back(roll=roll, reason="why", by=SYSTEM),
            lambda: actions.decide(entries=[entry("Сойкина")], person=None, by=SYSTEM),
        ):
            with pytest.raises(ValidationError, match="закрыт"):
                attempt()
    with clock.at(NOW + dt.timedelta(days=2)):
        actions.reopen_attendance(event=event, reason="забыли второй зал", by=SYSTEM)
        actions.take_list_back(roll=roll, reason="why", by=SYSTEM)
    assert present(event) == {}


def test_closing_and_opening_again_move_the_figure_on_both_clocks(region: Region) -> None:
    """Closed on the second, opened again on the third, closed anew on the fourth without one of those present."""
    event = region.held("call", "head1", "head2")

    def counts(as_of: int, known: int) -> tuple[int, int, int]:
        context = Context.of(region.programme, dt.date(2022, 4, as_of), dt.datetime(2022, 4, known, 23, tzinfo=dt.UTC))
        from opora.indicators.checker import read
        from opora.indicators.evaluation import Question, evaluate
        from opora.indicators.registry import language

        sentence = read('share(school_heads(current), attended("call"))', language)
        figure = evaluate(context, language, [Question("1", sentence)])["1"]
        return figure.counts[State.MET], figure.counts[State.MISSING], figure.counts[State.UNKNOWN]

    with clock.at(dt.datetime(2022, 4, 2, 9, tzinfo=dt.UTC)):
        actions.close_attendance(event=event, by=SYSTEM)
    with clock.at(dt.datetime(2022, 4, 3, 9, tzinfo=dt.UTC)):
        actions.reopen_attendance(event=event, reason="ошибка", by=SYSTEM)
        mark = Presence.objects.get(person=region.people["head2"][0])
        actions.take_presence_back(presence=mark, reason="не он", by=SYSTEM)
    with clock.at(dt.datetime(2022, 4, 4, 9, tzinfo=dt.UTC)):
        actions.close_attendance(event=event, by=SYSTEM)
    assert counts(1, 1) == (0, 0, 3)
    assert counts(2, 2) == (2, 1, 0)
    assert counts(3, 3) == (0, 0, 3)
    assert counts(4, 4) == (1, 2, 0)
    assert counts(2, 4) == (0, 0, 3), "as known now the list was closed on the fourth"
    assert figures(Context.of(region.programme, dt.date(2022, 4, 4), NOW)) == {}


# Pages ----------------------------------------------------------------------------------------------------------------


def test_a_file_is_dropped_in_kept_as_evidence_and_taken_back(region: Region) -> None:
    event, client = region.held(), region.client("institute")
    address = f"/events/{event.pk}/attendance/"
    assert "Списков пока не загружали" in text(client.get(address).content.decode())
    file = SimpleUploadedFile("vks.csv", LOG.encode("cp1251"))
    answer = client.post(f"{address}bring/", {"file": file}, follow=True)
    shown = text(answer.content.decode())
    assert "Найдено имён: 3, неоднозначных: 1, не найдено: 1." in shown
    assert "2 из 3" in shown, "noted of those invited"
    roll = AttendanceList.objects.get()
    stored = StoredFile.objects.get()
    assert (stored.of, stored.name) == (f"attendancelist:{roll.pk}", "vks.csv")
    assert client.get(f"/files/{stored.pk}/").status_code == HTTPStatus.OK
    for who in ("controller", "coordinator", "head1"):
        assert region.client(who).get(f"/files/{stored.pk}/").status_code == HTTPStatus.NOT_FOUND, who
    assert "1 отметка" not in shown
    taking = f"{address}lists/{roll.pk}/take-back/"
    assert "С ним уйдут 2 отметки." in text(client.get(taking).content.decode())
    assert client.post(taking, {"reason": ""}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    client.post(taking, {"reason": "чужой файл"})
    assert present(event) == {}


def test_names_are_decided_on_the_page_one_by_one_and_all_chosen_at_once(region: Region) -> None:
    event, client = region.held(), region.client("institute")
    address = f"/events/{event.pk}/attendance/"
    bring(event)
    one, other = entry("Сойкина"), entry("user4417")
    coordinator = region.people["coordinator"][0]
    client.post(f"{address}decide/", {"one": str(one.pk), f"who-{one.pk}": str(region.people["head1"][0].pk)})
    assert entry("Сойкина").status == "ambiguous", "only candidates of the name can be chosen there"
    client.post(f"{address}decide/", {f"who-{one.pk}": str(coordinator.pk)})
    assert entry("Сойкина").person == coordinator
    assert entry("user4417").status == "unmatched", "what is not chosen stays"
    client.post(f"{address}decide/", {"outside": str(other.pk)})
    assert entry("user4417").status == "outside"
    client.post(f"{address}names/{other.pk}/undecide/")
    assert entry("user4417").status == "unmatched"
    found = client.get(f"{address}names/{other.pk}/?q=зяблова лужская")
    assert "Зяблова Елена Викторовна" in text(found.content.decode())
    chosen = {"person": str(region.people["head3"][0].pk), "in_place_of": ""}
    client.post(f"{address}names/{other.pk}/?q=зяблова лужская", chosen)
    assert present(event)["Зяблова"] == 90
    shown = text(client.get(f"{address}?tab=counted").content.decode())
    assert "решено человеком: Читаева" in shown


def test_what_is_wrong_with_a_file_is_told_and_nothing_is_written(region: Region) -> None:
    event, client = region.held(), region.client("ministry")
    address = f"/events/{event.pk}/attendance/bring/"
    for sent in (
        {},
        {"file": SimpleUploadedFile("a.csv", b"a;b\n1;2\n"), "typed": "x"},
        {"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04 broken")},
        {"file": SimpleUploadedFile("empty.csv", b"")},
    ):
        answer = client.post(address, sent)
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY, sent
    assert not AttendanceList.objects.exists()
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("who", [*ROLES, "coordinator", "head1"])
def test_names_of_the_whole_region_are_for_who_closes_lists(region: Region, who: str) -> None:
    event = region.held()
    bring(event)
    client = region.client(who)
    expected = HTTPStatus.OK if who in ("ministry", "institute") else HTTPStatus.NOT_FOUND
    for page in ("", "bring/", f"names/{entry('Сойкина').pk}/"):
        assert client.get(f"/events/{event.pk}/attendance/{page}").status_code == expected


@pytest.mark.parametrize("names", [1, 3])
def test_the_page_takes_a_fixed_number_of_queries(
    region: Region, names: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    event, client = region.held(), region.client("institute")
    bring(event, "\n".join(["Курочкина Е.", "Зяблова Е.", "Цаплина Е."][:names]), "typed.txt")
    client.get(f"/events/{event.pk}/attendance/")
    with django_assert_num_queries(34):
        client.get(f"/events/{event.pk}/attendance/")


# Command line ---------------------------------------------------------------------------------------------------------


def test_the_command_tells_one_object_for_each_person_and_writes_only_when_told(region: Region, tmp_path: Path) -> None:
    event = region.plan()
    file = tmp_path / "log.csv"
    file.write_text(LOG, "utf-8")
    out = io.StringIO()
    call_command("events", "attendance", "vks-1", str(file), "--json", stdout=out)
    told = json.loads(out.getvalue())
    assert [one["status"] for one in told] == ["matched", "matched", "matched", "ambiguous", "unmatched"]
    first = told[0]
    assert (first["lines"], first["text"], first["minutes"]) == ([2, 3], "Курочкина Елена Викторовна", 90)
    assert (first["person"], first["login"]) == ("Курочкина Елена Викторовна", "head1")
    assert (first["post"], first["organisation"], first["candidates"]) == ("school_head", "Боровская № 1", [])
    assert [one["login"] for one in told[3]["candidates"]] == ["coordinator"]
    assert (told[4]["person"], told[4]["post"], told[4]["organisation"]) == (None, None, None)
    assert not Presence.objects.exists()
    call_command("events", "attendance", "vks-1", str(file), "--commit", stdout=out)
    assert set(present(event)) == {"Курочкина", "Цаплина"}
    err = io.StringIO()
    call_command("events", "attendance", "vks-1", str(file), "--commit", stdout=out, stderr=err)
    assert "уже загружен" in err.getvalue()
    assert StoredFile.objects.count() == 1


# Certificates ---------------------------------------------------------------------------------------------------------


def test_certificates_are_given_once_to_everybody_who_was_there(region: Region) -> None:
    event, client = region.held("vks-1", "head1", "head3"), region.client("institute")
    with pytest.raises(ValidationError, match="Сначала закройте явку"):
        actions.certify(event=event, on=MARCH, by=SYSTEM)
    actions.note_speaker(event=event, topic="Опыт", person=region.people["head3"][0], on=MARCH, by=SYSTEM)
    actions.close_attendance(event=event, on=MARCH, by=SYSTEM)
    assert "Выдать сертификаты" in text(client.get(f"/events/{event.pk}/").content.decode())
    shown = text(client.post(f"/events/{event.pk}/certify/", follow=True).content.decode())
    assert "Выдано: 2 сертификата." in shown
    given = dict(Certificate.objects.values_list("name", "role"))
    assert given == {"Курочкина Елена Викторовна": "participant", "Зяблова Елена Викторовна": "speaker"}
    again = text(client.post(f"/events/{event.pk}/certify/", follow=True).content.decode())
    assert "Сертификаты есть у всех, кто был." in again
    assert Certificate.objects.count() == 2
    assert region.client("head1").post(f"/events/{event.pk}/certify/").status_code == HTTPStatus.NOT_FOUND
