"""The control of an action and its deadline on pages: who sees and writes what, mistakes, the past, the queries."""

import datetime as dt
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from opora.accounts.models import Post, User
from opora.accounts.queries import actor_for
from opora.core import clock
from opora.roadmap import actions
from opora.roadmap.models import ActionTerms, ControlEntry, Roadmap
from tests.accounts.people import appoint, person, signed_in
from tests.core.markup import tables, text
from tests.organisations.places import Places
from tests.roadmap.grown import Grown

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2022, 4, 1, 9, tzinfo=dt.UTC)
SAID = {"text": "Письма отправлены", "on": "2022-03-30"}
Door = Callable[[str], Client]


@pytest.fixture
def door(roadmap: Roadmap, made: Places, siskin: User) -> Iterator[Door]:
    """Sign in as somebody in a post."""
    appoint(siskin, Post.CURATOR, made.first)

    def opened(post: str) -> Client:
        who = person("Кречетов", f"login-{post}")
        where = made.bor if post == Post.COORDINATOR else made.region
        return signed_in(who, appoint(who, post, where))

    with clock.at(NOW):
        yield opened


def read(client: Client, path: str, status: int = 200, **asked: str) -> str:
    response = client.get(path, asked)
    assert response.status_code == status
    return response.content.decode().replace("\u00a0", " ")


def send(client: Client, path: str, said: dict[str, Any], status: int = 200) -> str:
    """Post, and read the page one lands on."""
    response = client.post(path, said, follow=True)
    assert response.status_code == status
    return response.content.decode().replace("\u00a0", " ")


def test_an_interim_note_is_written_read_beside_the_figure_and_taken_back(door: Door) -> None:
    institute = door(Post.INSTITUTE)
    assert "Отметок пока нет" in read(institute, "/roadmap/5/control/")
    page = send(institute, "/roadmap/5/control/note/", SAID)
    assert "Отметка сохранена." in page
    for words in ("30.03.2022", "Письма отправлены", "Кречетов Е. В."):
        assert words in page
    assert "Письма отправлены" in read(institute, "/indicators/5/")
    assert "Письма отправлены" not in read(institute, "/indicators/5/", as_of="2022-03-29")
    (entry,) = ControlEntry.objects.all()
    path = f"/roadmap/5/control/note/{entry.pk}/take-back/"
    ministry = door(Post.MINISTRY)
    assert path not in read(ministry, "/roadmap/5/control/")
    assert ministry.post(path, {"reason": "чужая"}).status_code == HTTPStatus.NOT_FOUND
    assert path in read(door(Post.CONTROLLER), "/roadmap/5/control/")
    assert "Напишите, почему запись отменяется." in send(institute, path, {"reason": " "}, 422)
    assert institute.post(f"/roadmap/4/control/note/{entry.pk}/take-back/", {"reason": "x"}).status_code == 404
    assert "Отметка отменена." in send(institute, path, {"reason": "о другой строке"})
    assert "Письма отправлены" not in read(institute, "/indicators/5/")
    entry.refresh_from_db()
    assert entry.void_reason == "о другой строке"
    assert institute.post(path, {"reason": "ещё раз"}).status_code == HTTPStatus.NOT_FOUND


def test_a_release_with_a_remainder_and_the_return(door: Door) -> None:
    controller = door(Post.CONTROLLER)
    page = read(controller, "/roadmap/5/control/")
    assert "Будет снято с остатком:" in page
    assert "№ 5: не хватает 2 из 3" in page
    page = send(controller, "/roadmap/5/control/release/", {"text": "Остаток до осени", "on": "2022-04-01"})
    assert "Действие № 5 снято с контроля." in page
    assert page.count("№ 5: не хватает 2 из 3") == 2
    assert "Вернуть на контроль" in page
    assert "Снять с остатком" not in page
    assert "Остаток до осени" in read(controller, "/roadmap/5/control/")
    assert "Действие уже снято с контроля." in send(controller, "/roadmap/5/control/release/", SAID, 422)
    page = send(controller, "/roadmap/5/control/return/", {"text": "Осень прошла", "on": "2022-04-01"})
    assert "Действие № 5 снова на контроле." in page
    assert [one.kind for one in ControlEntry.objects.order_by("pk")] == ["released", "returned"]


def test_what_is_not_known_is_listed_and_not_released(door: Door) -> None:
    controller = door(Post.CONTROLLER)
    page = read(controller, "/roadmap/1/control/")
    assert "Нельзя снять с контроля, пока известно не всё:" in page
    assert "Не известно 2; источник этих данных ещё не подключён" in page
    assert "/roadmap/1/control/release/" not in page
    page = send(controller, "/roadmap/1/control/release/", {"text": "всё равно", "on": "2022-04-01"}, 422)
    assert "Нельзя снять с контроля, пока известно не всё: не известно 2;" in page
    assert "всё равно" in page
    assert not ControlEntry.objects.exists()


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"text": "", "on": "2022-03-30"}, "Напишите, что решено или как идёт работа."),
        ({"text": "x", "on": "2022-02-31"}, "Такого дня не бывает. Напишите дату так: 25.02.2022."),
        ({"text": "x", "on": "2022-04-02"}, "День 02.04.2022 ещё не наступил."),
        ({"text": "x" * 1001, "on": "2022-03-30"}, "1000"),
        ({"text": "x\0", "on": "2022-03-30"}, "aria-invalid"),
    ],
)
def test_a_mistake_is_told_beside_what_was_written(door: Door, said: dict[str, str], fault: str) -> None:
    page = send(door(Post.MINISTRY), "/roadmap/5/control/note/", said, 422)
    assert fault in page
    assert not ControlEntry.objects.exists()


def test_nothing_is_said_of_a_day_after_the_one_a_demonstration_is_shown_at(door: Door, made: Places) -> None:
    type(made.region).objects.update(demonstration_on=dt.date(2022, 3, 20))
    page = send(door(Post.MINISTRY), "/roadmap/5/control/note/", SAID, 422)
    assert "День 30.03.2022 ещё не наступил." in page
    assert not ControlEntry.objects.exists()


def test_days_are_also_typed_as_people_write_them(door: Door) -> None:
    send(door(Post.MINISTRY), "/roadmap/5/control/note/", {"text": "x", "on": "30.03.2022"})
    assert ControlEntry.objects.get().occurred_on == dt.date(2022, 3, 30)


def test_who_sees_and_who_decides(door: Door) -> None:
    pages = {post: read(door(post), "/roadmap/5/control/") for post in (Post.MINISTRY, Post.INSTITUTE, Post.CONTROLLER)}
    shown = {
        post: [name in page for name in ("/control/note/", "/control/release/", "/roadmap/5/deadline/")]
        for post, page in pages.items()
    }
    assert shown == {
        Post.MINISTRY: [True, False, False],
        Post.INSTITUTE: [True, False, False],
        Post.CONTROLLER: [True, True, True],
    }
    coordinator = door(Post.COORDINATOR)
    assert "Контроль исполнения" not in read(coordinator, "/indicators/5/")
    for path in ("/roadmap/5/control/", "/roadmap/5/deadline/", "/control/"):
        assert coordinator.get(path).status_code == HTTPStatus.NOT_FOUND
    ministry = signed_in(*_again(Post.MINISTRY))
    assert ministry.post("/roadmap/5/control/release/", SAID).status_code == HTTPStatus.NOT_FOUND
    assert ministry.post("/roadmap/5/deadline/", {"move": ""}).status_code == HTTPStatus.NOT_FOUND
    assert not ControlEntry.objects.exists()


def _again(post: str) -> tuple[User, Any]:
    who = User.objects.get(login=f"login-{post}")
    return who, who.appointments.get()


def test_a_page_of_the_past_is_only_read(door: Door) -> None:
    controller = door(Post.CONTROLLER)
    for path in ("/roadmap/5/control/", "/roadmap/5/deadline/"):
        page = read(controller, path, known_at="2022-03-20")
        assert "Отметки и решения пишут на странице «известно: сейчас»." in page
        assert '<form method="post"' not in page.partition("<main")[2].partition("</main>")[0]


def test_a_row_that_is_not_there(door: Door) -> None:
    controller = door(Post.CONTROLLER)
    for path in ("/roadmap/99/control/", "/roadmap/99/deadline/"):
        assert controller.get(path).status_code == HTTPStatus.NOT_FOUND
    assert controller.post("/roadmap/99/control/note/", SAID).status_code == HTTPStatus.NOT_FOUND
    assert controller.get("/roadmap/5/control/note/").status_code == HTTPStatus.METHOD_NOT_ALLOWED


def days(start: str = "", end: str = "2022-05-31", **more: str) -> dict[str, str]:
    """The form of the deadline of action 5, 8 February: its one period anew, no other."""
    act = {"basis": "приказ № 310 от 15.03.2022", "on": "2022-03-15"}
    return {"start_0": start, "end_0": end, "start_1": "", "end_1": "", **act, **more}


def test_a_deadline_is_shown_before_it_is_moved(door: Door) -> None:
    controller = door(Post.CONTROLLER)
    page = read(controller, "/roadmap/5/deadline/")
    assert page.count('value="2022-02-08"') == 2
    assert 'name="move"' not in page
    page = send(controller, "/roadmap/5/deadline/", days(show=""))
    assert tables(page)["h-effects"] == [
        ["Срок", "08.02.2022", "До 31.05.2022"],
        ["Состояние", "Просрочено", "В работе"],
        ["№ 5", "1 из 3 · 33,3 %", "без изменений"],
    ]
    assert ActionTerms.objects.filter(action__number="5").count() == 1
    page = send(controller, "/roadmap/5/deadline/", days(move=""))
    assert "Срок действия № 5 перенесён." in page
    assert "до 31.05.2022" in page.lower()
    page = read(controller, "/indicators/5/")
    assert "приказ № 310 от 15.03.2022" in page
    assert "08.02.2022" in text(page)
    page = read(controller, "/control/")
    assert "Перенесённые сроки" in page
    assert "приказ № 310 от 15.03.2022" in page
    page = send(controller, "/roadmap/5/deadline/restore/", {"reason": "внесён по ошибке"})
    assert "Снова действует прежний срок." in page
    assert ActionTerms.objects.filter(action__number="5").standing().count() == 1
    assert "Этот срок не переносили." in send(controller, "/roadmap/5/deadline/restore/", {"reason": "x"}, 422)


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        (days("2022-06-01", "2022-05-31"), "Последний день раньше первого."),
        (days(basis=""), "Назовите документ о переносе срока: вид, номер, дата."),
        (days(on="2022-04-02"), "День 02.04.2022 ещё не наступил."),
        (days(end=""), "Укажите хотя бы один день."),
        (days("2022-02-08", "2022-02-08"), "Эти дни уже действуют."),
        (days(end="31.02.2022"), "Такого дня не бывает."),
    ],
)
def test_a_deadline_that_cannot_be_is_told(door: Door, said: dict[str, str], fault: str) -> None:
    assert fault in send(door(Post.CONTROLLER), "/roadmap/5/deadline/", {**said, "move": ""}, 422)
    assert ActionTerms.objects.filter(action__number="5").count() == 1


def test_an_untouched_month_stays_a_month_and_one_more_period_is_added(door: Door) -> None:
    controller = door(Post.CONTROLLER)
    act = {"basis": "приказ № 310", "on": "2022-03-15", "move": ""}
    kept = {"start_0": "2022-04-01", "end_0": "2022-04-30", "start_1": "2022-10-01", "end_1": "2022-10-05"}
    send(controller, "/roadmap/35/deadline/", {**kept, **act})
    terms = ActionTerms.objects.get(action__number="35", version=2)
    assert [(one.precision, one.start, one.end, one.by_plan) for one in terms.periods.all()] == [
        ("month", dt.date(2022, 4, 1), dt.date(2022, 4, 30), True),
        ("day", dt.date(2022, 10, 1), dt.date(2022, 10, 5), False),
    ]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("path", "queries"), [("/roadmap/5/control/", 30), ("/control/", 50)])
def test_a_fixed_number_of_queries(
    path: str, queries: int, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """With one action, note, release and meeting, and with three."""
    grown = Grown(rows)
    roadmap = Roadmap.objects.get(programme__region=grown.region, programme__year=2022)
    who, held = grown.readers["ministry"]
    with clock.at(NOW):
        client = signed_in(who, held)
        actor = actor_for(who, on=NOW.date())
        for n in range(rows):
            row = roadmap.actions.get(number=str(5 + n))
            day = dt.date(2022, 3, 1 + n)
            actions.write_note(action=row, text="идёт", on=day, by=actor)
            actions.release(action=row, note="снято", on=day, by=actor)
            actions.hold_meeting(roadmap=roadmap, on=day, by=actor)
        with django_assert_num_queries(queries):
            assert client.get(path).status_code == 200
