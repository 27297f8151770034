"""The page of one's own to-dos and what is written from it."""

import re
from urllib.parse import quote

import pytest
from pytest_django import DjangoAssertNumQueries

from opora.accounts.models import Post
from opora.core import clock
from opora.inbox.models import Delegation, Snooze
from tests.accounts.people import appoint, person
from tests.core.markup import HOSTILE, text
from tests.inbox.desk import TODAY, Desk


def headings(html: str) -> list[str]:
    """Groups of the list with how many stand in each."""
    return [text(one) for one in re.findall(r'<h2[^>]*class="op-wh">(.*?)</h2>', html, re.DOTALL)]


def address(desk: Desk, page: str, name: str, number: str) -> str:
    return f"/todo/{page}/?todo={quote(desk.item(name, number).todo.key)}"


def test_the_list_says_what_is_late_what_comes_and_what_each_moves(desk: Desk) -> None:
    page = desk.client("ministry").get("/todo/").content.decode()
    assert "10 дел в 4 строках дорожной карты, 5 просрочено." in page
    assert headings(page) == ["Просрочено 5", "Позже 5"]
    assert "сдвинет № 4:" in page
    assert "0\xa0→\xa01 из 2" in page
    assert "сдвинет следующий шаг" in page


def test_it_is_grouped_by_school_and_by_action(desk: Desk) -> None:
    client = desk.client("ministry")
    by_school = headings(client.get("/todo/?by=school").content.decode())
    assert by_school == ["Лужская 3", "Боровская № 1 2", "Боровская № 2 2", "Яснолуговая 1", "Не об одной школе 2"]
    by_action = headings(client.get("/todo/?by=action").content.decode())
    assert [one.split(".")[0] for one in by_action] == ["№ 4", "№ 5", "№ 35", "№ 6"]
    assert headings(client.get("/todo/?by=nothing").content.decode()) == ["Просрочено 5", "Позже 5"]


def test_an_empty_list_says_so(desk: Desk) -> None:
    page = desk.client("controller").get("/todo/").content.decode()
    assert "Дел нет" in page
    assert headings(page) == []


def test_what_was_closed_lately_stands_beside(desk: Desk) -> None:
    appoint(person("Чижова", "chizhova"), Post.COORDINATOR, desk.places.bor, on=TODAY, at=clock.now())
    page = desk.client("ministry").get("/todo/").content.decode()
    closed = text(page.partition('id="h-closed">')[2].partition("</section>")[0])
    assert closed.startswith("Закрыто за неделю1")
    assert "Боровской район" in closed


def test_a_to_do_is_put_off_and_taken_back_on_pages(desk: Desk) -> None:
    client = desk.client("head")
    where = address(desk, "put-off", "head", "6")
    assert "Боровская № 1" in client.get(where).content.decode()
    wrong = client.post(where, {"until": "2023-01-01", "reason": ""}).content.decode()
    assert "Пока ничего не сохранено" in wrong
    assert "Напишите причину" in wrong
    assert "не позже 01.03.2022" in client.post(where, {"until": "2023-01-01", "reason": "отпуск"}).content.decode()
    assert Snooze.objects.count() == 0
    client.post(where, {"until": "2022-02-20", "reason": HOSTILE})
    page = client.get("/todo/").content.decode()
    assert headings(page) == ["Отложено 1"]
    assert "отложено до 20.02.2022" in page
    assert "<script>alert" not in page
    back = f"/todo/take-back/snooze/{Snooze.objects.get().pk}/"
    assert desk.client("other").get(back).status_code == 404, "somebody else's"
    client.post(back, {"reason": "вернулась"})
    assert headings(client.get("/todo/").content.decode()) == ["Позже 1"]
    assert client.get(back).status_code == 404, "it is taken back already"


def test_a_to_do_is_handed_over_on_a_page(desk: Desk) -> None:
    client = desk.client("head")
    where = address(desk, "hand-over", "head", "6")
    named = {"until": "2022-02-20", "reason": "отпуск"}
    assert "Выберите кому" in client.post(where, {**named, "to": str(desk.user("other").pk)}).content.decode()
    client.post(where, {**named, "to": str(desk.user("deputy").pk)})
    assert Delegation.objects.get().to == desk.user("deputy")
    assert headings(client.get("/todo/").content.decode()) == ["Передано 1"]
    taken = desk.client("deputy").get("/todo/").content.decode()
    assert headings(taken) == ["Позже 1"]
    assert "передано: Перепёлкина" in taken.replace("\xa0", " ")
    assert client.get(where).status_code == 404, "it was handed over already"


def test_nothing_is_said_of_the_to_dos_of_others_and_of_earlier_days(desk: Desk) -> None:
    others = address(desk, "put-off", "other", "6")
    client = desk.client("head")
    assert client.get(others).status_code == 404
    assert client.post(others, {"until": "2022-02-20", "reason": "отпуск"}).status_code == 404
    own = address(desk, "put-off", "head", "6")
    assert client.get(own + "&known_at=2022-02-01").status_code == 404
    assert client.get("/todo/put-off/").status_code == 404
    assert client.get("/todo/take-back/nothing/1/").status_code == 404
    assert Snooze.objects.count() == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_costs_a_fixed_number_of_queries(
    desk: Desk, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """The ministry has one more than others: whether background work stands still."""
    for name, where in (("luga", desk.places.luga), ("bor", desk.places.bor))[: 2 if rows == 1 else 0]:
        appoint(person("Чижова", name), Post.COORDINATOR, where, on=TODAY, at=clock.now())
    client = desk.client("ministry")
    with django_assert_num_queries(37):
        page = client.get("/todo/").content.decode()
    assert page.count("op-wt") == {1: 8, 3: 10}[rows]
