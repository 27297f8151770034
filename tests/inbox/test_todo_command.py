"""`opora todo list` tells what stands on the page of a person."""

import datetime as dt
import json
from typing import Any

import pytest

from opora.accounts.models import Post
from opora.core import clock
from opora.core.actors import SYSTEM
from opora.inbox import actions
from opora.inbox.actions import Said
from opora.inbox.management.commands.todo import Command
from opora.organisations.models import Region as RegionRow
from tests.accounts.people import appoint
from tests.inbox.desk import NOW, TODAY, Desk


@pytest.fixture
def run(desk: Desk, capsys: pytest.CaptureFixture[str]):
    def run(*arguments: str) -> tuple[str, str, int]:
        status = 0
        try:
            Command().run_from_argv(["opora", "todo", *arguments])
        except SystemExit as stopped:
            status = int(stopped.code or 0)
        return *capsys.readouterr(), status

    return run


def listed(run: Any, *arguments: str) -> list[dict[str, Any]]:
    printed, _errors, status = run("list", *arguments, "--json")
    assert status == 0
    found: list[dict[str, Any]] = json.loads(printed)
    return found


def test_each_to_do_is_told_with_its_day_and_what_it_moves(desk: Desk, run: Any) -> None:
    found = listed(run, "ministry")
    assert [one["key"] for one in found] == [item.todo.key for item in desk.items("ministry")]
    one = next(one for one in found if one["action"] == "5" and one["subjects"][0]["school"] == desk.places.third.pk)
    assert one["title"] == "Действие 5"
    assert (one["due"], one["overdue"], one["role"], one["active"]) == ("2022-02-08", True, "ministry", True)
    assert [(two["kind"], two["label"]) for two in one["subjects"]] == [("school", "Лужская")]
    assert one["moves"] == {"met": 0, "met_after": 1, "unknown": 0, "unknown_after": 0, "whole": 3}
    assert one["where"].startswith("/appointments/new/?post=curator")


def test_as_text_each_is_one_line(desk: Desk, run: Any) -> None:
    printed, _errors, _status = run("list", "ministry")
    lines = printed.splitlines()
    assert len(lines) == len(desk.items("ministry"))
    (line,) = [one for one in lines if "Действие 5" in one and "Лужская" in one]
    assert line.startswith("08.02.2022  просрочено  ")
    assert "0 → 1 из 3" in line.replace("\xa0", " ")


def test_a_post_and_a_day_are_chosen(desk: Desk, run: Any) -> None:
    appoint(desk.user("head"), Post.MINISTRY, desk.places.region, on=dt.date(2022, 1, 10))
    both, one = listed(run, "head"), listed(run, "head", "--post", "school_head")
    assert len(one) < len(both)
    assert {item["role"] for item in one} == {"school_head"}
    assert not any(item["overdue"] for item in listed(run, "ministry", "--on", "2022-02-08"))


def test_what_was_said_of_it_stands_beside(desk: Desk, run: Any) -> None:
    first, second, *_rest = desk.items("ministry")
    of = {"programme": desk.programme, "said": Said(TODAY, "жду приказа", TODAY), "by": SYSTEM}
    actions.put_off(item=first, **of)
    actions.hand_over(item=second, to=desk.user("controller"), **of)
    by_key = {one["key"]: one for one in listed(run, "ministry")}
    assert by_key[first.todo.key]["put_off"] == {"until": "2022-02-12", "reason": "жду приказа"}
    given = {"until": "2022-02-12", "reason": "жду приказа", "from": "ministry", "to": "controller"}
    assert by_key[second.todo.key]["given"] == given
    assert [by_key[one.todo.key]["active"] for one in (first, second)] == [False, False]
    (received,) = listed(run, "controller")
    assert (received["key"], received["received"], received["active"]) == (second.todo.key, given, True)
    assert "отложено до 12.02.2022" in run("list", "ministry")[0]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nobody",), "Логина «nobody» ни у кого нет."),
        (("head", "--post", "curator"), "head не занимает эту должность; занимает: school_head."),
        (("ministry", "--on", "2022-02-13"), "2022-02-13 ещё не наступило"),
        (("ministry", "--on", "вчера"), "«вчера»"),
    ],
    ids=["login", "post", "day to come", "no day"],
)
def test_a_mistake_is_one_line(run: Any, arguments: tuple[str, ...], said: str) -> None:
    printed, errors, status = run("list", *arguments)
    assert (printed, status) == ("", 2)
    assert said in errors
    assert errors.count("\n") == 1


def test_a_demonstration_is_listed_at_its_own_day(desk: Desk, run: Any) -> None:
    RegionRow.objects.filter(pk=desk.places.region.pk).update(demonstration_on=dt.date(2022, 2, 8))
    assert not any(one["overdue"] for one in listed(run, "ministry"))
    assert "12.02.2022 ещё не наступил" in run("list", "ministry", "--on", "2022-02-12")[1]


def test_who_has_nothing_to_do_is_told_so(run: Any) -> None:
    with clock.at(NOW):
        assert run("list", "controller") == ("Делать нечего.\n", "", 0)
