"""A whole region brought in by real processes on SQLite: killed in between, and while others go on writing."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tests.architecture.source import PACKAGE, ROOT

PLACES, SCHOOLS, APPOINTMENTS = 70, 1100, 2500
WRITER = """
import sys, time
from pathlib import Path
import django
django.setup()
from django.db import transaction
from opora.core import journal
from opora.core.actors import SYSTEM
stop, longest, count = Path(sys.argv[1]), 0.0, 0
print("ready", flush=True)
while not stop.exists():
    begun = time.monotonic()
    with transaction.atomic():
        journal.write(by=SYSTEM, verb="test", object_key="region:1")
    longest, count = max(longest, time.monotonic() - begun), count + 1
    time.sleep(0.005)
print(count, longest)
"""


class Installation:
    """A data folder with a region, and the files of its lists."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(PACKAGE.parent),
            "OPORA_HOME": str(home),
            "OPORA_LANGUAGE": "en",
            "DJANGO_SETTINGS_MODULE": "opora.config.settings",
        }
        assert self.opora("migrate").returncode == 0
        assert self.opora("region", "create", "Приобский край").returncode == 0
        places = [(f"m{number}", f"Район {number}") for number in range(PLACES)]
        self.places = self.book("places.xlsx", [("Код", "Муниципалитет"), *places])
        schools = [(f"s{number:04}", f"m{number % PLACES}", f"СОШ № {number}") for number in range(SCHOOLS)]
        self.schools = self.book("schools.xlsx", [("Код", "Район", "Название"), *schools])
        heading = ("ФИО", "Должность", "Код школы", "Муниципалитет", "Уровень", "С", "Основание")
        self.appointments = self.book("appointments.xlsx", [heading, *_appointments()])

    def book(self, name: str, rows: list[tuple[str, ...]]) -> str:
        path = self.home / name
        book = xlsxwriter.Workbook(str(path))
        page = book.add_worksheet()
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
        book.close()
        return str(path)

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        command = [sys.executable, *arguments]
        return subprocess.Popen(command, env=self.environment, stdout=subprocess.PIPE, text=True, cwd=ROOT)

    def opora(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "opora.config.cli", *arguments]
        return subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False, cwd=ROOT, timeout=120
        )

    def read(self, *arguments: str) -> Any:
        done = self.opora("lists", *arguments, "--json")
        assert (done.returncode, done.stderr) == (0, "")
        return json.loads(done.stdout)

    def count(self, table: str) -> int:
        with sqlite3.connect(self.home / "opora.sqlite3", timeout=20) as connection:
            (number,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - our own names
        connection.close()
        return int(number)


def _appointments() -> list[tuple[str, ...]]:
    """A head for each school, a coordinator for each municipality, curators for the rest; each has one name."""
    from_, basis = "01.09.2022", "приказ 5"
    rows = [(_name(n), "директор", f"s{n:04}", "", "", from_, basis) for n in range(SCHOOLS)]
    rows += [(_name(SCHOOLS + n), "координатор", "", f"m{n}", "", from_, basis) for n in range(PLACES)]
    left = APPOINTMENTS - len(rows)
    return rows + [
        (_name(SCHOOLS + PLACES + n), "куратор", f"s{n % SCHOOLS:04}", "", "региональный", from_, basis)
        for n in range(left)
    ]


def _name(number: int) -> str:
    """A surname that is no slip of the pen away from any other, a given name and a patronymic."""
    syllables = ("ба", "ге", "ди", "жо", "зу", "кы", "ля", "мю", "нэ", "по", "ро", "са")
    word = ""
    for _time in range(4):
        number, at = divmod(number, len(syllables))
        word += syllables[at] * 2
    return f"{word.capitalize()}в Пётр Ильич"


@pytest.fixture
def installed(tmp_path: Path) -> Installation:
    made = Installation(tmp_path)
    assert made.read("import", "municipalities", made.places, "--commit")["create"] == PLACES
    return made


def test_an_import_that_was_killed_goes_on_and_nothing_is_lost_or_doubled(installed: Installation) -> None:
    running = installed.start("-m", "opora.config.cli", "lists", "import", "schools", installed.schools, "--commit")
    while installed.count("core_importstep") <= PLACES:
        assert running.poll() is None
        time.sleep(0.005)
    running.send_signal(signal.SIGKILL)
    running.communicate()
    written = installed.count("organisations_school")
    assert 0 < written < SCHOOLS
    for table in ("organisations_schoolname", "organisations_schooltype", "organisations_schoolstatus"):
        assert installed.count(table) == written
    assert installed.count("core_importstep") == PLACES + written

    half = installed.read("show")[-1]
    assert (half["state"], half["created"], half["total"]) == ("writing", written, SCHOOLS)
    rest = installed.read("import", "schools", installed.schools, "--commit")
    assert (rest["create"], rest["skip"], rest["batch"]) == (SCHOOLS - written, written, half["number"])
    whole = installed.read("show")[-1]
    assert (whole["number"], whole["state"], whole["created"]) == (half["number"], "done", SCHOOLS)
    for table in ("organisations_school", "organisations_schoolname", "organisations_schoolstatus"):
        assert installed.count(table) == SCHOOLS
    assert installed.read("import", "schools", installed.schools, "--commit")["skip"] == SCHOOLS
    assert installed.opora("lists", "undo", str(half["number"]), "--reason", "проверка").returncode == 0
    assert installed.read("show")[-1]["state"] == "undone"


def test_others_write_all_the_time_while_a_region_is_brought_in(installed: Installation, tmp_path: Path) -> None:
    """Three spreadsheets, counts that add up, and not one write of the others fails."""
    stop = tmp_path / "stop"
    writer = installed.start("-c", WRITER, str(stop))
    assert writer.stdout is not None
    assert writer.stdout.readline() == "ready\n"
    try:
        schools = installed.read("import", "schools", installed.schools, "--commit")
        appointments = installed.read("import", "appointments", installed.appointments, "--commit")
    finally:
        stop.touch()
        told, _none = writer.communicate(timeout=60)
    assert writer.returncode == 0, "a write failed"
    count, longest = told.split()
    for data, rows in ((schools, SCHOOLS), (appointments, APPOINTMENTS)):
        assert (data["create"], data["update"], data["skip"], data["error"]) == (rows, 0, 0, 0)
    assert installed.count("organisations_school") == SCHOOLS
    assert installed.count("accounts_appointment") == installed.count("accounts_user") == APPOINTMENTS
    assert [one["created"] for one in installed.read("show")] == [PLACES, SCHOOLS, APPOINTMENTS]
    assert int(count) > 10
    assert float(longest) < 2, longest
    again = installed.read("import", "appointments", installed.appointments, "--commit")
    assert (again["skip"], again["batch"]) == (APPOINTMENTS, None)
