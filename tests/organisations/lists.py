"""Running `opora lists` as from the command line, and writing the files it reads."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from opora.core import clock
from opora.organisations.management.commands import lists
from opora.organisations.models import School
from opora.organisations.queries import SchoolHistories, SchoolState

MUNICIPALITIES = [("Код", "Муниципалитет"), ("bor", "Боровской район"), ("luga", "Лужский район")]
HEAD = ("Код школы", "Муниципалитет", "Полное название", "Краткое название", "Тип", "Точка роста", "Состояние")
FIRST = ("22-1", "bor", "МБОУ «СОШ № 1», с. Боровое", "СОШ № 1", "СОШ", "да", "")
SECOND = ("22-2", "Лужский район", "Лицей № 2", "", "", "", "")


@dataclass(frozen=True)
class Lists:
    """The command in a folder of its own."""

    folder: Path
    capsys: pytest.CaptureFixture[str]

    def run(self, *arguments: str | Path) -> tuple[str, str, int]:
        """What it prints, its errors, its exit status."""
        status = 0
        try:
            lists.Command().run_from_argv(["opora", "lists", *map(str, arguments)])
        except SystemExit as stopped:
            status = int(stopped.code or 0)
        out, err = self.capsys.readouterr()
        return out, err, status

    def read(self, kind: str, file: Path, *options: str) -> dict[str, Any]:
        """What an import says as JSON; exit status 1 exactly when rows are wrong and were not left out."""
        out, err, status = self.run("import", kind, file, "--json", *options)
        assert err == ""
        data: dict[str, Any] = json.loads(out)
        assert status == (1 if data["error"] and not (data["committed"] and "--partial" in options) else 0)
        return data

    def counts(self, kind: str, file: Path, *options: str) -> tuple[int, int, int, int]:
        """Rows to create, to update, there already, wrong."""
        data = self.read(kind, file, *options)
        return data["create"], data["update"], data["skip"], data["error"]

    def codes(self, kind: str, file: Path, *options: str) -> list[tuple[int, str, str]]:
        """Row, column and code of everything that is wrong."""
        return [(one["row"], one["column"], one["code"]) for one in self.read(kind, file, *options)["rows"]]

    def xlsx(self, rows: Sequence[Sequence[object]], name: str = "list.xlsx") -> Path:
        path = self.folder / name
        book = xlsxwriter.Workbook(
            str(path), {"default_date_format": "dd.mm.yyyy", "strings_to_formulas": False, "strings_to_urls": False}
        )
        page = book.add_worksheet("Список")
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
        book.close()
        return path

    def csv(self, rows: Sequence[Sequence[object]], encoding: str = "utf-8", name: str = "list.csv") -> Path:
        path = self.folder / name
        path.write_text("\n".join(";".join(map(str, row)) for row in rows), encoding)
        return path


def state(code: str, day: dt.date | None = None) -> SchoolState:
    """What a school is on a day, as known now."""
    histories = SchoolHistories(School.objects.filter(code=code), clock.now())
    return histories.at(School.objects.get(code=code).pk, day or clock.today())
