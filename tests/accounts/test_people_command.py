"""`opora people`, and the first day of a region: from an empty database to the ministry at its overview."""

import datetime as dt
import json
from http import HTTPStatus

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from opora.accounts import actions
from opora.accounts.management.commands import people
from opora.accounts.models import Tier, User
from opora.core.actors import SYSTEM
from opora.core.models import JournalDetail, JournalEntry
from opora.organisations.management.commands import region
from tests.accounts.people import PASSWORD, appoint, end
from tests.organisations.lists import Lists
from tests.organisations.places import Places

pytestmark = pytest.mark.django_db


class Shell:
    """`opora people` as from the command line."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def run(self, *arguments: str, command: type = people.Command) -> tuple[str, str, int]:
        """What it prints, its errors, its exit status."""
        status = 0
        try:
            command().run_from_argv(["opora", "command", *arguments])
        except SystemExit as stopped:
            status = int(stopped.code or 0)
        return *self.capsys.readouterr(), status


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(capsys)


def test_the_first_day_of_a_region(shell: Shell, lists: Lists, client: Client) -> None:
    cache.clear()
    assert shell.run("create", "Приобский край", command=region.Command)[2] == 0
    rows = [("Логин", "ФИО", "Почта"), ("sinitsyna", "Синицына Мария Андреевна", "s@example.org")]
    assert lists.counts("people", lists.xlsx(rows), "--commit") == (1, 0, 0, 0)
    posts = [("ФИО", "Логин", "Должность", "С", "Основание")]
    posts += [("Синицына Мария Андреевна", "sinitsyna", "министерство", "2022-01-10", "приказ 1")]
    assert lists.counts("appointments", lists.xlsx(posts, "posts.xlsx"), "--commit") == (1, 0, 0, 0)
    out, err, status = shell.run("password", "sinitsyna", "--json")
    assert (err, status) == ("", 0)
    given = json.loads(out)
    assert (given["login"], given["posts"]) == ("sinitsyna", 1)

    answer = client.post(reverse("account_login"), {"login": "sinitsyna", "password": given["password"]})
    assert client.get(answer["Location"])["Location"] == "/password/"
    own = {"oldpassword": given["password"], "password1": PASSWORD, "password2": PASSWORD}
    assert client.post("/password/", own)["Location"] == "/capacity/"
    for page in ("/", "/lists/", "/people/", "/coverage/", "/roadmap/"):
        assert client.get(page).status_code == HTTPStatus.OK, page


def test_a_password_is_told_once_and_kept_nowhere(shell: Shell, siskin: User) -> None:
    out, err, status = shell.run("password", "chizhova")
    assert (err, status) == ("", 0)
    lines = out.splitlines()
    password = lines[1].removeprefix("Пароль: ")
    assert lines[0] == "Логин: chizhova"
    assert lines[2] == "Он показан только здесь; при первом входе Опора попросит новый."
    assert lines[3].startswith("Без должности этот человек ничего не увидит")
    siskin.refresh_from_db()
    assert siskin.check_password(password)
    assert siskin.must_change_password
    assert JournalEntry.objects.filter(verb="set-password", object_key=siskin.key).count() == 1
    assert password not in str(list(JournalEntry.objects.values())) + str(list(JournalDetail.objects.values()))


def test_who_somebody_is(shell: Shell, made: Places, siskin: User) -> None:
    appoint(siskin, "curator", made.first, tier=Tier.REGIONAL)
    end(appoint(siskin, "coordinator", made.bor), on=dt.date(2022, 3, 20))
    out, _err, status = shell.run("show", "chizhova")
    assert status == 0
    assert out.replace("\xa0", " ").splitlines() == [
        "Чижова Елена Викторовна (chizhova): пароля ещё нет",
        "  Куратор, региональный уровень, Боровская № 1, с 08.02.2022",
    ]


@pytest.mark.parametrize(
    ("door", "state"),
    [
        ("none", "пароля ещё нет"),
        ("first", "есть пароль для первого входа"),
        ("open", "может входить"),
        ("closed", "вход закрыт"),
    ],
)
def test_how_somebody_signs_in(shell: Shell, siskin: User, door: str, state: str) -> None:
    if door == "first":
        actions.give_password(person=siskin, by=SYSTEM)
    elif door != "none":
        actions.set_password(person=siskin, password=PASSWORD, by=SYSTEM)
    if door == "closed":
        actions.forbid_sign_in(person=siskin, by=SYSTEM)
    told = json.loads(shell.run("show", "chizhova", "--json")[0])
    assert told["sign_in"] == door
    assert shell.run("show", "chizhova")[0].splitlines() == [
        f"Чижова Елена Викторовна (chizhova): {state}",
        "  без должности",
    ]


def test_posts_for_programs(shell: Shell, made: Places, siskin: User) -> None:
    appoint(siskin, "school_head", made.first, acting=True)
    told = json.loads(shell.run("show", "chizhova", "--json")[0])
    assert told == {
        "login": "chizhova",
        "name": "Чижова Елена Викторовна",
        "sign_in": "none",
        "last_sign_in": None,
        "withdrawn": False,
        "posts": [
            {
                "post": "school_head",
                "place": "Боровская № 1",
                "acting": True,
                "tier": "",
                "from": "2022-02-08",
                "to": None,
                "basis": "order 5",
            }
        ],
    }


@pytest.mark.parametrize("verb", ["show", "password"])
def test_nobody_is_one_line(shell: Shell, verb: str) -> None:
    out, err, status = shell.run(verb, "nobody")
    assert (out, status) == ("", 2)
    assert err.splitlines() == ["opora: Нет человека с логином «nobody»."]


def test_a_closed_door_stays_closed(shell: Shell, siskin: User) -> None:
    actions.forbid_sign_in(person=siskin, by=SYSTEM)
    out, err, status = shell.run("password", "chizhova")
    assert (out, status) == ("", 2)
    assert err.splitlines() == ["opora: Вход этому человеку закрыт: сначала откройте его."]
