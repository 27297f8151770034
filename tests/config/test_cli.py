"""The `opora` command: one line for a mistake, two languages, stable JSON."""

import datetime as dt
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser
from django.utils import translation

from opora.config import cli, env
from opora.core import clock
from opora.core.commands import Command, add_json, add_moment, told
from tests.config.test_settings import opora


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "ru"),
        ({"LANG": "C.UTF-8"}, "ru"),
        ({"LANG": "POSIX"}, "ru"),
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "ru_RU.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "ru_RU.UTF-8", "OPORA_LANGUAGE": "en"}, "en"),
        ({"LANG": "en_US.UTF-8", "OPORA_LANGUAGE": "ru"}, "ru"),
    ],
)
def test_the_language_of_the_command(environment: dict[str, str], expected: str) -> None:
    assert cli.language(environment) == expected


def test_help_lists_our_commands_in_both_languages() -> None:
    english, russian = opora("help", OPORA_LANGUAGE="en"), opora("--help", OPORA_LANGUAGE="ru")
    assert english.returncode == russian.returncode == 0
    for name in ("check", "journal", "run"):
        assert f"\n  {name} " in english.stdout
        assert f"\n  {name} " in russian.stdout
    assert "Serve the pages." in english.stdout
    assert "Запустить сервер." in russian.stdout
    assert opora(OPORA_LANGUAGE="en").stdout == english.stdout


def test_help_of_a_command() -> None:
    told = opora("help", "run", OPORA_LANGUAGE="ru").stdout
    assert told == opora("run", "--help", OPORA_LANGUAGE="ru").stdout
    assert "как вызвать: opora run" in told
    assert "порт, по которому отвечать" in told
    assert "--verbosity" not in told


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["rnu"], "opora: there is no command “rnu”. Did you mean “run”?"),
        (["zzz"], "opora: there is no command “zzz”. See “opora help”."),
        (["run", "--port", "x"], "opora: argument --port: invalid int value: 'x'"),
        (["run", "--prot", "1"], "opora: unrecognized arguments: --prot 1"),
        (["help", "zzz"], "opora: there is no command “zzz”. See “opora help”."),
    ],
)
def test_a_mistake_is_one_line_and_status_2(arguments: list[str], line: str) -> None:
    done = opora(*arguments, OPORA_LANGUAGE="en")
    assert (done.returncode, done.stderr, done.stdout) == (2, line + "\n", "")


def test_a_database_that_is_not_ready_is_one_line(tmp_path: Path) -> None:
    given = {"OPORA_LANGUAGE": "en", "OPORA_HOME": str(tmp_path)}
    done = opora("journal", "verify", **given)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "opora: the database is not up to date: run opora migrate (or make setup).\n"
    done = opora("journal", "verify", **given, DATABASE_URL="postgresql://nobody@127.0.0.1:1/nothing")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith("opora: the database cannot be reached: ")


def test_an_unready_server_says_what_to_run(tmp_path: Path) -> None:
    given = {"OPORA_LANGUAGE": "en", "OPORA_HOME": str(tmp_path)}
    done = opora("run", **given)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith("opora: the database is not up to date: run opora migrate")
    assert opora("migrate", "--verbosity", "0", **given).returncode == 0
    done = opora("run", **given)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith("opora: static files are not gathered: run opora collectstatic")
    assert opora("collectstatic", "--noinput", "--verbosity", "0", **given).returncode == 0
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = opora("run", "--port", str(port), **given)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith(f"opora: cannot listen at 127.0.0.1:{port}: ")


def test_a_reader_that_leaves_early_is_no_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-u", "-m", "opora.config.cli", "help"],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
        cwd=env.SOURCE_TREE,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")


class Fruit(Command):
    """A command of verbs, as the apps write them."""

    help = "Fruit."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = self.verbs(parser)
        pick = verbs.add("pick", self.pick, help="pick one")
        pick.add_argument("kind")
        add_moment(pick)
        add_json(pick)
        verbs.add("rot", self.rot, help="fail in the domain")

    def pick(self, *, kind: str, as_of: dt.date | None, known_at: dt.datetime | None, as_json: bool) -> None:
        if kind == "stone":
            self.refuse("A stone is no fruit.\nTry an apple.")
        if as_json:
            self.write_json({"вид": kind, "as_of": as_of, "b": {"d": 1, "c": known_at}})

    def rot(self) -> None:
        raise ValidationError(["Too late.", "It has gone."])


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run Fruit as from the command line."""
    status = 0
    try:
        Fruit().run_from_argv(["opora", "fruit", *arguments])
    except SystemExit as stop:
        status = int(stop.code or 0)
    captured = capsys.readouterr()
    return status, captured.out, captured.err


@pytest.mark.django_db
class TestVerbs:
    """What the base gives each command."""

    @pytest.fixture(autouse=True)
    def _english(self) -> Iterator[None]:
        with translation.override("en"):
            yield

    def test_json_is_sorted_and_readable(self, capsys: pytest.CaptureFixture[str]) -> None:
        given = ["pick", "груша", "--json", "--as-of", "2022-10-01", "--known-at", "2022-10-17"]
        status, out, err = run(capsys, *given)
        assert (status, err) == (0, "")
        assert out == (
            '{\n  "as_of": "2022-10-01",\n  "b": {\n    "c": "2022-10-17T23:59:59.999+07:00",\n    "d": 1\n  },\n'
            '  "вид": "груша"\n}\n'
        )

    def test_a_refusal_is_one_line(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(capsys, "pick", "stone") == (2, "", "opora: A stone is no fruit. Try an apple.\n")

    def test_a_domain_error_is_one_line(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(capsys, "rot") == (2, "", "opora: Too late. It has gone.\n")

    def test_a_missing_verb_or_argument_is_one_line(self, capsys: pytest.CaptureFixture[str]) -> None:
        for arguments in ([], ["pick"], ["pick", "a", "b"], ["peel"]):
            status, out, err = run(capsys, *arguments)
            assert (status, out, err.count("\n")) == (2, "", 1)
            assert err.startswith("opora: ")

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            (["--as-of", "01.10.2022"], "“01.10.2022” is not a day. Write it like this: 2022-10-17."),
            (["--as-of", "2022-02-31"], "“2022-02-31” is not a day."),
            (["--as-of", "9999-01-01"], "9999-01-01 has not come yet"),
            (["--known-at", "noon"], "“noon” is not a moment. Write it like this: 2022-10-17 or 2022-10-17T18:30."),
        ],
    )
    def test_a_wrong_moment_is_told(self, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str) -> None:
        status, _out, err = run(capsys, "pick", "apple", *arguments)
        assert status == 2
        assert told in err

    def test_as_of_today_is_allowed(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(capsys, "pick", "apple", "--as-of", clock.today().isoformat()) == (0, "", "")


def test_the_prefix_of_django_is_dropped() -> None:
    assert told(CommandError("Error: no such thing")) == "no such thing"
