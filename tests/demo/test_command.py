"""`opora demo`: what it loads, what it refuses, how it tells of the sign-ins."""

import datetime as dt
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import translation

from opora.accounts.models import Post, User
from opora.accounts.queries import actor_for
from opora.core import clock
from opora.core.actors import SYSTEM
from opora.demo import loading, sign_ins
from opora.demo.cast import SIGN_INS
from opora.demo.management.commands import demo
from opora.demo.size import SMALL
from opora.organisations import actions as organisations
from opora.organisations.models import Region

pytestmark = pytest.mark.django_db

POSTS = [
    Post.MINISTRY,
    Post.CONTROLLER,
    Post.INSTITUTE,
    Post.EXPERT,
    Post.MUNICIPAL_HEAD,
    Post.COORDINATOR,
    Post.CURATOR,
    Post.SCHOOL_HEAD,
    Post.TEAM_MEMBER,
    Post.EDITOR,
    Post.OPERATOR,
]


@pytest.fixture(autouse=True)
def _small_and_russian(monkeypatch: pytest.MonkeyPatch):
    """The command loads the small region here."""
    whole = loading.load
    monkeypatch.setattr(loading, "load", lambda **options: whole(**{"size": SMALL, **options}))
    with translation.override("ru"):
        yield


def run(*arguments: str) -> str:
    out = StringIO()
    call_command(demo.Command(stdout=out), *arguments)
    return out.getvalue()


def real_region() -> Region:
    return organisations.open_region(name="Край", code="real", time_zone="Asia/Barnaul", by=SYSTEM)


def test_it_loads_tells_what_is_done_and_how_to_sign_in() -> None:
    told = run("--on", "2022-02-10")
    assert told.splitlines() == [
        "Регион, муниципалитеты и школы… готово",
        "Программы и дорожная карта: 48 действий… готово",
        "Люди и их должности… готово",
        "Декабрь 2021 года… готово",
        "Январь 2022 года… готово",
        "Февраль 2022 года… готово",
        "«Приобский край» готов, показан на 10.02.2022.",
    ]
    assert Region.objects.get().demonstration_on == dt.date(2022, 2, 10)
    listed = run("--sign-ins").splitlines()
    assert [line.split()[0] for line in listed[1:-1]] == [p.login for p in SIGN_INS if p.login != "expert"]
    assert listed[-1].endswith(sign_ins.SHARED_PASSWORD)


def test_each_role_can_sign_in_and_nobody_else() -> None:
    region = loading.load(password=sign_ins.SHARED_PASSWORD)
    listed = sign_ins.listed(region)
    users = [User.objects.get(login=row.login) for row in listed]
    assert [row.login for row in listed] == [person.login for person in SIGN_INS]
    assert all(user.check_password(sign_ins.SHARED_PASSWORD) for user in users)
    assert [actor_for(user, on=clock.today()).role for user in users] == POSTS
    others = User.objects.exclude(pk__in=[user.pk for user in users])
    assert others.exists()
    assert not any(user.has_usable_password() for user in others)


def test_it_leaves_a_database_with_a_region_alone() -> None:
    run("--on", "2021-12-16")
    with pytest.raises(ValidationError, match="--replace"):
        run("--on", "2021-12-17")
    assert run("--if-empty") == ""
    assert Region.objects.get().demonstration_on == dt.date(2021, 12, 16)


@pytest.mark.parametrize("option", ["--on=2022-01-20", "--replace"])
def test_it_never_touches_a_real_region(option: str) -> None:
    real = real_region()
    with pytest.raises(ValidationError, match="Край"):
        run(option)
    with pytest.raises(SystemExit) as stopped:
        run("--if-empty")
    assert stopped.value.code == 1
    assert list(Region.objects.all()) == [real]


def test_a_failed_load_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("opora.demo.world.World.let_clerk_act", lambda _world: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run()
    assert not Region.objects.exists()
    assert not User.objects.exists()


@pytest.mark.parametrize("day", ["2021-12-14", "2023-01-01"])
def test_a_day_outside_the_year_is_refused(day: str) -> None:
    with pytest.raises(ValidationError, match="2021-12-15"):
        run("--on", day)


def test_a_wrong_day_and_no_demonstration_are_told_in_one_line() -> None:
    with pytest.raises(CommandError, match="2022-10-01"):
        run("--on", "yesterday")
    with pytest.raises(CommandError, match="opora demo"):
        run("--sign-ins")


def test_production_needs_force_and_gets_a_password_nobody_knows(settings) -> None:
    settings.PRODUCTION = True
    with pytest.raises(ValidationError, match="--even-in-production"):
        run()
    told = run("--even-in-production", "--on", "2021-12-16").splitlines()
    password = told[-1].split()[-1]
    assert password != sign_ins.SHARED_PASSWORD
    assert User.objects.get(login="ministry").check_password(password)
    assert password not in run("--sign-ins")
    assert sign_ins.SHARED_PASSWORD not in run("--sign-ins")


@pytest.mark.django_db(transaction=True)
def test_it_replaces_a_demonstration() -> None:
    run("--on", "2021-12-16")
    run("--replace", "--on", "2021-12-20")
    assert Region.objects.get().demonstration_on == dt.date(2021, 12, 20)
