"""`opora events`: a year of one event on the command line, its mistakes in one line, JSON for programs."""

import datetime as dt
import json

import pytest

from opora.core import clock
from opora.events.management.commands import events
from opora.events.models import AttendanceClosing, Event
from opora.organisations.models import Region as RegionRow
from tests.events.planned import NOW, Region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("april")]

CREATE = ("create", "--kind", "conference_call", "--title", "Совещание", "--on", "2022-03-04")


class Shell:
    """`opora events` as from the command line."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def run(self, *arguments: str) -> tuple[str, str, int]:
        """What it prints, its errors, its exit status."""
        status = 0
        try:
            events.Command().run_from_argv(["opora", "events", *arguments])
        except SystemExit as stopped:
            status = int(stopped.code or 0)
        return *self.capsys.readouterr(), status

    def json(self, *arguments: str) -> object:
        """The JSON it prints."""
        return json.loads(self.run(*arguments, "--json")[0])


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str], region: Region) -> Shell:
    return Shell(capsys)


def test_an_event_from_the_plan_to_the_closed_attendance(shell: Shell) -> None:
    assert "пока не запланировано" in shell.run("list")[0]
    when = ("--from", "10:00", "--to", "12:00", "--place", "Приобск", "--link", "https://vks.example.ru/1")
    whom = ("--invite", "municipal_heads()", "--organiser", "ministry", "--year", "2022")
    assert shell.run(*CREATE, "--code", "vks-1", *when, *whom)[2] == 0
    assert shell.run("move", "vks-1", "--to", "2022-03-05", "--reason", "перенос")[2] == 0
    assert shell.run("hold", "vks-1", "--on", "2022-03-05")[2] == 0
    assert shell.run("close", "vks-1", "--on", "2022-03-06")[2] == 0
    assert "Совещание: явка закрыта 06.03.2022" in shell.run("list")[0]
    shown = shell.json("show", "vks-1")
    assert isinstance(shown, dict)
    assert [plan["on"] for plan in shown["plans"]] == ["2022-03-04", "2022-03-05"]
    assert shown["plans"][1] == {
        "on": "2022-03-05",
        "from": "10:00",
        "to": "12:00",
        "place": "Приобск",
        "link": "https://vks.example.ru/1",
        "reason": "перенос",
    }
    assert (shown["stage"], shown["held_on"], shown["attendance_closed_on"]) == ("closed", "2022-03-05", "2022-03-06")
    assert shown["organiser"] == "ministry"
    assert shown["invited"] == "municipal_heads()"
    assert shown["present"] == 0
    assert shell.run("reopen", "vks-1", "--reason", "ещё список")[2] == 0
    assert [one["stage"] for one in shell.json("list")] == ["open"]  # type: ignore[attr-defined] # a list
    assert "05.03.2022" in shell.run("show", "vks-1")[0]


def test_a_past_event_is_known_from_its_own_day_and_one_ahead_from_today(shell: Shell) -> None:
    shell.run(*CREATE, "--code", "past")
    shell.run("create", "--kind", "forum", "--title", "Форум", "--on", "2022-09-01", "--code", "ahead")
    days = dict(Event.objects.values_list("code", "occurred_on"))
    assert days == {"past": dt.date(2022, 3, 4), "ahead": dt.date(2022, 4, 1)}


def test_in_a_demonstration_the_day_is_the_one_it_is_shown_at(shell: Shell) -> None:
    RegionRow.objects.update(demonstration_on=dt.date(2022, 3, 20))
    with clock.at(dt.datetime(2026, 11, 26, 9, tzinfo=dt.UTC)):
        shell.run(*CREATE, "--code", "vks-1")
        shell.run("hold", "vks-1", "--on", "2022-03-04")
        assert shell.run("close", "vks-1")[2] == 0
    assert AttendanceClosing.objects.get().occurred_on == dt.date(2022, 3, 20)


def test_sessions_of_a_series(shell: Shell) -> None:
    series = ("series", "create", "--kind", "online_seminar", "--code", "seminar", "--title", "Семинар")
    assert shell.run(*series)[2] == 0
    assert shell.run(*CREATE, "--code", "seminar-1", "--series", "seminar")[2] == 0
    made = shell.json("create", *CREATE[1:], "--code", "seminar-2", "--series", "seminar")
    assert isinstance(made, dict)
    assert made["series"] == "seminar"
    assert Event.objects.filter(series__code="seminar").count() == 2


def test_an_event_that_will_not_take_place(shell: Shell) -> None:
    shell.run(*CREATE, "--code", "vks-1")
    assert shell.run("call-off", "vks-1", "--reason", "карантин")[2] == 0
    shown = shell.json("show", "vks-1")
    assert isinstance(shown, dict)
    assert (shown["stage"], shown["called_off"]) == ("off", "карантин")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((*CREATE, "--code", "vks-1"), "vks-1"),
        ((*CREATE, "--code", "ВКС"), "Строчные латинские буквы"),
        ((*CREATE, "--code", "x", "--invite", "schol_heads(current)"), "возможно, «school_heads»"),
        ((*CREATE, "--code", "x", "--from", "25:00"), "«25:00» — не время; напишите 10:30."),
        ((*CREATE, "--code", "x", "--series", "none"), "Серии «none» нет"),
        ((*CREATE, "--code", "x", "--year", "1999"), "2021, 2022"),
        (("create", "--kind", "party", "--title", "x", "--on", "2022-03-04", "--code", "x"), "party"),
        (("create", "--kind", "forum", "--title", "x", "--on", "31.02.2022", "--code", "x"), "31.02.2022"),
        (("show", "none"), "События «none» нет; есть: vks-1"),
        (("hold", "vks-1", "--on", "2022-04-02"), "02.04.2022"),
        (("call-off", "vks-1", "--on", "2022-04-02", "--reason", "x"), "02.04.2022"),
        (("close", "vks-1"), "в какой день прошло событие"),
        (("reopen", "vks-1", "--reason", "x"), "не закрыт"),
        (("move", "vks-1", "--to", "2022-05-01", "--reason", " "), "переносится"),
    ],
)
def test_a_mistake_is_one_line_and_status_2(shell: Shell, arguments: tuple[str, ...], told: str) -> None:
    with clock.at(NOW):
        shell.run(*CREATE, "--code", "vks-1")
        before = Event.objects.count()
        printed, errors, status = shell.run(*arguments)
    assert (printed, status) == ("", 2)
    assert errors.count("\n") == 1
    assert told in errors
    assert Event.objects.count() == before
